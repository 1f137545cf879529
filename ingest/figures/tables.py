"""Rows of tables: come in the sentences of a document, go out cells, what a column counts, and whom a row is about.

A row is a line with | or a tab between its cells; the first row of a table whose cells name columns is its header.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.figures.clauses import Line
from ingest.figures.lexicon import ACTUAL, TARGET, lexicon
from ingest.figures.said import Said
from ingest.model import Mention, Reading, Sentence
from ingest.quantities import Quantity, find

_ROW_CLASSES = ("Project", "Parcel", "Enterprise", "Platform", "Institution", "Place")
_FIRST = 20  # what a row is about stands among so many cells and names
_BETWEEN = re.compile(r"[|\t]")
_HEADERS = 2  # a header names at least so many columns that are known


@dataclass(frozen=True, slots=True)
class Cell:
    """clean[start:end], and the heading of its column ("" where the table has no header)."""

    start: int
    end: int
    column: str


class Table:
    """Follows the rows of a document, sentence by sentence in order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._columns: Sequence[str] = ()
        self._at = 0  # the column that the next sentence goes on in
        self._row: int | None = None

    def cells(self, sentence: Sentence, mentions: Sequence[Mention], *, paragraph: bool) -> list[Cell]:
        """The cells of a sentence that is a table row; nothing for a header or for running text."""
        clean = self._reading.text.clean
        if paragraph:
            self._at, self._row = 0, None
        if not _BETWEEN.search(clean, sentence.start, sentence.end):
            if paragraph:
                self._columns = ()
            return []
        bounds = _split(clean, sentence.start, sentence.end)
        if paragraph and not self._columns and _is_header([clean[a:b] for a, b in bounds]):
            self._columns = [clean[a:b].strip() for a, b in bounds]
            return []
        cells = [Cell(a, b, self._column(self._at + i)) for i, (a, b) in enumerate(bounds)]
        self._at += len(bounds) - 1
        if self._row is None:
            self._row = self._about(cells, mentions)
        return cells

    @property
    def row(self) -> int | None:
        """The entity that the current row is about."""
        return self._row

    def _column(self, index: int) -> str:
        return self._columns[index] if index < len(self._columns) else ""

    def _about(self, cells: Sequence[Cell], mentions: Sequence[Mention]) -> int | None:
        """What is named in the column of names, else the first project, plot or firm of the row."""
        first = cells[:_FIRST]
        known = [m for m in mentions[:_FIRST] if self._reading.entities[m.entity].cls in _ROW_CLASSES]
        for inside in ([c for c in first if c.column in lexicon().row_names], first):
            found = [m for m in known if any(c.start <= m.start and m.end <= c.end for c in inside)]
            if found:
                return min(found, key=lambda m: _ROW_CLASSES.index(self._reading.entities[m.entity].cls)).entity
        return None


def read_cell(line: Line, column: str) -> list[Said]:
    """The figure of a cell that holds no more than a number, by its column's heading: 总投资, 达产年产值（亿元）."""
    known = lexicon()
    heading = known.find(column)
    words = [w.indicator for w in heading if w.indicator]
    text = line.text.strip()
    if not words or not text:
        return []
    quantities = list(find(text)) or _with_unit(text, column)
    if len(quantities) != 1:
        return []
    q = quantities[0]
    if known.about.sub("", text[: q.start]) or text[q.end :] or not known.fits(words[-1], q):
        return []
    is_aim = known.says("target_before", column) or known.says("target_own", column)
    shift = line.start + line.text.index(text)
    q = replace(q, start=q.start + shift, end=q.end + shift)
    measure = TARGET if is_aim else ACTUAL
    return [Said(q, words[-1], measure, sureness=0.9, clause=(line.start, line.end))]


def _with_unit(text: str, column: str) -> list[Quantity]:
    """A bare number read with the unit in brackets of its column's heading."""
    unit = column[column.find("（") + 1 : column.find("）")] if "（" in column else ""
    found = list(find(text + unit)) if unit else []
    return [replace(q, end=len(text)) for q in found if q.end == len(text + unit)]


def _split(clean: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the cells between the bars or tabs of clean[start:end] start and end, one at either edge aside."""
    bounds: list[tuple[int, int]] = []
    at = start + bool(_BETWEEN.match(clean, start, end))
    for bar in _BETWEEN.finditer(clean, at, end):
        bounds.append((at, bar.start()))
        at = bar.end()
    return [*bounds, (at, end)] if at < end else bounds


def _is_header(cells: Sequence[str]) -> bool:
    """Whether the cells name columns: known headings, or little more than an indicator's word."""
    known = lexicon()
    names = [c.split("（")[0].strip() for c in cells]
    telling = 0
    for name in names:
        words = [w for w in known.find(name) if w.indicator]
        is_word = bool(words) and 2 * (words[-1].end - words[0].start) >= len(name)
        telling += name in known.row_names or name in known.columns or is_word
    return telling >= _HEADERS and 2 * telling >= len([n for n in names if n])
