"""Amounts, those without a unit too: comes in a clean text, go out all its amounts in order.

A bare number in a table has the unit of its column's heading, its row's or the table's, or its column counts things.
Running text leaves a unit out where its word tells it: 营收76亿, 从业人员2.7万.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.figures.grid import BETWEEN, Cell, rows
from ingest.figures.headings import NUMBER, base, is_unit, is_word, names_indicator, own_unit, told
from ingest.figures.lexicon import lexicon
from ingest.quantities import AREA, MONEY, Quantity, find, words_of_about

_BARE = re.compile(r"(?<![\d.~—-])\d{1,9}(?:\.\d{1,8})?[亿万](?=[，。；、\s）]|[^一-鿿\w]|$)")
_DAY = re.compile(r"(?:19|20)\d\d\.(?:0?\d|1[0-2])")
_OWN = re.compile(r"(\d[\d,.]{0,14})[（(]([^\d（）()]{1,4})[）)]")
_BEFORE = 14  # characters before a bare number in which its word stands
_LONG = 24  # characters; no cell that holds but a number is longer


def amounts(clean: str) -> list[Quantity]:
    """All amounts of a text in order, those of bare numbers in tables among them; they do not overlap."""
    found = list(find(clean))
    bare = [q for m in _BARE.finditer(clean) if (q := _by_word(clean, m.start(), m.end())) is not None]
    if BETWEEN.search(clean):
        in_cells = [q for row in rows(clean) for cell in row.cells if (q := amount(clean, cell)) is not None]
        taken = {i for q in in_cells for i in range(q.start, q.end)}
        bare = [*in_cells, *(q for q in bare if q.start not in taken)]
    taken = {i for q in found for i in range(q.start, q.end)}
    return sorted([*found, *(q for q in bare if q.start not in taken)], key=lambda q: q.start)


def _by_word(clean: str, start: int, end: int) -> Quantity | None:
    """The amount clean[start:end] in the unit that the indicator's word before it tells, or None."""
    known = lexicon()
    words = known.find(clean, max(0, start - _BEFORE), start)
    if not words or not words[-1].indicator or not known.fillers.fullmatch(clean[words[-1].end : start]):
        return None
    unit = own_unit(words[-1].indicator)
    found = list(find(clean[start:end] + unit)) if unit else []
    return replace(found[0], start=start, end=end) if len(found) == 1 and found[0].start == 0 else None


def amount(clean: str, cell: Cell) -> Quantity | None:
    """The amount of a cell that holds no more than a number, or None."""
    if cell.end - cell.start > _LONG:
        return None
    text = clean[cell.start : cell.end]
    begins = len(text) - len(text.lstrip())
    text = text.strip()
    about = next((w for w in words_of_about() if text.startswith(w)), "")
    own = _OWN.fullmatch(text)
    if own:  # 800（万美元）, whatever the column's unit
        text = own[1]
    number = NUMBER.fullmatch(text, len(about))
    if number is None:
        return None
    at = len(about) + (text[len(about)] in "-−+")
    for unit in [own[2]] if own else _units(cell, text, scaled=number[1] is not None):
        found = list(find(text + unit))
        if len(found) == 1 and found[0].start == at and found[0].end == len(text + unit):
            start = cell.start + begins
            return replace(found[0], start=start + at, end=start + len(text))
    return None


def _units(cell: Cell, text: str, *, scaled: bool) -> Iterator[str]:
    """The units that a bare number of the cell may have, the likeliest first."""
    known = lexicon()
    compares = bool(known.says("compares", cell.column)) or cell.column.endswith(known.compared)
    is_told = compares or names_indicator(cell.column) or cell.column.endswith(known.columns)
    headings = (cell.column,) if is_told else (cell.column, cell.row)
    for heading in headings:
        yield from (unit for unit in told(heading) if is_unit(unit))
    if compares and "." in text:
        yield "%"
    for heading in headings:
        named = [w.indicator for w in known.find(heading) if w.indicator][-1:]
        for indicator in named:
            abroad = bool(known.says("foreign", heading))  # the unit of another money goes before yuan
            units = sorted(cell.units, key=lambda unit: (base(unit) != "CNY") != abroad)
            yield from (unit for unit in units if base(unit) in known.units[indicator] and not scaled)
            is_name = heading.endswith(("名称", *known.columns)) or (heading == cell.row and not is_word(heading))
            if scaled or (text.isdecimal() and not is_name and not known.units[indicator] & MONEY):
                yield own_unit(indicator)
        if known.says("of_area", heading):
            yield from (unit for unit in cell.units if base(unit) == AREA)
        if known.says("compares", heading):
            yield from (unit for unit in cell.units if unit == "%")
    if scaled and not any(map(names_indicator, headings)):
        yield "元"
    if not cell.column and not cell.row and "." in text and not scaled and not _DAY.fullmatch(text):
        yield from (unit for unit in cell.units if base(unit) in MONEY)
