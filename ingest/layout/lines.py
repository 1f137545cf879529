"""The lines of a raw document: comes in its text, go out repaired lines that know where and how wide they stand."""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import rules
from ingest.layout.columns import Piece, parted, width
from ingest.layout.kinds import is_row
from ingest.text import repair_line

_ENDS = re.compile(r"(\r\n|[\n\r\f\v\x85\u2028\u2029])")
_BOXED = re.compile(r"[│┃║|｜](?P<inside>[^│┃║|｜]*)[│┃║|｜]$")
_TOP = re.compile(r"\s*[┌┏╔╭][^\n]*[┐┓╗╮]\s*$")
_BOTTOM = re.compile(r"\s*[└┗╚╰][^\n]*[┘┛╝╯]\s*$")
_TALLEST = 40  # lines of the tallest box
_END = "。！？!?…"
_CLOSERS = '”』」》）)】’"'
_TELLING = re.compile(r"[，。；、]")
_NUMBERED = r"[A-Z]?\d{1,2}[ \u3000\t]+(?!<counted>)[一-鿿“]"


@dataclass(slots=True)
class Line:
    """A line that holds words; `indent` and `edge` are the columns where it starts and ends, a Chinese letter being 2.

    `cell` is the column where the last cell of a table row starts; `gap` says that an empty line stands before,
    `cut` that a page number did, `numbered` that a number without a stop starts the line, as an item of a list,
    `boxed` that a box is drawn around it.
    """

    text: str
    origin: "array[int]"
    gap: bool
    indent: int
    edge: int
    cell: int
    row: bool
    finished: bool
    numbered: bool
    boxed: bool
    cut: bool = False

    @property
    def telling(self) -> bool:
        """Whether the line has punctuation inside, as running text has."""
        return bool(_TELLING.search(self.text))


def read_lines(raw: str) -> list[Line]:
    """The lines of the document that hold words, in order."""
    lines = [_line(piece) for piece in parted(list(_pieces(raw)))]
    return [x for x in lines if x.text.strip()]


def _pieces(raw: str) -> Iterator[Piece]:
    split = _ENDS.split(raw)
    boxed = _boxed(split)
    at, gap = 0, False
    for index, piece in enumerate(split):
        if re.search(r"\w", piece):
            yield Piece(at, piece, gap, index in boxed)
            gap = False
        elif not piece.strip() and piece not in ("\n", "\r\n", "\r"):
            gap = True
        at += len(piece)


def _boxed(split: Sequence[str]) -> set[int]:
    """The indexes of what stands between the upper and the lower edge of a box."""
    inside: set[int] = set()
    top: int | None = None
    for index, piece in enumerate(split):
        if _TOP.match(piece):
            top = index
        elif top is not None and _BOTTOM.match(piece):
            inside.update(range(top, index) if index - top < 2 * _TALLEST else ())
            top = None
    return inside


def is_finished(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    bare = text.rstrip(_CLOSERS)
    return not bare or bare[-1] in _END


def _line(piece: Piece) -> Line:
    stripped = piece.text.strip()
    lead = len(piece.text) - len(piece.text.lstrip())
    boxed = _BOXED.match(stripped)
    if boxed and boxed["inside"].strip():
        inside = boxed["inside"]
        lead += 1 + len(inside) - len(inside.lstrip())
        stripped = inside.strip()
    text, origin = repair_line(stripped, piece.at + lead)
    indent = width(piece.text[:lead])
    cell = width(piece.text[: origin[text.rfind("\t") + 1] - piece.at]) if "\t" in text else indent
    numbered = bool(rules.pattern("layout.yaml", _NUMBERED).match(stripped))
    edge = indent + width(stripped)
    return Line(text, origin, piece.gap, indent, edge, cell, is_row(text), is_finished(text), numbered, piece.boxed)
