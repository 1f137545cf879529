"""The document's own date: comes in a text with its sentences, goes out EDTF.

A dateline or closing date says it; of a yearbook it is the year reported on; else the years that the text speaks of
tell it (ingest.dates.year).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.dates.around import is_origin, plans, sentence_before, spanned
from ingest.dates.calendar import Partial, is_day, parse
from ingest.dates.expressions import expressions, pattern, words, years_in_digits
from ingest.dates.year import likely
from ingest.model import DateSpan, Sentence, Text

_FIRST, _LAST = 15, 6  # how many lines at the top and at the end may hold a dateline
_LINE = 48  # a dateline is no longer than this
_MARKED_LINE = 80  # nor one with a mark such as 发布日期
_LEAD = 14  # what may stand before the date in it
_TOP = 5  # in so many lines at the top and those at the end, the issuing office may stand before the date
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:[-./](1[0-2]|0?[1-9])[-./](3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|年\s*(1[0-2]|0?[1-9])\s*月(?:\s*(3[01]|[12]\d|0?[1-9])\s*日)?)"
)
_AFTER = (
    r"[\s)）】]*(?:(?:星期|周)[一二三四五六日天])?\s*(?:第?\s*[0-9A-Z一二三四五六七八九十]{1,4}\s*版(?:[:：].{0,20})?)?"
    r"[\s·]*(?:[一-鿿]{0,4}|\s{2,}.{0,24}|《[^》]{2,16}》"
    r"|(?:\d{1,2}:\d\d|第?\s*\d{1,4}\s*期|[|/▶]|<beside_date>).{0,24})"
    r"[\s)）】]*$"
)
_APART = r"(?:\s{2}|[|,(]|<office_ends>)\s*$"  # ends what stands before the date of a paper
_BEGUN = r"<begun>[时日][间期]\s*[:：|]?\s*$"  # 设立时间 says when something else began
_SAYS = re.compile("[,，。;；、]|年.*年")  # what no line holds that is nothing but names and a date
_APPRAISED = r"年度[^，。]{0,24}?<appraised>"  # of a year that is over
_CHRONICLE = re.compile(r"大\s?事\s?记?\s?[(（]\s?((?:19|20)\d\d)\s?年?[)）]")
# Ends a month that is a dateline by itself.
_MONTH_ONLY = r"月\s*(?:<month_marks>|\s)|月\s*[)）]\s*$"
_SPACED = re.compile(r"(?<!\d)(\d) (\d) (\d) (\d) ?年")
_YEARBOOK = re.compile(
    r"年鉴\s*[（(·—\-]?\s*((?:19|20)\d\d)(?!\d)|(?<!\d)((?:19|20)\d\d)年?\s*年鉴|鉴.{0,12}?((?:19|20)\d\d)\s*$"
)
_PRINTED = r"<printed>|^[^一-鿿\d]{0,4}\d{4}年\d{1,2}月\d{1,2}日\s*(?:星期|周)[一二三四五六日天]"
_HELD = "<held>"  # what happens then, not a page's own line
_PLANNED_FROM = re.compile(r"((?:19|20)\d\d)年?\s*[—~-]+\s*(?:19|20)\d\d\s*年?[)）]?")
_PLAN = "<plans>"
_PART_OF_YEAR = re.compile(r"((?:19|20)\d\d)年?(?=[上下]半年|[一二三四前]{1,2}季度|全年|大事)")
_CODED = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=[-—]\d{1,3}号)")  # the year in a plot's code
_ISSUE_NUMBER = re.compile(r"((?:19|20)\d\d)年第?\s*\d{1,4}\s*期")
_YEAR = r"(?<!\d)((?:19|20)\d\d)(?=年(?!度?[^，。；]{0,6}<plans_of_year>))"
_TITLED = r"[（(]((?:19|20)\d\d)年?度?[）)]|(?<![\d—-])((?:19|20)\d\d)年度?(?!\d|[—-]|第|[^，。；]{0,12}<no_report>)"
_REPORT = r"(?<![\d—-])((?:19|20)\d\d)年度?(?![\d前上下一二三四第初])[^，。；]{0,24}?<reports>"
_TITLE_LIMIT = 60
_OFTEN = 2  # the year before is named so often where nothing else says that a text reports on it
_TITLES = 4  # no more lines than these at the top may be titles
_RARE = 0.1  # a year is taken for the document's if it is named this often, measured by the year named most


def issued(text: Text, sentences: Sequence[Sentence]) -> str | None:
    """The date that the document gives itself, to the day, month or year; None where nothing tells."""
    lines = [line for raw in text.raw.splitlines() if (line := _plain(raw))]
    places = [*enumerate(lines[:_FIRST]), *((0, line) for line in lines[: -_LAST - 1 : -1])]
    for place, line in places:
        date = _dateline(line, is_edge=place < _TOP)
        if date is not None:
            return date.edtf()
    title = [years_in_digits(text.clean[s.start : s.end]) for s in sentences[:4]]
    years = _years(text.clean)
    yearbook = next((m for line in title if (m := _YEARBOOK.search(line))), None)
    if yearbook:
        edition = int(next(g for g in yearbook.groups() if g))
        return str(edition if years[edition] > years[edition - 1] else edition - 1)
    number = next((m for line in title if (m := _ISSUE_NUMBER.search(line))), None)
    if number:
        return number[1]
    inside = _inside(lines) or _month_below_title(lines)
    if inside is not None:
        return inside.edtf()
    chronicle = next((m for line in title if (m := _CHRONICLE.search(unicodedata.normalize("NFKC", line)))), None)
    if chronicle:
        return chronicle[1]
    heads = [line for line in title[:1] if len(line) <= _TITLE_LIMIT and line[-1] not in "。！？；"]
    titled = [year for line in heads for year in pattern(_YEAR).findall(line)]
    if len(titled) == 1:
        return str(int(titled[0]) + bool(pattern(_APPRAISED).search(heads[0])))
    parts = {m[1] for line in heads for m in _PART_OF_YEAR.finditer(line)}
    begins = {m[1] for line in heads if pattern(_PLAN).search(line) for m in _PLANNED_FROM.finditer(line)}
    for told in (parts, begins):
        if len(told) == 1:
            return told.pop()
    spoken = likely(text.clean) if speaks_from_its_day(text.clean) else None
    return str(spoken) if spoken else _told(text.clean, years)


def reported(text: Text, sentences: Sequence[Sentence], issue: Partial) -> int | None:
    """The year that the document reports on, where it is the one before its issue: a yearbook's, a yearly report's.

    A title says it (2021年度总结, of February 2022), or the text names the year before, not that of the issue, and
    does not speak from its day.
    """
    heads = _heads_of(text, sentences)
    before = issue.year - 1
    titled = {int(y) for line in heads for m in pattern(_TITLED).finditer(line) for y in m.groups() if y}
    if titled == {before}:
        return before
    if issue.year in titled and not _is_yearbook(heads):
        return None
    years = _years(text.clean)
    editions = {int(g) for line in heads for m in _YEARBOOK.finditer(line) for g in m.groups() if g}
    is_edition = issue.year in editions or (not editions and issue.month and _is_yearbook(heads))
    is_yearbook = is_edition and years[before] >= years[issue.year]
    if not is_yearbook and (issue.day or speaks_from_its_day(text.clean)):
        return None
    if years[issue.year] and not is_yearbook:
        return None
    least = 1 if is_yearbook or not issue.month else _OFTEN
    return before if years[before] >= least else None


def is_yearbook(text: Text, sentences: Sequence[Sentence]) -> bool:
    """Whether a title calls the document a yearbook."""
    return _is_yearbook(_heads_of(text, sentences))


def _is_yearbook(heads: Sequence[str]) -> bool:
    return any("鉴" in line for line in heads)


def reported_by(text: Text, sentences: Sequence[Sentence], dates: Sequence[DateSpan], issued: str | None) -> str | None:
    """The time whose figures the document gives, where it is a report: the one before its issue, or its title's."""
    issue = parse(issued).start if issued else None
    year = reported(text, sentences, issue) if issue else None
    if year is not None:
        return str(year)
    if issue is not None and not issue.month and is_yearbook(text, sentences):
        return str(issue.year)
    heads = _heads(text, sentences)
    titled = {
        d.edtf for d in dates if "/" in d.edtf and not d.planned and any(h.start <= d.start < h.end for h in heads)
    }
    if titled or issue is None:
        return titled.pop() if len(titled) == 1 else None
    years = {int(m[1]) for line in _heads_of(text, sentences) for m in pattern(_REPORT).finditer(line)}
    return str(issue.year) if years == {issue.year} else None


def _heads_of(text: Text, sentences: Sequence[Sentence]) -> list[str]:
    """What the titles at the top say, years in digits."""
    return [years_in_digits(text.clean[s.start : s.end]) for s in _heads(text, sentences)]


def _heads(text: Text, sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The lines at the top that are titles."""
    first = sentences[:_TITLES]
    return [s for s in first if s.end - s.start <= _TITLE_LIMIT and text.clean[s.end - 1] not in "。！？；"]


def speaks_from_its_day(clean: str) -> bool:
    """Whether the text has words such as 昨天 and 今年, which count from the day of its issue."""
    return any(word in clean for word in words()["of_the_day"])


def dateline(line: str) -> Partial | None:
    """The date of a line as written that may stand at the top or the end of a document and say its date, or None."""
    return _dateline(_plain(line), is_edge=True)


def _month_below_title(lines: Sequence[str]) -> Partial | None:
    """The month that is a line by itself below the title, if no other line is one: those of a chronicle are many."""
    months = [
        (place, date)
        for place, line in enumerate(lines)
        if len(line) <= _LEAD
        for start, end, date in _dates(line)
        if (start, end) == (0, len(line)) and not date.day
    ]
    return months[0][1] if len(months) == 1 and 0 < months[0][0] < _TITLES else None


def _inside(lines: Sequence[str]) -> Partial | None:
    """The date of a page's own line inside a text, or of the only line that is nothing but a day; else None."""
    short = [line for line in lines if len(line) <= _LINE]
    printed = [line for line in short if pattern(_PRINTED).search(line) and not pattern(_HELD).search(line)]
    days = {date for line in printed for *_, date in _dates(line)}
    days = days or {date for line in short for a, b, date in _dates(line) if (a, b) == (0, len(line))}
    days = {date for date in days if date.day and is_day(date.year, date.month, date.day)}
    return days.pop() if len(days) == 1 else None


def _plain(line: str) -> str:
    """The line without the widths and gaps of print and the stars of Markdown: ２０２１年, 2 0 2 1年, **2021年**."""
    return _SPACED.sub(r"\1\2\3\4年", unicodedata.normalize("NFKC", line)).strip().strip("*").strip()


def _dateline(line: str, *, is_edge: bool) -> Partial | None:
    """The date of a line that holds a date, a place, a page or a mark such as 发布日期, and no more.

    `is_edge` says that the line is one of the first or last, in which the office may stand before the date.
    """
    if not line or len(line) > _MARKED_LINE or line[-1] in "。;,":
        return None
    for start, end, date in _dates(line):
        if pattern(_BEGUN).search(line, 0, start):
            continue
        marked = any(mark in line[:start] for mark in words()["issue_marks"])
        is_short = len(line) <= _LINE
        alone = is_edge and not _SAYS.search(line)  # nothing but names beside it
        begins = (
            start <= _LEAD
            or (is_edge and bool(pattern(_APART).search(line, 0, start)))
            or (alone and line[start - 1] == " ")
        )
        ends = bool(pattern(_AFTER).match(line, end)) or (alone and start == 0 and line[end : end + 1] == " ")
        bare = is_short and begins and ends and bool(date.day)
        bare = bare or (is_short and is_edge and not date.day and bool(pattern(_MONTH_ONLY).match(line, end - 1)))
        if (marked or bare) and (not date.day or is_day(date.year, date.month, date.day)):
            return date
    return None


def _dates(line: str) -> Iterator[tuple[int, int, Partial]]:
    """The dates with a year and a month in a line, and where they stand; 二〇二〇年四月十五日 is one too."""
    for match in _DATE.finditer(line):
        date = Partial(int(match[1]), int(match[2] or match[4]), int(match[3] or match[5] or 0))
        yield match.start(), match.end(), date
    if years_in_digits(line) != line:
        for told in expressions(line, 0, len(line)):
            if told.year and told.month and line[told.start] in "一二":
                yield told.start, told.end, Partial(told.year, told.month, told.day or 0)


def _years(clean: str) -> Counter[int]:
    """How often the text names each year outside titles, plans and spans of years."""
    return Counter(int(clean[at : at + 4]) for at in _mentions(clean))


def _mentions(clean: str) -> Iterator[int]:
    """Where years stand outside titles, plans and spans of years."""
    for year, span in spanned(clean, pattern(_YEAR).finditer(clean)):
        if span is None and not _is_aim_or_origin(clean, year.start(), year.end() + 1):
            yield year.start()


def _is_aim_or_origin(clean: str, start: int, end: int) -> bool:
    """Whether the year clean[start:end] is one that is planned for, or one in which something began."""
    known = words()
    is_reached = clean.endswith(tuple(known["until"]), 0, start)
    if not is_reached and clean.endswith(("《", *known["up_to"], *known["put_off"]), 0, start):
        return True
    return plans(sentence_before(clean, start)) or is_origin(clean, start, end)


def _told(clean: str, years: Counter[int]) -> str | None:
    """The latest year that is named often enough; else the first year in which a cue was spoken of."""
    if years:
        enough = max(years.values()) * _RARE
        return str(max(y for y, n in years.items() if n >= enough))
    coded = [int(year) for year in _CODED.findall(clean)]
    if coded:
        return str(max(coded))
    cues: dict[str, int] = words()["cues"]
    return next((str(year) for cue, year in cues.items() if cue in clean), None)
