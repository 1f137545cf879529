"""A document with its marks: comes in a text and stretches of it, go out pieces that do not overlap, for the page.

Stretches may nest and cross; each piece knows the mention it is part of (the innermost) and whether evidence covers it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


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


def pieces(
    text: str, marks: Sequence[Mark], evidence: Sequence[tuple[int, int]], chosen: tuple[int, int] | None
) -> list[Piece]:
    """The whole text in pieces, in order."""
    size = len(text)
    covered = _covered(size, evidence)
    cuts = {0, size}
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
