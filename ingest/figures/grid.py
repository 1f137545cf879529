"""Tables: comes in a clean text, go out its rows, cell by cell under their headings.

A row is a line with | or a tab between its cells (ingest.layout has made tabs of wide gaps); the first row of a table
whose cells name columns is its header, or the line above it whose words do. A heading inside a table and the rest of a
cell that goes on below do not end it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.figures.headings import (
    LONGEST,
    base,
    caption,
    has_unit,
    headings_above,
    headings_of,
    is_header,
    is_unit,
    label_of,
    names_indicator,
    says_all,
    told,
)  # fmt: skip
from ingest.figures.lexicon import lexicon
from ingest.quantities import MONEY

BETWEEN = re.compile(r"[|\t]")  # what stands between the cells of a row
_SPACED = re.compile(r"[|\t ]+")
_WORDS = re.compile(r"[^ ]+")
_TABLE = re.compile(r"[（(【]?附?表\s?[\d一二三四五六七八九十]")
_NOTE = 20  # characters; a line so long that tells a unit speaks of all tables below, not of the next
_INSIDE = 24  # characters of a line inside a table that is none of its rows
_LINES = 2  # of them
_MOST = 200  # columns of a table that has a header


@dataclass(frozen=True, slots=True)
class Cell:
    """clean[start:end], the headings of its column and its row ("" where there is none) and the table's units."""

    start: int
    end: int
    column: str = ""
    row: str = ""
    units: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """clean[start:end] cell by cell; a header has no cells."""

    start: int
    end: int
    cells: Sequence[Cell]


@lru_cache(maxsize=1)
def rows(clean: str) -> Sequence[Row]:
    """The rows of all tables, in order."""
    found: list[Row] = []
    table = _Table()
    at = 0
    for line in clean.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if BETWEEN.search(line):
            found.append(table.row(clean, start, end))
        else:
            table.between(line)
    return found


class _Table:
    """What is known of the table that is being read, line by line: its headings, its units, and how wide it is."""

    def __init__(self) -> None:
        self._columns: Sequence[str] = ()
        self._spaced: Sequence[str] = ()  # the headings, parted at single spaces too
        self._units: Sequence[str] = ()
        self._everywhere: Sequence[str] = ()  # units of every table from here on
        self._width = self._apart = 0  # cells of the last row, and lines since
        self._is_open = False  # whether the header was the last line
        self._title = ""  # what the line above says all numbers are, with their unit
        self._above = ""  # the last line that was none of a table

    def between(self, line: str) -> None:
        """Take in a line that is no row."""
        if self._is_open and self._take_units(line):
            return
        self._is_open = False
        self._apart += 1
        units = caption(line)
        if self._width and (self._apart > _LINES or len(line) > _INSIDE or units or _TABLE.match(line)):
            self._end()
        self._units = units or self._units
        self._everywhere = units if units and len(line) > _NOTE else self._everywhere
        self._title = line if says_all(line) else "" if line else self._title
        self._above = line

    def row(self, clean: str, start: int, end: int) -> Row:
        """Take in a row."""
        line, bounds = clean[start:end], split(clean, start, end)
        texts = [clean[a:b].strip() for a, b in bounds]
        units = caption(line)
        may_head = not units and len(bounds) <= _MOST
        if self._apart and self._width:
            title = self._title
            again = may_head and is_header(texts, exactly=bool(self._columns))
            if again or not self._goes_on(texts):
                self._end()
                self._title = title
        is_head = may_head and not self._columns and is_header(texts)
        if units and not self._columns and len(line) > _NOTE:
            self._everywhere = units
        self._units = units or self._units
        apart, self._apart = self._apart, 0
        if is_head:
            self._columns = [t[:LONGEST] for t in texts]
            self._spaced = [t[:LONGEST] for t in _SPACED.split(line.strip("|\t "))]
            self._units = (
                self._units or [u for h in self._spaced for u in told(h) if is_unit(u) and base(u) in MONEY][:1]
            )
            self._width, self._is_open = len(bounds), True
            return Row(start, end, ())
        if self._is_open and self._take_units(line):
            return Row(start, end, ())
        self._is_open = False
        if not self._columns and not self._width and apart:
            self._columns = self._spaced = headings_above(self._above, texts)
        self._width = len(bounds)
        if len(self._columns) != len(bounds) < len(self._spaced):
            bounds = _at_spaces(clean, bounds, len(self._spaced)) or bounds
            texts = [clean[a:b].strip() for a, b in bounds]
        heads = headings_of(self._columns, self._spaced, texts) if self._columns else ()
        label = label_of(texts) or self._title
        return Row(start, end, [
            Cell(a, b, heads[i] if i < len(heads) else "", label if i else "", self._units)
            for i, (a, b) in enumerate(bounds)
        ])  # fmt: skip

    def _end(self) -> None:
        self._columns, self._spaced, self._width, self._units = (), (), 0, self._everywhere
        self._title = ""

    def _goes_on(self, texts: Sequence[str]) -> bool:
        """Whether a row is one of the table after other lines: as wide, and with a number or a dash under a unit."""
        if len(texts) != self._width and (not self._columns or abs(len(texts) - len(self._columns)) > 1):
            return False
        heads = headings_of(self._columns, self._spaced, texts) if self._columns else ()
        under = [text for head, text in zip(heads, texts, strict=False) if has_unit(head)]
        return not under or any(not any(map(str.isalpha, text)) or any(map(str.isdecimal, text)) for text in under)

    def _take_units(self, line: str) -> bool:
        """Whether a line below the header holds the units of its headings; each is then part of its heading."""
        self._is_open = False
        words = _SPACED.split(line.strip("|\t "))
        given = [w for w in words if w[:1] in "（(" and has_unit(w)]
        bare = words[: len(words) - len(given)]
        if not given or len(bare) > 1 or words[len(bare) :] != given:
            return False
        for columns in (self._spaced, self._columns):
            measuring = [i for i, c in enumerate(columns) if names_indicator(c) or lexicon().says("compares", c)]
            last = range(len(columns) - len(given), len(columns))
            places = measuring if len(measuring) == len(given) else last if 0 <= last.start <= 1 else ()
            if places:
                units = dict(zip(places, given, strict=True))
                named = [f"{c}{units.get(i, '')}" for i, c in enumerate(columns)]
                self._columns = self._spaced = named if len(units) < len(named) else [*bare, *named]
                return True
        return False


def _at_spaces(clean: str, bounds: Sequence[tuple[int, int]], wanted: int) -> list[tuple[int, int]]:
    """Where so many cells stand if single spaces part cells too, nothing if they part more or fewer."""
    words = [(a + m.start(), a + m.end()) for a, b in bounds for m in _WORDS.finditer(clean[a:b])]
    return words if len(words) == wanted else []


def split(clean: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the cells between the bars or tabs of clean[start:end] start and end, one at either edge aside."""
    bounds: list[tuple[int, int]] = []
    at = start + bool(BETWEEN.match(clean, start, end))
    for bar in BETWEEN.finditer(clean, at, end):
        bounds.append((at, bar.start()))
        at = bar.end()
    return [*bounds, (at, end)] if at < end else bounds
