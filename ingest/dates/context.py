"""What is left out of a time expression: comes in the expressions of a text in order, go out periods.

11月6日 takes its year from the same sentence, the paragraph's last opening date, a line that is a date and nothing
else, a dated heading, or the issue; 同日 and 当年 mean what was spoken of last.
"""

from dataclasses import dataclass, replace

from ingest.dates.calendar import Partial, Period, at, is_day, months
from ingest.dates.expressions import Expression


@dataclass(slots=True)
class Context:
    """The times spoken of so far. `issued` is the document's own date; the years narrow down as the text goes on."""

    issued: Partial | None
    heading_year: int | None = None
    line_year: int | None = None
    paragraph_year: int | None = None
    sentence_year: int | None = None
    last_year: int | None = None
    last: Partial | None = None  # the last time that named a month
    last_day: Partial | None = None

    def resolve(self, found: Expression, *, planned: bool) -> Period | None:
        """The period that the expression means here, or None where nothing says."""
        period = self._days(found) or self._months(found) or self._years(found, planned=planned)
        if period is None or not _valid(period):
            return None
        self.sentence_year = self.last_year = period.start.year
        if period.start.month:
            self.last = period.start
        if period.start.day:
            self.last_day = period.start
        return period

    def default_year(self) -> int | None:
        """The year of a month or part of a year that names none."""
        for year in (self.sentence_year, self.paragraph_year, self.line_year, self.heading_year):
            if year is not None:
                return year
        return self.issued.year if self.issued else self.last_year

    def turn_sentence(self) -> None:
        """A new sentence begins."""
        self.sentence_year = None

    def turn_paragraph(self) -> None:
        """A new paragraph begins."""
        self.sentence_year = self.paragraph_year = None

    def _days(self, found: Expression) -> Period | None:
        if found.days_on is None:
            return None
        anchor = self.issued if found.anchor == "issued" else self.last_day or self.issued
        if anchor is None or not anchor.day:
            return None
        day = anchor.plus_days(found.days_on)
        return Period(day, day)

    def _months(self, found: Expression) -> Period | None:
        """本月, 上月, 当月, a bare 18日, and 去年这个时候."""
        if found.days_on is not None:
            return None
        if found.months_on is not None:
            anchor = self.issued if found.anchor == "issued" else self.last
            if anchor is None or not anchor.month:
                return None
            month = anchor.plus_months(found.months_on)
        elif found.part == (0, 0) and found.years_on is not None and self.issued and self.issued.month:
            month = Partial(self.issued.year + found.years_on, self.issued.month)
        elif found.day is not None and not found.names_month:
            if (self.last or self.issued) is None:
                return None
            month = replace(self.last or self.issued or Partial(0), day=0)
        else:
            return None
        return _with_days(month.year, month.month, found) if month.month else None

    def _years(self, found: Expression, *, planned: bool) -> Period | None:
        if found.days_on is not None or found.months_on is not None or (found.day and not found.names_month):
            return None
        year = self._year(found, planned=planned)
        if year is None or found.part == (0, 0):
            return None
        if found.last_year is not None:
            return Period(Partial(year), Partial(found.last_year)) if found.last_year > year else None
        if found.month is not None:
            return _with_days(year, found.month, found)
        return months(year, *found.part) if found.part else at(year)

    def _year(self, found: Expression, *, planned: bool) -> int | None:
        if found.year is not None:
            return found.year
        if found.years_on is not None:
            anchor = self.issued.year if self.issued else None
            if found.anchor == "context":
                anchor = self.last_year or anchor
            return None if anchor is None else anchor + found.years_on
        year = self.default_year()
        issued = self.issued
        month = found.part[0] if found.part else found.month or 0
        is_issue_year = issued is not None and issued.month and year == issued.year and self.sentence_year != year
        if year is not None and issued is not None and is_issue_year and month > issued.month and not planned:
            return year - 1  # in March 2021 a bare "11月" that is past was last year's
        return year


def _with_days(year: int, month: int, found: Expression) -> Period:
    first = Partial(year, month, found.day or 0)
    return Period(first, Partial(year, month, found.last_day)) if found.last_day else Period(first, first)


def _valid(period: Period) -> bool:
    return all(not d.day or is_day(d.year, d.month, d.day) for d in (period.start, period.end))
