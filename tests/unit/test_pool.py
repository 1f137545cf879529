"""The pool's parts by themselves: limits on rows, turns, searches in queries, updates over named graphs."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from graph.pool.limits import has_dataset, limited
from graph.pool.magic import found
from graph.pool.question import BusyError
from graph.pool.turns import Turns
from graph.search import Hit, Index
from graph.store.base import QueryError
from graph.store.updates import checked, over

NAMES = Index([Hit("urn:a", "Platform", "智慧网谷", "智慧网谷"), Hit("urn:b", "Platform", "望江园", "望江园")])
SEARCH = "PREFIX ct: <https://w3id.org/chantu/ontology#> SELECT ?e {{ {} }}"


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine; in a thread of its own, as the browser tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?o }\nLIMIT 11\n"),
        ("SELECT * { ?s ?p ?o } LIMIT 5", "SELECT * { ?s ?p ?o } LIMIT 5"),
        ("SELECT * { ?s ?p ?o } LIMIT 500 OFFSET 2", "SELECT * { ?s ?p ?o } LIMIT 11 OFFSET 2"),
        ("SELECT * { {SELECT * { ?s ?p ?o } LIMIT 9 }}", "SELECT * { {SELECT * { ?s ?p ?o } LIMIT 9 }}\nLIMIT 11\n"),
        ("SELECT * { ?s ?p ?o } VALUES ?s { 1 }", "SELECT * { ?s ?p ?o } \nLIMIT 11\nVALUES ?s { 1 }"),
        ("ASK { ?s ?p ?o }", "ASK { ?s ?p ?o }"),
        ("SELECT * { ?s ?p 'LIMIT 5' } # LIMIT 5", "SELECT * { ?s ?p 'LIMIT 5' } # LIMIT 5\nLIMIT 11\n"),
    ],
)  # fmt: skip
def test_a_query_yields_one_row_more_than_is_allowed(query: str, expected: str) -> None:
    assert limited(query, 10) == expected


def test_a_dataset_in_the_query_is_seen() -> None:
    assert has_dataset("SELECT * FROM <urn:g> { ?s ?p ?o }")
    assert not has_dataset("SELECT * { ?s ?p 'FROM <urn:g>' }")


def test_clients_take_turns() -> None:
    async def served() -> list[str]:
        turns, order = Turns(1, 10), []

        async def ask(client: str) -> None:
            await turns.take(client)
            order.append(client)
            await asyncio.sleep(0)
            turns.give(client)

        await asyncio.gather(*(ask(client) for client in ("many", "many", "many", "many", "one")))
        return order

    assert run(served()) == ["many", "many", "one", "many", "many"]


def test_one_client_leaves_a_place_for_another() -> None:
    async def served() -> None:
        turns = Turns(3, 10)
        await turns.take("many")
        await turns.take("many")
        third = asyncio.create_task(turns.take("many"))
        await asyncio.sleep(0)
        assert not third.done()
        await asyncio.wait_for(turns.take("one"), 1)
        turns.give("many")
        await asyncio.wait_for(third, 1)

    run(served())


def test_a_full_queue_says_so_and_one_who_leaves_makes_room() -> None:
    async def served() -> None:
        turns = Turns(1, 1)
        await turns.take("a")
        waiting = asyncio.create_task(turns.take("b"))
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await turns.take("c")
        waiting.cancel()
        await asyncio.sleep(0)
        turns.give("a")
        await turns.take("c")

    run(served())


def test_a_search_becomes_what_the_index_finds() -> None:
    assert found(SEARCH.format('?e ct:search "zhwg" . ?e ?p ?o'), NAMES).endswith("{ VALUES ?e { <urn:a> } ?e ?p ?o }")
    assert "<urn:b>" in found(SEARCH.format("?e ?p ?o . ?e ct:search '望江'"), NAMES)
    assert "VALUES ?e {  }" in found(SEARCH.format('?e ct:search "没有"'), NAMES)


def test_a_search_written_otherwise_is_refused() -> None:
    with pytest.raises(QueryError, match="ct:search"):
        found(SEARCH.format('?e a ct:Platform ; ct:search "zhwg"'), NAMES)
    assert found(SEARCH.format('?e ?p "ct:search"'), NAMES) == SEARCH.format('?e ?p "ct:search"')


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }"),
        ("INSERT { <a:b> <a:c> ?o } WHERE { ?s ?p ?o }", "INSERT { <a:b> <a:c> ?o } USING <urn:g> WHERE { ?s ?p ?o }"),
        ("INSERT DATA { <a:b> <a:c> <a:d> }", "INSERT DATA { <a:b> <a:c> <a:d> }"),
    ],
)
def test_an_update_is_over_the_graphs_that_the_request_names(update: str, expected: str) -> None:
    assert " ".join(over(update, ("urn:g",), ()).split()) == expected


def test_an_update_that_names_graphs_itself_or_fetches_is_refused() -> None:
    with pytest.raises(QueryError):
        over("WITH <urn:h> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", ("urn:g",), ())
    with pytest.raises(QueryError, match="LOAD"):
        checked("LOAD <http://127.0.0.1:9/x>")
