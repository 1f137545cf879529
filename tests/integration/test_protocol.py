"""SPARQL 1.1 Protocol, Service Description, VoID, Graph Store reads and updates, at a started server."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from rdflib import RDF, VOID, Graph

from graph.store import open_store
from tests import graphs
from tests.serving import served
from web.describe import SD

TOKEN = {"Authorization": "Bearer opensesame"}
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
ASK = f"ASK {{ ?e {LABEL} '云栈小镇'@zh }}"
NEW = f"INSERT DATA {{ GRAPH <urn:g> {{ <urn:s> {LABEL} '新的'@zh }} }}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("protocol") / "store"
    store = graphs.fill(open_store(str(made)))
    del store
    return made


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[httpx.Client]:
    with served(folder, {"CHANTU_TOKEN": "opensesame"}) as address, httpx.Client(base_url=address) as made:
        yield made


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json"])
@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
def test_the_endpoint_says_what_it_can_do(client: httpx.Client, path: str, accept: str) -> None:
    response = client.get(path, headers={"Accept": accept})
    assert response.headers["content-type"].split(";")[0] == accept
    form = ox.RdfFormat.from_media_type(accept)
    assert form is not None
    told = {(str(q.subject), str(q.predicate), str(q.object)) for q in ox.parse(response.content, format=form)}
    service = f"<{str(client.base_url).rstrip('/')}/sparql>"
    assert (service, f"<{RDF.type}>", f"<{SD.Service}>") in told
    assert (service, f"<{SD.feature}>", f"<{SD.UnionDefaultGraph}>") in told
    assert [o[1:2] for _, p, o in told if p == f"<{VOID.documents}>"] == ["2"]


def test_without_a_query_a_browser_is_led_to_the_page(client: httpx.Client) -> None:
    response = client.get("/sparql", headers={"Accept": "text/html"})
    assert (response.status_code, response.headers["location"]) == (307, "/query")


def test_head_and_options_and_cors(client: httpx.Client) -> None:
    head = client.head("/sparql", params={"query": ASK})
    assert (head.status_code, head.content) == (200, b"")
    asked = {"Origin": "http://office.example", "Access-Control-Request-Method": "POST"}
    assert client.options("/sparql", headers=asked).headers["access-control-allow-origin"] == "*"
    answer = client.get("/sparql", params={"query": ASK}, headers={"Origin": "http://office.example"})
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_long_answers_are_compressed(client: httpx.Client, coding: str) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 200"
    response = client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": coding})
    assert response.headers["content-encoding"] == coding
    assert len(response.json()["results"]["bindings"]) == 200


def test_an_answer_known_is_not_sent_again(client: httpx.Client) -> None:
    tag = client.get("/sparql", params={"query": ASK}).headers["etag"]
    again = client.get("/sparql", params={"query": ASK}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/sparql", params={"query": ASK}, headers={"If-None-Match": tag, "Accept": "text/csv"})
    assert other.status_code == 200


def test_the_request_names_the_graphs(client: httpx.Client) -> None:
    documents = client.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?d a ?c } }"}).json()
    one = documents["results"]["bindings"][0]["g"]["value"]
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def counted(**graphs_: str) -> int:
        answer = client.get("/sparql", params={"query": count, **{k.replace("_", "-"): v for k, v in graphs_.items()}})
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    assert 0 < counted(default_graph_uri=one) < counted()
    assert counted(named_graph_uri=one) == 0
    answer = client.get("/sparql", params={"query": count.replace("{", f"FROM <{one}> {{")}).json()
    assert int(answer["results"]["bindings"][0]["n"]["value"]) == counted(default_graph_uri=one)


def test_a_graph_can_be_read_by_its_name(client: httpx.Client) -> None:
    documents = client.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?d a ?c } }"}).json()
    name = documents["results"]["bindings"][0]["g"]["value"]
    response = client.get("/sparql/graph", params={"graph": name}, headers={"Accept": "application/n-triples"})
    assert len(Graph().parse(data=response.text, format="nt")) > 10
    assert client.get("/sparql/graph?default", headers={"Accept": "text/turtle"}).status_code == 200
    assert client.get("/sparql/graph", params={"graph": "urn:none"}).status_code == 404
    assert client.get("/sparql/graph").status_code == 400
    assert client.put("/sparql/graph", params={"graph": name}, content=b"").status_code == 405


def test_names_are_found_by_pinyin_and_initials(client: httpx.Client) -> None:
    query = f'PREFIX ct: <https://w3id.org/chantu/ontology#> SELECT ?l {{ ?e ct:search "yzxz" . ?e {LABEL} ?l }}'
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert "云栈小镇" in {row["l"]["value"] for row in rows}


def test_an_update_needs_the_token_and_is_written_down(client: httpx.Client, folder: Path) -> None:
    assert client.post("/sparql/update", data={"update": NEW}).status_code == 401
    wrong = client.post("/sparql/update", data={"update": NEW}, headers={"Authorization": "Bearer no"})
    assert wrong.status_code == 401
    assert client.get("/sparql/update", params={"update": NEW}, headers=TOKEN).status_code == 405
    done = client.post("/sparql/update", data={"update": NEW}, headers=TOKEN)
    assert done.status_code == 204
    found = client.get("/sparql", params={"query": f"ASK {{ <urn:s> {LABEL} ?l }}"}, headers={"Accept": "text/csv"})
    assert found.text.strip() == "true"
    bad = client.post(
        "/sparql/update", content="INSERT DATA {", headers={**TOKEN, "Content-Type": "application/sparql-update"}
    )
    assert bad.status_code == 400
    assert (
        client.post("/sparql/update", data={"update": "LOAD <http://127.0.0.1:9/>"}, headers=TOKEN).status_code == 400
    )
    log = [json.loads(line) for line in Path(f"{folder}.updates.jsonl").read_text("utf-8").splitlines()]
    assert [line["outcome"].split(":")[0] for line in log] == ["done", "refused", "refused"]
    assert log[0]["update"] == NEW


def test_without_a_token_a_server_takes_no_updates(tmp_path: Path) -> None:
    store = graphs.fill(open_store(str(tmp_path / "store")))
    del store
    with served(tmp_path / "store") as address:
        refused = httpx.post(f"{address}/sparql/update", data={"update": NEW}, headers=TOKEN)
    assert refused.status_code == 403


def test_stored_queries_are_answered_by_name_and_kept(client: httpx.Client) -> None:
    names = {q["name"] for q in client.get("/api/queries").json()}
    assert {"platform-revenue", "chain"} <= names
    asked = {"url": "/api/queries/platform-revenue", "params": {"year": "2019"}, "headers": {"Accept": "text/csv"}}
    first = client.get(**asked)  # type: ignore[arg-type]
    assert "云栈小镇" in first.text
    again = client.get(**asked)  # type: ignore[arg-type]
    assert (again.text, again.headers["etag"]) == (first.text, first.headers["etag"])
    assert client.get("/api/queries/no-such").status_code == 404
    assert client.get("/api/queries/platform-revenue", params={"month": "3"}).status_code == 400
