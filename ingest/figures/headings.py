"""What the headings of tables say: come in headings, captions and cells, go out units and what is under which heading.

A heading tells the unit of the numbers under it (总投资（亿元）, 产值/万元, 税收亿元), or names what is counted
(规上企业); a caption tells those of a whole table (单位：亿元、亩).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from ingest import rules
from ingest.dates.expressions import words
from ingest.figures.lexicon import lexicon
from ingest.quantities import MONEY, find

LONGEST = 40  # characters of a heading that are looked at
NUMBER = re.compile(r"[-−+]?\d[\d,]{0,14}(?:\.\d{1,8})?(万亿|亿|万|千)?[余多]?")
_CAPTION = re.compile(r"单位\s*(?:[:：]|均?为)\s*([^\s。；;）)|]{1,20})")
_UNIT = re.compile(
    r"[（(](?:单位[:：])?±?([^（）()]{1,6})[）)]|[/／]([^/／\s]{1,4})$|(?<![\d一二两三四五六七八九十百千万亿余多数几])±?(%|㎡|[万亿]美?元|万?平方米|亩|公顷)$"
)
_TITLE = re.compile(r"[（(]([^（）()]{1,12})[）)]$")
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:[计目预].*|\d.*月)?")
_VALUE = re.compile(r"[-−+]?\d[\d,.]{0,14}(?:万亿|亿|万|千)?%?|.*[）)]\s*[-−+]?\d.*")
_ALL_YEAR = (1, 12)
_BEHIND = re.compile("[（(/]")  # the unit of a heading
_DIGIT = re.compile(r"\d")
_FEWEST = 2  # known columns that a header names at least
_NARROW = 12  # characters of a heading that goes without a number


def caption(line: str) -> Sequence[str]:
    """The units that a line tells for a table; 填报单位：… tells none."""
    return [u for m in _CAPTION.finditer(line) for u in re.split("[、，,/]", m[1]) if is_unit(u)]


def bare(heading: str) -> str:
    """A heading without its unit."""
    return _BEHIND.split(heading, maxsplit=1)[0].strip()


def period_of(heading: str) -> str | None:
    """The time (EDTF) that a heading tells of the numbers under it: 2015年, 2015年1—9月, 2016; None for none or two."""
    found = list(_period().finditer(bare(heading)))
    if len(found) != 1 or not (found[0]["year_word"] or found[0].end() == len(bare(heading))):
        return None
    year = found[0]["year"]
    first, last = _parts().get(found[0]["part"], (found[0]["first"], found[0]["last"]))
    if not last:
        return str(year)
    end = f"{year}-{int(last):02}"
    return f"{year}-{int(first):02}/{end}" if first else end


@cache
def _period() -> re.Pattern[str]:
    """A year, with the months or the part of it that stand behind it."""
    return re.compile(
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)(?P<year_word>年)?"
        r"(?:(?:(?P<first>1[0-2]|[1-9])[—~-])?(?P<last>1[0-2]|[1-9])月"
        rf"|(?P<part>{rules.any_of(_parts())}))?"
    )


@cache
def _parts() -> Mapping[str, tuple[int, int]]:
    """The first and the last month of the halves and quarters of a year: parts of several months, but not all."""
    parts = {word: (first, last) for word, (first, last) in words()["parts"].items()}
    return {word: months for word, months in parts.items() if months[0] < months[1] and months != _ALL_YEAR}


def says_all(line: str) -> bool:
    """Whether a line over a table says what all its numbers are, with their unit: 各园区总产值（亿元）."""
    found = _TITLE.search(line)
    return found is not None and len(line) <= LONGEST and is_unit(found[1]) and names_indicator(line)


def label_of(cells: Sequence[str]) -> str:
    """The heading of a row, with the unit that its second cell tells: 规划面积（平方公里）; "" where it has none."""
    if not cells or not cells[0] or len(cells[0]) > LONGEST:
        return ""
    if len(cells) > _FEWEST and len(cells[1]) <= LONGEST and is_unit(cells[1]) and not NUMBER.fullmatch(cells[0]):
        return f"{cells[0]}（{cells[1]}）"
    return cells[0] if names_indicator(cells[0]) or has_unit(cells[0]) else ""


def headings_above(line: str, cells: Sequence[str]) -> Sequence[str]:
    """The headings that a line above a table names, one for each cell or for all but the first; none otherwise."""
    headings = [w[:LONGEST] for w in line.split()]
    if len(cells) > _FEWEST and len(headings) in (len(cells), len(cells) - 1) and is_header(headings):
        return headings if len(headings) == len(cells) else ["", *headings]
    return ()


def headings_of(columns: Sequence[str], spaced: Sequence[str], cells: Sequence[str]) -> Sequence[str]:
    """The headings of a row's cells: as they stand, parted at single spaces, or without one for the first column.

    Where the counts differ, that way is taken which puts most units over numbers, and none if a unit is not over one.
    """
    if len(columns) == len(cells):
        return columns
    ways = [columns, spaced, *(["", *w] for w in (columns, spaced) if len(w) == len(cells) - 1)]
    ways += [part for w in (columns, spaced) if len(w) == len(cells) + 1 for part in (w[:-1], w[1:])]
    fitting = [w for w in ways if len(w) == len(cells)]
    best = max(fitting or ways[:2], key=lambda way: sum(_fits(h, c) for h, c in zip(way, cells, strict=False)))
    over = [c for h, c in zip(best, cells, strict=False) if has_unit(h)]
    return best if fitting or all(_DIGIT.search(c) or not any(map(str.isalnum, c)) for c in over) else ()


def _fits(heading: str, cell: str) -> bool:
    """Whether a heading with a unit or of an indicator stands over a number."""
    is_name = heading.endswith(("名称", *lexicon().columns))
    return (has_unit(heading) or (names_indicator(heading) and not is_name)) and bool(NUMBER.fullmatch(cell))


@lru_cache(maxsize=256)
def has_unit(heading: str) -> bool:
    """Whether a heading tells the unit of the numbers below it."""
    return any(is_unit(unit) for unit in told(heading))


def told(heading: str) -> Iterator[str]:
    """What a heading may say of a unit: in brackets, behind a stroke, or as all that it says."""
    found = _UNIT.search(heading)
    if found:
        unit = found[1] or found[2] or found[3]
        yield f"{unit}元" if unit in ("万", "亿") else unit
    if len(heading) > 1 and any(q.unit != "1" for q in find(f"1{heading}")):
        yield heading


@lru_cache(maxsize=256)
def is_unit(word: str) -> bool:
    """Whether a number before the word is an amount, all of it."""
    text = f"1{word}"
    return not word[:1].isdecimal() and any(q.start == 0 and q.end == len(text) for q in find(text))


@lru_cache(maxsize=256)
def base(unit: str) -> str:
    """What a unit counts, in base units; "" for a ratio's."""
    return next(("" if q.is_ratio else q.unit for q in find(f"1{unit}")), "")


def own_unit(indicator: str) -> str:
    """The unit of an indicator's numbers where none is said, or "": 元, or what it counts."""
    known = lexicon()
    if known.units[indicator] & MONEY:
        return "元"
    counted = known.counted.get(indicator, ())
    return counted[0] if counted and known.units[indicator] == {"1"} else ""


def names_indicator(text: str) -> bool:
    """Whether a word of the text names an indicator."""
    return any(w.indicator for w in lexicon().find(text))


def is_word(heading: str) -> bool:
    """Whether a heading is little more than an indicator's word."""
    named = [w for w in lexicon().find(heading) if w.indicator]
    return bool(named) and 2 * (named[-1].end - named[0].start) >= len(heading)


def is_header(cells: Sequence[str], *, exactly: bool = False) -> bool:
    """Whether the cells name columns: known headings, or little more than an indicator's word.

    `exactly` is for a row inside a table: one of its cells is just a known heading, or tells a unit in brackets.
    """
    known = lexicon()
    cells = [c[:LONGEST] for c in cells]
    if any(_VALUE.fullmatch(c) or (_DIGIT.search(c) and any(True for _ in find(c))) for c in cells):
        return False
    names = [bare(c) for c in cells]
    told_exactly = any(n in known.row_names or n in known.columns for n in names)
    if exactly and not told_exactly and not any(n != c and has_unit(c) for n, c in zip(names, cells, strict=True)):
        return False
    if len(cells) > 1 and any(map(has_unit, cells)):
        return True
    telling = 0
    for place, name in enumerate(names):
        is_known = name in known.row_names or name.endswith((*known.columns, *known.compared))
        telling += (
            is_known or is_word(name) or (place > 0 and (telling > 0 or not names[0]) and bool(_YEAR.fullmatch(name)))
        )
    are_names = all(len(c) <= _NARROW and not any(map(str.isdecimal, c)) for c in cells)
    return telling >= _FEWEST and (are_names or 2 * telling >= len([n for n in names if n]))
