"""POST /api/export : a view as a file. Which entities, statements and places a user has before them comes in as JSON.

Nothing is written on the server. What is no longer in the graph is left out, and the header Chantu-Left-Out counts it.
"""

import asyncio
import re
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field, FiniteFloat, ValidationError

from graph.export import FORMATS, ExportError
from graph.store.base import Store, StoreError
from graph.view import MOST_ENTITIES, MOST_STATEMENTS, View, read_view
from web.context import PageError, store_of
from web.terms import address

router = APIRouter(prefix="/api", tags=["JSON"])
_MOST = 16 * 1024 * 1024  # bytes of a request
_TITLE = "产图"
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]+')  # what file systems refuse
_NAME = 80  # characters of a file's name
_TOLD = 5  # errors of a request
_TURNS = asyncio.Semaphore(2)  # a large view takes a core for seconds; others wait

Pixels = Annotated[FiniteFloat, Field(ge=-1e7, le=1e7)]


class Asked(BaseModel):
    """A view and the format it is wanted in."""

    format: Literal["csv", "xlsx", "graphml", "gexf", "html"] = Field(description="csv 是 ZIP (csv comes as a ZIP)")
    entities: list[str] = Field(description="IRI", examples=[["https://w3id.org/chantu/id/platform/0f3a5b6c7d8e"]])
    statements: list[str] | None = Field(
        None, description="IRI；缺省为对象之间的全部关系 (by default all between them)"
    )
    places: dict[str, tuple[Pixels, Pixels]] | None = Field(
        None,
        description="各对象的 [x, y]，像素，y 向下；缺省由服务器排布 (pixels, y downwards; by default laid out here)",
    )
    title: str | None = Field(None, max_length=1000, description="也是文件名 (names the file too)")


_BODY = {"required": True, "content": {"application/json": {"schema": Asked.model_json_schema()}}}


@router.post("/export", summary="把视图带走 · a view as a file", openapi_extra={"requestBody": _BODY})
async def export(request: Request) -> Response:
    """The view as a file; 413 for one too large, 404 where nothing of it is in the graph."""
    asked = _read(await _body(request))
    for given, most, what in (
        (asked.entities, MOST_ENTITIES, "个对象 (entities)"),
        (asked.statements or (), MOST_STATEMENTS, "条关系 (statements)"),
    ):
        _limit(len(given), most, what)
    async with _TURNS:
        view, body = await asyncio.to_thread(_made, store_of(request), asked, str(request.base_url).rstrip("/"))
    format_ = FORMATS[asked.format]
    headers = {
        "Content-Disposition": _disposition(asked.title or _TITLE, format_.suffix),
        "Chantu-Left-Out": str(view.left_out),
        "Cache-Control": "no-store",
    }
    return Response(body, media_type=format_.media, headers=headers)


def _made(store: Store, asked: Asked, base: str) -> tuple[View, bytes]:
    """The view and the file. Raises PageError."""

    def seen(document: str, start: int, end: int) -> str:
        path = address(document)
        return f"{base}{path}?at={start}-{end}#at" if path != document else document

    format_ = FORMATS[asked.format]
    try:
        view = read_view(
            store, asked.entities, asked.statements, quoted=format_.quoted, title=asked.title or _TITLE,
            places=asked.places, address=seen,
        )  # fmt: skip
        if not len(view.network):
            raise PageError(404, "empty-view", "这些对象都不在图谱里 (none of these entities is in the graph)")
        _limit(view.network.size(), MOST_STATEMENTS, "条关系 (statements)")
        return view, format_.write(view)
    except StoreError as error:
        raise PageError(503, "store", str(error), headers={"Retry-After": "2"}) from error
    except ExportError as error:
        raise PageError(422, "export", str(error)) from error


def _limit(count: int, most: int, what: str) -> None:
    if count > most:
        raise PageError(
            413, "too-large", f"视图太大：{count} {what}，最多 {most} (the view is too large: at most {most})",
            "先收起一部分再导出；整个图谱用 chantu export (close a part of it; for the whole graph: chantu export)",
        )  # fmt: skip


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST:
            raise PageError(413, "too-large", f"请求太大，最多 {_MOST} 字节 (the request is too large)")
    return bytes(body)


def _read(body: bytes) -> Asked:
    try:
        return Asked.model_validate_json(body)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False, include_context=False)
        raise RequestValidationError([{**e, "loc": ("body", *e["loc"])} for e in errors[:_TOLD]]) from error


def _disposition(title: str, suffix: str) -> str:
    """The header that names the file: in Chinese for those that read RFC 6266, in ASCII for others."""
    name = _NOT_IN_NAMES.sub(" ", title)[:_NAME].strip(" .") or _TITLE
    return f"attachment; filename=\"chantu{suffix}\"; filename*=UTF-8''{quote(name + suffix, safe='')}"
