"""Text repair inside a line: comes in a raw line, goes out the kept characters and where each stood.

Nothing is edited in place: the result is a view with a map back, so that every offset stays one into the file.
Full-width letters and digits become half-width, half-width punctuation beside Chinese full-width (one character
for one), Markdown emphasis and stray spaces are left out. White space that parts the cells of a table row is
kept as one tab.
"""

import re
from array import array
from collections.abc import Iterator
from functools import cache

from ingest import rules
from ingest.lexicon import surnames

_WIDTH = {c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDTH |= {ord(a): b for a, b in zip("％．／＋－～∼—―＃＆｜│┃┆┊〜•‧・∙()", "%./+-~~——#&|||||~····（）", strict=True)}
_WIDTH |= dict.fromkeys((0x3000, 0xA0, 0x2003, 0x2002, 0xFEFF), " ")

_HAN = "\u4e00-\u9fff"
_HALF_PUNCTUATION = re.compile(rf"(?<=[{_HAN}）”》】%])[,;:!?]|[,;:!?](?=[{_HAN}（“《【])")
_TO_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_DROPPED = re.compile(r"\*\*+|__+|[\u200b-\u200f\u2060\ufeff]")
_SPACE = re.compile(r"\s+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_SPACED_OUT = re.compile(rf"(?<![{_HAN}])[{_HAN}](?:\s+[{_HAN}])+(?![{_HAN}])")
_NUMERAL = r"[〇一二三四五六七八九十百]+\s{0,3}[·点]?(?:[〇一二三四五六七八九十百千万亿]|<after_numeral>)"
_DAY = re.compile(r"\d{1,2}[月日]")
_CUT_DATE = re.compile(r"月[123]\n\d日|(?<!\d)(?:[12]\n\d{3}|(?:19|20)\n\d\d|(?:19|20)\d\n\d)年")
_CELL_AFTER = frozenset("，、；：（《“【·|#")  # what stands before white space that parts no cells
_CELL_BEFORE = frozenset("，。、；：）》”】|")
_NAME_ENDS = ("", *"，、。；：（）|")  # what may stand behind a name set wide
_CELL_WIDTH = 3  # in columns: three half-width spaces or two full-width ones
_COMMON = 20  # a word of the dictionary counts from this frequency


def repair_line(line: str, at: int) -> tuple[str, "array[int]"]:
    """Clean one raw line that starts at raw offset `at`; the kept characters and the raw offset of each."""
    text = line.translate(_WIDTH)
    text = _HALF_PUNCTUATION.sub(lambda m: _TO_FULL[m.group()], text)
    cuts = [m.span() for m in _DROPPED.finditer(text)]
    if _SPACE.search(text):
        text, spaces = _spaces(text, line)
        cuts = sorted([*cuts, *spaces])
    if not cuts:
        return text, array("I", range(at, at + len(text)))
    kept: list[str] = []
    origin = array("I")
    position = 0
    for start, end in [*cuts, (len(text), len(text))]:
        if start > position:
            kept.append(text[position:start])
            origin.extend(range(at + position, at + start))
        position = max(position, end)
    return "".join(kept), origin


def breaks_word(left: str, right: str) -> bool:
    """Whether a word, or a number and its unit, was cut in two between `left` and `right`."""
    if joins_number(left, right) or left[-1:].isdigit() or (left[-1:] == "余" and left[-2:-1].isdigit()):
        return joins_number(left, right)
    words = _words()
    return any(left[-i:] + right[:j] in words for i in (1, 2, 3) for j in (1, 2, 3) if i + j <= 4 and len(left) >= i)


def joins_number(left: str, right: str) -> bool:
    """Whether `left` ends in a number whose unit starts `right`, or a date was cut in two between them."""
    end = left[-6:]
    if end[-1:].isdigit():
        return right[:1] in _after_number() or bool(_CUT_DATE.search(f"{end}\n{right[:4]}"))
    if end[-1:] == "余" and end[-2:-1].isdigit():
        return right[:1] in _after_number()
    return end[-1:] in ("年", "月") and end[-2:-1].isdigit() and bool(_DAY.match(right))


def _spaces(text: str, line: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with a tab at the start of each gap between cells, and the stretches of white space to leave out."""
    characters = list(text)
    cuts: list[tuple[int, int]] = []
    apart = {a for m in _SPACED_OUT.finditer(text) for a in _starts(m)}
    for gap in _SPACE.finditer(text):
        start, end = gap.span()
        if start in apart:
            cuts.append((start, end))
        elif _parts_cells(text, line, start, end):
            characters[start] = "\t"
            cuts.append((start + 1, end))
        elif _is_stray(text, line, start, end):
            cuts.append((start, end))
        elif end > start + 1:
            cuts.append((start + 1, end))
    return "".join(characters), [c for c in cuts if c[0] < c[1]]


def _starts(spaced: re.Match[str]) -> Iterator[int]:
    """Where the white space inside a word set wide (综　　述) starts; nothing for two letters far apart."""
    for gap in _SPACE.finditer(spaced.string, spaced.start(), spaced.end()):
        yield gap.start()


def _parts_cells(text: str, line: str, start: int, end: int) -> bool:
    """Whether the white space text[start:end] parts two cells of a row."""
    if start == 0 or end == len(text) or text[start - 1] in _CELL_AFTER or text[end] in _CELL_BEFORE:
        return False
    if "\t" in text[start:end]:
        return True
    columns = end - start + line.count("\u3000", start, end)
    return columns >= _CELL_WIDTH and not _is_marker(text, start)


def _is_marker(text: str, end: int) -> bool:
    """Whether only the mark of a heading or an item stands before `end`: 一、 1. ● #."""
    return end <= 4 and not re.search(rf"[{_HAN}A-Za-z]{{2}}|\d$", text[:end])


def _is_stray(text: str, line: str, start: int, end: int) -> bool:
    """Whether the white space text[start:end] is none of the author's, or parts nothing."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if not left or not right:
        return True
    if left.isdigit() and right.isdigit():
        return not (text[start - 4 : start].isdigit() and text[end : end + 4].isdigit() and start >= 4)
    if _IS_HAN.match(left) and _IS_HAN.match(right):
        known = rules.pattern("layout.yaml", _NUMERAL)
        numeral = known.match(text, end) or known.match(text[start - 1 : start] + text[end : end + 2])
        return bool(numeral) or _splits_word(text, start, end) or _sets_wide(text, line, start, end)
    if line[start] == "\u3000" and (_IS_HAN.match(left) or left in "）%") and right.isdigit():
        return left in "年月第"
    if not _is_word(left, "”》】）") or not _is_word(right, "“《【（"):
        return True
    return (left.isascii() and bool(_IS_HAN.match(right))) or (right.isascii() and bool(_IS_HAN.match(left)))


def _sets_wide(text: str, line: str, start: int, end: int) -> bool:
    """Whether the gap text[start:end] makes a name of two letters as wide as one of three (主任王　强，)."""
    is_one = line[start:end] == "\u3000" and text[start - 1] in surnames()
    return is_one and text[end + 1 : end + 2] in _NAME_ENDS


def _is_word(character: str, quotes: str) -> bool:
    return bool(_IS_HAN.match(character)) or (character.isascii() and character.isalpha()) or character in quotes


def _splits_word(text: str, start: int, end: int) -> bool:
    """Whether the gap text[start:end] stands inside a word of three or four characters."""
    words = _words()
    left, right = text[max(0, start - 3) : start], text[end : end + 3]
    return any(left[-i:] + right[:j] in words for i in (1, 2, 3) for j in (1, 2, 3) if 3 <= i + j <= 4)


@cache
def _after_number() -> frozenset[str]:
    """With what the unit behind a number begins."""
    return frozenset(rules.load("layout.yaml")["after_number"])


@cache
def _words() -> dict[str, int]:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    frequencies: dict[str, int] = jieba.dt.FREQ
    return {w: f for w, f in frequencies.items() if f >= _COMMON and 2 <= len(w) <= 4}
