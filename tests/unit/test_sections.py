"""Sections and sentences: what a heading says holds for what stands below it."""

import pytest

from ingest.layout import lay_out
from ingest.model import Section
from ingest.sections import divide, split_sentences

RAW = """# 产业平台

## 云栈小镇

**【概况】**云栈小镇面积3平方公里。2021年引进企业20家！

**【展厅启用】**2021年5月1日，展厅启用。

## 远岫产业园

园区位于江边。
"""


def sections_of(raw: str) -> tuple[Section, ...]:
    return divide(*lay_out(raw))[0]


def test_headings_nest_and_items_belong_to_their_platform() -> None:
    assert [(s.heading, s.parent) for s in sections_of(RAW)] == [
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


def test_chinese_numbering_nests() -> None:
    raw = "第二章 产业平台\n一、总体情况\n全区有平台十个。\n（一）云栈小镇\n小镇位于江边。\n二、下步打算\n加快招商。\n"
    assert [(s.heading, s.parent) for s in sections_of(raw)] == [
        ("产业平台", None), ("总体情况", 0), ("云栈小镇", 1), ("下步打算", 0),
    ]  # fmt: skip


def test_a_few_words_behind_a_number_are_a_heading_of_what_follows_them() -> None:
    text, blocks = lay_out("一、复工情况。全园企业全部复工，到岗率九成。\n")
    sections, sentences = divide(text, blocks)
    assert [s.heading for s in sections] == ["复工情况"]
    assert [(text.clean[s.start : s.end], s.heading) for s in sentences] == [
        ("复工情况", True),
        ("全园企业全部复工，到岗率九成。", False),
    ]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("★ 云栈小镇 ★", "云栈小镇"),
        ("〔解读〕", "解读"),
        ("#园区快讯#", "园区快讯"),
        ("◎企业名录：", "企业名录"),
        ("甲、云栈小镇", "云栈小镇"),
        ("（一） 云栈小镇", "云栈小镇"),
        ("1. 云栈小镇", "云栈小镇"),
    ],
)
def test_a_heading_is_bare_of_its_marks(line: str, heading: str) -> None:
    assert sections_of(f"{line}\n园区位于江边，面积三平方公里，企业二十家。\n")[0].heading == heading


def test_sentences_end_behind_their_closing_marks() -> None:
    clean = "他说：“园区开园了。”企业二十家（含规上三家。）目标三十家"
    assert [clean[a:b] for a, b in split_sentences(clean, 0, len(clean))] == [
        "他说：“园区开园了。”", "企业二十家（含规上三家。）", "目标三十家",
    ]  # fmt: skip


UNMARKED = """云栈年鉴

产业园区
云栈小镇
【概况】 小镇面积3平方公里，地处江边，由云栈小镇管理办公室管理，成立以来引进企业二十多家。
【招商】 全年引进企业20家，其中外资企业两家，比上年多一家，总投资三亿元，到位资金一亿元。
远岫产业园
【概况】 该园面积2平方公里，地处山前，由远岫产业园管理办公室管理，成立以来引进企业十余家。
"""


def test_a_title_without_a_mark_is_above_the_items_right_below_it() -> None:
    found = sections_of(UNMARKED)
    parents = {s.heading: s.parent is not None and found[s.parent].heading for s in found[:5]}
    assert (parents["云栈小镇"], parents["概况"], parents["招商"]) == ("产业园区", "云栈小镇", "云栈小镇")
    last, park = found[-1], found[-2]
    assert (last.heading, last.parent, park.heading) == ("概况", len(found) - 2, "远岫产业园")
    assert park.parent is not None
    assert found[park.parent].heading == "产业园区"


def test_a_title_without_a_mark_over_running_text_ends_at_the_next_item() -> None:
    raw = "一、招商\n云栈小镇\n小镇面积3平方公里，地处江边，引进企业二十家。\n二、下步打算\n加快招商，再引进企业。\n"
    assert [(s.heading, s.parent) for s in sections_of(raw)] == [("招商", None), ("云栈小镇", 0), ("下步打算", None)]


@pytest.mark.parametrize(("between", "parent"), [(1, "云栈芯谷"), (200, None)])
def test_a_title_without_a_mark_ends_an_item_and_a_mark_far_above_it(between: int, parent: str | None) -> None:
    told = "园区去年引进芯片企业二十家，建成厂房三幢。\n" * between
    raw = f"◆云栈芯谷\n{told}【看数据】企业119家。\n走进远岫小镇\n小镇面积3平方公里，地处江边，引进企业二十家。\n"
    found = sections_of(raw)
    above = found[-1].parent
    assert found[-1].heading == "走进远岫小镇"
    assert (found[above].heading if above is not None else None) == parent
