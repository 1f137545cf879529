"""A document with its marks: comes in a text and stretches of it, go out pieces that do not overlap, for the page.

Stretches may nest and cross; each piece knows the mention it is part of (the innermost) and whether evidence covers it.
Headings of Markdown and what stands between them are blocks of pieces.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_HEADING = re.compile(r"^(#{1,6})([ \t]+)\S.*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that names an entity; offsets in characters, end exclusive."""

    start: int
    end: int
    href: str
    cls: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one mark or none; `chosen` where it is the stretch that was asked for."""

    text: str
    start: int
    mark: Mark | None
    evidence: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of a level from 1 to 6, the sign before it, and its line in pieces; or other text, of level 0."""

    level: int
    sign: str
    pieces: Sequence[Piece]


def blocks(
    text: str, marks: Sequence[Mark], evidence: Sequence[tuple[int, int]], chosen: tuple[int, int] | None
) -> list[Block]:
    """The whole text in blocks, in order."""
    parts: list[tuple[int, int, int, int]] = []  # level; where the sign, the text after it and the next part start
    at = 0
    for heading in _HEADING.finditer(text):
        parts.append((0, at, at, heading.start()))
        parts.append((len(heading[1]), heading.start(), heading.end(2), heading.end()))
        at = heading.end()
    parts.append((0, at, at, len(text)))
    cut = pieces(text, marks, evidence, chosen, {at for part in parts for at in part[1:]})
    starts = [piece.start for piece in cut]
    return [
        Block(level, text[sign:start], cut[bisect_left(starts, start) : bisect_left(starts, end)])
        for level, sign, start, end in parts
        if sign < end
    ]


def pieces(
    text: str,
    marks: Sequence[Mark],
    evidence: Sequence[tuple[int, int]],
    chosen: tuple[int, int] | None,
    bounds: Iterable[int] = (),
) -> list[Piece]:
    """The whole text in pieces, in order; none goes over one of the `bounds`."""
    size = len(text)
    covered = _covered(size, evidence)
    cuts = {0, size, *bounds}
    for mark in marks:
        cuts |= {min(mark.start, size), min(mark.end, size)}
    cuts |= {i for i in range(1, size) if covered[i] != covered[i - 1]}
    if chosen is not None:
        cuts |= {min(chosen[0], size), min(chosen[1], size)}
    innermost = _innermost(size, marks)
    ordered = sorted(cuts)
    return [
        Piece(text[a:b], a, innermost.get(a), bool(covered[a]), chosen is not None and chosen[0] <= a < chosen[1])
        for a, b in pairwise(ordered)
        if a < b
    ]


def _covered(size: int, stretches: Sequence[tuple[int, int]]) -> bytearray:
    covered = bytearray(size)
    for start, end in stretches:
        covered[start:end] = b"\x01" * (min(end, size) - min(start, size))
    return covered[:size]


def _innermost(size: int, marks: Sequence[Mark]) -> dict[int, Mark]:
    """For every character inside a mark the shortest mark around it."""
    found: dict[int, Mark] = {}
    for mark in sorted(marks, key=lambda m: m.start - m.end):
        found.update(dict.fromkeys(range(mark.start, min(mark.end, size)), mark))
    return found
