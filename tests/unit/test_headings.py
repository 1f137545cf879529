"""What a heading tells of the numbers under it: their unit and their time."""

import pytest

from ingest.figures.bare import amounts
from ingest.figures.headings import caption, has_unit, period_of
from ingest.learned.amounts import features
from ingest.pipeline import analyse
from tests import readings


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("2014年", "2014"),
        ("2014", "2014"),
        ("2015年1—9月税收（亿元）", "2015-01/2015-09"),
        ("2020年上半年", "2020-01/2020-06"),
        ("2020年前二季度", "2020-01/2020-06"),
        ("2020年第一季度税收", "2020-01/2020-03"),
        ("2020年前三季度", "2020-01/2020-09"),
        ("2020年全年", "2020"),
        ("截至2022年6月", "2022-06"),
        ("2015年比2014年±%", None),
        ("税收（亿元）", None),
    ],
)
def test_a_heading_tells_the_time_of_its_numbers(heading: str, period: str | None) -> None:
    assert period_of(heading) == period


def test_figures_are_of_the_year_over_their_column() -> None:
    table = "指标\t单位\t2014年\t2015年\n规上工业总产值\t亿元\t22.4\t26.1\n"
    facts = analyse("a.txt", f"云栈软件园主要指标\n{table}2016年3月编\n")
    told = {(o.indicator, round(o.value), o.period) for o in facts.observations}
    assert told == {("revenue", 2240000000, "2014"), ("revenue", 2610000000, "2015")}


@pytest.mark.parametrize("heading", ["总投资（亿元）", "产值/万元", "税收亿元", "总投资/亿", "面积㎡", "增速%", "亿元"])
def test_a_heading_tells_a_unit(heading: str) -> None:
    assert has_unit(heading)


@pytest.mark.parametrize("cell", ["三亿元", "12.5万平方米", "100%", "进度", "名次"])
def test_a_cell_with_an_amount_is_no_heading_with_a_unit(cell: str) -> None:
    assert not has_unit(cell)


def test_a_caption_tells_the_units_of_a_table() -> None:
    assert caption("（单位：亿元、亩）") == ["亿元", "亩"]
    assert caption("填报单位：江川区发改委") == []


def test_the_network_hears_of_the_heading_over_an_amount() -> None:
    def told(text: str) -> list[int]:
        reading = readings.read(text, {})
        (row,) = features(reading, amounts(reading.text.clean), {})
        return [int(code) for code in row[-4:]]

    tax, sales = told("园区|税收\n云栈园|3亿元\n"), told("园区|营业收入\n云栈园|3亿元\n")
    assert tax[0] != sales[0]
    assert tax[1] != sales[1]
    assert told("云栈园3亿元。") == told("云栈园的3亿元。") != tax
