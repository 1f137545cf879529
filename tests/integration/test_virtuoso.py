"""`--store http://…` over a real Virtuoso: the same graph, the same answers, the same pages as the embedded store."""

import io
import os
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import httpx
import pyoxigraph as ox
import pytest

from graph import network, search, status, validate
from graph.ask import ask
from graph.industries import plant
from graph.land import land
from graph.results import write
from graph.sound import sound
from graph.store import open_store
from graph.store.base import Answer, Boolean, QueryError, Solutions, Store, StoreError, Triples
from ingest.facts import DocumentFacts
from ingest.pipeline import analyse
from queries.catalogue import StoredQuery, bind, catalogue
from tests import graphs, virtuoso
from tests.competency.world import documents
from tests.serving import served
from tests.virtuoso_install import PACKAGE, install
from web import details, overview, views

ROOT = Path(__file__).parents[2]
DATA = [ROOT / "data" / name for name in ("news-2020-projects.txt", "notice-2020-parcels.txt")]
GRAPH, OTHER = ox.NamedNode("http://a.example/g"), ox.NamedNode("http://a.example/h")
SAYS = ox.NamedNode("http://a.example/says")
XSD = "http://www.w3.org/2001/XMLSchema#"
_GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), 'http://a.example/')) }"


def quad(subject: str, value: ox.Literal | ox.NamedNode | str, graph: ox.NamedNode = GRAPH) -> ox.Quad:
    term = ox.Literal(value, language="zh") if isinstance(value, str) else value
    return ox.Quad(ox.NamedNode(f"http://a.example/{subject}"), SAYS, term, graph)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    if install() is None:
        pytest.skip(f"没有 Virtuoso，也装不上：apt-get install {PACKAGE} (no Virtuoso, and not root or no apt)")
    with virtuoso.serving() as address:
        yield address


@pytest.fixture
def empty(url: str) -> Iterator[Store]:
    """The Virtuoso for quads of a.example, which are taken out afterwards; others may have left what they read."""
    store = open_store(url)
    yield store
    answer = store.query(_GRAPHS)
    assert isinstance(answer, Solutions)
    store.replace([g for (g,) in answer.rows if isinstance(g, ox.NamedNode)], [])


def own(store: Store) -> set[ox.Quad]:
    """What the store holds of the tests' small quads."""
    return {q for q in store.quads() if "a.example" in str(q)}


class Both:
    """Two stores as one: each query is put to both, and both must answer alike."""

    def __init__(self, here: Store, there: Store) -> None:
        self.here, self.there, self.asked = here, there, 0

    def query(self, sparql: str) -> Answer:
        self.asked += 1
        assert told(self.there.query(sparql)) == told(self.here.query(sparql)), sparql
        return self.here.query(sparql)

    def __getattr__(self, name: str) -> object:
        return getattr(self.here, name)

    def __len__(self) -> int:
        return len(self.here)


def told(answer: Answer) -> object:
    """What an answer says: the order of rows, of the variables of *, and of what GROUP_CONCAT joins is free."""
    match answer:
        case Solutions():
            rows = (zip(answer.variables, map(joined, row), strict=True) for row in answer.rows)
            return set(answer.variables), Counter(frozenset(row) for row in rows)
        case Triples():
            return set(answer.triples)
    return answer


def joined(term: object) -> object:
    return tuple(sorted(term.value.split("、"))) if isinstance(term, ox.Literal) and "、" in term.value else term


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("embedded") / "store"


@pytest.fixture(scope="module")
def full(url: str, folder: Path) -> Store:
    """Both stores, each filled by itself: the tree, the small graph, and the world of the questions."""
    stores = (open_store(str(folder)), open_store(url))
    for store in stores:
        graphs.fill(store)
        for facts in documents():
            land(store, facts)
    return cast("Store", Both(*stores))


@pytest.fixture(scope="module")
def read() -> list[DocumentFacts]:
    """What two documents of data/ say, as far as it conforms."""
    found = [sound(analyse(path.name, path.read_text("utf-8"))).facts for path in DATA]
    return [facts for facts in found if facts is not None]


@pytest.fixture(scope="module")
def both(full: Store, read: list[DocumentFacts]) -> Store:
    """The same after two documents of data/ were read into each, into Virtuoso by the command line."""
    stores = cast("Both", full)
    assert "读入 2 份文档" in chantu("ingest", *DATA, "--workers", "1", store=stores.there).stderr
    for facts in read:
        land(stores.here, facts)
    return full


def chantu(*arguments: str | Path, store: Store, status: int = 0) -> "subprocess.CompletedProcess[str]":
    address = store._url  # type: ignore[attr-defined]
    run = subprocess.run(
        [sys.executable, "-W", "error", "-m", "cli", *map(str, arguments)], cwd=ROOT, text=True, capture_output=True,
        env={**os.environ, "CHANTU_STORE": address}, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == status, run.stderr
    return run


def test_both_hold_the_same_quads(full: Store) -> None:
    stores = cast("Both", full)
    assert set(stores.there.quads()) == set(stores.here.quads())
    assert len(stores.there) == len(stores.here) > 7000
    there, here = status.read_status(stores.there), status.read_status(stores.here)
    assert (there.documents, there.entities, there.facts) == (here.documents, here.entities, here.facts)
    assert re.fullmatch(r"\w{20}", there.version)


def test_planting_again_writes_nothing(full: Store) -> None:
    store = cast("Both", full).there
    version = store.version()
    plant(store)
    assert store.version() == version


def test_a_document_read_twice_leaves_the_same_quads_and_one_read_anew_replaces(
    both: Store, read: list[DocumentFacts]
) -> None:
    stores = cast("Both", both)
    before = set(stores.here.quads())
    assert set(stores.there.quads()) == before
    for facts in read:
        land(stores.there, facts)
    assert set(stores.there.quads()) == before
    document = documents()[0]
    for changed in (document.keep({0, 1, 2}), document):
        land(stores.here, changed)
        land(stores.there, changed)
        assert set(stores.there.quads()) == set(stores.here.quads())
    assert set(stores.there.quads()) == before


@pytest.mark.parametrize("query", catalogue(), ids=lambda q: q.name)
def test_stored_queries_answer_alike(both: Store, query: StoredQuery) -> None:
    given = {"name": "云栈", "chain": "生物医药", "year": "2019", "period": "2019-11", "indicator": "revenue"}
    values = {p.name: given[p.name] for p in query.parameters if p.name in given}
    if query.name == "evidence":
        values["name"] = "远岫生物科技有限公司"
    for bound in ({}, values):
        ask(both, bind(query, bound))


def test_what_the_ontology_implies_is_answered_alike(both: Store) -> None:
    prefixes = "PREFIX ct: <https://w3id.org/chantu/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
    for pattern in (
        "?park ct:hosts ?firm . ?firm a ct:Organization ; rdfs:label ?name",
        "?a ct:cooperatesWith ?b",
        "?e ct:kind ?k",
        "?e ct:locatedIn+ ?where . ?where a ct:Platform",
        "VALUES (?c ?n) { (ct:Talent 1) (UNDEF 2) } ?e a ?c ; rdfs:label ?l",
        "{ SELECT ?c (SUM(?v) AS ?all) { ?o ct:subject/a ?c ; ct:value ?v } GROUP BY ?c } FILTER(?all > 0)",
        "?e a ct:Project MINUS { ?e ct:usesParcel ?p } FILTER NOT EXISTS { ?event ct:involves ?e }",
    ):
        answer = ask(both, f"{prefixes} SELECT * {{ {pattern} }}")
        assert isinstance(answer, Solutions)
        assert next(answer.rows, None), pattern


def test_what_pages_ask_is_answered_alike(both: Store) -> None:
    asking = cast("Both", both)
    status.read_status(both)
    assert search.search(both, "云栈")[1]
    assert len(network.build(both)) > 50
    overview.class_counts(both)
    overview.platforms(both, 8)
    entities = views.rows(both, "SELECT DISTINCT ?e { ?e ct:mention ?m } ORDER BY ?e LIMIT 30")
    for iri in [r["e"] for r in entities]:
        edges, dates = views.edges(both, iri), views.dates(both, iri)
        views.find_node(both, iri)
        views.other_names(both, iri)
        views.quotes_by_statement(both, [e.statement for e in edges] + [d.statement for d in dates])
        views.figures(both, iri)
        views.mentions(both, iri)
        views.describe(both, iri)
        details.kinds_of(both, iri)
        details.chain_of(both, iri)
        list(details.sides(both, iri))
    assert asking.asked > 300


def test_the_shapes_check_each_document_alike(both: Store) -> None:
    stores = cast("Both", both)
    for query in validate._queries():
        both.query(query.query)
    for document in (d.href for d in overview.documents(both)):
        for text in (validate._OWN, validate._SHARED):
            both.query(text.replace("DOCUMENT", f"https://w3id.org/chantu/id{document}"))
    assert stores.asked


def test_validate(both: Store) -> None:
    assert "全部符合" in chantu("validate", store=cast("Both", both).there).stderr


def test_the_commands(both: Store, tmp_path: Path) -> None:
    stores = cast("Both", both)
    counted = chantu("status", store=stores.there).stdout
    held = status.read_status(stores.here)
    assert f"事实 facts\t{held.facts}\n" in counted
    assert f"数据 observations\t{held.observations}\n" in counted
    csv = chantu("query", "platforms", "--format", "csv", store=stores.there).stdout
    out = io.BytesIO()
    write(ask(stores.here, bind(next(q for q in catalogue() if q.name == "platforms"), {})), "csv", out)
    assert set(re.findall(r"[^、,\s]+", csv)) == set(re.findall(r"[^、,\s]+", out.getvalue().decode()))
    chantu("export", tmp_path / "graph.nq", store=stores.there)
    assert set(ox.parse(path=tmp_path / "graph.nq")) == set(stores.here.quads())


def test_the_pages(both: Store) -> None:
    stores = cast("Both", both)
    address = cast("Path", stores.there._url)  # type: ignore[attr-defined]
    with served(address) as base, httpx.Client(base_url=base, timeout=30) as client:
        html = {"Accept": "text/html"}
        hit = client.get("/api/search", params={"q": "云栈小镇"}).json()["hits"][0]
        document = next(d for d in client.get("/api/documents").json() if d["identifier"] == DATA[0].name)
        for path, words in (
            ("/", "云栈小镇"), ("/api/graph/overview", "云栈小镇"), ("/explore", "概览"),
            ("/query", "SPARQL"), (hit["href"], "营业收入"),
            (document["href"], 'class="named cls-'), ("/ontology", "投资建设"),
        ):  # fmt: skip
            response = client.get(path, headers=html)
            assert (response.status_code, words in response.text) == (200, True), path
        turtle = client.get(hit["href"], headers={"Accept": "text/turtle"}).content
        triples = {(q.subject, q.predicate, q.object) for q in ox.parse(turtle, ox.RdfFormat.TURTLE)}
        described = views.describe(stores.here, hit["iri"]).triples
        assert triples == {(t.subject, t.predicate, t.object) for t in described}
        assert client.get("/api/neighbours", params={"iri": hit["iri"]}).json()["total"] > 5
        asked = client.post("/sparql", data={"query": "ASK { ?s ?p ?o }"})
        assert asked.json()["boolean"] is True
        for query in catalogue():
            response = client.post("/sparql", data={"query": bind(query, {})}, headers={"Accept": "text/csv"})
            assert response.status_code == 200, (query.name, response.text)
        bad = client.post("/sparql", data={"query": "SELECT * { ?s ?p }"})
        assert (bad.status_code, bad.json()["code"]) == (400, "bad-query")


def test_terms_come_back_as_they_went_in(empty: Store) -> None:
    def typed(text: str, name: str) -> ox.Literal:
        return ox.Literal(text, datatype=ox.NamedNode(XSD + name))

    long = "园区“产业”\n" * 30_000
    terms = [
        ox.Literal(""), ox.Literal("引号\" ' 反斜线\\ 换行\n回车\r制表\t"), ox.Literal("😀 𠮷 \u0001\u000c\u007f"),
        ox.Literal("{ } <a> ?x # -- ; \\u4e00 %s ~"), ox.Literal("云", language="zh"), ox.Literal("c", language="en"),
        ox.Literal(long), typed("12", "integer"), typed("-3", "integer"), typed("1250000000", "decimal"),
        typed("9854000000000", "decimal"), typed("0.123456789012345", "decimal"), typed("0.9", "decimal"),
        typed("true", "boolean"), typed("false", "boolean"), typed("2019", "gYear"), typed("2019-11-08", "date"),
    ]  # fmt: skip
    quads = {quad(f"s{n}", term) for n, term in enumerate(terms)}
    empty.replace([], quads)
    assert own(empty) == quads
    answer = empty.query(f"CONSTRUCT {{ ?s {SAYS} ?o }} WHERE {{ GRAPH {GRAPH} {{ ?s {SAYS} ?o }} }}")
    assert isinstance(answer, Triples)
    assert set(answer.triples) == {q.triple for q in quads}
    empty.replace([], [], without=list(quads))
    assert own(empty) == set()


def test_replacing_empties_the_graphs_and_takes_out_and_puts_in(empty: Store) -> None:
    empty.replace([], [quad("a", "旧"), quad("b", "留", OTHER), quad("c", "去", OTHER)])
    version = empty.version()
    empty.replace([GRAPH], [quad("a", "新")], without=[quad("c", "去", OTHER)])
    assert own(empty) == {quad("a", "新"), quad("b", "留", OTHER)}
    assert empty.version() > version
    empty.update(
        f"DELETE {{ GRAPH {OTHER} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {OTHER} {{ ?s ?p ?o }} }}",
        (),
        (),
        base="",
        union=True,
    )
    assert own(empty) == {quad("a", "新")}


def test_a_large_commit_is_one_and_readers_never_see_half_of_it(url: str, empty: Store) -> None:
    """More triples than Virtuoso's parser takes in one group; while they are replaced, others read."""
    commits = [[quad(f"s{n}", f"{word} {n}") for n in range(6000)] for word in ("一", "二", "三", "四")]
    empty.replace([GRAPH], commits[0])
    seen: set[str] = set()
    done = threading.Event()

    def read() -> None:
        reader = open_store(url, read_only=True)
        while not done.is_set():
            answer = reader.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {GRAPH} {{ ?s ?p ?o }} }}")
            seen.update(str(n) for (n,) in answer.rows) if isinstance(answer, Solutions) else None

    reading = threading.Thread(target=read)
    reading.start()
    try:
        for commit in commits[1:]:
            empty.replace([GRAPH], commit)
    finally:
        done.set()
        reading.join(30)
    assert seen == {f'"6000"^^<{XSD}integer>'}
    assert own(empty) == set(commits[-1])


def test_what_is_too_large_for_one_update_is_told_and_changes_nothing(empty: Store) -> None:
    empty.replace([], [quad("a", "留")])
    with pytest.raises(StoreError, match="什么都没有改动"):
        empty.replace([GRAPH], [quad("a", "大" * 4_000_000)])
    assert own(empty) == {quad("a", "留")}


def test_files_with_blank_nodes_and_triples_without_a_graph_are_loaded(empty: Store, tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("@prefix a: <http://a.example/> . a:a a:says [ a:says 2 , true ] , 'x' .", "utf-8")
    assert empty.load(file) == 4
    found = own(empty)
    assert {q.graph_name for q in found} == {ox.DefaultGraph()}
    blank = {q.subject for q in found if isinstance(q.subject, ox.BlankNode)}
    assert blank == {q.object for q in found if isinstance(q.object, ox.BlankNode)}
    assert empty.query("ASK { <http://a.example/a> <http://a.example/says>/<http://a.example/says> true }") == Boolean(
        value=True
    )
    empty.update("DROP SILENT GRAPH <https://w3id.org/chantu/id/graph/unnamed>", (), (), base="", union=True)


def test_bad_queries_are_refused(empty: Store) -> None:
    for bad, words in (
        ("SELECT * { ?s ?p }", "语法"), ("DROP ALL", "更新"), ("ASK { SERVICE <http://a.example/> {} }", "SERVICE"),
        ("DEFINE get:soft 'soft' SELECT * FROM <http://a.example/> { ?s ?p ?o }", "语法"),
    ):  # fmt: skip
        with pytest.raises(QueryError, match=words):
            empty.query(bad)
    with pytest.raises(StoreError, match="Virtuoso 37000"):
        empty.update("INSERT DATA { GRAPH <http://a.example/g> { <http://a.example/a> } }", (), (), base="", union=True)
    assert empty.query("ASK { <http://a.example/none> ?p ?o }") == Boolean(value=False)


def test_addresses_may_say_more(url: str, empty: Store) -> None:
    """A user with digest authentication, an address for updates, the dialect of a server behind a proxy."""
    auth = url.replace("http://", "http://dba:dba@") + "-auth"
    for location in (
        auth,
        f"{url}#dialect=virtuoso&update={url}",
        f"{url}#update=/sparql",
        f"{auth[:-5]}#update=/sparql-auth",
    ):
        store = open_store(location)
        store.replace([GRAPH], [quad("a", location)])
        assert own(empty) == {quad("a", location)}
    with pytest.raises(StoreError, match="401"):
        open_store(auth.replace("dba:dba", "dba:wrong"))
    with pytest.raises(StoreError, match="dialect="):
        open_store(f"{url}#dialekt=virtuoso")


def test_an_answer_that_the_server_cuts_is_no_answer(url: str, tmp_path: Path) -> None:
    with virtuoso.serving(rows=50) as capped:
        store = open_store(capped)
        store.replace([], [quad(f"s{n}", "x") for n in range(60)])
        assert len(store) == 60
        with pytest.raises(StoreError, match="ResultSetMaxRows"):
            list(store.quads())
