"""From blocks to discourse units: sections (a heading and what stands below it) and sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import rules
from ingest.layout.groups import UNMARKED
from ingest.layout.kinds import FORMAL, NUMBER, STEMS, SYMBOLS
from ingest.model import Block, Section, Sentence, Text

_ITEM_HEADING = re.compile(r"(?:#{1,6}\s*)?【([^【】。]{1,60})】")
_RUN_IN = re.compile(  # 一、总体情况。全年…
    rf"(?:(?P<part>[{NUMBER}]{{1,3}}、)|（[{NUMBER}]{{1,3}}）|\d{{1,2}}[.、]|[{SYMBOLS}])"
    r"(?P<title>[^不未，。；：、！？\s\d“”（]{2,12})。(?=[^\n]{10})"
)
_MARKERS = (
    rf"#{{1,6}}\s*|[{SYMBOLS}<]+\s*|[{NUMBER}{STEMS}]{{1,3}}、|[{FORMAL}]{{1,3}}[、·\s]*"
    rf"|（[{NUMBER}{STEMS}]{{1,3}}）|[{NUMBER}]{{1,3}}\s+|\d{{1,2}}[.、]|0\d"
    rf"|第[{NUMBER}\d]{{1,3}}(?:<chapters>|<chapter_parts>)\s*"
)
_CLOSING_MARKERS = f"{SYMBOLS}】〕］〗◢#>：:─— "
_SENTENCE_END = re.compile(r"[。！？]+[”』」》）】’]*|\n")
_PART_LEVEL, _MARK_LEVEL, _ITEM_LEVEL = 5, 6, 7
_FAR = 2000  # characters after which a section with a mark (◆, ◎) may be over at a title without one
_OVER = re.compile(rf"[\W\d{NUMBER}]*")  # all that may stand between a heading and one right below it


def divide(text: Text, blocks: Sequence[Block]) -> tuple[tuple[Section, ...], tuple[Sentence, ...]]:
    """Sections in the order of their headings, and every sentence of the text (headings too), in order.

    A 【…】 at the start of a paragraph, or a few words behind its number, are a heading of its own; the paragraph
    goes on as its first sentence.
    """
    clean = text.clean
    headings: list[_Heading] = []
    sentences: list[Sentence] = []
    for block in blocks:
        heading = _heading(clean, block)
        body = block.start
        if heading:
            headings.append(heading)
            sentences.append(Sentence(heading.start, heading.end, len(headings) - 1, heading=True))
            body = heading.body
        inside = len(headings) - 1 if headings else None
        sentences += [Sentence(a, b, inside) for a, b in split_sentences(clean, body, block.end)]
    return _sections(clean, _ranked(clean, headings)), tuple(sentences)


@dataclass(frozen=True, slots=True)
class _Heading:
    """The bare title clean[start:end], and where the text below it starts."""

    level: int
    start: int
    end: int
    body: int


def _heading(clean: str, block: Block) -> _Heading | None:
    """The heading that a block is or starts with."""
    item = _ITEM_HEADING.match(clean, block.start, block.end)
    if item:
        return _Heading(_ITEM_LEVEL, *item.span(1), item.end())
    if block.level:
        return _Heading(block.level, *_bare(clean, block.start, block.end), block.end)
    run_in = _RUN_IN.match(clean, block.start, block.end)
    if run_in:
        return _Heading(_PART_LEVEL if run_in["part"] else _ITEM_LEVEL, *run_in.span("title"), run_in.end())
    return None


def _bare(clean: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the marks of a heading at both ends; the whole where nothing else is left."""
    marker = rules.pattern("layout.yaml", _MARKERS).match(clean, start, end)
    a, b = marker.end() if marker else start, end
    while a < b and clean[a] in "─— ":
        a += 1
    while b > a and clean[b - 1] in _CLOSING_MARKERS:
        b -= 1
    return (a, b) if clean[a:b].strip() else (start, end)


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


def _ranked(clean: str, headings: Sequence[_Heading]) -> list[_Heading]:
    """The headings, a title nobody marked above what begins right below it: a park's name above its 【概况】."""
    ranked = list(headings)
    for i in range(len(ranked) - 2, -1, -1):
        here, below = ranked[i : i + 2]
        over = _PART_LEVEL <= below.level < here.level == UNMARKED
        if over and _OVER.fullmatch(clean, here.body, below.start):
            ranked[i] = replace(here, level=below.level - 1)
    return ranked


def _ends(heading: _Heading, above: _Heading) -> bool:
    """Whether a heading ends the section of another; a title nobody marked ends what a 【…】 tells, or a far mark."""
    if heading.level != UNMARKED:
        return above.level >= heading.level
    return above.level >= _ITEM_LEVEL or (above.level == _MARK_LEVEL and heading.start - above.start > _FAR)


def _sections(clean: str, headings: Sequence[_Heading]) -> tuple[Section, ...]:
    parents: list[int | None] = []
    stops = [len(clean)] * len(headings)
    stack: list[int] = []
    for index, heading in enumerate(headings):
        while stack and _ends(heading, headings[stack[-1]]):
            stops[stack.pop()] = heading.start
        parents.append(stack[-1] if stack else None)
        stack.append(index)
    return tuple(
        Section(clean[h.start : h.end], h.level, h.start, h.body, stop, parent)
        for h, stop, parent in zip(headings, stops, parents, strict=True)
    )
