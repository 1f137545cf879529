"""When projects begin and end: 2018年12月开工, 计划2022年竣工, 建设年限为2020年至2025年."""

import re
from collections.abc import Iterator, Sequence

from ingest.events.view import Line
from ingest.model import DateSpan, Dating, Reading

_BEGIN = re.compile(r"开工|动工|奠基|启动建设|开始建设")
_END = re.compile(r"竣工|完工|投产|投用|建成|投入使用|达产|交付|完成建设|投运|试生产")
_YEARS = re.compile(r"建设(?:年限|周期|期)")
_NEAR = 14  # characters between a date and its verb


def project_dates(reading: Reading, rows: Sequence[Line]) -> Iterator[Dating]:
    """`startDate` and `endDate` of projects, done or planned."""
    clean = reading.text.clean
    for row in rows:
        for span in row.dates:
            project = _project(reading, row, span)
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
            end = _END.search(clean, span.end, min(stop, span.end + _NEAR))
            if end and span.planned:
                yield Dating(project, "endDate", span.edtf.split("/")[-1], span.start, end.end(), 0.75)


def _project(reading: Reading, row: Line, span: DateSpan) -> int | None:
    """The project that the sentence names before the date, else the topic if that is one."""
    named = [m for m in row.mentions if reading.entities[m.entity].cls == "Project" and m.start < span.start]
    if named:
        return named[-1].entity
    topic = reading.topics[row.number]
    return topic if topic is not None and reading.entities[topic].cls == "Project" else None
