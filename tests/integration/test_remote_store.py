"""A store behind a URL does what a store in a folder does."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.status import read_status
from graph.store import open_store
from graph.store.base import Boolean, QueryError, Solutions, Store, StoreError, Triples
from tests import graphs
from tests.sparql_server import serving

SAYS = ox.NamedNode("http://a.example/says")
GRAPH, OTHER = ox.NamedNode("http://a.example/g"), ox.NamedNode("http://a.example/h")


def quad(subject: str, value: str, graph: ox.NamedNode = GRAPH) -> ox.Quad:
    return ox.Quad(ox.NamedNode(f"http://a.example/{subject}"), SAYS, ox.Literal(value, language="zh"), graph)


@pytest.fixture
def url() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture
def store(url: str) -> Store:
    return open_store(url)


def test_it_holds_the_same_graph_as_a_folder(store: Store, small: Store) -> None:
    graphs.fill(store)
    assert set(store.quads()) == set(small.quads())
    assert len(store) == len(small)
    there, here = read_status(store), read_status(small)
    assert (there.documents, there.entities, there.facts) == (here.documents, here.entities, here.facts)


def test_replacing_empties_the_graphs_and_takes_out_and_puts_in(store: Store) -> None:
    store.replace([], [quad("a", "旧"), quad("b", "留", OTHER), quad("c", "去", OTHER)])
    version = store.version()
    store.replace([GRAPH], [quad("a", "新")], without=[quad("c", "去", OTHER)])
    assert set(store.quads()) == {quad("a", "新"), quad("b", "留", OTHER)}
    assert store.version() not in ("", version)


def test_the_three_kinds_of_answer(store: Store) -> None:
    store.replace([], [quad("a", "一")])
    rows = store.query("SELECT ?s ?none { ?s <http://a.example/says> ?o }")
    assert isinstance(rows, Solutions)
    assert (rows.variables, list(rows.rows)) == (("s", "none"), [(quad("a", "").subject, None)])
    assert store.query("ASK { ?s <http://a.example/says> ?o }") == Boolean(value=True)
    triples = store.query("CONSTRUCT WHERE { ?s <http://a.example/says> ?o }")
    assert isinstance(triples, Triples)
    assert list(triples.triples) == [quad("a", "一").triple]


def test_triples_without_a_graph_are_loaded_and_kept_apart(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "a.nt"
    file.write_text("<http://a.example/a> <http://a.example/says> 1 , 2 .".replace("1 , 2", '"1"'))
    assert store.load(file) == 1
    assert store.load(file) == 0
    assert [q.graph_name for q in store.quads()] == [ox.DefaultGraph()]


def test_bad_queries_are_refused_with_the_servers_words(store: Store) -> None:
    with pytest.raises(QueryError, match="1:1"):
        store.query("SELECT * { ?s ?p }")
    with pytest.raises(QueryError, match="更新"):
        store.query("DROP ALL")
    with pytest.raises(QueryError, match="SERVICE"):
        store.query("ASK { SERVICE <http://a.example/> {} }")


def test_a_store_opened_for_reading_is_not_written(url: str) -> None:
    with pytest.raises(StoreError, match="只读"):
        open_store(url, read_only=True).replace([], [quad("a", "一")])


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/query", "http://no-such-host.invalid/query", "http://[bad"])
def test_a_server_that_is_not_there_is_named(address: str) -> None:
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9|no-such-host|bad"):
        open_store(address)


def test_an_address_without_sparql_is_named(url: str) -> None:
    with pytest.raises(StoreError, match="404"):
        open_store(url.replace("/query", "/elsewhere"))


def test_a_server_whose_default_graph_is_no_union_is_refused() -> None:
    with serving(union=False) as address:
        open_store(address).replace([], [quad("a", "一")])
        with pytest.raises(StoreError, match="并集"):
            open_store(address)
