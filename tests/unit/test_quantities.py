"""Quantities: numbers as documents write them, in the base unit, exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ingest.figures.lexicon import lexicon
from ingest.quantities import Quantity, exact, find, number
from tests.clocks import least_seconds


def only(text: str) -> Quantity:
    (found,) = find(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("总投资1.94亿元", "194000000", "CNY"),
        ("注册资本5000万元", "50000000", "CNY"),
        ("税收12,345.6万元", "123456000", "CNY"),
        ("总投资5亿 元", "500000000", "CNY"),
        ("引资2.5亿美元", "250000000", "USD"),
        ("面积0.53公顷", "5300", "m2"),
        ("面积3.4平方千米", "3400000", "m2"),
        ("面积243亩", "162000", "m2"),
        ("面积85万㎡", "850000", "m2"),
        ("吞吐量60万吨", "600000", "t"),
        ("人才1.2万名", "12000", "1"),
        ("企业十二家", "12", "1"),
        ("企业一百二十家", "120", "1"),
        ("两宗地", "2", "1"),
        ("增长14.3%", "0.143", "1"),
        ("占百分之三十", "0.3", "1"),
        ("占五分之一", "0.2", "1"),
        ("占四成", "0.4", "1"),
        ("占四成五", "0.45", "1"),
        ("占六成半", "0.65", "1"),
        ("近六成半导体企业", "0.6", "1"),
        ("是上年的1.7倍", "0.7", "1"),
        ("A-02/58亩", "38666.666667", "m2"),
        ("增长2.5倍", "2.5", "1"),
        ("面积5.6万m²", "56000", "m2"),
        ("占地：410亩/运营", "273333.333333", "m2"),
        ("产能3000吨/年", "3000", "t"),
        ("员工总数420名", "420", "1"),
        ("建成厂房6号1.25万平方米", "12500", "m2"),
        ("年产ABS100万套", "1000000", "1"),
        ("规划三点二平方公里", "3200000", "m2"),
        ("增长百分之六点八", "0.068", "1"),
        ("同比-5.2%", "-0.052", "1"),
        ("产值同比翻番", "1", "1"),
        ("产值翻了两番", "3", "1"),
        ("增长近一倍", "1", "1"),
    ],
)
def test_numbers_with_units_become_base_units(text: str, value: str, unit: str) -> None:
    assert (only(text).value, only(text).unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    ["企业20余家", "企业100多家", "3000余万元", "约20家", "超过20家", "近20家", "20家以上", "20家左右", "不低于20家"],
)
def test_open_numbers_are_approximate(text: str) -> None:
    assert only(text).approximate


@pytest.mark.parametrize("text", ["企业20家", "占地20亩", "不过20家"])
def test_closed_numbers_are_not(text: str) -> None:
    assert not only(text).approximate


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("企业300~500家", 300, 500),
        ("流通额15亿~20亿元", 1500000000, 2000000000),
        ("100亩至130亩", "66666.666667", "86666.666667"),
        ("2-3万平方米", 20000, 30000),
        ("5至8家", 5, 8),
    ],
)
def test_ranges_have_both_ends(text: str, low: str | int, high: str | int) -> None:
    assert (only(text).value, only(text).value_max) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "第10期", "7层", "“521”计划", "GS1103-02", "5G通信", "58同城", "2019年", "数十家", "一家企业", "3个月",
        "35家具", "12360元/平方米", "3万元/亩", "3个人才团队", "12单元", "电话0571家", "万元", "亿元以上", "A-3家",
    ],
)  # fmt: skip
def test_labels_and_articles_are_no_quantities(text: str) -> None:
    assert list(find(text)) == []


def test_round_sums_count_where_they_are_passed() -> None:
    assert only("产值突破百亿元").value == Decimal(10) ** 10
    assert list(find("千亿元产业集群")) == []


def test_sums_from_a_bound_on_are_marked() -> None:
    assert only("10亿元以上项目").bound
    assert not only("10亿元的项目").bound


def test_offsets_are_those_of_the_number_and_its_unit() -> None:
    text = "园区占地80亩，总投资约20亿元。"
    assert [text[q.start : q.end] for q in find(text)] == ["80亩", "20亿元"]
    assert [text[q.start : q.end] for q in find(text, 7)] == ["20亿元"]


def test_fractions_without_an_end_are_cut() -> None:
    assert exact(Fraction(2000, 3)) == Decimal("666.666667")
    assert exact(Fraction(10**12)) == Decimal(10**12)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("分别为1.2万、2.5万和0.8万平方米", [12000, 25000, 8000]),
        ("分别引资3、5和8亿元", [3 * 10**8, 5 * 10**8, 8 * 10**8]),
        ("产值从26.5→68.4亿元", [2_650_000_000, 6_840_000_000]),
        ("1、5家企业", [5]),
        ("出口9.8亿美元-4.0%", [980_000_000, -0.04]),
    ],
)
def test_numbers_of_a_list_share_the_unit_behind_the_last(text: str, values: list[float]) -> None:
    assert [float(q.value) for q in find(text)] == values


@pytest.mark.parametrize("unit", ["1、", "1.2万、", "3和", "5亿元-", "百分之", "1点", "翻"])
def test_time_grows_with_the_text_only(unit: str) -> None:
    def seconds(times: int) -> float:
        return least_seconds(lambda: list(find("云栈" + unit * times)))

    assert seconds(4800) < 20 * max(seconds(600), 0.002)


@pytest.mark.parametrize("text", ["", "家", "十一二", "三三", "百千"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert number(text) is None


def test_an_area_that_a_plant_turns_out_is_a_count() -> None:
    area = only("年产薄膜300万平方米")
    assert (lexicon().unit("capacity", area), lexicon().unit("floorArea", area)) == ("1", "m2")


@pytest.mark.parametrize("text", ["工业用地/50万元/亩", "占1/3平方公里"])
def test_a_rate_or_a_fraction_is_no_amount(text: str) -> None:
    assert list(find(text)) == []


def test_two_to_three_times_the_year_before_are_one_to_two_more() -> None:
    times = only("是去年的2至3倍")
    assert (times.value, times.value_max) == (Decimal(1), Decimal(2))


@pytest.mark.parametrize("text", ["一亿亿亿亿元", "12345678901234亿亩", "亿" * 24 + "元", "十分之一一"])
def test_numbers_beyond_any_sense_are_none(text: str) -> None:
    assert list(find(text)) == []


def test_a_long_fraction_is_a_decimal_all_the_same() -> None:
    assert exact(Fraction(10**40, 3)) == Decimal("3" * 40 + ".333333")
