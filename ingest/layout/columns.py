"""Columns of running text side by side: physical lines come in, go out with one column above the other.

A line across two columns holds two stretches with a bar or a wide gap between them, at about the same place line by
line, and what stands left reads on downwards. In a table the stretches are short, or a name and a figure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

_BETWEEN = re.compile(r"(?<=\S)(?:[ \u3000]*[｜|│][ \u3000]*| {4,}|[ ]?\u3000{2,}[ \u3000]*)(?=\S)")
_LONGEST = 300  # characters of a line that may hold two columns
_FEWEST = 3  # lines that make a column
_NARROWEST = 16  # columns of paper that a column of text takes, at least
_RAGGED = 6  # columns of paper that the right one may start before or behind
_TELLING = re.compile(r"[，。；、]")
_FINISHED = re.compile(r"[。！？!?：:；][”』」》）)】]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line of the raw document, its offset, whether an empty line is before it, or a box around."""

    at: int
    text: str
    gap: bool
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class _Halves:
    whole: Piece
    left: Piece
    right: Piece
    column: int  # where the right one starts


def width(text: str) -> int:
    """How wide the text is on paper: a Chinese letter or sign takes two columns, any other one."""
    return len(text.encode("gbk", "replace"))


def parted(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The lines, those across two columns taken apart."""
    run: list[_Halves] = []
    for piece in pieces:
        halves = _halves(piece)
        if run and (halves is None or abs(halves.column - run[-1].column) > _RAGGED):
            yield from _in_order(run)
            run = []
        if halves is None:
            yield piece
        else:
            run.append(halves)
    yield from _in_order(run)


def _halves(piece: Piece) -> _Halves | None:
    if len(piece.text) > _LONGEST or piece.boxed:
        return None
    gaps = list(_BETWEEN.finditer(piece.text))
    if len(gaps) != 1:
        return None
    start, end = gaps[0].span()
    right = Piece(piece.at + end, piece.text[end:], gap=False)
    return _Halves(piece, Piece(piece.at, piece.text[:start], piece.gap), right, width(piece.text[:end]))


def _in_order(run: Sequence[_Halves]) -> Iterator[Piece]:
    """The halves column by column where they are text, line by line where they are a table."""
    if not _is_text([x.left.text for x in run]) or not _is_text([x.right.text for x in run]):
        yield from (x.whole for x in run)
        return
    columns = [[x.left for x in run], [x.right for x in run]]
    if _FINISHED.search(run[-1].right.text.rstrip()):  # what comes below goes on with the left one
        columns.reverse()
    for column in columns:
        first, *others = column
        yield Piece(first.at, first.text, gap=True)
        yield from others


def _is_text(texts: Sequence[str]) -> bool:
    if len(texts) < _FEWEST or median(width(x.strip()) for x in texts) < _NARROWEST:
        return False
    running = sum(not _FINISHED.search(x.rstrip()) for x in texts)
    telling = sum(bool(_TELLING.search(x)) for x in texts)
    return 2 * running >= len(texts) and 2 * telling >= len(texts)
