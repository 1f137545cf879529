"""Tables: a bare number has the unit of its column, its row or the table, and a label in a table has none."""

import pytest

from ingest.figures.grid import amounts
from ingest.figures.tables import Table
from tests import readings
from tests.clocks import least_seconds


def found(text: str) -> list[tuple[str, str, str]]:
    """Every amount of a text: as written, its value and its unit."""
    return [(text[q.start : q.end], f"{q.value:f}", q.unit) for q in amounts(text)]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("项目名称|总投资（亿元）\n禾木基地|7.8\n", [("7.8", "780000000", "CNY")]),
        ("项目名称\t总投资(万元)\n禾木基地\t约120\n", [("120", "1200000", "CNY")]),
        ("项目名称|总投资/亿元\n禾木基地|12\n", [("12", "1200000000", "CNY")]),
        ("（单位：亿元）\n项目名称|业主单位|总投资\n禾木基地|禾木智能|2.6\n", [("2.6", "260000000", "CNY")]),
        ("项目名称|业主|总投资\n禾木基地|禾木智能|16.5亿\n", [("16.5亿", "1650000000", "CNY")]),
        ("园区|所在地|规上企业(家)\n禾木园|江川|1,241\n", [("1,241", "1241", "1")]),
        (
            "指标\t2023年\t比上年\n入驻企业（家）\t92\t—\n税收（亿元）\t1.96\t—\n",
            [("92", "92", "1"), ("1.96", "196000000", "CNY")],
        ),
        ("城市\t宗数\t面积（公顷）\n江州\t41\t168.3\n", [("168.3", "1683000", "m2")]),
        ("宗地号\t面积（㎡） 用途\t价\nA1号\t66720\t工业\t1321\n", [("66720", "66720", "m2")]),
        ("用地\t投资（亿元）\t进度\n禾木基地\tA1地块\t21.4\t点火\n", [("21.4", "2140000000", "CNY")]),
        ("园区\t税收（亿元）\t增速\n禾木园\t3.9\t−21.7%\n", [("3.9", "390000000", "CNY"), ("21.7%", "-0.217", "1")]),
        ("编号 项目\t业主\t片区\t总投资\n01\t禾木基地\t禾木智能\t北片\t3.1亿\n", [("3.1亿", "310000000", "CNY")]),
    ],
)
def test_a_bare_number_has_the_unit_of_its_heading(table: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(table) == expected


@pytest.mark.parametrize(
    "table",
    [
        "序号|项目名称|总投资\n1|禾木基地|7.8\n",
        "名次|园区|得分\n1|禾木园|93.7\n",
        "甲|7.8\n乙|9\n",
        "单位：亿元\n\n禾木基地投资额另行公布。\n项目名称|进度\n禾木基地|85\n",
    ],
)
def test_a_number_without_any_unit_is_none(table: str) -> None:
    assert found(table) == []


def test_a_tables_unit_ends_with_the_table() -> None:
    first = "单位：亿元\n项目名称|业主单位|总投资\n甲基地|甲公司|2\n"
    assert found(f"{first}以上项目均已开工。\n项目名称|业主单位|总投资\n乙基地|乙公司|3\n") == [
        ("2", "200000000", "CNY")
    ]


def test_running_text_and_tables_are_read_in_order() -> None:
    text = "全年投资5亿元。\n项目名称|总投资（亿元）|备注\n禾木基地|7.8|用地30亩\n"
    assert [w for w, _, _ in found(text)] == ["5亿元", "7.8", "30亩"]


def test_the_cells_of_a_long_row_are_found_in_time_that_grows_with_it_only() -> None:
    def seconds(times: int) -> float:
        reading = readings.read("甲|乙。" * times + "\n", {})
        table = Table(reading)
        return least_seconds(lambda: [table.cells(s, (), paragraph=False) for s in reading.sentences])

    assert seconds(8000) < 24 * max(seconds(1000), 0.002)
