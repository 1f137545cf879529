"""Tables: a bare number has the unit of its column, its row or the table, and a label in a table has none."""

from collections.abc import Callable

import pytest

from ingest.figures.bare import amounts
from ingest.figures.grid import rows
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
        ("项目|业主|亿元\n禾木基地|禾木智能|8.6\n", [("8.6", "860000000", "CNY")]),
        ("楼宇\t税收亿元\n禾木大厦\t5.84\n", [("5.84", "584000000", "CNY")]),
        ("项目\t总投资/亿\n禾木基地\t4.2\n", [("4.2", "420000000", "CNY")]),
        ("园区\t产值（亿元）\t比上年±%\n禾木园\t8.4\t-6.4\n", [("8.4", "840000000", "CNY"), ("6.4", "-0.064", "1")]),
        ("项目\t外方\t投资（万元）\n禾木基地\t德方\t800（万美元）\n", [("800", "8000000", "USD")]),
        (
            "单位：亿元、亩\n项目名称\t业主\t总投资\t用地\n禾木基地\t禾木智能\t9.2\t45\n",
            [("9.2", "920000000", "CNY"), ("45", "30000", "m2")],
        ),
        (
            "单位：亿元、万美元\n园区\t引进内资\t实际利用外资\n禾木园\t4.1\t1200\n",
            [("4.1", "410000000", "CNY"), ("1200", "12000000", "USD")],
        ),
        ("县区\t在建项目数\t完成投资（亿元）\n江川区\t31\t2.6\n", [("31", "31", "1"), ("2.6", "260000000", "CNY")]),
        (
            "产值（亿元） 同比（%） 企业（家）\n禾木园\t15.6\t6.7\t58\n",
            [("15.6", "1560000000", "CNY"), ("6.7", "0.067", "1"), ("58", "58", "1")],
        ),
        (
            "园区\t产值\t增幅\t税收\n（亿元）\t（%）\t（亿元）\n禾木园\t25.6\t23.1\t1.2\n",
            [("25.6", "2560000000", "CNY"), ("23.1", "0.231", "1"), ("1.2", "120000000", "CNY")],
        ),
        (
            "指标\t单位\t2014年\t2015年\n规上工业总产值\t亿元\t22.4\t26.1\n",
            [("22.4", "2240000000", "CNY"), ("26.1", "2610000000", "CNY")],
        ),
        (
            "指标\t单位\t2014年\t2015年\t增幅\n规上工业总产值\t亿元\t22.4\t26.1\t16.5\n",
            [("22.4", "2240000000", "CNY"), ("26.1", "2610000000", "CNY"), ("16.5", "0.165", "1")],
        ),
        ("园区\t从业人员\t税收（亿元）\n禾木园\t2.7万\t3.9\n", [("2.7万", "27000", "1"), ("3.9", "390000000", "CNY")]),
        ("项目\t开工年份\t总投资（亿元）\n禾木智能工厂项目\t2019\t3.5\n", [("3.5", "350000000", "CNY")]),
        (
            "项目\t业主\t总投资 （亿元）\n云栈基地 二期\t禾木智能\t7.8\n",
            [("二期", "2", "1"), ("7.8", "780000000", "CNY")],
        ),
        (
            "各园区规上工业总产值（亿元）\n园区\t2022年\t2023年\n禾木园\t13.1\t15.2\n",
            [("13.1", "1310000000", "CNY"), ("15.2", "1520000000", "CNY")],
        ),
    ],
)
def test_a_bare_number_has_the_unit_of_its_heading(table: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(table) == expected


@pytest.mark.parametrize(
    "table",
    [
        "序号|项目名称|总投资\n1|禾木基地|7.8\n",
        "名次|园区|得分\n1|禾木园|93.7\n",
        "填报单位：江川区发改委\t2020年6月\n项目名称|业主|总投资\n禾木基地|禾木智能|7.8\n",
        "单位：亿元\n2014.02\t禾木园设立\n",
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


def test_a_heading_inside_a_table_and_the_rest_of_a_cell_do_not_end_it() -> None:
    text = (
        "项目|业主|总投资（亿元）|进度\n—新开工—\n禾木基地|禾木智能|7.8|3月开工，主\n体完工\n远岫大厦|远岫生物|6|封顶\n"
        "以上项目由发改委按月调度，年底前逐个查看进度并通报结果。\n甲|乙|9|丙\n"
    )
    assert [w for w, _, _ in found(text)] == ["7.8", "6"]


@pytest.mark.parametrize(
    "row", ["云栈基地|禾木智能|3万平方米|7.8", "云栈基地|数字产业|滨江园区|7.8", "云栈基地|2019|2021|7.8"]
)
def test_a_row_behind_a_heading_is_no_header(row: str) -> None:
    text = f"项目|甲|乙|总投资（亿元）\n—新开工—\n{row}\n远岫大厦|—|—|6\n"
    assert [w for w, _, _ in found(text)][-2:] == ["7.8", "6"]


def columns(text: str) -> list[list[str]]:
    """The headings over the cells of every row."""
    return [[cell.column for cell in row.cells] for row in rows(text) if row.cells]


def test_a_row_of_words_behind_a_heading_stands_under_the_header() -> None:
    text = "项目|业主|所在园区\n—新开工—\n云栈基地|数字产业|滨江园区\n远岫大厦|远岫生物|临湖园\n"
    assert columns(text) == [["项目", "业主", "所在园区"]] * 2


def test_a_space_in_a_cell_parts_nothing_where_the_row_fits_as_it_stands() -> None:
    assert columns("项目\t业主\t总投资 （亿元）\n云栈基地 二期\t禾木智能\t7.8\n") == [
        ["项目", "业主", "总投资 （亿元）"]
    ]


def test_ten_thousands_under_a_heading_without_a_unit_of_its_own_are_no_money() -> None:
    assert found("园区\t占地面积\n禾木园\t2.7万\n") == []


def test_another_table_behind_a_short_line_has_headings_of_its_own() -> None:
    first = "园区|总产值（亿元）\n禾木园|7.8\n"
    assert [w for w, _, _ in found(f"{first}二、园区评分\n园名|分值\n远岫园|93.5\n")] == ["7.8"]
    titled = "各园区{}（亿元）\n园区|2022年|2023年\n禾木园|1.1|1.2\n"
    assert len(found(titled.format("总产值") + titled.format("税收总额"))) == 4


def test_a_unit_over_one_table_is_not_that_of_the_next() -> None:
    first = "表1 各园区产值\t单位：亿元\n园区|产值\n禾木园|4.5\n"
    between = "以下为有关部门核实后补充的其他园区情况，由统计机构另行公布。\n"
    assert [w for w, _, _ in found(f"{first}{between}园区|产值\n远岫园|45\n")] == ["4.5"]


@pytest.mark.parametrize(
    "made",
    [
        lambda n: "园区|产值\n" + "（亿元）\n" * n,
        lambda n: "产值|" * n + "\n" + "a|（亿元）\n" * n,
        lambda n: "项目|业主\n" + "甲|7.8\n" * n,
    ],
)
def test_odd_tables_are_read_in_time_that_grows_with_them_only(made: Callable[[int], str]) -> None:
    def seconds(times: int) -> float:
        return least_seconds(lambda: amounts(made(times)))

    assert seconds(8000) < 24 * max(seconds(1000), 0.002)


def test_a_unit_told_in_a_note_is_that_of_every_table_below() -> None:
    note = "填报口径：总投资为备案数，进度由项目单位自报。金额单位：亿元。\n"
    first = "一、在建\n编号|项目名称|总投资\n1|禾木基地|9.2\n"
    assert [v for _, v, _ in found(f"{note}{first}二、签约\n编号|项目名称|总投资|备注\n2|远岫大厦|2.5|—\n")] == [
        "920000000", "250000000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("禾木园营收76亿，增长8%。", [("76亿", "7600000000", "CNY"), ("8%", "0.08", "1")]),
        ("年末从业人员2.7万。", [("2.7万", "27000", "1")]),
        ("编号2.7万。", []),
    ],
)
def test_running_text_may_leave_a_unit_to_its_word(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


def test_running_text_and_tables_are_read_in_order() -> None:
    text = "全年投资5亿元。\n项目名称|总投资（亿元）|备注\n禾木基地|7.8|用地30亩\n"
    assert [w for w, _, _ in found(text)] == ["5亿元", "7.8", "30亩"]


def test_the_cells_of_a_long_row_are_found_in_time_that_grows_with_it_only() -> None:
    def seconds(times: int) -> float:
        reading = readings.read("甲|乙。" * times + "\n", {})
        table = Table(reading)
        return least_seconds(lambda: [table.cells(s, (), paragraph=False) for s in reading.sentences])

    assert seconds(8000) < 24 * max(seconds(1000), 0.002)
