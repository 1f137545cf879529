"""/sparql: a SPARQL 1.1 Protocol query operation comes in, its answer goes out in the form the client asks for.

Every query runs in a worker process under limits, and is stopped when it passes one or its client leaves.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from graph.pool.question import BadQueryError, BusyError, MemoryLimitError, PoolError, Question, TimeLimitError
from graph.pool.run import Run
from web.context import PageError
from web.describe import DESCRIPTIONS, described
from web.endpoint import Endpoint, Kept, endpoint_of
from web.negotiate import choose
from web.protocol import QUERY, Operation, operation

router = APIRouter(tags=["SPARQL"])

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
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "text/plain": "nt",
}
_STREAMED = 200_000  # rows; where more are allowed, an answer begins before it is known whether it will be cut
_SMALL = 256 * 1024  # bytes of an answer that is sent in one piece
_RETRY = "2"  # seconds


@router.head("/sparql", include_in_schema=False)
@router.get("/sparql", summary="SPARQL 查询 · SPARQL query")
async def by_get(request: Request) -> Response:
    """Query by GET. Without a query a browser is led to the query page, a program told what the endpoint can do."""
    if "query" not in request.query_params:
        preferred = choose(request.headers.get("accept"), (*DESCRIPTIONS, "text/html"))
        if preferred == "text/html":
            return RedirectResponse("/query")
        if preferred is not None:
            return await described(request, "/sparql")
    return await answered(request, await operation(request, QUERY, endpoint_of(request).settings.query_bytes))


@router.post("/sparql", summary="SPARQL 查询 · SPARQL query")
async def by_post(request: Request) -> Response:
    """Query by POST, as a form or directly."""
    if request.headers.get("content-type", "").startswith("application/sparql-update"):
        raise PageError(403, "update-refused", "这里只能查询，更新在 /sparql/update (only queries here)")
    return await answered(request, await operation(request, QUERY, endpoint_of(request).settings.query_bytes))


async def answered(request: Request, asked: Operation, *, keep: bool = False) -> Response:
    """The answer to a query operation, with `keep` one that is there already. Raises PageError."""
    accept = request.headers.get("accept")
    table, graph = choose(accept, tuple(TABLES)), choose(accept, tuple(GRAPHS))
    if table is None and graph is None:
        raise _not_acceptable(TABLES | GRAPHS)
    endpoint = endpoint_of(request)
    base = str(request.url.replace(query="", fragment=""))
    tag = _tag(endpoint, asked, base, table, graph)
    if tag and request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept"})
    if keep and (kept := endpoint.kept(tag)):
        return Response(kept.body, media_type=kept.media, headers=dict(kept.headers))
    question = Question(
        asked.text, TABLES.get(table or "", "json"), GRAPHS.get(graph or "", "ttl"),
        asked.default_graphs, asked.named_graphs, union=endpoint.settings.union, infer=endpoint.settings.inference,
        rows=endpoint.settings.rows, base=base,
    )  # fmt: skip
    run = await _begun(request, endpoint, question)
    media = graph if run.kind == "graph" else table
    if media is None:
        await run.close()
        raise _not_acceptable(GRAPHS if run.kind == "graph" else TABLES)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"} | ({"ETag": tag} if tag else {})
    if run.cut:
        headers["Chantu-Cut"] = str(question.rows)
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    if request.method == "HEAD":
        await run.close()
        return Response(media_type=media + charset, headers=headers)
    if run.whole and run.size <= _SMALL:
        body = b"".join([chunk async for chunk in run.chunks()])
        if keep and tag:
            endpoint.keep(tag, Kept(media + charset, headers, body))
        return Response(body, media_type=media + charset, headers=headers)
    return StreamingResponse(_sent(run), media_type=media + charset, headers=headers)


async def _begun(request: Request, endpoint: Endpoint, question: Question) -> Run:
    """A run whose answer can begin to be sent; stopped where the client leaves before. Raises PageError."""
    client = f"{request.client.host if request.client else ''} {request.headers.get('user-agent', '')}"
    gone = asyncio.create_task(_left(request))
    begin = asyncio.create_task(_begin(endpoint, question, client))
    try:
        await asyncio.wait({gone, begin}, return_when=asyncio.FIRST_COMPLETED)
        if not begin.done():
            raise PageError(499, "client-gone", "请求已取消 (the client has left)")
        return await begin
    except PoolError as error:
        raise told(error) from error
    finally:
        gone.cancel()
        if not begin.done():
            begin.cancel()


async def _begin(endpoint: Endpoint, question: Question, client: str) -> Run:
    run = await endpoint.pool.ask(question, client)
    try:
        await run.begun(whole=question.rows <= _STREAMED or question.tables in ("csv", "tsv"))
    except BaseException:
        await run.close()
        raise
    return run


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _sent(run: Run) -> AsyncIterator[bytes]:
    async for chunk in run.chunks():
        yield chunk


def told(error: PoolError) -> PageError:
    """What the client is told of a question that was not answered."""
    message = str(error)
    match error:
        case BadQueryError():
            return PageError(400, "bad-query", message, "/query")
        case BusyError():
            return PageError(503, "busy", message, f"Retry-After: {_RETRY}", headers={"Retry-After": _RETRY})
        case TimeLimitError():
            return PageError(504, "time-limit", message, "缩小范围，或加 LIMIT (narrow it down, or add LIMIT)")
        case MemoryLimitError():
            return PageError(507, "memory-limit", message, "缩小范围，或加 LIMIT (narrow it down, or add LIMIT)")
    return PageError(502, "store", message)


def _not_acceptable(offers: dict[str, str]) -> PageError:
    return PageError(406, "not-acceptable", f"可用的格式 (what can be sent)：{'、'.join(offers)}")


def _tag(endpoint: Endpoint, asked: Operation, base: str, table: str | None, graph: str | None) -> str:
    """An entity tag: the store's version, the question and the form; "" where the store has no version."""
    if not endpoint.version:
        return ""
    what = repr((endpoint.version, asked, base, table, graph))
    return f'W/"{hashlib.sha1(what.encode(), usedforsecurity=False).hexdigest()[:20]}"'
