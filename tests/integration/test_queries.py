"""The stored queries over the small graph: each answers, and answers its question."""

import re

import pytest

from graph.results import shown
from graph.store.base import Solutions, Store
from queries.catalogue import StoredQuery, bind, catalogue, find
from tests import graphs

ELSEWHERE = ("boundaries", "industries-unplaced")  # the small graph has none: tests/competency asks


def ask(store: Store, question: str, /, **values: str) -> list[dict[str, str]]:
    answer = store.query(bind(find(question), values))
    assert isinstance(answer, Solutions)
    return [dict(zip(answer.variables, map(shown, row), strict=True)) for row in answer.rows]


def columns(rows: list[dict[str, str]], *names: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


@pytest.mark.parametrize("query", [q for q in catalogue() if q.name not in ELSEWHERE], ids=lambda q: q.name)
def test_every_query_answers_as_it_stands(small: Store, query: StoredQuery) -> None:
    values = {"name": "云栈小镇"} if query.name == "evidence" else {}
    assert ask(small, query.name, **values)


def test_an_industry_is_found_by_its_chain_and_none_is_without_a_place(small: Store) -> None:
    rows = ask(small, "chain", chain="生物医药")
    assert ("生物医药", "远岫生物科技有限公司") in columns(rows, "link", "label")
    assert ask(small, "chain", chain="半导体") == []
    assert ask(small, "industries-unplaced") == []


@pytest.mark.parametrize("query", catalogue(), ids=lambda q: q.name)
def test_required_patterns_come_before_optional_ones(query: StoredQuery) -> None:
    """The engine computes what follows an OPTIONAL again for every row before it."""
    assert after_optional(query.text) is None


def test_a_required_pattern_after_an_optional_one_would_be_seen() -> None:
    assert after_optional("SELECT * { ?a ?b ?c OPTIONAL { ?a ?d ?e } FILTER(?c > 1) ?c ?f ?g }") == "?c"


def after_optional(text: str) -> str | None:
    """Return the first word of a required pattern that stands behind an OPTIONAL of its group."""
    words = re.findall(r"[{}()]|[^\s{}()]+", re.sub(r'"[^"]*"|<[^>]*>|#.*', "", text))
    seen = [False]
    while words:
        match words.pop(0):
            case "FILTER" | "BIND":
                skip_group(words)
            case "OPTIONAL":
                seen[-1] = True
                seen.append(words.pop(0) != "{")
            case "}":
                seen.pop()
            case word if seen[-1]:
                return str(word)
            case "{":
                seen.append(False)
    return None


def skip_group(words: list[str]) -> None:
    depth = 0
    while words:
        match words.pop(0):
            case "(" | "{":
                depth += 1
            case ")" | "}":
                depth -= 1
                if depth == 0:
                    return


def test_platforms_at_a_glance(small: Store) -> None:
    rows = ask(small, "platforms")
    assert columns(rows, "platformLabel", "place", "area", "revenue", "revenueYear", "enterprises") == [
        ("云栈小镇", "青梧区", "3500000", "1280000000", "2019", "86"),
        ("松涛科技园", "", "", "700000000", "2019", ""),
        ("听澜大厦", "云栈小镇", "", "", "", ""),
    ]


def test_revenue_of_a_year_with_its_places(small: Store) -> None:
    rows = ask(small, "platform-revenue", year="2019")
    assert columns(rows, "platformLabel", "value", "unit", "period", "document") == [
        ("云栈小镇", "1250000000", "CNY", "2019", "news.txt"),
        ("云栈小镇", "1280000000", "CNY", "2019", "report.txt"),
        ("松涛科技园", "700000000", "CNY", "2019", "report.txt"),
    ]
    assert graphs.NEWS[int(rows[0]["start"]) : int(rows[0]["end"])] == "营业收入12.5亿元"
    assert ask(small, "platform-revenue", year="2020") == []  # 2020 has a target, and a target is no revenue


def test_who_is_behind_a_project(small: Store) -> None:
    rows = ask(small, "project-backers", name="研发中心")
    assert set(columns(rows, "role", "organizationLabel", "document")) == {
        ("投资建设", "远岫生物科技有限公司", "news.txt"),
        ("股东", "沐石控股集团", "news.txt"),
        ("竞得用地", "远岫生物科技有限公司", "report.txt"),
    }
    assert ask(small, "project-backers", name="没有这个") == []


def test_what_settled_in_a_platform_and_in_its_buildings(small: Store) -> None:
    rows = ask(small, "settled", name="云栈")
    assert columns(rows, "label", "whereLabel") == [
        ("沐石智能装备有限公司", "听澜大厦"),
        ("远岫生物科技有限公司", "云栈小镇"),
    ]


def test_parcels_and_who_acquired_them(small: Store) -> None:
    rows = ask(small, "parcels")
    assert columns(rows, "parcelLabel", "organizationLabel", "projectLabel") == [
        ("BX0101-02地块", "远岫生物科技有限公司", "远岫研发中心项目")
    ]


def test_people_and_where_they_work(small: Store) -> None:
    rows = ask(small, "people")
    assert columns(rows, "personLabel", "role", "organizationLabel") == [("宋应星", "任职", "远岫生物科技有限公司")]


def test_events_by_date(small: Store) -> None:
    assert columns(ask(small, "events"), "date", "eventLabel", "organizers", "involved", "place") == [
        ("2019-11-08", "开工仪式", "云栈小镇管委会", "远岫研发中心项目", ""),
        ("2020-05-20", "云栈创新大会", "", "", "云栈小镇"),
    ]
    assert columns(ask(small, "events", period="2020-05"), "eventLabel") == [("云栈创新大会",)]


def test_figures_of_a_platform(small: Store) -> None:
    rows = ask(small, "figures", name="云栈", indicator="revenue")
    assert columns(rows, "measure", "period", "value") == [
        ("actual", "2019", "1250000000"),
        ("actual", "2019", "1280000000"),
        ("target", "2020", "1500000000"),
    ]


def test_figures_on_which_documents_disagree(small: Store) -> None:
    rows = ask(small, "disagreements")
    assert columns(rows, "label", "property", "value", "document") == [
        ("云栈小镇", "ct:revenue", "1250000000", "news.txt"),
        ("云栈小镇", "ct:revenue", "1280000000", "report.txt"),
    ]


def test_honours_industries_cooperation_targets(small: Store) -> None:
    assert columns(ask(small, "honours"), "honourLabel", "holderLabel") == [("省级特色产业园", "云栈小镇")]
    assert columns(ask(small, "industries"), "platformLabel", "industryLabel", "enterprises") == [
        ("云栈小镇", "生物医药", "1")
    ]
    assert columns(ask(small, "industry-enterprises", name="生物"), "label", "basis") == [
        ("远岫生物科技有限公司", "从事"),
        ("沐石智能装备有限公司", "在主导平台"),
    ]
    assert columns(ask(small, "cooperation", name="松涛"), "label", "role") == [("远岫生物科技有限公司", "合作")]
    assert columns(ask(small, "targets"), "period", "target", "actual") == [("2020", "1500000000", "")]


def test_evidence_of_an_entity_in_both_directions(small: Store) -> None:
    rows = ask(small, "evidence", name="远岫研发中心项目")
    assert set(columns(rows, "subjectLabel", "predicate", "value", "document")) == {
        ("远岫生物科技有限公司", "ct:develops", "远岫研发中心项目", "news.txt"),
        ("远岫研发中心项目", "ct:usesParcel", "BX0101-02地块", "news.txt"),
        ("开工仪式", "ct:involves", "远岫研发中心项目", "news.txt"),
    }


def test_documents_and_what_they_say(small: Store) -> None:
    assert columns(ask(small, "documents"), "document", "issued", "entities", "evidences", "figures") == [
        ("news.txt", "2020-01", "13", "18", "4"),
        ("report.txt", "2020-06", "5", "6", "2"),
    ]
