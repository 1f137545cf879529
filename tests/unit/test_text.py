"""Repair inside a line: what is left out, what is made one, and that every character keeps its place."""

import pytest

from ingest.text import breaks_word, repair_line


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
        ("Blue Harbour 公司", "Blue Harbour公司"),
        ("增长14.3%,", "增长14.3%，"),
    ],
)
def test_a_line_is_repaired(raw: str, clean: str) -> None:
    assert repair_line(raw, 0)[0] == clean


def test_every_kept_character_knows_its_place() -> None:
    raw = "总投资 5 0 亿元"
    clean, origin = repair_line(raw, 100)
    assert [raw[o - 100] for o in origin] == list(clean)


def test_a_word_or_a_figure_cut_in_two_is_seen() -> None:
    assert breaks_word("入驻企业11", "家科技型")
    assert breaks_word("暂未公", "布。")
    assert not breaks_word("云栈小镇", "位于")
