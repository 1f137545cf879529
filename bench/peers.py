"""The other endpoints that ours is measured beside, each over the same N-Triples file: started, asked, stopped."""

import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.serving import free_port, served, started
from tests.virtuoso import loaded

_PATIENCE = 600.0  # seconds that a server may take to read its graph
JSON = "application/sparql-results+json"


def ask(address: str, query: str) -> bytes:
    """The JSON answer of an endpoint to a query."""
    request = urllib.request.Request(  # noqa: S310 - loopback
        address, urllib.parse.urlencode({"query": query}).encode(), {"Accept": JSON}
    )
    with urllib.request.urlopen(request, timeout=600) as response:  # noqa: S310
        body: bytes = response.read()
    return body


@contextmanager
def chantu(folder: str, settings: Mapping[str, str]) -> Iterator[str]:
    """Ours, over a store's folder."""
    with served(Path(folder), settings, seconds=_PATIENCE) as address:
        yield f"{address}/sparql"


@contextmanager
def rdflib_endpoint(triples: Path) -> Iterator[str]:
    """rdflib-endpoint over a file of N-Triples, in rdflib's memory."""
    port = free_port()
    program = str(Path(sys.executable).parent / "rdflib-endpoint")
    command = [program, "serve", "--host", "127.0.0.1", "--port", str(port), str(triples)]
    with started(command, f"http://127.0.0.1:{port}/", "?query=ASK%20%7B%7D", seconds=_PATIENCE) as address:
        yield address


@contextmanager
def virtuoso(triples: Path) -> Iterator[str]:
    """Virtuoso over a file of N-Triples, loaded by its bulk loader."""
    with loaded(triples) as address:
        yield address
