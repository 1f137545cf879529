"""What the network sees of an amount beside the text itself: its unit, the words around it, what the rules say."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

import ontology
from ingest.figures.grid import Cell, rows
from ingest.figures.headings import bare
from ingest.figures.lexicon import ACTUAL, COMPLETION, GROWTH, SHARE, TARGET, lexicon
from ingest.learned.characters import word_code
from ingest.learned.features import FEATURES
from ingest.model import Figure, Reading
from ingest.quantities import Quantity

MEASURES = (ACTUAL, TARGET, GROWTH, SHARE, COMPLETION)
_BACK = 60  # characters before an amount in which an indicator may be named
_AHEAD = 10
_TEMPLATES = 20
_HEAD = 6  # characters of a heading, its last


def indicators() -> tuple[str, ...]:
    """What an amount may be a figure of; the first is nothing of ours."""
    return ("", *sorted(ontology.indicators()))


def features(reading: Reading, amounts: Sequence[Quantity], read: Mapping[int, Figure]) -> npt.NDArray[np.int64]:
    """Hashed features of shape (amounts, templates); `read` holds the figure that the rules make of an amount."""
    clean = reading.text.clean
    words = lexicon()
    rows = np.zeros((len(amounts), _TEMPLATES), dtype=np.int64)
    starts = [s.start for s in reading.sentences]
    cells = _cells(clean, amounts)
    at = 0
    for row, q in enumerate(amounts):
        while at + 1 < len(starts) and starts[at + 1] <= q.start:
            at += 1
        low = max(starts[at] if starts else 0, q.start - _BACK)
        before = words.find(clean, low, q.start)[-2:]
        after = words.find(clean, q.end, min(len(clean), q.end + _AHEAD))[:1]
        figure = read.get(row)
        said = f"{figure.indicator}/{figure.measure}" if figure else "-"
        nearest = before[-1].indicator if before else "-"
        far = min((q.start - before[-1].end) // 4, 6) if before else 9
        earlier = amounts[row - 1] if row else None
        since = f"{earlier.word}{min(q.start - earlier.end, 3)}" if earlier and q.start - earlier.end < 12 else "-"
        later = amounts[row + 1] if row + 1 < len(amounts) else None
        until = f"{later.word}{min(later.start - q.end, 3)}" if later and later.start - q.end < 12 else "-"
        parts = (
            q.word, f"{q.word}|{said}", said, clean[q.start - 2 : q.start], f"{clean[q.start - 1 : q.start]}|{q.word}",
            f"{clean[q.end : q.end + 2]}|{q.word}", f"{nearest}|{far}|{q.unit}", f"{nearest}|{q.word}",
            f"{before[0].indicator if len(before) > 1 else '-'}|{nearest}|{q.word}",
            f"{after[0].indicator if after else '-'}|{q.word}", clean[q.start - 4 : q.start],
            clean[q.end : q.end + 4], since, until, f"{q.bound}|{q.approximate}|{q.word}",
            f"{clean[q.start - 3 : q.start]}|{q.word}|{nearest}", *_headings(cells.get(row), q),
        )  # fmt: skip
        rows[row] = [word_code(f"{i}:{part}") % FEATURES for i, part in enumerate(parts)]
    return rows


def _cells(clean: str, amounts: Sequence[Quantity]) -> dict[int, tuple[Cell, str]]:
    """The cell that each amount of a table stands in, and the nearest indicator of a column at its left."""
    known, found, at = lexicon(), dict[int, tuple[Cell, str]](), 0
    for line in rows(clean):
        left = ""
        for cell in line.cells:
            while at < len(amounts) and amounts[at].start < cell.start:
                at += 1
            while at < len(amounts) and amounts[at].start < cell.end:
                found[at] = cell, left
                at += 1
            left = next((w.indicator for w in reversed(known.find(cell.column)) if w.indicator), left)
    return found


def _headings(stands: tuple[Cell, str] | None, q: Quantity) -> tuple[str, str, str, str]:
    """What the headings of an amount's cell tell."""
    if stands is None:
        return "-", "-", "-", "-"
    cell, left = stands
    column, row = bare(cell.column), bare(cell.row)
    column_of, row_of = (
        next((w.indicator for w in reversed(lexicon().find(h)) if w.indicator), "-") for h in (column, row)
    )
    return (
        f"{column_of}|{q.word}", column[-_HEAD:], f"{row_of}|{row[-_HEAD:]}|{q.word}", f"{column[-2:]}|{left}|{q.word}",
    )  # fmt: skip


def matched(amounts: Sequence[Quantity], figures: Sequence[Figure]) -> dict[int, Figure]:
    """The figure of the rules that each amount is the number of."""
    at = {q.end: i for i, q in enumerate(amounts)}
    found: dict[int, Figure] = {}
    for figure in figures:
        index = at.get(figure.end)
        if index is not None and abs(abs(figure.value) - amounts[index].value) <= abs(figure.value) / 100:
            found.setdefault(index, figure)
    return found
