"""A server that can be left open: whatever is asked, it is stopped in time, and others are answered meanwhile."""

import os
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph.store import open_store
from tests import graphs
from tests.serving import served

SECONDS = 2.0
EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i ."
KILLERS = [
    f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}",
    f"SELECT * {{ {EVERYTHING} }} ORDER BY ?c ?f ?i",
    f"SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?d), STR(?g))) AS ?n) {{ {EVERYTHING} }}",
    f"SELECT (GROUP_CONCAT(?c) AS ?all) {{ {EVERYTHING} }}",
    f"SELECT (GROUP_CONCAT(DISTINCT CONCAT(STR(?a), STR(?d))) AS ?all) {{ {EVERYTHING} }}",
    f"SELECT (SUM(STRLEN(STR(?a)) + STRLEN(STR(?d))) AS ?n) {{ {EVERYTHING} }}",
    f"SELECT (SAMPLE(?x) AS ?y) {{ {EVERYTHING} BIND(SHA512(CONCAT(STR(?a), STR(?d))) AS ?x) }}",
    f"CONSTRUCT {{ ?a ?e ?i }} WHERE {{ {EVERYTHING} }} ORDER BY ?i",
    f"SELECT ?a (COUNT(*) AS ?n) {{ {EVERYTHING} }} GROUP BY ?a ?d ?g ORDER BY ?n",
    f"ASK {{ {EVERYTHING} FILTER(?a = ?d && ?d = ?g && ?a != ?g) }}",
    f"SELECT * {{ {EVERYTHING} FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), '(x+x+)+y')) }}",
    f"SELECT * {{ {EVERYTHING} FILTER(CONTAINS(STR(?c), STR(?f)) && ?c != ?i) }} ORDER BY ?a",
    "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:x>|^!<urn:x>)* ?c }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>/^!<urn:x>)+ ?b . ?c (!<urn:x>/^!<urn:x>)+ ?d }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>/!<urn:y>/^!<urn:x>/^!<urn:y>)* ?b . ?b (^!<urn:x>/!<urn:x>)* ?c }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>)* ?b . ?c (!<urn:x>)* ?d . ?e (!<urn:x>)* ?f }",
    "SELECT (COUNT(*) AS ?n) { ?a (^!<urn:x>/!<urn:x>)* ?b . ?c (^!<urn:x>/!<urn:x>)* ?d }",
    "SELECT (MAX(?z) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?w . BIND(STRLEN(CONCAT(STR(?x), STR(?y), STR(?w))) AS ?z) }",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i FILTER(?i != ?c) } } }",
    "SELECT (COUNT(*) AS ?n) { { ?a ?b ?c } UNION { ?c ?b ?a } { ?d ?e ?f } UNION { ?f ?e ?d } ?g ?h ?i }",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c MINUS { ?d ?e ?f FILTER(?d != ?e) } ?j ?k ?l . ?m ?n2 ?o . ?p ?q ?r }",
    f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} FILTER NOT EXISTS {{ ?a ?x ?d . ?d ?y ?g }} }}",
    f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT DISTINCT ?a ?d {{ {EVERYTHING} }} }} ?x ?y ?z }}",
    f"SELECT (AVG(?v) AS ?n) {{ {EVERYTHING} BIND(RAND() AS ?v) }}",
    f"DESCRIBE ?a {{ {EVERYTHING} }} ORDER BY ?c ?f",
]  # fmt: skip
POLITE = (
    "SELECT ?l { ?e a <https://w3id.org/chantu/ontology#Platform> ; <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("limits") / "store"
    store = graphs.fill(open_store(str(folder)))
    del store
    settings = {"CHANTU_TIME_LIMIT": str(SECONDS), "CHANTU_ROW_LIMIT": "50", "CHANTU_MEMORY_LIMIT": "200"}
    with served(folder, settings | {"CHANTU_QUEUE": "64"}) as made:
        yield made


def ask(address: str, query: str, **headers: str) -> httpx.Response:
    return httpx.post(f"{address}/sparql", data={"query": query}, headers=headers, timeout=30)


@pytest.mark.parametrize("number", range(len(KILLERS)))
def test_a_killer_query_is_stopped_in_time(address: str, number: int) -> None:
    started = time.monotonic()
    response = ask(address, KILLERS[number])
    assert response.status_code in (503, 504, 507), response.text[:300]
    assert response.json()["code"] in ("busy", "time-limit", "memory-limit")
    assert time.monotonic() - started < SECONDS + 1.5


def test_a_polite_client_is_answered_beside_them(address: str) -> None:
    """Its slow answers (p95) take at most twice as long as alone, or a few hundredths of a second more."""

    def times() -> list[float]:
        taken = []
        for _ in range(60):
            started = time.monotonic()
            assert "云栈小镇" in ask(address, POLITE, **{"User-Agent": "polite"}).text
            taken.append(time.monotonic() - started)
        return taken

    alone = statistics.quantiles(times(), n=20)[-1]
    threads = [threading.Thread(target=ask, args=(address, query)) for query in KILLERS]
    for thread in threads:
        thread.start()
    beside = statistics.quantiles(times(), n=20)[-1]
    for thread in threads:
        thread.join()
    assert beside < max(2 * alone, alone + 0.25)


def test_an_answer_that_was_cut_says_so(address: str) -> None:
    for accept in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/turtle"):
        query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }" if accept == "text/turtle" else "SELECT * { ?s ?p ?o }"
        response = ask(address, query, Accept=accept)
        assert response.status_code == 200
        assert response.headers["Chantu-Cut"] == "50"
    assert len(ask(address, "SELECT * { ?s ?p ?o }").json()["results"]["bindings"]) == 50
    assert "Chantu-Cut" not in ask(address, POLITE).headers


def test_a_client_that_leaves_frees_its_worker(address: str) -> None:
    before = workers(address)
    for _ in range(6):
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{address}/sparql", data={"query": KILLERS[0]}, timeout=0.2)
    started = time.monotonic()
    assert ask(address, POLITE).status_code == 200
    assert time.monotonic() - started < SECONDS / 2
    assert workers(address) <= before + 4


def workers(address: str) -> int:
    """How many processes answer queries on this machine for this server."""
    told = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            told += b"graph.pool.nursery" in command
    return told


def test_a_query_too_long_or_too_deep_is_refused(address: str) -> None:
    assert ask(address, f"SELECT * {{ ?s ?p '{'x' * 70_000}' }}").status_code == 413
    assert ask(address, "SELECT * " + "{" * 5000 + "}" * 5000).status_code == 400


def test_a_full_queue_says_when_to_come_again(tmp_path: Path) -> None:
    store = graphs.fill(open_store(str(tmp_path / "store")))
    del store
    settings = {"CHANTU_WORKERS": "1", "CHANTU_QUEUE": "1", "CHANTU_TIME_LIMIT": "2"}
    with served(tmp_path / "store", settings) as address:
        answers: list[httpx.Response] = []
        threads = [threading.Thread(target=lambda: answers.append(ask(address, KILLERS[0]))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    busy = [a for a in answers if a.status_code == 503]
    assert busy
    assert all(a.headers["Retry-After"] for a in busy)


def test_a_commit_is_seen_without_stopping(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = graphs.fill(open_store(str(folder)))
    del store
    with served(folder) as address:
        tag = ask(address, POLITE).headers["ETag"]
        assert httpx.get(f"{address}/sparql", params={"query": POLITE}, headers={"If-None-Match": tag}).status_code in (
            200,
            304,
        )
        from graph.land import land

        store = open_store(str(folder))
        land(store, graphs.lone("松风新材料有限公司"))
        del store
        query = "ASK { ?e ?p '松风新材料有限公司'@zh }"
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline and "true" not in ask(address, query, Accept="text/csv").text:
            time.sleep(0.2)
        assert "true" in ask(address, query, Accept="text/csv").text
        assert ask(address, POLITE).headers["ETag"] != tag


def test_the_server_leaves_no_process_behind(tmp_path: Path) -> None:
    store = graphs.fill(open_store(str(tmp_path / "store")))
    del store
    with served(tmp_path / "store") as address:
        assert ask(address, POLITE).status_code == 200
    deadline = time.monotonic() + 5
    marker = os.fsencode(str(tmp_path / "store"))
    while time.monotonic() < deadline and _still(marker):
        time.sleep(0.1)
    assert not _still(marker)


def _still(marker: bytes) -> bool:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if marker in (entry / "cmdline").read_bytes():
                    return True
            except OSError:
                continue
    return False
