"""Text repair inside a line: comes in a raw line, goes out the kept characters and where each stood.

Nothing is edited in place: the result is a view with a map back, so that every offset stays one into the file.
Full-width letters and digits become half-width, half-width punctuation beside Chinese full-width (one character
for one), Markdown emphasis and stray spaces are left out.
"""

import re
from array import array
from functools import cache

_WIDTH = {c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDTH |= {ord(a): b for a, b in zip("％．／＋－～∼—―＃＆｜〜•‧・∙", "%./+-~~——#&|~····", strict=True)}
_WIDTH |= {
    ord("（"): "（",
    ord("("): "（",
    ord(")"): "）",
    0x3000: " ",
    0xA0: " ",
    0x2003: " ",
    0x2002: " ",
    0xFEFF: " ",
}

_HAN = "\u4e00-\u9fff"
_HALF_PUNCTUATION = re.compile(rf"(?<=[{_HAN}）”》】%])[,;:!?]|[,;:!?](?=[{_HAN}（“《【])")
_TO_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_DROPPED = re.compile(
    r"\*\*+|__+|[\u200b-\u200f\u2060\ufeff]"
    rf"|\s+(?![A-Za-z{_HAN}“《【（])|(?<![A-Za-z{_HAN}”》】）])\s+"  # beside digits and punctuation
    rf"|(?<=[A-Za-z])\s+(?=[{_HAN}])|(?<=[{_HAN}])\s+(?=[A-Za-z])"
)
_SPACED_OUT = re.compile(
    rf"(?<![{_HAN}])(?:[{_HAN}]\s+){{2,}}[{_HAN}](?![{_HAN}])|(?:^|(?<=\s))[{_HAN}]\s+[{_HAN}](?=\s|$)"
)
_AFTER_NUMBER = frozenset("家个名人亿万元亩幢栋座项件场次月日年%平公多余.")
_COMMON = 20  # a word of the dictionary counts from this frequency
_SPACE = re.compile(r"\s+")
_GAP = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")


def repair_line(line: str, at: int) -> tuple[str, "array[int]"]:
    """Clean one raw line that starts at raw offset `at`; the kept characters and the raw offset of each."""
    text = line.translate(_WIDTH)
    text = _HALF_PUNCTUATION.sub(lambda m: _TO_FULL[m.group()], text)
    cuts = [m.span() for m in _DROPPED.finditer(text)]
    if " " in text or "\t" in text:
        for run in _SPACED_OUT.finditer(text):
            cuts += [(run.start() + m.start(), run.start() + m.end()) for m in _SPACE.finditer(run.group())]
        cuts += [m.span() for m in _GAP.finditer(text) if _splits_word(text, *m.span())]
        cuts.sort()
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
    if left[-1:].isdigit() and right[:1] in _AFTER_NUMBER:
        return True
    words = _words()
    return any(left[-i:] + right[:j] in words for i in (1, 2, 3) for j in (1, 2, 3) if i + j <= 4 and len(left) >= i)


def _splits_word(text: str, start: int, end: int) -> bool:
    """Whether the gap text[start:end] stands inside a word of three or four characters."""
    words = _words()
    left, right = text[max(0, start - 3) : start], text[end : end + 3]
    return any(left[-i:] + right[:j] in words for i in (1, 2, 3) for j in (1, 2, 3) if 3 <= i + j <= 4)


@cache
def _words() -> dict[str, int]:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    frequencies: dict[str, int] = jieba.dt.FREQ
    return {w: f for w, f in frequencies.items() if f >= _COMMON and 2 <= len(w) <= 4}
