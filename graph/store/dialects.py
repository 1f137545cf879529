"""How servers depart from SPARQL 1.1: an address comes in, what has to be done otherwise there goes out.

An address may end in a fragment, which no server sees, that says what cannot be found out by asking:

    http://host/repositories/parks#update=http://host/repositories/parks/statements
    http://host/behind-a-proxy#dialect=virtuoso

and may name a user, http://user:password@host/…, for basic or digest authentication.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import cast
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    OpenerDirector,
    Request,
    build_opener,
)

import pyoxigraph as ox

from graph.store.base import StoreError
from graph.store.lexer import UnreadableError, tokens
from graph.store.transaction import data, update_text

_LOOK = 10.0  # seconds for finding out what server it is
_UNNAMED = ox.NamedNode("https://w3id.org/chantu/id/graph/unnamed")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a server wants otherwise than the standard has it.

    `forms`: queries go as forms. `apart`: the path of updates is derived from that of queries. `own`: graphs that are
    the server's own, and no part of the store. `unnamed`: the graph that stands for the unnamed one, where there is
    none. `blanks`: whether INSERT DATA takes blank nodes. `edits` are texts in the lines of an answer in JSON, and what
    they are to be; for `marks` see asked(). `most` is how many bytes an update may have.
    """

    name: str
    forms: bool = False
    apart: bool = True
    own: tuple[str, ...] = ()
    unnamed: ox.NamedNode | None = None
    blanks: bool = True
    edits: tuple[tuple[bytes, bytes], ...] = ()
    marks: bool = False
    most: int = 0

    def commit(self, graphs: Sequence[ox.NamedNode], quads: Iterable[ox.Quad], without: Sequence[ox.Quad]) -> str:
        """The text of the update that empties the graphs, takes out `without` and adds the quads."""
        if self.blanks and self.unnamed is None:
            return update_text(graphs, quads, without)
        named = [self._named(q) for q in quads]
        plain = named if self.blanks else [q for q in named if not _is_blank(q)]
        text = update_text(graphs, plain, [self._named(q) for q in without])
        rest = [] if self.blanks else [q for q in named if _is_blank(q)]
        return f"{text} ;\nINSERT {{ {data(rest)} }} WHERE {{ }}" if rest else text

    def asked(self, sparql: str) -> tuple[str, tuple[tuple[bytes, bytes], ...]]:
        """The query as the server is to be asked it, and the edits in its answer.

        Virtuoso writes "?" for characters of a separator (GROUP_CONCAT) that are not ASCII; marks stand for them.
        """
        if not self.marks:
            return sparql, self.edits
        edits = list(self.edits)
        try:
            read = list(tokens(sparql))
        except UnreadableError:
            return sparql, self.edits
        for before, sign, token in reversed(list(zip(read, read[1:], read[2:], strict=False))):
            if before.key == "SEPARATOR" and sign.key == "=" and not token.text.isascii():
                mark = f"|chantu-{len(edits)}|"
                edits.append((mark.encode(), json.dumps(_inner(token.text), ensure_ascii=False)[1:-1].encode()))
                sparql = f'{sparql[: token.start]}"{mark}"{sparql[token.end :]}'
        return sparql, tuple(edits)

    def parts(self, quads: Iterable[ox.Quad]) -> Iterator[list[ox.Quad]]:
        """The quads in parts that one update each can hold; those with blank nodes together, at the end."""
        part: list[ox.Quad] = []
        blank: list[ox.Quad] = []
        size = 0
        for quad in quads:
            if self.most and not self.blanks and _is_blank(quad):
                blank.append(quad)
                continue
            length = len(str(quad).encode()) if self.most else 0
            if part and size + length > self.most // 2:
                yield part
                part, size = [], 0
            part.append(quad)
            size += length
        yield [*part, *blank]

    def graph(self, name: ox.NamedNode | ox.BlankNode | None) -> ox.NamedNode | ox.BlankNode | ox.DefaultGraph:
        """The graph that the server's name for it means."""
        return ox.DefaultGraph() if name is None or name == self.unnamed else name

    def _named(self, quad: ox.Quad) -> ox.Quad:
        if self.unnamed is None or not isinstance(quad.graph_name, ox.DefaultGraph):
            return quad
        return ox.Quad(quad.subject, quad.predicate, quad.object, self.unnamed)


STANDARD = Dialect("standard")
_BOOLEAN = b'"datatype": "http://www.w3.org/2001/XMLSchema#boolean", "value": '
VIRTUOSO = Dialect(
    "virtuoso",
    forms=True,  # a query sent as it is hangs Virtuoso 7.2.5
    apart=False,
    own=(
        "http://www.openlinksw.com/schemas/virtrdf#",
        "http://www.w3.org/ns/ldp#",
        "http://localuriqaserver/sparql",
        "urn:activitystreams-owl:map",
        "urn:core:services:sparql",
    ),
    unnamed=_UNNAMED,
    blanks=False,
    edits=(
        (_BOOLEAN + b'"1"', _BOOLEAN + b'"true"'),
        (_BOOLEAN + b'"0"', _BOOLEAN + b'"false"'),
        (b'{ "type": "bnode", "value": "nodeID://', b'{ "type": "bnode", "value": "'),
    ),
    marks=True,
    most=10_000_000,
)
_DIALECTS = {d.name: d for d in (STANDARD, VIRTUOSO)}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server takes queries and updates, how it departs from the standard, and how to reach it."""

    query: str
    update: str
    dialect: Dialect
    opener: OpenerDirector


def find(location: str) -> Address:
    """The address that a location means, after asking the server what it is. Raises StoreError."""
    try:
        url, fragment = urldefrag(location)
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise StoreError(f"{location} 不是有效的网址 (not a valid URL): {error}") from error
    told = dict(parse_qsl(fragment, keep_blank_values=True))
    if set(told) - {"update", "dialect"} or told.get("dialect", STANDARD.name) not in _DIALECTS:
        raise StoreError(
            f"网址 # 之后只能写 update=网址、dialect={'|'.join(_DIALECTS)}，不是 {fragment} "
            "(after # the URL says update=URL or dialect=NAME)"
        )
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    url = parts._replace(netloc=host + (f":{port}" if port else "")).geturl()
    opener = _opener(url, unquote(parts.username or ""), unquote(parts.password or ""))
    dialect = _DIALECTS[told["dialect"]] if "dialect" in told else _recognised(url, opener)
    update = urljoin(url, told["update"]) if told.get("update") else _update_url(url) if dialect.apart else url
    return Address(url, update, dialect, opener)


def edited(response: HTTPResponse, edits: Sequence[tuple[bytes, bytes]]) -> "HTTPResponse | Edited":
    """The body of an answer with these edits made, read as it comes."""
    return Edited(response, edits) if edits else response


class Edited:
    """A body that is read line by line and edited; values hold neither line ends nor quotes that are not escaped."""

    def __init__(self, response: HTTPResponse, edits: Sequence[tuple[bytes, bytes]]) -> None:
        """`edits` are (before, after)."""
        self._response, self._edits, self._held = response, edits, b""

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, all that are left where it is negative; none at the end."""
        parts, length = [self._held], len(self._held)
        while (size < 0 or length < size) and (line := self._response.readline()):
            for before, after in self._edits:
                line = line.replace(before, after)
            parts.append(line)
            length += len(line)
        body = b"".join(parts)
        size = len(body) if size < 0 else size
        self._held = body[size:]
        return body[:size]


def _inner(literal: str) -> str:
    """What a literal as SPARQL writes it says."""
    row = next(iter(cast("ox.QuerySolutions", ox.Store().query(f"SELECT ({literal} AS ?said) {{}}"))))
    return cast("ox.Literal", row["said"]).value


def _is_blank(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def _opener(url: str, user: str, password: str) -> OpenerDirector:
    if not user:
        return build_opener()
    known = HTTPPasswordMgrWithDefaultRealm()
    known.add_password(None, urljoin(url, "/"), user, password)
    return build_opener(HTTPDigestAuthHandler(known), HTTPBasicAuthHandler(known))


def _recognised(url: str, opener: OpenerDirector) -> Dialect:
    """What the server's name for itself tells; else the standard. Raises StoreError where no server is there."""
    try:
        with cast("HTTPResponse", opener.open(Request(url, method="HEAD"), timeout=_LOOK)) as response:  # noqa: S310
            name = response.headers.get("Server", "")
    except HTTPError as error:
        name = error.headers.get("Server", "")
        error.close()
    except (URLError, HTTPException, OSError, ValueError) as error:
        raise unreachable(url, error) from error
    return VIRTUOSO if name.startswith("Virtuoso/") else STANDARD


def unreachable(url: str, error: Exception) -> StoreError:
    """What is told of a server that cannot be reached."""
    reason = getattr(error, "reason", error)
    return StoreError(f"连不上 {url}：请检查地址、服务器是否在运行 (not reached, is it running?): {reason}")


def _update_url(url: str) -> str:
    """…/query has …/update beside it, …/sparql has …/sparql/update below it, any other address takes both."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if path.endswith("/query"):
        path = path.removesuffix("/query") + "/update"
    elif path.endswith("/sparql"):
        path += "/update"
    else:
        return url
    return parts._replace(path=path).geturl()
