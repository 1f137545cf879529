"""Search over HTTP: each hit is told with its context, its marks and whether it is a guess; classes limit it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.land import land
from graph.search import Hit, search
from graph.search.context import contexts
from graph.store import open_store
from graph.store.base import Answer, Store
from tests import graphs
from tests.serving import served


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("found") / "store"
    graphs.fill(open_store(str(folder)))
    with served(folder) as address, httpx.Client(base_url=address) as made:
        yield made


def asked(client: httpx.Client, **values: Any) -> dict[str, Any]:
    response = client.get("/api/search", params=values)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("云栈小镇", "位于 青梧区 · 企业 1 家"),
        ("远岫生物科技有限公司", "位于 云栈小镇 · 所属产业 生物医药"),
        ("远岫研发中心项目", "投资建设方 远岫生物科技有限公司 · 用地 BX0101-02地块"),
        ("宋应星", "任职 远岫生物科技有限公司"),
        ("云栈创新大会", "日期 2020-05-20 · 位于 云栈小镇"),
        ("BX0101-02地块", "竞得单位 远岫生物科技有限公司 · 用于项目 远岫研发中心项目"),
        ("生物医药", "企业 1 家 · 平台 1 个"),
        ("云栈小镇管委会", "提及 1 处"),  # nothing else is known of it
    ],
)
def test_what_tells_an_entity_from_others_is_told(client: httpx.Client, name: str, context: str) -> None:
    hits = asked(client, q=name)["hits"]
    assert {h["label"]: h["context"] for h in hits}[name] == context


def test_the_context_may_be_in_english(client: httpx.Client) -> None:
    assert asked(client, q="宋应星", lang="en")["hits"][0]["context"] == "works for 远岫生物科技有限公司"
    assert asked(client, q="松涛科技园", lang="en")["hits"][0]["context"] == "mentions: 1"


def test_many_values_are_counted(store_path: Path) -> None:
    store = graphs.fill(open_store(str(store_path)))
    hit = Hit("https://w3id.org/chantu/id/honour/x", "Honour", "奖", "奖")
    holders = " ".join(
        f"<urn:s{n}> rdf:subject <urn:e{n}> ; rdf:predicate ct:holdsHonour ; rdf:object <{hit.iri}> ;"
        f" ct:confidence 0.{n} . <urn:e{n}> rdfs:label '{n}号'@zh ."
        for n in range(1, 6)
    )
    store.update(
        f"""PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX ct: <https://w3id.org/chantu/ontology#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> INSERT DATA {{ {holders} }}""",
        (), (), base="urn:base:x", union=True,
    )  # fmt: skip
    assert contexts(store, [hit]) == ["获得者 5号、4号 等 5 个"]  # the surest first


def test_two_queries_tell_of_all_hits(small: Store) -> None:
    hits, _ = search(small, "云栈")
    asked: list[str] = []

    class Counting:
        def query(self, sparql: str) -> Answer:
            asked.append(sparql)
            return small.query(sparql)

    assert all(contexts(Counting(), hits))  # type: ignore[arg-type]
    assert len(asked) <= 2
    assert contexts(small, []) == []


def test_a_guess_is_told_as_such_and_the_part_that_fits(client: httpx.Client) -> None:
    exact, guess = asked(client, q="云栈小"), asked(client, q="云站小真")
    assert [(h["guess"], h["marks"]) for h in exact["hits"]] == [(False, [[0, 3]])] * 2
    assert next((h["label"], h["guess"], h["marks"]) for h in guess["hits"]) == ("云栈小镇", True, [[0, 4]])
    assert guess["names"][0] == "云栈小镇"
    assert guess["total"] == len(guess["hits"])


def test_classes_limit_the_search_also_those_above_others(client: httpx.Client) -> None:
    assert {h["cls"] for h in asked(client, q="云栈", cls="Platform")["hits"]} == {"Platform"}
    assert {h["cls"] for h in asked(client, q="云栈", cls=["Agency", "Event"])["hits"]} == {"Agency", "Event"}
    assert {h["cls"] for h in asked(client, q="y", cls="Organization")["hits"]} <= {
        "Agency",
        "Enterprise",
        "Institution",
    }


@pytest.mark.parametrize("cls", ["Nothing", "Direction", "Observation", "<x>"])
def test_an_unknown_class_is_refused_with_those_there_are(client: httpx.Client, cls: str) -> None:
    response = client.get("/api/search", params={"q": "云", "cls": cls})
    assert response.status_code == 422
    assert response.json()["code"] == "unknown-class"
    assert "Platform" in response.json()["hint"]


def test_names_that_land_later_are_found(store_path: Path) -> None:
    store = graphs.fill(open_store(str(store_path)))
    assert search(store, "青梧材料")[1] == 0
    land(store, graphs.lone("青梧材料有限公司"))
    assert search(store, "青梧材料")[1] == 1
