"""A worker: questions come in at a socket, frames of answers go out; it ends when the socket does, or is killed."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO, cast

import pyoxigraph as ox

from graph.ask import implied
from graph.export import PREFIXES
from graph.pool.cutting import Cutting
from graph.pool.limits import has_dataset, limited
from graph.pool.magic import found
from graph.pool.question import DATA, END, FAULT, FRAME_SIZE, HEAD, Question, frame, opened
from graph.results import FormatError, write
from graph.search import NAMES, Index, index
from graph.store.base import Answer, QueryError, Solutions, Store, StoreError, Triples
from graph.store.guard import is_update, refuse_nesting, refuse_service
from graph.store.infer import Schema, expand

TABLES = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_BLOCK = 64 * 1024
Engine = ox.Store | Store  # Oxigraph itself, or a server elsewhere


@dataclass(frozen=True, slots=True)
class Known:
    """What workers know besides the store: what may be inferred, and the index of names."""

    schema: Schema
    names: Index


def work(connection: socket.socket, engine: Engine, known: Known) -> None:
    """Say that it is there (an empty END frame), then answer question after question until the other side closes."""
    stream = connection.makefile("rb")
    respond(
        Question("ASK {}", "json", "ttl"), engine, known, lambda kind, body: None
    )  # touches what is copied at first
    connection.sendall(frame(END, b""))
    while len(head := stream.read(FRAME_SIZE)) == FRAME_SIZE:
        _, length = opened(head)
        question = Question.unpacked(stream.read(length))
        try:
            respond(question, engine, known, lambda kind, body: connection.sendall(frame(kind, body)))
        except (QueryError, FormatError) as error:
            connection.sendall(frame(FAULT, f"query {error}".encode()))
        except StoreError as error:
            connection.sendall(frame(FAULT, f"store {error}".encode()))


def respond(question: Question, engine: Engine, known: Known, send: Callable[[bytes, bytes], None]) -> None:
    """Send the frames of one answer: a head (rows, boolean or graph), its data, an end (cut or whole).

    Raises QueryError, FormatError, and StoreError where a server elsewhere fails.
    """
    text = found(question.query, known.names)
    text = expand(text, known.schema) if question.infer else text
    text = limited(text, question.rows)
    if not isinstance(engine, ox.Store):
        _told(engine.query(text), question, send)
        return
    answer = evaluated(engine, question, text)
    if isinstance(answer, ox.QueryTriples):
        _graph(answer, question, send)
        return
    send(HEAD, b"boolean" if isinstance(answer, ox.QueryBoolean) else b"rows")
    out = Cutting(question.tables, question.rows, lambda block: send(DATA, block))
    try:
        answer.serialize(cast("BinaryIO", out), format=TABLES[question.tables])
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"查询中断 (the query broke off): {error}") from error
    out.close()
    send(END, b"cut" if out.cut else b"")


def evaluated(store: ox.Store, question: Question, text: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """The engine's answer over the dataset of the question. Raises QueryError."""
    refuse_nesting(text)
    refuse_service(text)
    given = bool(question.default_graphs or question.named_graphs)
    union = question.union and not given and not has_dataset(text)  # the engine lets the union win over FROM
    try:
        return store.query(
            text,
            base_iri=question.base or None,
            use_default_graph_as_union=union,
            default_graph=[ox.NamedNode(g) for g in question.default_graphs] if given else None,
            named_graphs=[ox.NamedNode(g) for g in question.named_graphs] if given else None,
        )
    except SyntaxError as error:
        if text != question.query:  # the error is to name places of the text that the user wrote
            return evaluated(store, question, question.query)
        if is_update(question.query):
            raise QueryError("这是更新，不是查询：此处只能查询 (this is an update: only queries here)") from error
        said = " ".join(str(error).split())
        raise QueryError(f"查询有语法错误 (syntax error): {said}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"查询不能执行 (the query cannot be answered): {error}") from error


def knowledge(engine: Engine) -> Known:
    """What workers over this store know."""
    if isinstance(engine, ox.Store):
        rows: Iterator[Any] = iter(engine.query(NAMES, use_default_graph_as_union=True))  # type: ignore[arg-type]
    else:
        answer = engine.query(NAMES)
        rows = answer.rows if isinstance(answer, Solutions) else iter(())
    return Known(implied(), index(rows))


def _graph(answer: ox.QueryTriples, question: Question, send: Callable[[bytes, bytes], None]) -> None:
    send(HEAD, b"graph")
    out = _Blocks(lambda block: send(DATA, block))
    counted = _Counted(answer, question.rows)
    try:
        ox.serialize(counted, cast("BinaryIO", out), GRAPHS[question.graphs], prefixes=PREFIXES)
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"查询中断 (the query broke off): {error}") from error
    out.close()
    send(END, b"cut" if counted.cut else b"")


def _told(answer: Answer, question: Question, send: Callable[[bytes, bytes], None]) -> None:
    """The answer of a server elsewhere, term by term."""
    out = _Blocks(lambda block: send(DATA, block))
    rows: _Counted | None = None
    if isinstance(answer, Triples):
        send(HEAD, b"graph")
        rows = _Counted(answer.triples, question.rows)
        write(Triples(iter(rows)), question.graphs, cast("BinaryIO", out))
    elif isinstance(answer, Solutions):
        send(HEAD, b"rows")
        rows = _Counted(answer.rows, question.rows)
        write(Solutions(answer.variables, iter(rows)), question.tables, cast("BinaryIO", out))
    else:
        send(HEAD, b"boolean")
        write(answer, question.tables, cast("BinaryIO", out))
    out.close()
    send(END, b"cut" if rows is not None and rows.cut else b"")


class _Counted:
    """Items up to a number; `cut` tells, when they are read, whether there were more."""

    def __init__(self, items: Iterator[Any], most: int) -> None:
        self._items, self._most = items, most
        self.cut = False

    def __iter__(self) -> Iterator[Any]:
        yield from islice(self._items, self._most)
        self.cut = next(self._items, None) is not None


class _Blocks:
    """A file whose content is passed on in blocks."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send, self._held = send, bytearray()

    def write(self, data: bytes) -> int:
        self._held += data
        if len(self._held) >= _BLOCK:
            self.close()
        return len(data)

    def flush(self) -> None:
        """Nothing to do: blocks go out when they are full."""

    def close(self) -> None:
        self._send(bytes(self._held))
        self._held.clear()
