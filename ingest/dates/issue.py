"""The document's own date: comes in a text with its sentences, goes out EDTF.

A dateline or closing date says it; of a yearbook it is the year reported on; else the latest year that the text
speaks of as past tells it.
"""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.dates.calendar import Partial, is_day
from ingest.dates.expressions import words
from ingest.model import Sentence, Text

_FIRST, _LAST = 15, 6  # how many lines at the top and at the end may hold a dateline
_LINE = 48  # a dateline is no longer than this
_LEAD = 14  # what may stand before the date in it
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:[-./](1[0-2]|0?[1-9])[-./](3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|年\s*(1[0-2]|0?[1-9])\s*月(?:\s*(3[01]|[12]\d|0?[1-9])\s*日)?)"
)
_AFTER = re.compile(
    r"[\s)）】]*(?:(?:星期|周)[一二三四五六日天])?\s*(?:第?\s*[0-9A-Z一二三四五六七八九十]{1,4}\s*版)?"
    r"[\s·]*[一-鿿]{0,4}[\s)）】]*$"
)
_YEARBOOK = re.compile(
    r"年鉴\s*[（(·—\-]?\s*((?:19|20)\d\d)(?!\d)|(?<!\d)((?:19|20)\d\d)年?\s*年鉴|鉴.{0,12}?((?:19|20)\d\d)\s*$"
)
_ISSUE_NUMBER = re.compile(r"((?:19|20)\d\d)年第?\s*\d{1,4}\s*期")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年(?!度?[^，。；]{0,6}(?:计划|规划|目标)))")
_SPAN = re.compile(r"(?<!\d)(?:19|20)\d\d年?[-—~至](?:19|20)\d\d年?")
_SENTENCE = 60  # a word of planning governs the years behind it in its sentence, this far
_TITLE_LIMIT = 60
_RARE = 0.1  # a year is taken for the document's if it is named this often, measured by the year named most


def issued(text: Text, sentences: Sequence[Sentence]) -> str | None:
    """The date that the document gives itself, to the day, month or year; None where nothing tells."""
    lines = [line.strip() for line in text.raw.splitlines() if line.strip()]
    for line in (*lines[:_FIRST], *lines[: -_LAST - 1 : -1]):
        date = _dateline(line)
        if date is not None:
            return date.edtf()
    title = [text.clean[s.start : s.end] for s in sentences[:4]]
    years = _years(text.clean)
    yearbook = next((m for line in title if (m := _YEARBOOK.search(line))), None)
    if yearbook:
        edition = int(next(g for g in yearbook.groups() if g))
        return str(edition if years[edition] > years[edition - 1] else edition - 1)
    number = next((m for line in title if (m := _ISSUE_NUMBER.search(line))), None)
    if number:
        return number[1]
    heads = [line for line in title[:1] if len(line) <= _TITLE_LIMIT and line[-1] not in "。！？；"]
    titled = [year for line in heads for year in _YEAR.findall(line)]
    if len(titled) == 1:
        return str(titled[0])
    return _told(text.clean, years)


def _dateline(line: str) -> Partial | None:
    """The date of a line that holds a date, a place, a page or a mark such as 发布日期, and no more."""
    if len(line) > _LINE or line[-1] in "。；，":
        return None
    for match in _DATE.finditer(line):
        year, month, day = int(match[1]), int(match[2] or match[4]), int(match[3] or match[5] or 0)
        marked = any(mark in line[: match.start()] for mark in words()["issue_marks"])
        bare = match.start() <= _LEAD and bool(_AFTER.match(line, match.end())) and bool(day)
        if (marked or bare) and (not day or is_day(year, month, day)):
            return Partial(year, month, day)
    return None


def _years(clean: str) -> Counter[int]:
    """How often the text names each year outside titles, plans and spans of years."""
    counts: Counter[int] = Counter()
    skipped = [m.span() for m in _SPAN.finditer(clean)]
    at = 0
    for match in _YEAR.finditer(clean):
        while at < len(skipped) and skipped[at][1] <= match.start():
            at += 1
        is_span = at < len(skipped) and skipped[at][0] <= match.start()
        if not is_span and not _is_aim_or_origin(clean, match.start(), match.end() + 1):
            counts[int(match[1])] += 1
    return counts


def _is_aim_or_origin(clean: str, start: int, end: int) -> bool:
    """Whether the year clean[start:end] is one that is planned for, or one in which something began."""
    known = words()
    sentence = re.split("[。；\n]", clean[max(0, start - _SENTENCE) : start])[-1]
    if any(word in sentence for word in known["planned_before"]):
        return True
    if clean[max(0, start - 1) : start] in ("到", "至", "《", "前", "延"):
        return True
    began = clean.endswith(tuple(known["founded_before"]), max(0, start - 4), start)
    return began or clean.startswith(tuple(known["founded_after"]), end)


def _told(clean: str, years: Counter[int]) -> str | None:
    """The latest year that is named often enough; else the first year in which a cue was spoken of."""
    if years:
        enough = max(years.values()) * _RARE
        return str(max(y for y, n in years.items() if n >= enough))
    cues: dict[str, int] = words()["cues"]
    return next((str(year) for cue, year in cues.items() if cue in clean), None)
