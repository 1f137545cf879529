"""Sections and sentences: what a heading says holds for what stands below it."""

from ingest.layout import lay_out
from ingest.sections import divide

RAW = """# 产业平台

## 云栈小镇

**【概况】**云栈小镇面积3平方公里。2021年引进企业20家！

**【展厅启用】**2021年5月1日，展厅启用。

## 远岫产业园

园区位于江边。
"""


def test_headings_nest_and_items_belong_to_their_platform() -> None:
    text, blocks = lay_out(RAW)
    sections, _ = divide(text, blocks)
    assert [(s.heading, s.parent) for s in sections] == [
        ("产业平台", None), ("云栈小镇", 0), ("概况", 1), ("展厅启用", 1), ("远岫产业园", 0),
    ]  # fmt: skip


def test_sentences_know_their_section() -> None:
    text, blocks = lay_out(RAW)
    sections, sentences = divide(text, blocks)
    told = [
        (text.clean[s.start : s.end], sections[s.section].heading) for s in sentences if s.section and not s.heading
    ]
    assert ("2021年引进企业20家！", "概况") in told
    assert ("园区位于江边。", "远岫产业园") in told


def test_a_section_ends_where_the_next_of_its_rank_begins() -> None:
    text, blocks = lay_out(RAW)
    sections, _ = divide(text, blocks)
    town = next(s for s in sections if s.heading == "云栈小镇")
    assert "展厅启用" in text.clean[town.start : town.end]
    assert "远岫" not in text.clean[town.start : town.end]
