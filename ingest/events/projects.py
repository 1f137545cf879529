"""When projects begin and end: come in lines of a reading, go out dates (计划2022年竣工, 建设年限为2020年至2025年)."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ingest.dates.expressions import pattern
from ingest.events.view import Line
from ingest.model import DateSpan, Dating, Mention, Reading

_END = "<built>|<built_otherwise>"
_YEARS = re.compile(r"建设(?:年限|周期|期)")
_NEAR = 14  # characters between a date and its verb


def project_dates(reading: Reading, rows: Sequence[Line]) -> Iterator[Dating]:
    """`startDate` and `endDate` of projects: both where the years of building are told, else a planned end."""
    clean = reading.text.clean
    for row in rows:
        projects = [m for m in row.mentions if reading.entities[m.entity].cls == "Project"]
        for span in row.dates:
            project = _project(reading, row, projects, span)
            if project is None:
                continue
            if _YEARS.search(clean, max(row.sentence.start, span.start - 8), span.start) and "/" in span.edtf:
                first, last = span.edtf.split("/")
                yield Dating(project, "startDate", first, span.start, span.end, 0.8)
                yield Dating(project, "endDate", last, span.start, span.end, 0.8)
                continue
            stop = min(
                (
                    clean.find(x, span.end, row.sentence.end)
                    for x in "，；。"
                    if clean.find(x, span.end, row.sentence.end) > 0
                ),
                default=row.sentence.end,
            )
            end = pattern(_END).search(clean, span.end, min(stop, span.end + _NEAR))
            if end and span.planned:
                yield Dating(project, "endDate", span.edtf.split("/")[-1], span.start, end.end(), 0.75)


def _project(reading: Reading, row: Line, projects: Sequence[Mention], span: DateSpan) -> int | None:
    """The project that the sentence names last before the date, else the topic if that is one."""
    before = bisect_left(projects, span.start, key=lambda m: m.start)
    if before:
        return projects[before - 1].entity
    topic = reading.topics[row.number]
    return topic if topic is not None and reading.entities[topic].cls == "Project" else None
