"""The other endpoints that ours is measured beside, each over the same N-Triples file: started, asked, stopped."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

JSON = "application/sparql-results+json"


def ask(address: str, query: str) -> bytes:
    """The JSON answer of an endpoint to a query."""
    request = urllib.request.Request(  # noqa: S310 - loopback
        address, urllib.parse.urlencode({"query": query}).encode(), {"Accept": JSON}
    )
    with urllib.request.urlopen(request, timeout=600) as response:  # noqa: S310
        body: bytes = response.read()
    return body


def port() -> int:
    """A port of loopback that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
    return found


@contextmanager
def chantu(folder: str, settings: Mapping[str, str]) -> Iterator[str]:
    """Ours, over a store's folder."""
    free = port()
    command = [sys.executable, "-m", "cli", "serve", "--store", folder, "--port", str(free)]
    with _started(command, f"http://127.0.0.1:{free}/health/ready", {**os.environ, **settings}):
        yield f"http://127.0.0.1:{free}/sparql"


@contextmanager
def rdflib_endpoint(triples: Path) -> Iterator[str]:
    """rdflib-endpoint over a file of N-Triples, in rdflib's memory."""
    free = port()
    program = str(Path(sys.executable).parent / "rdflib-endpoint")
    command = [program, "serve", "--host", "127.0.0.1", "--port", str(free), str(triples)]
    with _started(command, f"http://127.0.0.1:{free}/?query=ASK%20%7B%7D", dict(os.environ)):
        yield f"http://127.0.0.1:{free}/"


@contextmanager
def _started(command: list[str], probe: str, environment: Mapping[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        for _ in range(6000):
            try:
                urllib.request.urlopen(probe, timeout=5).close()  # noqa: S310
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.1)
                if process.poll() is not None:
                    raise RuntimeError(f"{command[0]} did not start") from None
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def virtuoso(triples: Path) -> Iterator[str]:
    """Virtuoso over a file of N-Triples, loaded by its bulk loader."""
    from tests.virtuoso import loaded

    with loaded(triples) as address:
        yield address
