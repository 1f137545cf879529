"""Numbers written in Arabic or Chinese digits read back as the same number, wherever they stand."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ingest.quantities import find, number

_DIGITS = "零一二三四五六七八九"
_around = st.text(alphabet="园区引进企业，。；、（）共有和", max_size=20)


def chinese(value: int) -> str:
    """The number as Chinese writes it, up to 9999亿9999万9999."""
    if value >= 10**8:
        return _joined(value, 10**8, "亿")
    if value >= 10**4:
        return _joined(value, 10**4, "万")
    for unit, word in ((1000, "千"), (100, "百"), (10, "十")):
        if value >= unit:
            rest = value % unit
            gap = "零" if 0 < rest < unit // 10 else ""
            return _DIGITS[value // unit] + word + gap + (chinese(rest) if rest else "")
    return _DIGITS[value]


def _joined(value: int, unit: int, word: str) -> str:
    high, low = divmod(value, unit)
    gap = "零" if 0 < low < unit // 10 else ""
    return chinese(high) + word + gap + (chinese(low) if low else "")


@given(st.integers(0, 10**12 - 1))
def test_chinese_numbers_read_back(value: int) -> None:
    assert number(chinese(value)) == value


@given(st.integers(0, 10**9), st.integers(0, 4))
def test_arabic_numbers_read_back(whole: int, places: int) -> None:
    written = f"{whole:,}.{7:0{places}d}" if places else f"{whole:,}"
    assert number(written) == Decimal(written.replace(",", ""))
    assert number(written + "万") == Decimal(written.replace(",", "")) * 10000


@given(_around, st.integers(2, 10**6), st.sampled_from(["家", "亿元", "平方米", "名", "%"]), _around)
def test_a_number_is_found_where_it_stands(before: str, value: int, unit: str, after: str) -> None:
    text = f"{before}，{value}{unit}，{after}"
    (found,) = find(text)
    assert text[found.start : found.end] == f"{value}{unit}"


@given(st.text(alphabet="0123456789.,~-—至到万亿千百十余多约超第家元亩%成倍分之几数 ", max_size=60))
def test_any_text_gives_quantities_in_order(text: str) -> None:
    end = 0
    for quantity in find(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.value >= 0 or quantity.is_ratio
        assert quantity.value_max is None or quantity.value_max > quantity.value
        end = quantity.end
