"""What is left out of a time expression: comes in the expressions of a text in order, go out periods.

11月6日 takes its year from the same sentence, the paragraph's last opening date, a line that is a date and nothing
else, a dated heading, the dated entry before it, the year that the document reports on, or the issue; 同日 and 当年
mean what was spoken of last.
"""

import datetime
from dataclasses import dataclass, replace

from ingest.dates.calendar import Partial, Period, at, is_day, months
from ingest.dates.expressions import Expression, words

_AHEAD = 2  # a bare month no more than this many months after the issue is one to come, a later one was last year's
_SOON = 3  # a bare day no more than this many days after the issue is one to come
_ENTRIES = 2  # from so many paragraphs that open with a year on, they are entries of a chronicle
_BETWEEN = 3  # so many paragraphs may go on with the year of an entry


@dataclass(slots=True)
class Context:
    """The times spoken of so far. `issued` is the document's own date; the years narrow down as the text goes on.

    `reported` is the year that the document reports on, where it is not that of the issue; `is_news` says that it
    speaks from the day of the issue. `last` is the last time of the paragraph that named a month, `before` that of the
    text above, `opening` the one that a paragraph not far above opened with, `titled_year` the year in the name of a
    happening in the sentence. `is_aside` says that the year of the sentence is one of an aim or a figure, which ends
    with its train of thought.
    """

    issued: Partial | None
    reported: int | None = None
    heading_year: int | None = None
    line_year: int | None = None
    line_month: Partial | None = None
    entry_year: int | None = None
    entries: int = 0
    since_entry: int = 0
    paragraph_year: int | None = None
    sentence_year: int | None = None
    titled_year: int | None = None
    is_news: bool = False
    opening: Partial | None = None
    since_opening: int = 0
    before: Partial | None = None
    is_aside: bool = False
    last_year: int | None = None
    last: Partial | None = None
    last_day: Partial | None = None

    def resolve(self, found: Expression, *, planned: bool, is_origin: bool = False) -> Period | None:
        """The period that the expression means here, or None where nothing says.

        `is_origin` says that the year is only one in which something was founded.
        """
        period = self._days(found) or self._months(found) or self._years(found, planned=planned)
        if period is None or not _valid(period):
            return None
        self._note(found, period, planned=planned, is_origin=is_origin)
        if period.start.month and not found.part:
            self.last = period.start
        if period.start.day:
            self.last_day = period.start
        return period

    def default_year(self) -> int | None:
        """The year of a month or part of a year that names none."""
        entry = self.entry_year if self.entries >= _ENTRIES else None
        nearest = (
            self.sentence_year, self.titled_year, self.paragraph_year, self.line_year, self.heading_year, entry,
            self.reported,
        )  # fmt: skip
        for year in nearest:
            if year is not None:
                return year
        return self.issued.year if self.issued else self.last_year

    def turn_thought(self) -> None:
        """A semicolon: what was only mentioned aside is over."""
        if self.is_aside:
            self.sentence_year = None

    def turn_sentence(self) -> None:
        """A new sentence begins."""
        self.sentence_year = self.titled_year = None

    def turn_paragraph(self) -> None:
        """A new paragraph begins."""
        self.sentence_year = self.paragraph_year = None
        self.before = self.last or self.before
        self.last = self.line_month
        self.since_entry += 1
        self.since_opening += 1
        if self.since_entry > _BETWEEN:
            self.entries = 0
        if self.since_opening > _BETWEEN:
            self.opening = None

    def turn_heading(self, date: Partial | None) -> None:
        """A heading begins, which is a date or has none."""
        self.line_year = self.entry_year = None
        self.line_month = replace(date, day=0) if date and date.month else None
        self.entries = 0

    def stand_alone(self, date: Partial) -> None:
        """A line says a year, month or day and nothing else."""
        self.line_year = date.year
        self.line_month = replace(date, day=0) if date.month else None

    def open(self, found: Expression, date: Partial) -> None:
        """A paragraph opens with a date."""
        if found.year is not None:
            self.entry_year = date.year
            self.entries += 1
            self.since_entry = 0
        if date.month:
            self.opening, self.since_opening = replace(date, day=0), 0

    def _note(self, found: Expression, period: Period, *, planned: bool, is_origin: bool) -> None:
        """Keep the year for what follows."""
        is_figure = (found.years_on or 0) < 0 and found.anchor == "issued" and not period.start.month
        is_ahead = self.issued is not None and period.start.first() > self.issued.last()
        self.is_aside = planned or is_figure or is_ahead
        self.last_year = period.start.year
        if not is_origin:
            self.sentence_year = self.last_year
        if found.years_on == 0 and found.anchor == "issued":
            self.paragraph_year = self.last_year

    def _days(self, found: Expression) -> Period | None:
        if found.days_on is None:
            return None
        anchor = self.issued if found.anchor == "issued" else self.last_day or self.issued
        if anchor is None or not anchor.day:
            return None
        days = found.days_on
        if found.weekday is not None:
            days += found.weekday - datetime.date(anchor.year, anchor.month, anchor.day).isoweekday()
        day = anchor.plus_days(days + 7 * found.weeks_on)
        return Period(day, day)

    def _months(self, found: Expression) -> Period | None:
        """本月, 上月, 当月, a bare 18日, and 去年这个时候."""
        if found.days_on is not None:
            return None
        if found.months_on is not None:
            anchor = self.issued if found.anchor == "issued" else self.last or self.before
            if anchor is None or not anchor.month:
                return None
            month = anchor.plus_months(found.months_on)
        elif found.part == (0, 0) and found.years_on is not None and self.issued and self.issued.month:
            month = Partial(self.issued.year + found.years_on, self.issued.month)
        elif found.day is not None and not found.names_month:
            known = self.last or self.opening or self._recent(found.day) or self.before or self.issued
            if known is None:
                return None
            month = replace(known, day=0)
        else:
            return None
        return _with_days(month.year, month.month, found) if month.month else None

    def _recent(self, day: int) -> Partial | None:
        """The month of the last day of this number before the issue, where the issue is a day."""
        issued = self.issued
        if issued is None or not issued.day or self.reported:
            return None
        return issued if day <= issued.day + _SOON else issued.plus_months(-1)

    def _years(self, found: Expression, *, planned: bool) -> Period | None:
        if found.days_on is not None or found.months_on is not None or (found.day and not found.names_month):
            return None
        year = self._year(found, planned=planned)
        if year is None or found.part == (0, 0):
            return None
        if found.since and self.issued and self.issued.year > year:
            return Period(Partial(year), self.issued)
        if found.last_year is not None:
            return Period(Partial(year), Partial(found.last_year)) if found.last_year > year else None
        if found.month is not None:
            return _with_days(year, found.month, found)
        return months(year, *found.part) if found.part else at(year)

    def _year(self, found: Expression, *, planned: bool) -> int | None:
        if found.year is not None:
            return found.year
        if found.years_on is None:
            return self._bare_year(found, planned=planned)
        anchor = self.issued.year if self.issued else None
        if found.text.startswith(tuple(words()["of_the_report"])):
            anchor = self.reported or anchor
        if found.anchor == "context":
            anchor = self.last_year or anchor
        return None if anchor is None else anchor + found.years_on

    def _bare_year(self, found: Expression, *, planned: bool) -> int | None:
        """The year of a month or part of a year that names none, seen from the issue."""
        year, issued = self.default_year(), self.issued
        if year is None or issued is None or not issued.month:
            return year
        first, last = found.part or (found.month or 0, found.month or 0)
        if self._is_recent(found, issued, year):
            return issued.year
        if planned and year == issued.year - 1 and not self.reported and last >= issued.month:
            return issued.year  # an aim is no time before the issue: 2022年奠基，预计年底完工
        is_issue_year = year == issued.year and self.sentence_year != year
        if is_issue_year and first > issued.month + _AHEAD and not planned:
            return year - 1  # in March 2021 a bare "11月" was last year's
        return year

    def _is_recent(self, found: Expression, issued: Partial, year: int) -> bool:
        """Whether a bare day is one of the weeks right before the issue, in a document that reports on a year."""
        if not self.is_news or year != self.reported or self.sentence_year == year:
            return False
        return found.month == issued.month and found.day is not None and found.day <= issued.day


def _with_days(year: int, month: int, found: Expression) -> Period:
    first = Partial(year, month, found.day or 0)
    return Period(first, Partial(year, month, found.last_day)) if found.last_day else Period(first, first)


def _valid(period: Period) -> bool:
    return all(not d.day or is_day(d.year, d.month, d.day) for d in (period.start, period.end))
