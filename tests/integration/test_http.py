"""The server over HTTP, started for real: the SPARQL protocol, content negotiation, pages, JSON, errors."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph.store import open_store
from tests import graphs
from tests.serving import served

SELECT = (
    "SELECT ?l { ?e a <https://w3id.org/chantu/ontology#Platform> ; <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
)
CONSTRUCT = "CONSTRUCT { ?e a ?c } WHERE { ?e a ?c } LIMIT 3"
NASTY = "<img src=x onerror=alert(1)>有限公司"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("served") / "store"
    store = graphs.fill(open_store(str(folder)))
    from graph.land import land

    land(store, graphs.lone(NASTY))
    del store
    with served(folder) as address, httpx.Client(base_url=address) as made:
        yield made


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_the_form_asked_for(client: httpx.Client, accept: str, media: str) -> None:
    response = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == media
    assert "云栈小镇" in response.text


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/ld+json"])
def test_graphs_come_in_the_form_asked_for(client: httpx.Client, accept: str) -> None:
    response = client.post("/sparql", data={"query": CONSTRUCT}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == accept


def test_all_three_ways_to_ask_give_the_same(client: httpx.Client) -> None:
    accept = {"Accept": "text/csv"}
    by_get = client.get("/sparql", params={"query": SELECT}, headers=accept).text
    by_form = client.post("/sparql", data={"query": SELECT}, headers=accept).text
    direct = client.post("/sparql", content=SELECT, headers={**accept, "Content-Type": "application/sparql-query"}).text
    assert by_get == by_form == direct


def test_a_bad_query_is_told_where_it_is_bad(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT ?x WHERE { ?x "})
    assert response.status_code == 400
    assert response.json()["code"] == "bad-query"
    assert "error at 1:" in response.json()["message"]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"method": "POST", "url": "/sparql", "data": {"update": "CLEAR ALL"}}, 403),
        ({"method": "GET", "url": "/sparql", "params": {"query": "DELETE WHERE { ?s ?p ?o }"}}, 400),
        (
            {"method": "GET", "url": "/sparql", "params": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"}},
            400,
        ),
        ({"method": "GET", "url": "/sparql", "headers": {"Accept": "application/json"}}, 400),
        ({"method": "POST", "url": "/sparql", "content": "x", "headers": {"Content-Type": "text/weird"}}, 415),
        ({"method": "GET", "url": "/sparql", "params": {"query": SELECT}, "headers": {"Accept": "image/png"}}, 406),
        ({"method": "GET", "url": "/api/nothing"}, 404),
        ({"method": "GET", "url": "/api/search"}, 422),
        ({"method": "GET", "url": "/api/evidence", "params": {"statement": "x> } #"}}, 404),
        ({"method": "GET", "url": "/entity/platform/000000000000"}, 404),
        ({"method": "GET", "url": "/document/no%20such"}, 404),
    ],
)
def test_refusals_have_one_shape(client: httpx.Client, request_: dict[str, object], status: int) -> None:
    response = client.request(**request_)  # type: ignore[arg-type]
    assert response.status_code == status
    assert set(response.json()) == {"code", "message", "hint"}
    assert "Traceback" not in response.text


def test_a_browser_gets_an_error_as_a_page(client: httpx.Client) -> None:
    response = client.get("/entity/platform/000000000000", headers={"Accept": "text/html"})
    assert response.status_code == 404
    assert "图谱里没有这个对象" in response.text


def test_an_entity_is_a_page_and_turtle(client: httpx.Client) -> None:
    hit = client.get("/api/search", params={"q": "云栈小镇"}).json()["hits"][0]
    shown = client.get(hit["href"], headers={"Accept": "text/html"})
    assert "云栈小镇位于青梧区" in shown.text.replace("<mark>", "").replace("</mark>", "")
    assert "12.5亿元" in shown.text
    assert ">特色小镇</span>" in shown.text
    turtle = client.get(hit["href"], headers={"Accept": "text/turtle"})
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert "云栈小镇" in turtle.text
    assert client.get(hit["href"], headers={"Accept": "application/ld+json"}).json()


def test_an_industry_shows_its_place_in_the_tree(client: httpx.Client) -> None:
    hits = client.get("/api/search", params={"q": "生物医药"}).json()["hits"]
    hit = next(h for h in hits if "/industry/" in h["href"])
    assert "产业树" in client.get(hit["href"], headers={"Accept": "text/html"}).text


def test_what_the_ontology_implies_can_be_asked_for(client: httpx.Client) -> None:
    query = """PREFIX ct: <https://w3id.org/chantu/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      SELECT ?name { ?park rdfs:label "云栈小镇"@zh ; ct:hosts ?firm . ?firm a ct:Organization ; rdfs:label ?name }"""
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text
    assert "远岫生物科技有限公司" in answer


def test_a_document_shows_the_stretch_asked_for(client: httpx.Client) -> None:
    document = client.get("/api/documents").json()[0]
    response = client.get(document["href"], params={"at": "0-4"})
    assert 'class="chosen' in response.text


@pytest.mark.parametrize("path", ["/", "/explore", "/query", "/ontology", "/docs"])
def test_pages_ask_nothing_of_other_hosts(client: httpx.Client, path: str) -> None:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert 'src="http' not in response.text
    assert 'rel="stylesheet" href="http' not in response.text
    assert "default-src 'self'" in response.headers["content-security-policy"]


@pytest.mark.parametrize("typed", ["云栈", "yunzhan", "yzxz", "栈小"])
def test_search_knows_parts_pinyin_and_initials(client: httpx.Client, typed: str) -> None:
    hits = client.get("/api/search", params={"q": typed}).json()["hits"]
    assert "云栈小镇" in [h["label"] for h in hits]


def test_markup_in_a_name_stays_text(client: httpx.Client) -> None:
    hit = client.get("/api/search", params={"q": "onerror"}).json()["hits"][0]
    response = client.get(hit["href"], headers={"Accept": "text/html"})
    assert "<img src=x" not in response.text
    assert "&lt;img src=x" in response.text


def test_the_ontology_is_a_page_and_turtle(client: httpx.Client) -> None:
    assert "投资建设" in client.get("/ontology", headers={"Accept": "text/html"}).text
    turtle = client.get("/ontology", headers={"Accept": "text/turtle"})
    assert "ct:Platform" in turtle.text


def test_revenue_of_a_year_with_document_and_offsets(client: httpx.Client) -> None:
    query = """PREFIX ct: <https://w3id.org/chantu/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX dcterms: <http://purl.org/dc/terms/>
    SELECT ?l ?v ?d ?a ?b { ?o ct:indicator ct:revenue ; ct:measure "actual" ; ct:period "2019" ; ct:value ?v ;
      ct:subject ?p ; ct:evidence ?e . ?p a ct:Platform ; rdfs:label ?l .
      ?e ct:document/dcterms:identifier ?d ; oa:start ?a ; oa:end ?b } ORDER BY ?v"""
    rows = client.post("/sparql", data={"query": query}).json()["results"]["bindings"]
    found = [(r["l"]["value"], r["v"]["value"], r["d"]["value"]) for r in rows]
    assert ("云栈小镇", "1250000000", "news.txt") in found
    assert all(int(r["a"]["value"]) < int(r["b"]["value"]) for r in rows)


def test_a_commit_by_another_process_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    graphs.fill(open_store(str(folder)))
    with served(folder) as address, httpx.Client(base_url=address) as client:
        assert client.get("/api/search", params={"q": "青梧材料"}).json()["total"] == 0
        from graph.land import land

        store = open_store(str(folder))
        land(store, graphs.lone("青梧材料有限公司"))
        del store
        import time

        time.sleep(1.5)
        assert client.get("/api/search", params={"q": "青梧材料"}).json()["total"] == 1


def test_a_port_in_use_is_told(filled: Path) -> None:
    import subprocess
    import sys
    from urllib.parse import urlparse

    with served(filled) as address:
        port = str(urlparse(address).port)
        command = [sys.executable, "-m", "cli", "serve", "--store", str(filled), "--port", port]
        run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 1
    assert "--port" in run.stderr
    assert "Traceback" not in run.stderr
