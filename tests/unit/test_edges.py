"""Names have both marks of a pair or neither, and hold no other name before them."""

from array import array

import pytest

from ingest.mentions.candidate import Candidate
from ingest.mentions.edges import parted, untitled, whole
from ingest.model import Text


@pytest.mark.parametrize(
    ("before", "marked", "behind", "name"),
    [
        ("实施", "“云鲤英才计划", "”以来", "“云鲤英才计划”"),
        ("实施“", "云鲤英才计划”", "以来", "“云鲤英才计划”"),
        ("按《", "园区八条》", "执行", "《园区八条》"),
        ("走进", "云鲤食品（定西", "）有限公司", "云鲤食品（定西）"),
        ("走进", "云鲤食品（一间", "小厂）", "云鲤食品"),
        ("郑工（", "何青梧）", "说", "何青梧"),
        ("另有（", "（何青梧", "）", "何青梧"),
        ("人称", "“药谷", "的园区", "药谷"),
        ("走进", "云鲤“药谷”", "园区", "云鲤“药谷”"),
    ],
)
def test_the_other_mark_is_taken_in_or_the_one_left_out(before: str, marked: str, behind: str, name: str) -> None:
    clean = before + marked + behind
    found = whole(clean, Candidate(len(before), len(before + marked), "Policy", 0.8))
    assert clean[found.start : found.end] == name
    assert (found.cls, found.score) == ("Policy", 0.8)


def test_a_mark_alone_stays_as_it_is() -> None:
    assert whole("一“二", Candidate(1, 2, "Policy", 0.8)) == Candidate(1, 2, "Policy", 0.8)


def parts(raw: str, *marked: str, cls: str = "Platform") -> list[str]:
    """What is left of names marked in a text whose line breaks the repair has taken out, all of one class."""
    clean = raw.replace("\n", "")
    text = Text(raw, clean, array("I", (i for i, c in enumerate(raw) if c != "\n")))
    found, at = [], 0
    for name in marked:
        at = clean.index(name, at)
        found.append(Candidate(at, at + len(name), cls, 0.8))
        at += len(name)
    return [clean[c.start : c.end] for c in parted(text, found)]


def test_of_a_name_and_the_same_in_full_behind_it_the_latter_is_meant() -> None:
    raw = "云栈保税区里，整合为保税区云栈保税区：外贸。保税区有海关。"
    assert parts(raw, "云栈保税区", "保税区云栈保税区", "保税区") == ["云栈保税区", "云栈保税区", "保税区"]


def test_letters_that_a_break_parts_from_a_name_are_none_of_it() -> None:
    assert parts("云栈芯谷开园。与国\n云栈芯谷：芯片", "云栈芯谷", "国云栈芯谷") == ["云栈芯谷", "云栈芯谷"]
    assert parts("云栈芯谷开园。大\n云栈小镇", "云栈芯谷", "大云栈小镇") == ["云栈芯谷", "大云栈小镇"]


def test_names_that_the_text_says_are_one_things_are_two_names() -> None:
    assert parts("远岫智谷。把远岫智谷写作云栈小镇", "远岫智谷", "远岫智谷写作云栈小镇") == ["远岫智谷", "云栈小镇"]


def test_an_industry_that_a_break_parts_stays_whole() -> None:
    raw = "数控机床很多，尤其是高端\n数控机床"
    assert parts(raw, "数控机床", "高端数控机床", cls="Industry") == ["数控机床", "高端数控机床"]


def test_a_name_in_which_another_stands_last_stays_whole() -> None:
    assert parts("云栈芯谷开园。北云栈芯谷也", "云栈芯谷", "北云栈芯谷") == ["云栈芯谷", "北云栈芯谷"]


def named(raw: str, name: str, cls: str) -> list[str]:
    at = raw.index(name)
    return [raw[c.start : c.end] for c in untitled(raw, [Candidate(at, at + len(name), cls, 0.8)])]


def test_a_title_is_no_part_of_a_persons_name() -> None:
    assert named("指挥部专职副指挥闻人知秋说", "副指挥闻人知秋", "Person") == ["闻人知秋"]
    assert named("总经理助理贺兰亭介绍", "总经理助理贺兰亭", "Talent") == ["贺兰亭"]


def test_who_is_called_by_a_title_alone_is_nobody() -> None:
    assert named("指挥部副总指挥到场", "副总指挥", "Person") == []


def test_a_title_within_the_name_of_a_firm_stays() -> None:
    assert named("院长酒业投产", "院长酒业", "Enterprise") == ["院长酒业"]


def test_a_name_that_begins_like_a_title_stays() -> None:
    assert named("报告人关长河到场", "关长河", "Person") == ["关长河"]
