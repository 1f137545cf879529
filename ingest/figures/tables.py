"""What tables say: come in the sentences of a document, go out cells, their figures, and whom a row is about."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ingest.figures.bare import amount
from ingest.figures.clauses import Line
from ingest.figures.grid import Cell, rows
from ingest.figures.lexicon import ACTUAL, TARGET, lexicon
from ingest.figures.said import Said
from ingest.model import Mention, Reading, Sentence
from ingest.quantities import find

_ROW_CLASSES = ("Project", "Parcel", "Enterprise", "Platform", "Institution", "Place")
_FIRST = 20  # what a row is about stands among so many cells and names


class Table:
    """Follows the rows of a document, sentence by sentence in order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._cells = [cell for row in rows(reading.text.clean) for cell in row.cells]
        self._starts = [cell.start for cell in self._cells]
        self._row: int | None = None

    def cells(self, sentence: Sentence, mentions: Sequence[Mention], *, paragraph: bool) -> list[Cell]:
        """The cells of a sentence that is of a table's row; nothing for a header or for running text."""
        if paragraph:
            self._row = None
        start, end = sentence.start, sentence.end
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end, first)
        cells = [
            replace(c, start=max(c.start, start), end=min(c.end, end)) for c in self._cells[first:last] if c.end > start
        ]
        if not cells:
            return []
        if self._row is None:
            self._row = self._about(cells, mentions)
        return cells

    @property
    def row(self) -> int | None:
        """The entity that the current row is about."""
        return self._row

    def _about(self, cells: Sequence[Cell], mentions: Sequence[Mention]) -> int | None:
        """What is named in the column of names, else the first project, plot or firm of the row."""
        first = cells[:_FIRST]
        known = [m for m in mentions[:_FIRST] if self._reading.entities[m.entity].cls in _ROW_CLASSES]
        for inside in ([c for c in first if c.column in lexicon().row_names], first):
            found = [m for m in known if any(c.start <= m.start and m.end <= c.end for c in inside)]
            if found:
                return min(found, key=lambda m: _ROW_CLASSES.index(self._reading.entities[m.entity].cls)).entity
        return None


def read_cell(clean: str, line: Line, cell: Cell) -> list[Said]:
    """The figure of a cell that holds no more than a number, by its column's heading: 总投资, 达产年产值（亿元）."""
    known = lexicon()
    words, heading = next(
        ((found, h) for h in (cell.column, cell.row) if (found := [w for w in known.find(h) if w.indicator])), ([], "")
    )
    text = line.text.strip()
    if not words or not text:
        return []
    shift = line.start + line.text.index(text)
    bare = amount(clean, cell)
    quantities = [bare] if bare else [replace(q, start=q.start + shift, end=q.end + shift) for q in find(text)]
    if len(quantities) != 1:
        return []
    q = quantities[0]
    before, after = text[: q.start - shift], text[q.end - shift :]
    is_whole = bare is not None or not (known.about.sub("", before) or after)
    if not is_whole or not known.fits(words[-1].indicator, q):
        return []
    is_aim = known.says("target_before", heading) or known.says("target_own", heading)
    return [Said(q, words[-1].indicator, TARGET if is_aim else ACTUAL, sureness=0.9, clause=(line.start, line.end))]
