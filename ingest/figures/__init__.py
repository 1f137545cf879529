"""Figures: comes in a reading, goes out every figure of the contract that the text states about one of its entities.

ingest.figures.kinds says what a number is (indicator and measure), subjects whose it is, periods when, grid and tables
the same for rows. The words are in rules/figures/*.yaml and, for indicators and units, in the ontology.
"""

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.figures.bare import amount, amounts
from ingest.figures.clauses import Line, line_of, mask
from ingest.figures.grid import BETWEEN, Cell, rows
from ingest.figures.headings import period_of
from ingest.figures.kinds import read_line
from ingest.figures.lexicon import GROWTH, lexicon
from ingest.figures.periods import Periods
from ingest.figures.said import Said, Spoken, Told
from ingest.figures.subjects import Found, Subjects
from ingest.figures.tables import Table, read_cell
from ingest.model import Figure, Reading, Sentence
from ingest.quantities import find

__all__ = ["amounts", "dated", "extract"]

_ENDS = "。！？!?：；"
_STRONG = 0.9  # a subject named by the text itself
_TELLING = 3  # the same number with fewer digits may be said twice by chance


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure, whether a title says it, and how surely its subject is named."""

    figure: Figure
    is_title: bool
    sureness: float


def extract(reading: Reading) -> list[Figure]:
    """The figures that the text states, in reading order; the same figure said twice counts once."""
    return _once(_figures(reading))


def dated(reading: Reading, told: Sequence[Told]) -> list[Figure]:
    """The figures of amounts whose subjects are known, in reading order, each with its period and sign."""
    masked = mask(reading)
    periods = Periods(reading)
    told_above = _times_above(reading.text.clean)
    found: list[Figure] = []
    left = deque(sorted(told, key=lambda t: t.quantity.start))
    end = -1
    for index, sentence in enumerate(reading.sentences):
        periods.open(index, paragraph=sentence.start != end)
        end = sentence.end
        whole: Line | None = None
        while left and left[0].quantity.start < end:
            whole = whole or line_of(masked, sentence.start, sentence.end)
            one = left.popleft()
            figure = _dated(one, _part(whole, one.quantity.start), periods)
            above = told_above.get(one.quantity.start)
            found.append(replace(figure, period=above) if above else figure)
    return _once(_Placed(f, False, _STRONG) for f in found)


def _times_above(clean: str) -> dict[int, str]:
    """The time that a column's heading tells, by where the amounts under it start."""
    if not BETWEEN.search(clean):
        return {}
    cells = [(c, p) for row in rows(clean) for c in row.cells if c.column and (p := period_of(c.column))]
    return {q.start: period for cell, period in cells if (q := amount(clean, cell)) is not None}


def _part(line: Line, offset: int) -> Line:
    """The line in the bracket that holds the character at an offset, or the line itself."""
    at = bisect_right(line.brackets, offset, key=lambda b: b.start)
    return line.brackets[at - 1] if at and offset < line.brackets[at - 1].end else line


def _dated(told: Told, line: Line, periods: Periods) -> Figure:
    q = told.quantity
    at = bisect_right(line.clauses, q.start, key=lambda c: c.start)
    is_inside = at and q.start < line.clauses[at - 1].end
    clause = (line.clauses[at - 1].start, line.clauses[at - 1].end) if is_inside else (line.start, line.end)
    falls = told.measure == GROWTH and lexicon().says("fall", line.text, clause[0] - line.start, q.end - line.start)
    said = Said(q, told.indicator, told.measure, clause=clause, negative=bool(falls))
    return Figure(
        told.subject, told.indicator, told.measure, -q.value if falls else q.value, lexicon().unit(told.indicator, q),
        clause[0], q.end, told.confidence, value_max=q.value_max, approximate=q.approximate,
        period=periods.find(line, said, told.subject),
    )  # fmt: skip


def _figures(reading: Reading) -> Iterator[_Placed]:
    masked = mask(reading)
    subjects, periods, table = Subjects(reading), Periods(reading), Table(reading)
    spoken = Spoken()
    end, lead = -1, ""
    for index, sentence in enumerate(reading.sentences):
        text = masked[sentence.start : sentence.end]
        begins = sentence.start != end
        paragraph = begins and not lead
        end = sentence.end
        subjects.open(index, paragraph=paragraph)
        periods.open(index, paragraph=paragraph)
        cells = table.cells(sentence, subjects.names.all, paragraph=begins)
        if paragraph or (cells and begins):
            spoken = Spoken()
        spoken.next_sentence(lead)
        is_title = not cells and (sentence.heading or text[-1] not in _ENDS)
        if cells or next(find(masked, sentence.start, sentence.end), None) is not None:
            for line, said in _read(reading, masked, sentence, cells, spoken, periods):
                subject = subjects.find(line, said, table.row if cells else None) if said.indicator else None
                if subject is not None:
                    figure = _figure(reading, line, said, subject, periods)
                    yield _Placed(figure, is_title, subject.sureness)
        lead = text if is_title and not sentence.heading else ""


def _read(
    reading: Reading, masked: str, sentence: Sentence, cells: Sequence[Cell], spoken: Spoken, periods: Periods
) -> Iterator[tuple[Line, Said]]:
    """What the numbers of a sentence say, those of a table row cell by cell."""
    times = periods.times()
    if not cells:
        yield from read_line(line_of(masked, sentence.start, sentence.end), spoken, times)
    for cell in cells:
        line = line_of(masked, cell.start, cell.end)
        said = read_cell(reading.text.clean, line, cell)
        spoken.take_in(said)
        if said:
            yield line, said[0]
        else:
            yield from read_line(line, spoken, times)


def _figure(reading: Reading, line: Line, said: Said, subject: Found, periods: Periods) -> Figure:
    if said.kinds:
        said = replace(said, indicator=dict(said.kinds)[reading.entities[subject.entity].cls])
    q = said.quantity
    return Figure(
        subject.entity, said.indicator, said.measure, -q.value if said.negative else q.value,
        lexicon().unit(said.indicator, q), max(said.clause[0], line.start), q.end,
        round(said.sureness * subject.sureness, 3), value_max=q.value_max, approximate=q.approximate,
        scope=said.scope, period=periods.find(line, said, subject.entity),
    )  # fmt: skip


def _once(placed: Iterable[_Placed]) -> list[Figure]:
    """The figures without those that say again what another says, in a title or of a subject only guessed."""
    kept: dict[tuple[int, _What], list[_Placed]] = {}
    for p in placed:
        same = kept.setdefault((p.figure.subject, _what(p.figure)), [])
        place = next((i for i, k in enumerate(same) if _agree(k.figure.period, p.figure.period)), None)
        if place is None:
            same.append(p)
        else:
            same[place] = _merged(same[place], p)
    strong = Counter(_what(p.figure) for same in kept.values() for p in same if _is_strong(p))
    found = [
        p.figure for same in kept.values() for p in same
        if not _is_weak(p) or not strong[_what(p.figure)]
    ]  # fmt: skip
    return sorted(found, key=lambda f: f.start)


_What = tuple[str, str, Decimal, str]


def _what(figure: Figure) -> _What:
    return figure.indicator, figure.measure, figure.value, figure.unit


def _agree(one: str | None, other: str | None) -> bool:
    return one == other or one is None or other is None


def _merged(first: _Placed, second: _Placed) -> _Placed:
    """The two sayings of one figure as one: what running text says goes before a title, a period before none."""
    kept = second if first.is_title and not second.is_title else first
    period = kept.figure.period or first.figure.period or second.figure.period
    return replace(kept, figure=replace(kept.figure, period=period))


def _is_strong(placed: _Placed) -> bool:
    """Whether running text names the figure's subject."""
    return placed.sureness >= _STRONG and not placed.is_title


def _is_weak(placed: _Placed) -> bool:
    """Whether the figure is but an echo if running text says it of a subject that it names."""
    digits = len(placed.figure.value.normalize().as_tuple().digits)
    return placed.is_title or (placed.sureness < _STRONG and digits >= _TELLING)
