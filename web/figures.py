"""Figures as people read them: a value in a base unit comes in, a Chinese text with the fitting unit goes out.

Periods too: EDTF comes in, Chinese goes out.
"""

import re
from decimal import Decimal

from ontology import measures

_SCALES = {
    "CNY": ((Decimal(10**8), "亿元"), (Decimal(10**4), "万元"), (Decimal(1), "元")),
    "USD": ((Decimal(10**8), "亿美元"), (Decimal(10**4), "万美元"), (Decimal(1), "美元")),
    "JPY": ((Decimal(10**8), "亿日元"), (Decimal(10**4), "万日元"), (Decimal(1), "日元")),
    "m2": ((Decimal(10**6), "平方公里"), (Decimal(10**4), "万平方米"), (Decimal(1), "平方米")),
    "t": ((Decimal(10**4), "万吨"), (Decimal(1), "吨")),
}
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")
_RATIOS = frozenset({"growth", "share", "completion"})


def readable(value: str, unit: str, measure: str, indicator: str, *, approximate: bool = False) -> str:
    """`value` (a decimal in the base unit) as a person would write it."""
    number = Decimal(value)
    about = "约" if approximate else ""
    if measure in _RATIOS or indicator == "progress":
        return f"{about}{_plain(number * 100)}%"
    for factor, name in _SCALES.get(unit, ()):
        if abs(number) >= factor:
            return f"{about}{_plain(number / factor)}{name}"
    return f"{about}{_plain(number)}"


def scale(value: float, unit: str, measure: str, indicator: str) -> tuple[float, str]:
    """The unit that a person would use for `value` (in the base unit): its factor, and its word ("" for a count)."""
    if measure in _RATIOS or indicator == "progress":
        return 0.01, "%"
    for factor, name in _SCALES.get(unit, ()):
        if abs(value) >= factor:
            return float(factor), name
    return 1.0, _SCALES[unit][-1][1] if unit in _SCALES else ""


def in_unit(value: str, unit: str, name: str) -> str:
    """`value` (a decimal in the base unit) in the unit of that name, to three digits that count where it is below 1."""
    number = Decimal(value) / next(factor for factor, n in _SCALES[unit] if n == name)
    return f"{_plain(number) if abs(number) >= 1 else f'{number:.3g}'}{name}"


def period_label(period: str) -> str:
    """An EDTF date or interval in Chinese (2020年1—6月); what it does not know stays as it is."""
    start, slash, end = period.partition("/")
    first, last = _DATE.fullmatch(start), _DATE.fullmatch(end)
    if first is None or (slash and last is None):
        return period
    if last is None:
        return _written(first)
    (year, month, day), (year_2, month_2, day_2) = first.groups(), last.groups()
    if year != year_2 or month is None or month_2 is None:
        return f"{_written(first)}—{_written(last)}"
    if day is None and day_2 is None:
        return f"{year}年{int(month)}—{int(month_2)}月"
    return f"{_written(first)}—{_written(last).removeprefix(f'{year}年')}"


def _written(date: re.Match[str]) -> str:
    return "".join(f"{int(part)}{word}" for part, word in zip(date.groups(), "年月日", strict=True) if part)


def measure_label(measure: str) -> str:
    """The Chinese word for a measure; "" for an actual figure."""
    if measure == "actual":
        return ""
    return measures()[measure].label if measure in measures() else measure


def rules() -> dict[str, object]:
    """How figures are written, for scripts: units by base unit, the largest first, ratios, measures' labels."""
    return {
        "scales": {base: [[float(factor), name] for factor, name in steps] for base, steps in _SCALES.items()},
        "ratios": sorted(_RATIOS),
        "measures": {m.name: m.label for m in measures().values()},
    }


def _plain(number: Decimal) -> str:
    rounded = round(number, 2)
    text = f"{rounded:,.2f}".rstrip("0").rstrip(".")
    return text or "0"
