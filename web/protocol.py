"""SPARQL 1.1 Protocol, the request's side: a request comes in, the operation it asks for goes out, or a PageError."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request

from web.context import PageError

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update with the graphs that the request names for it."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How an operation is asked for: its parameter, those of its graphs, its media type, whether by GET too."""

    parameter: str
    default: str
    named: str
    media: str
    by_get: bool


QUERY = _Kind("query", "default-graph-uri", "named-graph-uri", "application/sparql-query", by_get=True)
UPDATE = _Kind("update", "using-graph-uri", "using-named-graph-uri", "application/sparql-update", by_get=False)


async def operation(request: Request, kind: _Kind, most: int) -> Operation:
    """The operation that a request asks for; its text has at most `most` bytes. Raises PageError."""
    pairs = parse_qsl(urlsplit(str(request.url)).query, keep_blank_values=True)
    if request.method in ("GET", "HEAD"):
        if not kind.by_get:
            raise PageError(405, "method", "更新只能用 POST (updates go by POST)")
        return _of(pairs, kind, most, None)
    media = request.headers.get("content-type", "").split(";")[0].strip().lower()
    body = await _body(request, most)
    if media == kind.media:
        if any(name == kind.parameter for name, _ in pairs):
            raise PageError(400, "query-twice", f"请求里有两个 {kind.parameter} (there are two of them in the request)")
        return _of(pairs, kind, most, body)
    if media == _FORM:
        return _of([*pairs, *parse_qsl(body, keep_blank_values=True)], kind, most, None)
    raise PageError(
        415, "media-type", f"不支持的内容类型 (unsupported media type): {media or '?'}", f"{_FORM}, {kind.media}"
    )


async def _body(request: Request, most: int) -> str:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > 3 * most + 4096:  # percent-encoding takes three bytes for one
            raise _too_long(most)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PageError(400, "encoding", "请求不是 UTF-8 (the request is not UTF-8)") from error


def _of(pairs: Sequence[tuple[str, str]], kind: _Kind, most: int, text: str | None) -> Operation:
    given = [value for name, value in pairs if name == kind.parameter]
    if kind is QUERY and not given and any(name == UPDATE.parameter for name, _ in pairs):
        raise PageError(403, "update-refused", "这里只能查询，更新在 /sparql/update (only queries here)")
    if text is None:
        if len(given) != 1:
            raise PageError(
                400, "query-missing",
                f"要有且只有一个 {kind.parameter} 参数 (exactly one parameter “{kind.parameter}” is needed)", "/query",
            )  # fmt: skip
        text = given[0]
    if len(text.encode()) > most:
        raise _too_long(most)
    graphs = (tuple(v for n, v in pairs if n == parameter) for parameter in (kind.default, kind.named))
    default, named = graphs
    for graph in (*default, *named):
        check_graph(graph)
    return Operation(text, default, named)


def check_graph(name: str) -> None:
    """Raise PageError where a text cannot be the IRI of a graph and must not stand in a query."""
    if ":" not in name or any(c in name for c in ' <>"{}|\\^`'):
        raise PageError(400, "graph", f"不是图的 IRI (not the IRI of a graph): {name}")


def _too_long(most: int) -> PageError:
    return PageError(413, "too-long", f"查询太长，最多 {most} 字节 (too long: at most {most} bytes)")
