"""Tables: comes in a clean text, go out its rows, cell by cell under their headings, and the amounts that stand there.

A row is a line with | or a tab between its cells (ingest.layout has made tabs of wide gaps); the first row of a table
whose cells name columns is its header. A number without a unit has that of its column's heading, its row's or the
table's: 总投资（亿元）, 入驻企业（家）, 单位：亿元.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.figures.lexicon import lexicon
from ingest.quantities import MONEY, Quantity, find, words_of_about

BETWEEN = re.compile(r"[|\t]")  # what stands between the cells of a row
_SPACED = re.compile(r"[|\t ]+")
_CAPTION = re.compile(r"单位\s*[:：]\s*([^\s，,、；;）)|]{1,6})")
_IN_BRACKETS = re.compile(r"[（(](?:单位[:：])?([^（）()]{1,6})[）)]|[/／]([^/／\s]{1,4})$")
_NUMBER = re.compile(r"\d[\d,]{0,14}(?:\.\d{1,8})?(万亿|亿|万|千)?[余多]?")
_HEADERS = 2  # a header names at least so many columns that are known
_LONG = 24  # characters; no cell that holds but a number is longer
_HEADING = 40  # characters of a heading that are looked at


@dataclass(frozen=True, slots=True)
class Cell:
    """clean[start:end], the headings of its column and its row ("" where there is none) and the table's unit."""

    start: int
    end: int
    column: str = ""
    row: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """clean[start:end] cell by cell; a header has no cells."""

    start: int
    end: int
    cells: Sequence[Cell]


def rows(clean: str) -> list[Row]:
    """The rows of all tables, in order."""
    found: list[Row] = []
    columns: Sequence[str] = ()
    spaced: Sequence[str] = ()
    unit, inside, at = "", False, 0
    for line in clean.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        told = _CAPTION.search(line)
        if not BETWEEN.search(line):
            unit = told[1] if told else "" if inside else unit
            columns, inside = (), False
            continue
        inside = True
        unit = told[1] if told else unit
        bounds = split(clean, start, end)
        texts = [clean[a:b].strip() for a, b in bounds]
        if not columns and _is_header(texts):
            columns = [t[:_HEADING] for t in texts]
            spaced = [t[:_HEADING] for t in _SPACED.split(line.strip("|\t "))]
            found.append(Row(start, end, ()))
            continue
        heads = _heads(columns, spaced, texts) if columns else ()
        label = texts[0] if texts and len(texts[0]) <= _HEADING and _names_indicator(texts[0]) else ""
        cells = [
            Cell(a, b, heads[i] if i < len(heads) else "", label if i else "", unit) for i, (a, b) in enumerate(bounds)
        ]
        found.append(Row(start, end, cells))
    return found


def _heads(columns: Sequence[str], spaced: Sequence[str], cells: Sequence[str]) -> Sequence[str]:
    """The headings of a row's cells: as they stand, parted at single spaces, or without one for the first column.

    Where the counts differ, that way is taken which puts most units over numbers.
    """
    if len(columns) == len(cells):
        return columns
    ways = [columns, spaced, *(["", *w] for w in (columns, spaced) if len(w) == len(cells) - 1)]
    fitting = [w for w in ways if len(w) == len(cells)]
    return max(fitting or ways, key=lambda way: sum(_fits(h, c) for h, c in zip(way, cells, strict=False)))


def _fits(heading: str, cell: str) -> bool:
    """Whether a heading with a unit stands over a number."""
    return _has_unit(heading) and _NUMBER.fullmatch(cell) is not None


@lru_cache(maxsize=256)
def _has_unit(heading: str) -> bool:
    """Whether a heading tells the unit of the numbers below it."""
    told = _IN_BRACKETS.search(heading)
    return told is not None and any(True for _ in find(f"1{told[1] or told[2]}"))


def amounts(clean: str) -> list[Quantity]:
    """All amounts of a text in order, those of bare numbers in tables among them; they do not overlap."""
    found = list(find(clean))
    if not BETWEEN.search(clean):
        return found
    bare = [q for row in rows(clean) for cell in row.cells if (q := amount(clean, cell)) is not None]
    taken = {i for q in found for i in range(q.start, q.end)}
    return sorted([*found, *(q for q in bare if q.start not in taken)], key=lambda q: q.start)


def amount(clean: str, cell: Cell) -> Quantity | None:
    """The amount of a cell that holds no more than a number, or None."""
    if cell.end - cell.start > _LONG:
        return None
    text = clean[cell.start : cell.end]
    begins = len(text) - len(text.lstrip())
    text = text.strip()
    about = next((w for w in words_of_about() if text.startswith(w)), "")
    number = _NUMBER.fullmatch(text, len(about))
    if number is None:
        return None
    for unit in _units(cell, scaled=number[1] is not None):
        found = list(find(text + unit))
        if len(found) == 1 and found[0].start == len(about) and found[0].end == len(text + unit):
            start = cell.start + begins
            return replace(found[0], start=start + len(about), end=start + len(text))
    return None


def split(clean: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the cells between the bars or tabs of clean[start:end] start and end, one at either edge aside."""
    bounds: list[tuple[int, int]] = []
    at = start + bool(BETWEEN.match(clean, start, end))
    for bar in BETWEEN.finditer(clean, at, end):
        bounds.append((at, bar.start()))
        at = bar.end()
    return [*bounds, (at, end)] if at < end else bounds


def _units(cell: Cell, *, scaled: bool) -> Iterator[str]:
    """The units that a bare number of the cell may have, the likeliest first."""
    known = lexicon()
    for heading in (cell.column, cell.row):
        told = _IN_BRACKETS.search(heading)
        if told:
            yield told[1] or told[2]
    for heading in (cell.column, cell.row):
        named = [w.indicator for w in known.find(heading) if w.indicator][-1:]
        for indicator in named:
            if known.units[indicator] & MONEY:
                yield "元" if scaled else cell.unit
            elif cell.unit and cell.unit in known.counted.get(indicator, ()):
                yield cell.unit


def _names_indicator(text: str) -> bool:
    return any(w.indicator for w in lexicon().find(text))


def _is_header(cells: Sequence[str]) -> bool:
    """Whether the cells name columns: known headings, or little more than an indicator's word."""
    known = lexicon()
    names = [re.split("[（(/]", c)[0].strip() for c in cells]
    if len(cells) > 1 and any(map(_has_unit, cells)) and not any(_NUMBER.fullmatch(c) for c in cells):
        return True
    telling = 0
    for name in names:
        words = [w for w in known.find(name) if w.indicator]
        is_word = bool(words) and 2 * (words[-1].end - words[0].start) >= len(name)
        telling += name in known.row_names or name.endswith(known.columns) or is_word
    return telling >= _HEADERS and 2 * telling >= len([n for n in names if n])
