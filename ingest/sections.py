"""From blocks to discourse units: sections (a heading and what stands below it) and sentences."""

import re
from collections.abc import Sequence

from ingest.layout import heading_level
from ingest.model import Block, Section, Sentence, Text

_ITEM_HEADING = re.compile(r"(?:#{1,6}\s*)?【([^】]{1,60})】")
_MARKERS = re.compile(
    r"^(?:#{1,6}\s*|[◆■▍★※□▲●◎]\s*|[一二三四五六七八九十]{1,3}、|[壹贰叁肆伍陆柒捌玖拾]{1,3}[、\s]*|（[一二三四五六七八九十]{1,3}）)"
)
_SENTENCE_END = re.compile(r"[。！？]+[”』」》）】’]*|\n")
_ITEM_LEVEL = 7


def divide(text: Text, blocks: Sequence[Block]) -> tuple[tuple[Section, ...], tuple[Sentence, ...]]:
    """Sections in the order of their headings, and every sentence of the text (headings too), in order.

    A 【…】 at the start of a paragraph is a heading of its own; the paragraph goes on as its first sentence.
    """
    clean = text.clean
    headings: list[tuple[int, int, int, int]] = []  # level, start of the bare title, its end, start of the body
    sentences: list[Sentence] = []
    for block in blocks:
        body = block.start
        item = _ITEM_HEADING.match(clean, block.start, block.end)
        if item:
            headings.append((_ITEM_LEVEL, item.start(1), item.end(1), item.end()))
            sentences.append(Sentence(item.start(1), item.end(1), len(headings) - 1, heading=True))
            body = item.end()
        elif block.level:
            marker = _MARKERS.match(clean[block.start : block.end])
            title = block.start + (marker.end() if marker else 0)
            headings.append((block.level, title, block.end, block.end))
            sentences.append(Sentence(title, block.end, len(headings) - 1, heading=True))
            continue
        inside = len(headings) - 1 if headings else None
        sentences += [Sentence(a, b, inside) for a, b in split_sentences(clean, body, block.end)]
    return _sections(clean, headings), tuple(sentences)


def split_sentences(clean: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of one sentence each in clean[start:end], without the white space around them."""
    stretches: list[tuple[int, int]] = []
    at = start
    for match in _SENTENCE_END.finditer(clean, start, end):
        stretches.append((at, match.end()))
        at = match.end()
    if at < end:
        stretches.append((at, end))
    return [(a, b) for a, b in stretches if clean[a:b].strip()]


def _sections(clean: str, headings: Sequence[tuple[int, int, int, int]]) -> tuple[Section, ...]:
    sections: list[Section] = []
    stack: list[int] = []
    for index, (level, start, end, body) in enumerate(headings):
        while stack and headings[stack[-1]][0] >= level:
            stack.pop()
        stop = next((h[1] for h in headings[index + 1 :] if h[0] <= level), len(clean))
        sections.append(Section(clean[start:end], level, start, body, stop, stack[-1] if stack else None))
        stack.append(index)
    return tuple(sections)


__all__ = ["divide", "heading_level", "split_sentences"]
