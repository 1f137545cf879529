"""/api/graph over HTTP, as the explorer asks it: overview, bundles, paths, cards, proofs, and what it refuses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.store import open_store
from tests import graphs
from tests.serving import served


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("graph") / "store"
    store = graphs.fill(open_store(str(folder)))
    del store
    with served(folder) as address, httpx.Client(base_url=address) as made:
        yield made


def get(client: httpx.Client, path: str, **query: Any) -> Any:
    response = client.get(f"/api/graph/{path}", params=query)
    assert response.status_code == 200, response.text
    return response.json()


def iri(client: httpx.Client, name: str) -> str:
    found: str = client.get("/api/search", params={"q": name}).json()["hits"][0]["iri"]
    return found


def test_every_class_that_is_drawn_has_a_name_a_shape_and_a_glyph(client: httpx.Client) -> None:
    words = get(client, "words")
    assert words["classes"]["Platform"] == {
        "zh": "平台", "en": "Platform", "inverse_zh": "", "inverse_en": "",
        "colour": words["classes"]["Platform"]["colour"], "shape": "hexagon", "glyph": "园",
    }  # fmt: skip
    assert all(c["zh"] and c["en"] and c["shape"] and len(c["glyph"]) == 1 for c in words["classes"].values())
    assert words["properties"]["develops"]["inverse_zh"] == "投资建设方"


@pytest.mark.parametrize("by", ["platform", "community", "class"])
def test_the_overview_says_how_many_of_how_many(client: httpx.Client, by: str) -> None:
    found = get(client, "overview", by=by)
    assert sum(g["size"] for g in found["groups"]) + found["lone"] == found["entities"] == 15
    assert found["statements"] == 16


def test_the_members_of_a_group_come_in_pages_and_by_class(client: httpx.Client) -> None:
    group = max(get(client, "overview")["groups"], key=lambda g: g["size"])
    every = get(client, "members", key=group["key"], limit=100)
    assert every["total"] == group["size"] == len(every["things"])
    firms = get(client, "members", key=group["key"], cls="Enterprise")
    assert firms["total"] == group["classes"]["Enterprise"]


def test_relations_are_counted_before_they_are_told(client: httpx.Client) -> None:
    town = iri(client, "云栈小镇")
    around = get(client, "around", iri=town)
    assert sum(b["count"] for b in around["bundles"]) == around["total"] == around["thing"]["degree"]
    firms = next(b for b in around["bundles"] if b["cls"] == "Enterprise")
    told = get(client, "expand", iri=town, predicate=firms["predicate"], outgoing=firms["outgoing"], cls="Enterprise")
    assert told["total"] == firms["count"] == len(told["statements"])
    (source,) = {s for one in told["statements"] for s in one["sources"]}
    assert [s["iri"] for s in told["sources"]] == [source]
    assert all(one["object"] == town and one["evidences"] == 1 for one in told["statements"])


def test_a_statement_about_an_event_has_its_date(client: httpx.Client) -> None:
    told = get(client, "expand", iri=iri(client, "开工仪式"))
    assert {tuple(s["dates"]) for s in told["statements"]} == {("2019-11-08",)}


def test_what_lies_between_some_entities_is_told_whole(client: httpx.Client) -> None:
    some = [iri(client, n) for n in ("云栈小镇", "远岫生物科技有限公司", "远岫研发中心项目")]
    part = client.post("/api/graph/between", json={"entities": [*some, "https://w3id.org/chantu/id/gone/1"]}).json()
    assert {t["iri"] for t in part["things"]} == set(some)
    assert part["total"] == len(part["statements"]) == 2


def test_paths_lead_from_one_to_the_other(client: httpx.Client) -> None:
    start, end = iri(client, "宋应星"), iri(client, "BX0101-02地块")
    found = get(client, "paths", start=start, end=end, avoid=["Place", "Industry"])
    assert found["paths"][0]["things"][0] == start
    assert found["paths"][0]["things"][-1] == end
    told = {s["iri"] for s in found["part"]["statements"]}
    assert all(s in told for p in found["paths"] for step in p["steps"] for s in step["statements"])


def test_common_neighbours_come_with_their_statements(client: httpx.Client) -> None:
    part = get(client, "common", iri=[iri(client, "云栈小镇"), iri(client, "远岫生物科技有限公司")])
    assert "生物医药" in {t["label"] for t in part["things"]}
    assert part["total"] >= 1


def test_a_card_tells_figures_and_that_sources_differ(client: httpx.Client) -> None:
    card = get(client, "card", iri=iri(client, "云栈小镇"))
    revenue = [f for f in card["figures"] if f["indicator"] == "revenue" and f["measure"] == "actual"]
    assert {f["value"] for f in revenue} == {"12.5亿元", "12.8亿元"}
    assert all(f["disputed"] for f in revenue)
    assert all(not f["disputed"] for f in card["figures"] if f["indicator"] != "revenue" or f["measure"] != "actual")
    assert [(h["date"], h["predicate"], h["thing"]["label"]) for h in card["happenings"]] == [
        ("2020-05-20", "date", "云栈创新大会")
    ]
    proof = get(client, "fact", statement=card["happenings"][0]["statement"])
    assert (proof["predicate"], proof["value"]) == ("date", "2020-05-20")
    assert {d["title"] for d in card["documents"]}


def test_a_fact_leads_to_its_sentence(client: httpx.Client) -> None:
    town = iri(client, "云栈小镇")
    told = get(client, "expand", iri=iri(client, "远岫生物科技有限公司"))
    where = next(s["iri"] for s in told["statements"] if s["object"] == town and s["predicate"] == "locatedIn")
    proof = get(client, "fact", statement=where)
    assert (proof["subject"]["label"], proof["predicate"], proof["object"]["label"]) == (
        "远岫生物科技有限公司", "locatedIn", "云栈小镇",
    )  # fmt: skip
    assert [q["text"] for q in proof["quotes"]] == ["落户云栈小镇"]
    assert proof["others"] == []


def test_chains_of_the_industries_of_an_entity(client: httpx.Client) -> None:
    town = iri(client, "云栈小镇")
    found = client.post("/api/graph/chains", json={"entities": [town]}).json()
    assert town in found["entities"]
    assert all(link["zh"] and link["en"] for link in found["links"])


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("overview", {"by": "colour"}, 422),
        ("members", {"key": "x"}, 404),
        ("members", {"key": "lone", "cls": "Nonsense"}, 422),
        ("around", {"iri": "https://w3id.org/chantu/id/platform/gone"}, 404),
        ("around", {"iri": "x> } ; DROP ALL"}, 404),
        ("expand", {"iri": "https://w3id.org/chantu/id/platform/gone"}, 404),
        ("paths", {"start": "x", "end": "y"}, 404),
        ("common", {"iri": ["x"]}, 422),
        ("fact", {"statement": "x> ?p ?o } #"}, 404),
        ("fact", {"statement": "https://w3id.org/chantu/id/statement/gone"}, 404),
        ("expand", {"iri": "x", "limit": 100000}, 422),
    ],
)
def test_what_cannot_be_told_is_refused_in_words(
    client: httpx.Client, path: str, query: dict[str, Any], status: int
) -> None:
    response = client.get(f"/api/graph/{path}", params=query)
    assert response.status_code == status
    assert response.json()["message"]


def test_too_many_entities_at_once_are_refused(client: httpx.Client) -> None:
    assert client.post("/api/graph/between", json={"entities": ["x"] * 1001}).status_code == 422
