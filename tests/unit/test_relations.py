"""What relations are read from sentences and layouts, how sure they are, and where they stand."""

import time

import pytest

from ingest.relations import extract
from tests.unit.marked import Marked, read


def facts(marked: str) -> set[tuple[str, str, str]]:
    """Subject, predicate and object of everything that is read in a marked text."""
    case = read(marked)
    return {(case.name(r.subject), r.predicate, case.name(r.object)) for r in extract(case.reading)}


def sureness(marked: str) -> float:
    """How sure the only relation of a marked text is."""
    (relation,) = extract(read(marked).reading)
    return relation.confidence


def evidence(case: Marked) -> list[str]:
    return [case.reading.text.clean[r.start : r.end] for r in extract(case.reading)]


def test_every_member_of_an_enumeration_is_related() -> None:
    text = "[- Enterprise 甲公司]、[- Enterprise 乙公司]和[- Institution 长桥研究院]等落户[- Platform 东湾软件园]。"
    assert facts(text) == {(s, "locatedIn", "东湾软件园") for s in ("甲公司", "乙公司", "长桥研究院")}


def test_what_is_said_one_by_one_is_paired_one_by_one() -> None:
    text = "[- Platform 东湾软件园]、[- Platform 西岭产业园]分别位于[- Place 临江区]、[- Place 西岭县]。"
    assert facts(text) == {("东湾软件园", "locatedIn", "临江区"), ("西岭产业园", "locatedIn", "西岭县")}


def test_brackets_are_read_apart_from_the_sentence() -> None:
    text = "[- Enterprise 甲公司]（总经理[- Talent 宋应星]）入驻[- Platform 东湾软件园]。"
    assert facts(text) == {("甲公司", "locatedIn", "东湾软件园"), ("宋应星", "worksFor", "甲公司")}


def test_only_the_nearest_place_is_kept() -> None:
    text = "[- Platform 东湾软件园]位于[- Place 南浦市][- Place 临江区]。[- Platform 东湾软件园]地处[- Place 南浦市]。"
    assert facts(text) == {("东湾软件园", "locatedIn", "临江区"), ("临江区", "partOf", "南浦市")}


def test_a_fallback_gives_way_to_what_is_said() -> None:
    text = (
        "# [- Platform 东湾小镇]\n\n9月，[- Project 星河基地]开工。\n\n[- Project 云桥基地]位于[- Platform 云谷中心]。"
    )
    assert ("星河基地", "locatedIn", "东湾小镇") in facts(text)
    assert ("云桥基地", "locatedIn", "云谷中心") in facts(text)
    assert ("云桥基地", "locatedIn", "东湾小镇") not in facts(text)


@pytest.mark.parametrize("denial", ["尚未", "没有", "不再"])
def test_what_is_denied_is_not_read(denial: str) -> None:
    assert facts(f"[- Enterprise 甲公司]{denial}入驻[- Platform 东湾软件园]。") == set()


def test_a_plan_is_less_sure_than_a_fact() -> None:
    done = "[- Enterprise 甲公司]入驻[- Platform 东湾软件园]。"
    planned = "[- Enterprise 甲公司]计划入驻[- Platform 东湾软件园]。"
    assert sureness(planned) < sureness(done)


def test_what_the_headings_imply_is_less_sure_than_what_is_named() -> None:
    named = "[- Platform 东湾软件园]获评[- Honour 国家级孵化器]。"
    implied = "# [- Platform 东湾软件园]\n\n2021年，获评[- Honour 国家级孵化器]。"
    assert sureness(implied) < sureness(named)


def test_someone_who_is_not_named_is_not_the_subject() -> None:
    text = "[- Platform 东湾软件园]发展迅速，另有16家列入[- Honour 上市后备企业名单]。"
    assert facts(text) == set()


def test_a_table_is_read_by_its_headers() -> None:
    text = (
        "序号|项目名称|建设单位|所在片区\n"
        "1|[- Project 星河基地]|[- Enterprise 甲公司]|[- Platform 东湾软件园]\n"
        "2|[- Project 云桥基地]|—|[- Platform 云谷中心]"
    )
    assert facts(text) == {
        ("甲公司", "develops", "星河基地"),
        ("星河基地", "locatedIn", "东湾软件园"),
        ("云桥基地", "locatedIn", "云谷中心"),
    }


def test_a_row_that_is_nothing_but_a_bar_has_no_cells() -> None:
    table = "项目名称|建设单位\n|\n[- Project 星河基地]|[- Enterprise 甲公司]"
    assert ("甲公司", "develops", "星河基地") in facts(table)


def test_a_relation_that_the_ontology_forbids_is_not_read() -> None:
    assert facts("[- Person 韩愈]位于[- Place 临江区]。") == set()


def test_relations_of_events_are_left_to_the_events() -> None:
    text = "[- Event [- Enterprise 甲公司]入驻签约仪式]在[- Platform 东湾软件园]举行。"
    assert all("签约仪式" not in s + o for s, _, o in facts(text))


def test_the_evidence_is_the_clauses_of_the_statement() -> None:
    case = read("据悉，[- Enterprise 甲公司]近日落户[- Platform 东湾软件园]，投资5亿元。")
    assert evidence(case) == ["甲公司近日落户东湾软件园"]


@pytest.mark.parametrize(
    "hostile",
    [
        "，的" * 75_000,
        "甲公司、" * 40_000,
        "（" * 75_000 + "）" * 75_000,
        "甲公司落户东湾小镇" * 15_000,
        "|" * 150_000,
    ],
    ids=["commas", "a list", "brackets", "no punctuation", "bars"],
)
def test_the_time_is_linear_in_the_text(hostile: str) -> None:
    marked = hostile.replace("甲公司", "[- Enterprise 甲公司]").replace("东湾小镇", "[- Platform 东湾小镇]")
    case = read(marked + "[- Enterprise 甲公司]落户[- Platform 东湾小镇]。")
    start = time.process_time()
    extract(case.reading)
    assert time.process_time() - start < 5
