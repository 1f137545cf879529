"""/sparql over HTTP beside pyoxigraph in this process on the same folder, and other endpoints on the same triples.

Six kinds of queries on made-up graphs of two sizes; then two hundred clients at once.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph as ox

from bench.clock import in_turns
from bench.load import load
from bench.peers import ask, chantu, rdflib_endpoint, virtuoso
from bench.synthetic import quads

PREFIXES = """PREFIX ct: <https://w3id.org/chantu/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX id: <https://w3id.org/chantu/id/> """
QUERIES = {
    "lookup": "SELECT ?p ?o { <https://w3id.org/chantu/id/enterprise/77> ?p ?o }",
    "neighbours": "SELECT ?s ?l { ?s ct:locatedIn <https://w3id.org/chantu/id/platform/3> . ?s rdfs:label ?l }",
    "group-count": "SELECT ?c (COUNT(*) AS ?n) { ?e a ?c ; rdfs:label ?l } GROUP BY ?c ORDER BY DESC(?n)",
    "two hops": "SELECT ?l (COUNT(?firm) AS ?n) { ?firm ct:locatedIn ?park ; ct:inIndustry ?trade . "
    "?park ct:focusesOn ?trade ; rdfs:label ?l } GROUP BY ?l ORDER BY DESC(?n) ?l LIMIT 50",
    "text": "SELECT ?e ?l { ?e a ct:Platform ; rdfs:label ?l FILTER(CONTAINS(?l, '松涛')) }",
    "top-n": "SELECT ?l ?v { ?o ct:subject ?e ; ct:indicator ct:revenue ; ct:period '2019' ; ct:value ?v . "
    "?e rdfs:label ?l } ORDER BY DESC(?v) LIMIT 10",
}
_SETTINGS = {"CHANTU_TIME_LIMIT": "600", "CHANTU_ROW_LIMIT": "2000000", "CHANTU_QUEUE": "400"}
_RDFLIB = 1_000_000  # triples; more take rdflib's memory minutes to read


def run(sizes: tuple[int, ...], rounds: int, seconds: float) -> None:
    """Print milliseconds and ratios for each kind of query and size, and what a crowd gets."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder)
            _write(size, made)
            with ExitStack() as stack:
                engine = ox.Store.read_only(str(made / "store"))
                sides = {"http": stack.enter_context(chantu(str(made / "store"), _SETTINGS))}
                if size <= _RDFLIB:
                    sides["rdflib-endpoint"] = stack.enter_context(rdflib_endpoint(made / "graph.nt"))
                sides["virtuoso"] = stack.enter_context(virtuoso(made / "graph.nt"))
                _compare(engine, sides, rounds)
                if size == sizes[0]:
                    _crowd(sides["http"], seconds)


def _write(size: int, folder: Path) -> None:
    """The store and, for the others, the same triples as a file."""
    store = ox.Store(str(folder / "store"))
    store.bulk_extend(quads(size))
    store.optimize()
    with (folder / "graph.nt").open("wb") as file:
        ox.serialize(_triples(size), file, ox.RdfFormat.N_TRIPLES)
    del store


def _triples(size: int) -> Iterator[ox.Triple]:
    for quad in quads(size):
        yield ox.Triple(quad.subject, quad.predicate, quad.object)


def _compare(engine: ox.Store, sides: dict[str, str], rounds: int) -> None:
    print(f"## /sparql and others ({len(engine):,} quads; JSON over HTTP, medians; in-process is pyoxigraph on disk)")
    print(f"{'query':13}{'rows':>8}{'http ms':>10}{'in-process ms':>15}{'ratio':>8}", end="")
    print("".join(f"{name + ' ms':>20}{'ratio':>8}" for name in sides if name != "http"))
    for name, query in QUERIES.items():
        text = PREFIXES + query
        ours = _asking(sides["http"], text)
        pair = in_turns(ours, lambda t=text: _answer(engine, t), rounds)  # type: ignore[misc]
        rows = len(list(engine.query(text, use_default_graph_as_union=True)))  # type: ignore[arg-type]
        line = f"{name:13}{rows:8}{pair.ours * 1000:10.2f}{pair.theirs * 1000:15.2f}{pair.ratio:8.2f}"
        for other, address in sides.items():
            if other != "http":
                beside = in_turns(ours, _asking(address, text), max(1, rounds // 2))
                line += f"{beside.theirs * 1000:20.2f}{beside.ratio:8.2f}"
        print(line)
    print()


def _crowd(address: str, seconds: float) -> None:
    queries = [PREFIXES + QUERIES[name] for name in ("lookup", "neighbours", "text", "top-n")]
    found = load(address, queries, clients=200, seconds=seconds)
    print(f"## 200 clients for {seconds:.0f} s: {found.answers} answers, {found.errors} errors")
    print(f"p50 {found.p50 * 1000:.0f} ms, p99 {found.p99 * 1000:.0f} ms, p99 / p50 {found.p99 / found.p50:.2f}\n")


def _asking(address: str, query: str) -> Callable[[], bytes]:
    return lambda: ask(address, query)


def _answer(engine: ox.Store, query: str) -> bytes:
    results = engine.query(query, use_default_graph_as_union=True)
    if not isinstance(results, ox.QuerySolutions):
        raise TypeError(query)
    return results.serialize(format=ox.QueryResultsFormat.JSON) or b""
