"""/sparql over HTTP against the same queries in pyoxigraph in this process, on the same store folder."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from bench.clock import in_turns
from graph.store import open_store
from ingest import pipeline

PREFIXES = """PREFIX ct: <https://w3id.org/chantu/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX oa: <http://www.w3.org/ns/oa#> """
QUERIES = {
    "lookup": "SELECT ?p ?o { ?e a ct:Platform ; rdfs:label ?l ; ?p ?o } LIMIT 50",
    "neighbours": "SELECT ?l ?m { ?s ct:locatedIn ?o . ?s rdfs:label ?l . ?o rdfs:label ?m }",
    "group-count": "SELECT ?c (COUNT(*) AS ?n) { ?e a ?c ; rdfs:label ?l } GROUP BY ?c ORDER BY DESC(?n)",
    "two hops": "SELECT ?a ?b { ?x ct:locatedIn ?y . ?z ct:locatedIn ?y . ?x rdfs:label ?a . ?z rdfs:label ?b }",
    "text": "SELECT ?e ?l { ?e rdfs:label ?l FILTER(CONTAINS(?l, '产业园')) }",
    "top-n": "SELECT ?l ?v { ?o ct:subject ?e ; ct:indicator ct:revenue ; ct:value ?v . ?e rdfs:label ?l } "
    "ORDER BY DESC(?v) LIMIT 10",
}


def run(documents: Path, rounds: int) -> None:
    """Print milliseconds and ratio for each kind of query."""
    with tempfile.TemporaryDirectory() as folder:
        pipeline.ingest([documents], open_store(folder))
        engine = ox.Store.read_only(folder)
        print(f"## /sparql against pyoxigraph in-process ({len(engine):,} quads; JSON results, medians)")
        print(f"{'query':14}{'rows':>8}{'http ms':>10}{'in-process ms':>15}{'ratio':>8}")
        with _served(folder) as address:
            for name, query in QUERIES.items():
                text = PREFIXES + query
                pair = in_turns(lambda t=text: _ask(address, t), lambda t=text: _answer(engine, t), rounds * 4)  # type: ignore[misc]
                rows = len(list(engine.query(text, use_default_graph_as_union=True)))  # type: ignore[arg-type]
                print(f"{name:14}{rows:8}{pair.ours * 1000:10.2f}{pair.theirs * 1000:15.2f}{pair.ratio:8.2f}")
    print()


def _answer(engine: ox.Store, query: str) -> bytes:
    results = engine.query(query, use_default_graph_as_union=True)
    if not isinstance(results, ox.QuerySolutions):
        raise TypeError(query)
    return results.serialize(format=ox.QueryResultsFormat.JSON) or b""


def _ask(address: str, query: str) -> bytes:
    request = urllib.request.Request(  # noqa: S310 - loopback
        f"{address}/sparql",
        urllib.parse.urlencode({"query": query}).encode(),
        {"Accept": "application/sparql-results+json"},
    )
    with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
        body: bytes = response.read()
    return body


@contextmanager
def _served(folder: str) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "cli", "serve", "--store", folder, "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ})
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{address}/health/ready", timeout=1).close()  # noqa: S310
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
