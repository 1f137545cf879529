"""/sparql: a SPARQL 1.1 Protocol query operation comes in, its answer goes out in the form the client asks for.

The engine runs in a worker thread and never on the event loop. `answer` is the one place that runs a query for a
stranger; limits and worker processes belong there.
"""

import tempfile
from collections.abc import Iterator
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from graph.ask import ask
from graph.results import write
from graph.store.base import Answer, QueryError, Store, Triples
from web.context import PageError, store_of
from web.negotiate import choose

router = APIRouter()

TABLES = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPHS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "text/plain": "nt",
}
_IN_MEMORY = 8 * 1024 * 1024  # bytes of an answer kept in memory
_CHUNK = 64 * 1024
_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


@router.get("/sparql", summary="SPARQL 查询 · SPARQL query", tags=["SPARQL"])
async def by_get(request: Request) -> Response:
    """Query by GET; without a query a browser is led to the query page."""
    queries = request.query_params.getlist("query")
    if not queries and choose(request.headers.get("accept"), ("application/json", "text/html")) == "text/html":
        return RedirectResponse("/query")
    return await _respond(request, _only(queries))


@router.post("/sparql", summary="SPARQL 查询 · SPARQL query", tags=["SPARQL"])
async def by_post(request: Request) -> Response:
    """Query by POST, as a form or directly."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    body = await request.body()
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PageError(400, "encoding", "请求不是 UTF-8 (the request is not UTF-8)") from error
    if kind == _QUERY:
        return await _respond(request, text)
    if kind == "application/sparql-update":
        raise _refused()
    if kind != _FORM:
        raise PageError(
            415, "media-type", f"不支持的内容类型 (unsupported media type): {kind or '?'}", f"{_FORM}, {_QUERY}"
        )
    form = parse_qsl(text, keep_blank_values=True)
    if any(name == "update" for name, _ in form):
        raise _refused()
    return await _respond(request, _only([value for name, value in form if name == "query"]))


def _refused() -> PageError:
    return PageError(403, "update-refused", "这里只能查询，不能更新 (only queries here, no updates)")


def _only(queries: list[str]) -> str:
    if len(queries) != 1:
        raise PageError(
            400, "query-missing", "要有且只有一个 query 参数 (exactly one parameter “query” is needed)", "/query"
        )
    return queries[0]


async def _respond(request: Request, query: str) -> Response:
    accept = request.headers.get("accept")
    try:
        media, body = await run_in_threadpool(_answered, store_of(request), query, accept)
    except QueryError as error:
        raise PageError(400, "bad-query", str(error), "/query") from error
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    return StreamingResponse(body, media_type=media + charset)


def answer(store: Store, query: str) -> Answer:
    """Answer a stranger's query. Raises QueryError for a bad one, an update, or one that asks other hosts."""
    return ask(store, query)


def _answered(store: Store, query: str, accept: str | None) -> tuple[str, Iterator[bytes]]:
    """The media type to send, and the answer's bytes.

    They are written whole, to disk where they are many, so that an error on the way is still told with its status.
    """
    answered = answer(store, query)
    offers = GRAPHS if isinstance(answered, Triples) else TABLES
    media = choose(accept, tuple(offers))
    if media is None:
        known = "、".join(offers)
        raise PageError(406, "not-acceptable", f"可用的格式 (what can be sent)：{known}")
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by _chunks
    write(answered, offers[media], file)  # type: ignore[arg-type]
    file.seek(0)
    return media, _chunks(file)


def _chunks(file: "tempfile.SpooledTemporaryFile[bytes]") -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk
