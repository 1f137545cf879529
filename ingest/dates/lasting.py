"""How long: comes in the times of a paragraph's last sentences, go out those days made long that an event lasted.

5月5日开展，展期3天 is 5 to 7 May; 为期12天的…2月8日收官 ended on the day that is named.
"""

from collections.abc import Sequence
from dataclasses import replace

from ingest.dates.calendar import Period, parse
from ingest.dates.expressions import number, pattern, words
from ingest.model import DateSpan, Sentence

_COUNT = r"(\d{1,2}|[二两三四五六七八九十]{1,2})"
_LASTS = rf"<lasts>了?(?:时间)?(?:为|共)?{_COUNT}[天日](?!前|后)"
_DAY = 10  # the length of EDTF that is a day
_LONGEST = 31


def lengthen(clean: str, sentence: Sentence, spans: list[DateSpan], first: int) -> None:
    """Make the day on which an event began or ended all the days that the sentence says it lasted.

    Looked at are the spans from `first` on: the times of this sentence and of the one before it in its paragraph.
    """
    lasts = pattern(_LASTS).search(clean, sentence.start, sentence.end)
    days = number(lasts[1]) if lasts else 0
    place = _nearest(spans, first, lasts.start()) if lasts else None
    if place is None or not 1 < days <= _LONGEST:
        return
    span = spans[place]
    day = parse(span.edtf).start
    is_last = _closes(clean, sentence, span)
    period = Period(day.plus_days(1 - days), day) if is_last else Period(day, day.plus_days(days - 1))
    spans[place] = replace(span, edtf=period.edtf())


def _nearest(spans: Sequence[DateSpan], first: int, at: int) -> int | None:
    """The day named last before `at`, or else the first behind it."""
    days = [i for i in range(first, len(spans)) if len(spans[i].edtf) == _DAY]
    before = [i for i in days if spans[i].start < at]
    return before[-1] if before else next(iter(days), None)


def _closes(clean: str, sentence: Sentence, span: DateSpan) -> bool:
    """Whether the sentence, or the one in which the day is named, tells of an end."""
    start = min(span.start, sentence.start)
    return any(clean.find(word, start, sentence.end) >= 0 for word in words()["closes"])
