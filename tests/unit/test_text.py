"""Repair inside a line: what is left out, what is made one, and that every character keeps its place."""

import pytest

from ingest.text import breaks_word, joins_number, repair_line


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("总投资 5 0 亿元", "总投资50亿元"),
        ("占地 1 200.5 平方 米", "占地1200.5平方米"),
        ("总面积20.3 平方 公里", "总面积20.3平方公里"),
        ("（ＡＢ１２）", "（AB12）"),
        ("云栈小镇,总面积3平方公里;", "云栈小镇，总面积3平方公里；"),
        ("云栈(上海)科技", "云栈（上海）科技"),
        ("**【概况】**云栈小镇", "【概况】云栈小镇"),
        ("局长 沈括", "局长 沈括"),
        ("沈　括　局长", "沈括 局长"),
        ("领军者殷　沄，来自邻省", "领军者殷沄，来自邻省"),
        ("特色产业　城，来自邻省", "特色产业 城，来自邻省"),
        ("第十二届　沈括局长", "第十二届 沈括局长"),
        ("项目方　沈 局长", "项目方 沈 局长"),
        ("Blue Harbour 公司", "Blue Harbour公司"),
        ("增长14.3%,", "增长14.3%，"),
        ("综　　述", "综述"),
        ("备　　注：竞得人", "备注：竞得人"),
        ("入城企业 七 十 八 家", "入城企业七十八家"),
        ("其中规上 二十九家", "其中规上二十九家"),
        ("1.　　云栈小镇", "1.云栈小镇"),
        ("一、   云栈小镇", "一、云栈小镇"),
    ],
)
def test_a_line_is_repaired(raw: str, clean: str) -> None:
    assert repair_line(raw, 0)[0] == clean


@pytest.mark.parametrize("gap", ["\t", "   ", "　　", " \t "])
def test_cells_are_parted_by_one_tab(gap: str) -> None:
    assert repair_line(f"云栈小镇{gap}86.42{gap}-7.3", 0)[0] == "云栈小镇\t86.42\t-7.3"


def test_a_full_width_space_parts_a_name_and_a_figure() -> None:
    assert repair_line("园区营收　86.42亿元　同比增长", 0)[0] == "园区营收 86.42亿元 同比增长"


def test_every_kept_character_knows_its_place() -> None:
    raw = "总投资 5 0 亿元"
    clean, origin = repair_line(raw, 100)
    assert [raw[o - 100] for o in origin] == list(clean)


def test_a_word_or_a_figure_cut_in_two_is_seen() -> None:
    assert breaks_word("入驻企业11", "家科技型")
    assert breaks_word("暂未公", "布。")
    assert not breaks_word("云栈小镇", "位于")


def test_a_date_cut_in_two_is_seen() -> None:
    assert joins_number("于2020年9月", "30日开园")
    assert joins_number("于2020年", "9月开园")
    assert joins_number("于2020年9月1", "8日开园")
    assert joins_number("已于20", "21年开园")
    assert not joins_number("编号2021-01", "5月1日开园")
    assert not joins_number("本月", "30家企业入驻")
