"""Figures as people read them: a value in a base unit comes in, a Chinese text with the fitting unit goes out."""

from decimal import Decimal

from ontology import measures

_SCALES = {
    "CNY": ((Decimal(10**8), "亿元"), (Decimal(10**4), "万元"), (Decimal(1), "元")),
    "USD": ((Decimal(10**8), "亿美元"), (Decimal(10**4), "万美元"), (Decimal(1), "美元")),
    "JPY": ((Decimal(10**8), "亿日元"), (Decimal(10**4), "万日元"), (Decimal(1), "日元")),
    "m2": ((Decimal(10**6), "平方公里"), (Decimal(10**4), "万平方米"), (Decimal(1), "平方米")),
    "t": ((Decimal(10**4), "万吨"), (Decimal(1), "吨")),
}
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
