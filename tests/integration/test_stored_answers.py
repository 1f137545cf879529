"""What stored queries must not answer: each test lands a few invented sentences and asks one question of them."""

from pathlib import Path

import pytest

from graph.industries import plant
from graph.land import land
from graph.results import shown
from graph.store import open_store
from graph.store.base import Solutions, Store
from queries.catalogue import bind, find
from tests.competency.world import saying
from web import views
from web.explorer import card


@pytest.fixture
def store(store_path: Path) -> Store:
    made = open_store(str(store_path))
    plant(made)
    return made


def answer(store: Store, question: str, columns: str, **values: str) -> list[tuple[str, ...]]:
    """The columns of the rows that a stored query answers, a space between the columns' names."""
    found = store.query(bind(find(question), values))
    assert isinstance(found, Solutions)
    rows = [dict(zip(found.variables, map(shown, row), strict=True)) for row in found.rows]
    return [tuple(row[name] for name in columns.split()) for row in rows]


def test_a_firm_stands_on_a_platform_once_with_its_place_there(store: Store) -> None:
    text = "青禾精密有限公司入驻鹿台大厦，鹿台大厦在鹿台科技城内。青禾精密有限公司另在远汀产业园设厂。"
    places = [
        ("青禾精密有限公司", "locatedIn", "鹿台大厦", "青禾精密有限公司入驻鹿台大厦"),
        ("鹿台大厦", "partOf", "鹿台科技城", "鹿台大厦在鹿台科技城内"),
        ("青禾精密有限公司", "locatedIn", "远汀产业园", "青禾精密有限公司另在远汀产业园设厂"),
    ]
    named: dict[str, str | tuple[str, ...]] = {
        "Platform": ("鹿台大厦", "鹿台科技城", "远汀产业园"),
        "Enterprise": "青禾精密有限公司",
    }
    land(store, saying("a.txt", "2020", text, named, places))
    columns = "platformLabel label whereLabel"
    assert answer(store, "settled", columns, name="鹿台科技城") == [("鹿台科技城", "青禾精密有限公司", "鹿台大厦")]
    assert answer(store, "settled", columns, name="远汀") == [("远汀产业园", "青禾精密有限公司", "远汀产业园")]


def test_of_two_places_in_a_platform_the_inner_one_is_told(store: Store) -> None:
    text = "青禾精密有限公司在鹿台科技城，入驻鹿台大厦。鹿台大厦在鹿台科技城内。"
    places = [
        ("青禾精密有限公司", "locatedIn", "鹿台科技城", "青禾精密有限公司在鹿台科技城"),
        ("青禾精密有限公司", "locatedIn", "鹿台大厦", "入驻鹿台大厦"),
        ("鹿台大厦", "partOf", "鹿台科技城", "鹿台大厦在鹿台科技城内"),
    ]
    named: dict[str, str | tuple[str, ...]] = {"Platform": ("鹿台大厦", "鹿台科技城"), "Enterprise": "青禾精密有限公司"}
    land(store, saying("a.txt", "2020", text, named, places))
    assert answer(store, "settled", "label whereLabel", name="鹿台科技城") == [("青禾精密有限公司", "鹿台大厦")]


def test_a_platform_is_asked_for_by_any_of_its_names(store: Store) -> None:
    one = "栖霞鹿台科技城（简称鹿台）引来青禾精密有限公司。"
    other = "鹿台，又叫台上新城，是一座园区。"
    place = ("青禾精密有限公司", "locatedIn", "栖霞鹿台科技城", "引来青禾精密有限公司")
    firm = {"Enterprise": "青禾精密有限公司"}
    land(store, saying("a.txt", "2020", one, {"Platform": "栖霞鹿台科技城/鹿台", **firm}, [place]))
    land(store, saying("b.txt", "2020", other, {"Platform": "鹿台/台上新城"}, []))
    for name in ("栖霞鹿台科技城", "鹿台", "台上新城"):
        assert answer(store, "settled", "platformLabel label", name=name) == [("栖霞鹿台科技城", "青禾精密有限公司")]


PARK = {"Platform": "鹿台科技城"}


def test_a_target_stands_beside_the_latest_actual_value_in_its_period(store: Store) -> None:
    text = "2020年目标80亿元。一季度15亿元，1至6月42亿元，其中一园27亿元，完成目标的52.5%。2019年60亿元。6月9亿元。"
    figures = [
        ("鹿台科技城", "revenue", "target", "8000000000", "CNY", "2020", "目标80亿元"),
        ("鹿台科技城", "revenue", "actual", "1500000000", "CNY", "2020-01/2020-03", "15亿元"),
        ("鹿台科技城", "revenue", "actual", "4200000000", "CNY", "2020-01/2020-06", "42亿元"),
        ("鹿台科技城", "revenue", "actual", "2700000000", "CNY", "2020-01/2020-06", "27亿元"),
        ("鹿台科技城", "revenue", "completion", "0.525", "1", "2020-01/2020-06", "52.5%"),
        ("鹿台科技城", "revenue", "actual", "6000000000", "CNY", "2019", "60亿元"),
        ("鹿台科技城", "revenue", "actual", "900000000", "CNY", "2020-06", "9亿元"),
    ]
    land(store, saying("a.txt", "2020-07", f"鹿台科技城{text}", PARK, [], figures))
    columns = "period target actual actualPeriod ratio ratioSoFar completion completionPeriod"
    half = "2020-01/2020-06"
    assert answer(store, "targets", columns) == [("2020", "8000000000", "4200000000", half, "", "0.525", "0.525", half)]
    told = [("鹿台科技城", "revenue", "actual", "8400000000", "CNY", "2020", "84亿元")]
    land(store, saying("b.txt", "2021-02", "鹿台科技城2020年84亿元。", PARK, [], told))
    assert answer(store, "targets", "actual actualPeriod ratio ratioSoFar") == [("8400000000", "2020", "1.05", "")]


def test_of_a_month_alone_no_part_of_a_target_is_counted(store: Store) -> None:
    figures = [
        ("鹿台科技城", "revenue", "target", "8000000000", "CNY", "2020", "目标80亿元"),
        ("鹿台科技城", "revenue", "actual", "900000000", "CNY", "2020-06", "9亿元"),
    ]
    land(store, saying("a.txt", "2020-07", "鹿台科技城2020年目标80亿元，6月9亿元。", PARK, [], figures))
    assert answer(store, "targets", "actual actualPeriod ratio ratioSoFar") == [("900000000", "2020-06", "", "")]


def test_a_completion_that_is_told_without_its_target_is_an_answer(store: Store) -> None:
    figures = [
        ("鹿台科技城", "tax", "completion", "0.506", "1", "2020-01/2020-06", "50.6%"),
        ("鹿台科技城", "tax", "actual", "2580000000", "CNY", "2020-01/2020-06", "25.8亿元"),
    ]
    land(store, saying("a.txt", "2020-07", "鹿台科技城1至6月税收25.8亿元，完成50.6%。", PARK, [], figures))
    half = "2020-01/2020-06"
    assert answer(store, "targets", "period target actual completion completionPeriod ratio") == [
        (half, "", "2580000000", "0.506", half, "")
    ]


Said = dict[str, list[tuple[str, str]]]
DISPUTES: dict[str, tuple[Said, list[tuple[str, str]]]] = {
    "a whole and its parts in one document": ({"a": [("30", ""), ("15", ""), ("12", ""), ("3", "")]}, []),
    "a whole beside its part, and the whole again": ({"a": [("30", ""), ("15", "")], "b": [("30", "")]}, []),
    "a part that another document tells of alone": ({"a": [("30", ""), ("15", "")], "b": [("15", "")]}, []),
    "other scopes": ({"a": [("30", "")], "b": [("12", "新开工")]}, []),
    "a part told with its scope elsewhere": ({"a": [("30", ""), ("12", "新开工")], "b": [("12", "")]}, []),
    "two documents": ({"a": [("30", "")], "b": [("31", "")]}, [("30", "a"), ("31", "b")]),
    "parts of one scope": (
        {"a": [("30", ""), ("12", "新开工")], "b": [("13", "新开工")]},
        [("12", "a"), ("13", "b")],
    ),
}


@pytest.mark.parametrize("case", DISPUTES)
def test_documents_disagree_where_none_says_both_values_of_one_scope(store: Store, case: str) -> None:
    """The stored query and the explorer's card are of one mind."""
    documents, expected = DISPUTES[case]
    for name, said in documents.items():
        text = "鹿台科技城2019年项目" + "，".join(f"{scope}{value}个" for value, scope in said)
        figures = [
            ("鹿台科技城", "projectCount", "actual", value, "1", "2019", f"{scope}{value}个", scope)
            for value, scope in said
        ]
        land(store, saying(name, "2020", text, PARK, [], figures))
    assert answer(store, "disagreements", "value document") == expected
    (iri,) = (row["e"] for row in views.rows(store, "SELECT ?e { ?e a ct:Platform }"))
    assert sorted(f"{f.number:g}" for f in card.figures(store, iri) if f.disputed) == [value for value, _ in expected]


def test_firms_of_a_park_that_focuses_on_an_industry_are_told_apart_from_those_in_it(store: Store) -> None:
    text = "鹿台科技城主导产业为疫苗，鹿台大厦在鹿台科技城内。青禾有限公司、白石有限公司入驻鹿台大厦，"
    text += "白石有限公司从事疫苗。"
    said = [
        ("鹿台科技城", "focusesOn", "疫苗", "鹿台科技城主导产业为疫苗"),
        ("鹿台大厦", "partOf", "鹿台科技城", "鹿台大厦在鹿台科技城内"),
        ("青禾有限公司", "locatedIn", "鹿台大厦", "青禾有限公司、白石有限公司入驻鹿台大厦"),
        ("白石有限公司", "locatedIn", "鹿台大厦", "白石有限公司入驻鹿台大厦"),
        ("白石有限公司", "inIndustry", "疫苗", "白石有限公司从事疫苗"),
    ]
    named: dict[str, str | tuple[str, ...]] = {
        "Platform": ("鹿台科技城", "鹿台大厦"),
        "Enterprise": ("青禾有限公司", "白石有限公司"),
        "Industry": "疫苗",
    }
    land(store, saying("a.txt", "2020", text, named, said))
    assert answer(store, "industry-enterprises", "label whereLabel basis parkLabel", name="生物医药") == [
        ("白石有限公司", "鹿台大厦", "从事", ""),
        ("青禾有限公司", "鹿台大厦", "在主导平台", "鹿台科技城"),
    ]
    assert answer(store, "chain", "label basis parkLabel", chain="生物医药") == [
        ("白石有限公司", "从事", ""),
        ("鹿台科技城", "主导产业", ""),
        ("青禾有限公司", "在主导平台", "鹿台科技城"),
    ]


def happening(store: Store, document: str, issued: str, project: str, event: str, words: str, date: str = "") -> None:
    """Land a document that says of a project, in those words, that the event happens, and when."""
    said = [(event, "involves", project, words), *([(event, "date", date, words)] if date else [])]
    text = f"{words}。（{project}，{event}）"
    land(store, saying(document, issued, text, {"Project": project, "Event": event}, said))


def test_a_numbered_section_is_not_told_what_happened_to_another(store: Store) -> None:
    happening(store, "a", "2019", "鹿台用房（2）", "鹿台用房（3）开工", "鹿台用房（2）启用，鹿台用房（3）开工")
    happening(store, "b", "2019", "鹿台用房（2）", "鹿台用房（2）启用", "鹿台用房（2）启用，鹿台用房（3）开工")
    happening(store, "c", "2019", "鹿台中心二期", "鹿台中心一期竣工", "鹿台中心一期竣工，鹿台中心二期跟上")
    happening(store, "d", "2019", "鹿台中心二期", "鹿台中心2期工程开工", "鹿台中心2期工程开工")
    happening(store, "e", "2019", "鹿台中心二期", "一批项目集中开工", "鹿台中心二期等一批项目集中开工")
    assert sorted(answer(store, "project-stages", "projectLabel eventLabel")) == [
        ("鹿台中心二期", "一批项目集中开工"),
        ("鹿台中心二期", "鹿台中心2期工程开工"),
        ("鹿台用房（2）", "鹿台用房（2）启用"),
    ]


@pytest.mark.parametrize(
    ("words", "date", "status"),
    [
        ("鹿台中心已竣工，计划10月开园", "2020-10", "计划"),
        ("重点推进白石工厂、鹿台中心开园", "", "计划"),
        ("鹿台中心将于年内开园", "", "计划"),
        ("10月，鹿台中心开园", "2020-10", "计划"),
        ("计划全部完成，鹿台中心开园", "2020-05", "已发生"),
        ("将军路上的鹿台中心开园", "", "已发生"),
        ("虚拟现实项目鹿台中心开园", "2020-06", "已发生"),
    ],
)
def test_what_is_planned_is_told_from_what_is_done(store: Store, words: str, date: str, status: str) -> None:
    happening(store, "a", "2020-06", "鹿台中心", "鹿台中心开园", words, date)
    assert answer(store, "project-stages", "stage date status") == [("投产", date, status)]


def test_what_was_planned_is_done_where_another_document_says_so(store: Store) -> None:
    happening(store, "a", "2020-06", "鹿台中心", "鹿台中心开园", "计划10月鹿台中心开园", "2020-10")
    happening(store, "b", "2020-11", "鹿台中心", "鹿台中心开园", "10月鹿台中心开园", "2020-10")
    assert answer(store, "project-stages", "date status") == [("2020-10", "已发生")]


def test_the_revenue_of_a_part_does_not_stand_as_that_of_the_park(store: Store) -> None:
    text = "2019年，鹿台科技城规上工业产值30亿元，营业收入80亿元。"
    figures: list[tuple[str, str, str, str, str, str, str] | tuple[str, str, str, str, str, str, str, str]] = [
        ("鹿台科技城", "revenue", "actual", "3000000000", "CNY", "2019", "规上工业产值30亿元", "规上工业"),
        ("鹿台科技城", "revenue", "actual", "8000000000", "CNY", "2019", "营业收入80亿元"),
    ]
    land(store, saying("a.txt", "2020", text, PARK, [], figures))
    assert answer(store, "platform-revenue", "value scope words", year="2019") == [
        ("8000000000", "", "营业收入80亿元"),
        ("3000000000", "规上工业", "规上工业产值30亿元"),
    ]


def test_figures_are_asked_for_by_the_name_of_their_indicator(store: Store) -> None:
    figures = [
        ("鹿台科技城", "revenue", "actual", "8000000000", "CNY", "2019", "80亿元"),
        ("鹿台科技城", "tax", "actual", "500000000", "CNY", "2019", "5亿元"),
    ]
    land(store, saying("a.txt", "2020", "2019年，鹿台科技城营业收入80亿元，税收5亿元。", PARK, [], figures))
    for name in ("营业收入", "revenue"):
        assert answer(store, "figures", "value", indicator=name) == [("8000000000",)]
    assert answer(store, "figures", "value", indicator="收入") == []
