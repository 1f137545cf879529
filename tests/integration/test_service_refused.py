"""No query reaches another server: what the engine itself would call is refused before it does."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.store import open_store
from graph.store.base import QueryError, Solutions
from tests.unit.test_guard import HIDDEN


@dataclass
class Listener:
    """A port that counts who knocks."""

    socket: socket.socket
    calls: list[object] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}/"

    def listen(self) -> None:
        while True:
            try:
                connection, caller = self.socket.accept()
            except OSError:
                return
            self.calls.append(caller)
            connection.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        listening = Listener(opened)
        thread = threading.Thread(target=listening.listen, daemon=True)
        thread.start()
        yield listening
        opened.shutdown(socket.SHUT_RDWR)
        thread.join(5)


@pytest.mark.parametrize("hidden", ["SERVICE {service} {{ ?s ?p ?o }}", *HIDDEN])
def test_what_the_engine_would_call_is_refused(hidden: str, listener: Listener, tmp_path: Path) -> None:
    query = f"PREFIX ex: <{listener.url}> SELECT * {{ {hidden.format(service='ex:a')} }}"
    with suppress(OSError):  # the listener answers nothing
        list(engine(query))
    assert listener.calls, "the engine calls: the query is the danger it is meant to be"
    listener.calls.clear()
    with pytest.raises(QueryError, match="SERVICE"):
        open_store(str(tmp_path / "store")).query(query)
    assert not listener.calls


@pytest.mark.parametrize("clause", ["FROM <{url}g>", "FROM NAMED <{url}g>", "FROM <file:///etc/hostname>"])
def test_graphs_named_in_from_are_not_fetched(clause: str, listener: Listener, tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    pattern = "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }"
    answer = store.query(f"SELECT * {clause.format(url=listener.url)} {{ {pattern} }}")
    assert isinstance(answer, Solutions)
    assert list(answer.rows) == []
    assert not listener.calls


def engine(query: str) -> ox.QuerySolutions:
    """Ask the engine itself, over one triple, so that every pattern of the query is tried."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://a.example/A'"), ox.NamedNode("http://a.example/p"), ox.Literal(1)))
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return answer
