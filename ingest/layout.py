"""From lines to blocks: comes in a raw document, goes out its repaired text and the blocks in it.

A block is a paragraph, a list item, a table row or a heading. Lines that a page or a column broke are joined,
page numbers, running heads and captions are left out, so that a sentence they cut in two is whole again.
"""

import re
from array import array
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from ingest.model import Block, Text
from ingest.text import breaks_word, repair_line

_END = "。！？!?"
_CLOSERS = '”』」》）)】’"'
_HEADING = re.compile(
    r"(?P<hash>#{1,6})\s*(?P<title>\S.*)$"
    r"|(?P<part>[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}(?:、|(?=[^一-鿿])\s*|(?<=[壹贰叁肆伍陆柒捌玖拾])(?=[一-鿿])))(?P<part_title>.{1,30})$"
    r"|(?P<sub>（[一二三四五六七八九十]{1,3}）)(?P<sub_title>[^。；]{1,30})$"
    r"|(?P<mark>[◆■▍★※□▲●])\s*(?P<mark_title>[^，。；：]{1,24}?)[:：]?$"
)
_ITEM = re.compile(
    r"[◎●○◆■▲△★※□·\-*]|【|——|（?[0-9一二三四五六七八九十]{1,3}[）)．.、|](?!\d)|[①-⑳]|第[一二三四五六七八九十]+[，、]|#{1,6}\s*\S"
)
_PAGE = re.compile(
    r"^(?:[—\-·.]*\d{1,4}[—\-·.]*|第\d+页.{0,8}|[—\-·.]+\d{1,4}[—\-·.]+.{0,20}|.{0,20}[·—]\d{1,4}[·—]|P\.?\d+)$"
)
_CAPTION = re.compile(
    r"^(?:[▲△▼◀▶↑↓].{0,40}|[（(](?:图为|左图|右图|上图|下图).{0,40}[)）]|[（(].{1,12}(?:摄|供图|供稿|提供|制图)[)）]"
    r"|.{2,24}[(（/]?.{0,10}(?:/摄|摄）|供图）|供图|资料照片）?)[)）]?)$"
)
_BYLINE = re.compile(r"^(?:□|■)?(?:本报)?(?:记者|通讯员|见习记者|撰稿|人物摄影|编辑|责编)[/:：\s].{1,40}$")
_LATIN = re.compile(r"^[A-Z\s]{6,}$")
_MIN_WRAPPED = 15
_INSET = 16  # how many blocks an inset box may have


@dataclass(slots=True)
class _Line:
    text: str
    origin: "array[int]"
    gap: bool  # an empty line stands before it
    indented: bool
    above: int = 0  # the length of the line above, in characters


def lay_out(raw: str) -> tuple[Text, tuple[Block, ...]]:
    """Repair a whole document; blocks are in the order of the text and do not overlap."""
    lines = _lines(raw)
    width = _wrap_width(lines)
    clean: list[str] = []
    origin = array("I")
    blocks: list[Block] = []
    length = 0
    for group, level in _groups(lines, width):
        start = length
        for line in group:
            clean.append(line.text)
            origin.extend(line.origin)
            length += len(line.text)
        blocks.append(Block(start, length, level))
        clean.append("\n")
        origin.append(min(group[-1].origin[-1] + 1, len(raw) - 1))
        length += 1
    return Text(raw, "".join(clean), origin), tuple(blocks)


def heading_level(text: str) -> int:
    """The level of a line that is a heading by its own marks (1 to 9), or 0."""
    match = _HEADING.match(text)
    if match is None:
        return 0
    if match["hash"]:
        return 7 if match["title"].startswith("【") else min(len(match["hash"]), 4)
    if match["part"]:
        return 5 if not _is_sentence(match["part_title"]) else 0
    if match["sub"]:
        return 6
    return 6


def _lines(raw: str) -> list[_Line]:
    lines: list[_Line] = []
    at, gap = 0, False
    for piece in re.split(r"(\r\n|[\n\r\f\v\x85\u2028\u2029])", raw):
        stripped = piece.strip()
        if stripped and not _is_separator(stripped):
            lead = len(piece) - len(piece.lstrip())
            text, origin = repair_line(stripped, at + lead)
            if text:
                lines.append(_Line(text, origin, gap, piece[:lead].count("\u3000") >= 2 or lead >= 2))
            gap = False
        elif (not stripped and piece not in ("\n", "\r\n", "\r")) or not piece:
            gap = True
        at += len(piece)
    for above, line in pairwise(lines):
        line.above = len(above.text)
    return lines


def _is_separator(stripped: str) -> bool:
    return not re.search(r"\w", stripped)


def _wrap_width(lines: list[_Line]) -> int:
    """The width that lines seem to be wrapped at, in characters: the commonest length among unfinished lines."""
    unfinished = [len(x.text) for x in lines if not _finished(x.text) and len(x.text) >= _MIN_WRAPPED]
    if len(unfinished) < 4:
        return 0
    counts = Counter(unfinished)
    best, _ = max(((n, sum(counts[n + d] for d in (-2, -1, 0, 1, 2))) for n in counts), key=lambda x: x[1])
    return best


def _finished(text: str) -> bool:
    bare = text.rstrip(_CLOSERS)
    return not bare or bare[-1] in _END


def _is_sentence(text: str) -> bool:
    return text[-1:] in _END or (len(text) > 12 and bool(re.search(r"[，。]", text)))


def _is_furniture(line: _Line) -> bool:
    text = line.text
    return len(text) <= 60 and bool(
        _PAGE.match(text) or _CAPTION.match(text) or _BYLINE.match(text) or _LATIN.match(text)
    )


def _groups(lines: list[_Line], width: int) -> list[tuple[list[_Line], int]]:
    """Lines that belong together, with the heading level of the group."""
    groups: list[tuple[list[_Line], int]] = []
    open_group = False
    for index, line in enumerate(lines):
        if _is_furniture(line) and not line.text.startswith("#"):
            continue
        level = heading_level(line.text)
        if level == 0 and open_group and _continues(groups[-1][0][-1], line, width):
            groups[-1][0].append(line)
            continue
        if level == 0 and _is_title_line(lines, index, width):
            level = 8
        cut = _cut_before(groups, line) if level == 0 else None
        if cut is not None:
            cut.append(line)
            continue
        groups.append(([line], level))
        open_group = level == 0
    return groups


def _cut_before(groups: list[tuple[list[_Line], int]], line: _Line) -> list[_Line] | None:
    """The paragraph above an inset box (headings, items) that `line` goes on with, if one was cut in two there."""
    if _ITEM.match(line.text):
        return None
    for group, level in reversed(groups[-_INSET:]):
        if level or _ITEM.match(group[0].text):
            continue
        end = group[-1].text
        cut = group is not groups[-1][0] and not _finished(end) and len(end) >= _MIN_WRAPPED // 2
        return group if cut and breaks_word(end, line.text) else None
    return None


def _continues(before: _Line, line: _Line, width: int) -> bool:
    """Whether a page or column break, not the author, parted the two lines."""
    text = before.text
    if _finished(text) or _ITEM.match(line.text) or "|" in text or "|" in line.text:
        return False
    if line.indented and not before.indented:
        return False
    if text[-1] in "，、：—（《“":
        return text[-1] != "：" or not line.gap
    if line.text[0] in "，、。；：）》”":
        return True
    if len(text) < _MIN_WRAPPED - 3:
        return False
    enough = min(width - 4, 30) if width else 24
    return len(text) >= enough or breaks_word(text, line.text) or abs(len(text) - before.above) <= 2


def _is_title_line(lines: list[_Line], index: int, width: int) -> bool:
    """A short line without a full stop that stands above a longer one: a title nobody marked."""
    text = lines[index].text
    limit = min(28, width - 6) if width else 28
    if not 2 <= len(text) <= limit or text[-1] in "，、：。；！？…" or "|" in text or _ITEM.match(text):
        return False
    if not re.search(r"[一-鿿]{2}", text) or re.search(r"[，。；]", text):
        return False
    below = next((x.text for x in lines[index + 1 : index + 3] if x.text != text), "")
    return len(below) > len(text) + 8 or _finished(below)
