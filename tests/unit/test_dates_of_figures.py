"""The time of a figure: its clause's, its sentence's, or that of the report that gives it. All names are invented."""

from dataclasses import replace

import pytest

from ingest import dates, figures
from ingest.figures.said import Told
from tests.unit.marked import read

P, E = "[- Platform 青禾产业园]", "[- Enterprise 星垣电子有限公司]"


def periods(marked: str, issued: str) -> list[str | None]:
    bare = read(marked).reading
    spans = dates.find(bare.text, bare.sections, bare.sentences, issued)
    case = replace(bare, source=replace(bare.source, issued=issued), dates=spans)
    return [f.period for f in figures.extract(case)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{P}2013年建成，由区属公司运营，入园企业86家。", None),
        (f"{P}2017年12月奠基，已集聚企业43家。", None),
        (f"2017年，{P}集聚企业43家。", "2017"),
        (f"{P}2020年税收3亿元，企业43家。", "2020"),
        (f"截至2020年底，{P}有企业43家。", "2020"),
        (f"{P}今年上半年产值8亿元，拥有规上企业19家。", "2021-06"),
        (f"{P}税收2020年达2亿元；{E}有员工900人。", None),
        (f"两年前开园的{P}税收2亿元。", None),
    ],
)
def test_a_count_is_of_a_time_only_where_nothing_else_happened_then(text: str, expected: str | None) -> None:
    assert periods(text, "2021-08-15")[-1] == expected


@pytest.mark.parametrize(
    ("title", "issued", "expected"),
    [
        ("云栈年鉴（2021）", "2021", ["2020", "2020", None]),
        ("云栈区2020年度平台通报", "2021-02-10", ["2020", None, None]),
        ("云栈区2021年上半年平台通报", "2021-08-10", ["2021-01/2021-06", None, None]),
        ("云栈区二〇二一年工作总结", "2021", ["2021", None, None]),
        ("云栈区平台走访", "2021-08-10", [None, None, None]),
    ],
)
def test_undated_figures_of_a_report_are_of_its_time(title: str, issued: str, expected: list[str | None]) -> None:
    text = f"{title}\n\n{E}于2020年8月开园。\n\n{P}税收2亿元。集聚企业86家。占地30亩。"
    assert periods(text, issued) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [("云栈区2021年度创建工作自评报告", "2021"), ("云栈区二00一年工作总结", None), ("云栈区2021年走访活动", None)],
)
def test_a_report_of_the_year_of_its_issue_gives_figures_of_that_year_below_its_headings(
    title: str, expected: str | None
) -> None:
    assert periods(f"{title}\n\n一、主要产出\n\n{P}税收2亿元。", "2021-12-30") == [expected]


def test_a_figure_in_a_bracket_is_told_by_the_bracket() -> None:
    reading = read(f"{P}税收2亿元（园区企业43家，楼宇9幢），就业900人。").reading
    told = [Told(q, "enterpriseCount", "actual", 0, 0.9) for q in figures.amounts(reading.text.clean)]
    evidence = [reading.text.clean[f.start : f.end] for f in figures.dated(reading, told)]
    assert evidence[1:] == ["园区企业43家", "楼宇9幢", "就业900人"]
