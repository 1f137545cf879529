"""Figures: comes in a reading, goes out every figure of the contract that the text states about one of its entities.

ingest.figures.kinds says what a number is (indicator and measure), subjects whose it is, periods when, tables the same
for rows. The words are in rules/figures.yaml and, for indicators and units, in the ontology.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from ingest.figures.clauses import Line, line_of, mask
from ingest.figures.kinds import read_line
from ingest.figures.periods import Periods
from ingest.figures.said import Said, Spoken
from ingest.figures.subjects import Found, Subjects
from ingest.model import Figure, Reading
from ingest.quantities import find

__all__ = ["extract"]


def extract(reading: Reading) -> list[Figure]:
    """The figures that the text states, in reading order; the same figure said twice counts once."""
    return _once(_figures(reading))


def _figures(reading: Reading) -> Iterator[Figure]:
    masked = mask(reading)
    subjects, periods = Subjects(reading), Periods(reading)
    spoken = Spoken()
    end = -1
    for index, sentence in enumerate(reading.sentences):
        paragraph = sentence.start != end
        end = sentence.end
        subjects.open(index, paragraph=paragraph)
        periods.open(sentence.start, sentence.end, paragraph=paragraph)
        spoken = Spoken() if paragraph else replace(spoken, target=False)
        if next(find(masked, sentence.start, sentence.end), None) is None:
            continue
        line = line_of(masked, sentence.start, sentence.end)
        for place, said in read_line(line, spoken, periods.times()):
            if not said.indicator:
                continue
            subject = subjects.find(place, said, None)
            if subject is not None:
                yield _figure(reading, place, said, subject, periods)


def _figure(reading: Reading, line: Line, said: Said, subject: Found, periods: Periods) -> Figure:
    indicator = _settled(said, reading.entities[subject.entity].cls)
    said = replace(said, indicator=indicator)
    q = said.quantity
    value = -q.value if said.negative else q.value
    return Figure(
        subject.entity, indicator, said.measure, value, "1" if q.is_ratio else q.unit,
        max(said.clause[0], line.start), max(q.end, said.clause[0] + 1), round(said.sureness * subject.sureness, 3),
        value_max=q.value_max, approximate=q.approximate, scope=said.scope,
        period=periods.find(line, said, subject.entity),
    )  # fmt: skip


def _settled(said: Said, cls: str) -> str:
    """The kind of area, now that it is known what has it."""
    if said.indicator == "plannedArea":
        if "core" in said.hints and cls == "Platform" and "open" in said.hints:
            return "coreArea"
        if "floor" in said.hints and "open" in said.hints:
            return "floorArea"
        if cls in ("Project", "Parcel", "Event", "Institution"):
            return "landArea"
        if "open" in said.hints and "planned" not in said.hints and cls == "Platform":
            return "floorArea"
    return said.indicator


def _once(figures: Iterable[Figure]) -> list[Figure]:
    """The figures without those that say again what another says."""
    kept: dict[tuple[int, str, str, Decimal, str], Figure] = {}
    for figure in figures:
        key = (figure.subject, figure.indicator, figure.measure, figure.value, figure.unit)
        if key not in kept:
            kept[key] = figure
        elif kept[key].period is None and figure.period is not None:
            kept[key] = replace(kept[key], period=figure.period)
    return list(kept.values())


