"""Names that the text says are one thing's: words before a name, words between two, a bracket with a name alone."""

import pytest

from ingest.mentions import aliases
from ingest.mentions.candidate import Candidate


def entities_of(clean: str, *names: tuple[str, str]) -> list[set[str]]:
    """The names of every entity of a text; `names` are (class, name as it stands there)."""
    spans = [Candidate(clean.index(n), clean.index(n) + len(n), cls, 1.0) for cls, n in names]
    return [{e.name, *e.aliases} for e in aliases.by_rules(clean, sorted(spans, key=lambda c: c.start))[0]]


@pytest.mark.parametrize(
    "clean",
    [
        "云鲤智造谷原名河埠工业点，占地3平方公里。",
        "云鲤智造谷原为2009年设立的河埠工业点，占地3平方公里。",
        "云鲤智造谷（当地人叫“河埠工业点”）里有12家企业。",
        "河埠工业点2009年建园。2016年11月，园区更名为云鲤智造谷。",
        "云鲤智造谷在河边。人们顺口叫它河埠工业点。",
        "河埠工业点升格为省级开发区，定名“云鲤智造谷”。",
        "云鲤智造谷（时称河埠工业点）2009年建园。",
        "云鲤智造谷，习称河埠工业点，2009年建园。",
        "云鲤智造谷（习称“河埠工业点”）占地3平方公里。",
        "云鲤智造谷（英文缩写YLV，又名河埠工业点）占地3平方公里。",
        "云鲤智造谷（“河埠工业点”）占地3平方公里。",
    ],
)
def test_a_park_keeps_being_the_same_under_another_name(clean: str) -> None:
    found = entities_of(clean, ("Platform", "云鲤智造谷"), ("Platform", "河埠工业点"))
    assert found == [{"云鲤智造谷", "河埠工业点"}]


@pytest.mark.parametrize(
    "clean",
    [
        "云鲤智造谷在河边。原名河埠工业点的园区已拆。",
        "云鲤智造谷前身为2009年设立的河埠工业点，占地3平方公里。",
        "云鲤智造谷在河边，河埠工业点在山上。",
        "云鲤智造谷在河边。那座楼叫河埠工业点。",
        "云鲤智造谷（“毗邻河埠工业点”）占地3平方公里。",
        "云鲤智造谷（“河埠工业点以北”）占地3平方公里。",
        f"云鲤智造谷在河边。{'园内有企业九家，' * 12}更名河埠工业点。",
    ],
)
def test_another_park_is_not_taken_for_it(clean: str) -> None:
    assert len(entities_of(clean, ("Platform", "云鲤智造谷"), ("Platform", "河埠工业点"))) == 2


def test_the_firm_that_another_came_from_stays_a_firm_of_its_own() -> None:
    clean = "青梧股份前身是河埠轴承厂，1998年改制。"
    assert len(entities_of(clean, ("Enterprise", "青梧股份"), ("Enterprise", "河埠轴承厂"))) == 2


def test_what_people_call_a_firm_is_its_name() -> None:
    clean = "青梧海洋股份，本地人都叫它“大鱼厂”。"
    assert entities_of(clean, ("Enterprise", "青梧海洋股份"), ("Enterprise", "大鱼厂")) == [{"青梧海洋股份", "大鱼厂"}]


@pytest.mark.parametrize(
    ("cls", "clean", "number"),
    [
        ("Enterprise", "Novara（诺瓦华）在园内建厂。", 1),
        ("Talent", "Novara（诺瓦华）在园内任教。", 1),
        ("Enterprise", "Novara（诺瓦华的代理）在园内建厂。", 2),
        ("Platform", "Novara（诺瓦华）有楼12栋。", 2),
    ],
)
def test_a_name_alone_in_a_bracket_is_that_of_the_person_or_firm_before_it(cls: str, clean: str, number: int) -> None:
    assert len(entities_of(clean, (cls, "Novara"), (cls, "诺瓦华"))) == number


@pytest.mark.parametrize(
    "clean",
    [
        "青梧集团又作为云栈公司的股东出资。",
        "青梧集团（旧称云栈公司）在河埠建厂。",
    ],
)
def test_another_firm_is_not_taken_for_it(clean: str) -> None:
    assert len(entities_of(clean, ("Enterprise", "青梧集团"), ("Enterprise", "云栈公司"))) == 2


@pytest.mark.parametrize(
    "clean", ["青梧集团，也称得上行业龙头，", "青梧集团，又名列全省前十，", "青梧集团，人称行业黑马，"]
)
def test_what_is_said_behind_a_comma_is_no_name(clean: str) -> None:
    assert entities_of(clean, ("Enterprise", "青梧集团")) == [{"青梧集团"}]
