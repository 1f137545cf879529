"""Partial dates and their arithmetic: years, months and days in, EDTF (levels 0 and 1 without qualifiers) out."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Partial:
    """A year, a month or a day; `month` and `day` are 0 where the date says nothing of them."""

    year: int
    month: int = 0
    day: int = 0

    def edtf(self) -> str:
        """2019, 2019-11 or 2019-11-29."""
        if not self.month:
            return f"{self.year:04}"
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    def first(self) -> "Partial":
        """The first day of it."""
        return Partial(self.year, self.month or 1, self.day or 1)

    def last(self) -> "Partial":
        """The last day of it (31 for every month: this is for comparing)."""
        return Partial(self.year, self.month or 12, self.day or 31)

    def plus_months(self, count: int) -> "Partial":
        """The month `count` months on; the day is dropped."""
        months = self.year * 12 + self.month - 1 + count
        return Partial(months // 12, months % 12 + 1)

    def plus_days(self, count: int) -> "Partial":
        """The day `count` days on. Raises ValueError where this is no day or leaves the calendar."""
        try:
            moved = datetime.date(self.year, self.month, self.day) + datetime.timedelta(days=count)
        except OverflowError as error:
            raise ValueError(str(error)) from error
        return Partial(moved.year, moved.month, moved.day)


@dataclass(frozen=True, slots=True)
class Period:
    """From a partial date to a partial date, both included."""

    start: Partial
    end: Partial

    def edtf(self) -> str:
        """One date, or an interval `start/end`."""
        return self.start.edtf() if self.start == self.end else f"{self.start.edtf()}/{self.end.edtf()}"


def at(year: int, month: int = 0, day: int = 0) -> Period:
    """The period of one partial date."""
    date = Partial(year, month, day)
    return Period(date, date)


def months(year: int, first: int, last: int) -> Period:
    """The period of some months of a year; the whole year is the year."""
    if (first, last) == (1, 12):
        return at(year)
    return Period(Partial(year, first), Partial(year, last))


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def parse(edtf: str) -> Period:
    """The period that an EDTF string written here says. Raises ValueError for anything else."""
    start, _, end = edtf.partition("/")
    first = Partial(*map(int, start.split("-")))
    return Period(first, Partial(*map(int, end.split("-")))) if end else Period(first, first)
