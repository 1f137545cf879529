"""/sparql/update: a SPARQL 1.1 Protocol update operation comes in with a curator's token; the store is changed by it.

Every update is written to a log beside the store: when, by whom, what, and whether it was done.
"""

import asyncio
import hmac
import json
import time
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response

from graph.pool.question import PoolError
from graph.store import open_store
from graph.store.base import QueryError, StoreError
from web.context import PageError
from web.endpoint import Endpoint, endpoint_of
from web.protocol import UPDATE, Operation, operation

router = APIRouter(tags=["SPARQL"])
_ONE = asyncio.Lock()  # one writer at a time


@router.post("/sparql/update", summary="SPARQL 更新 · SPARQL update")
async def update(request: Request) -> Response:
    """Change the graph; 401 without the token, 403 where the server has none."""
    endpoint = endpoint_of(request)
    _authorize(request, endpoint.settings.token)
    asked = await operation(request, UPDATE, endpoint.settings.query_bytes * 16)
    client = request.client.host if request.client else ""
    async with _ONE:
        try:
            base = str(request.url.replace(query="", fragment=""))
            await asyncio.to_thread(_apply, endpoint.settings.store, asked, base, endpoint.settings.union)
            _log(endpoint, client, asked, "done")
            await endpoint.renew()
        except QueryError as error:
            _log(endpoint, client, asked, f"refused: {error}")
            raise PageError(400, "bad-update", str(error)) from error
        except (StoreError, PoolError) as error:
            _log(endpoint, client, asked, f"failed: {error}")
            raise PageError(503, "store", str(error), headers={"Retry-After": "2"}) from error
    return Response(status_code=204)


def _apply(location: str, asked: Operation, base: str, union: bool) -> None:
    """Carry out an update and close the store; what goes wrong is told by a fresh error, whose frames hold no store."""
    failure: StoreError | None = None
    store = open_store(location)
    try:
        store.update(asked.text, asked.default_graphs, asked.named_graphs, base=base, union=union)
    except StoreError as error:
        failure = type(error)(str(error))
    del store
    if failure is not None:
        raise failure


def _authorize(request: Request, token: str) -> None:
    if not token:
        raise PageError(
            403, "update-refused", "这台服务器不接受更新 (no updates here)", "设 CHANTU_TOKEN (set CHANTU_TOKEN)"
        )
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise PageError(
            401, "token", "更新需要令牌 (a token is needed)", "Authorization: Bearer …",
            headers={"WWW-Authenticate": 'Bearer realm="chantu"'},
        )  # fmt: skip


def _log(endpoint: Endpoint, client: str, asked: Operation, outcome: str) -> None:
    location = endpoint.settings.store
    remote = location.startswith(("http://", "https://"))
    path = Path("chantu-updates.jsonl") if remote else Path(f"{location.rstrip('/')}.updates.jsonl")
    line = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "client": client, "update": asked.text,
        "using": [*asked.default_graphs, *asked.named_graphs], "outcome": outcome,
    }  # fmt: skip
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
