"""The server: puts the application together and runs it. Everything it shows is under web/."""

import socket
import sys
from dataclasses import replace
from importlib import resources
from pathlib import Path

import uvicorn
from brotli_asgi import BrotliMiddleware
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.store import open_store
from graph.store.base import Store, StoreError
from ontology import classes
from settings import Settings, read_settings
from web import api, asking, completion, describe, graphs, health, npm, sparql, stored, take, update
from web.context import Live, PageError, page, show_error
from web.endpoint import Endpoint
from web.explorer import card, network
from web.pages import document, entity, explore, home, query, vocabulary

_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
_DESCRIPTION = (
    "产图：园区知识图谱。每条事实都有出处。A knowledge graph of industrial parks; every fact has its evidence."
)


def create_app(live: Live, settings: Settings) -> FastAPI:
    """The application over a store."""
    endpoint = Endpoint(settings, live)
    app = FastAPI(
        title="产图 Chantu", description=_DESCRIPTION, version="0.1.0", docs_url=None, redoc_url=None,
        lifespan=endpoint.running,
    )  # fmt: skip
    app.state.live, app.state.endpoint = live, endpoint
    for part in (
        home, explore, entity, document, query, vocabulary,
        sparql, update, graphs, describe, api, network, card, take, stored, asking, completion, health,
    ):  # fmt: skip
        app.include_router(part.router)
    for name, folder in npm.folders().items():
        app.mount(f"/static/npm/{name}", StaticFiles(directory=folder), name=name)
    app.mount("/static/vis", StaticFiles(directory=_vis()), name="vis")
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "web" / "static"), name="static")
    app.add_exception_handler(PageError, show_error)
    app.add_exception_handler(HTTPException, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(StoreError, _unreadable)

    @app.get("/docs", include_in_schema=False)
    def docs(request: Request) -> HTMLResponse:
        return page(request, "docs.html", schema=app.openapi())

    @app.get("/classes.css", include_in_schema=False)
    def colours() -> Response:
        rules = "".join(f".cls-{c.name} {{ --c: {c.colour}; }}\n" for c in classes().values() if c.colour)
        return Response(rules, media_type="text/css")

    app.add_middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["Accept", "Authorization", "Content-Type"],
        expose_headers=["Chantu-Cut", "Chantu-Left-Out", "ETag", "Retry-After"],
    )  # fmt: skip
    app.add_middleware(BrotliMiddleware, quality=4, minimum_size=1024, gzip_fallback=True)

    app.add_middleware(_Guarded)
    return app


class _Guarded:
    """The headers that every answer has."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, guarded)


class AddressError(Exception):
    """An address that cannot be served at: the port is taken, or the host is not this machine's."""


def run(location: str, host: str, port: int) -> None:
    """Serve the store at `location` until stopped. Raises StoreError and AddressError."""
    _try_address(host, port)

    def opened() -> Store:
        return open_store(location, read_only=True)

    remote = location.startswith(("http://", "https://"))
    settings = replace(read_settings(), store=location)
    app = create_app(Live(opened, None if remote else Path(location)), settings)
    config = uvicorn.Config(app, host=host, port=port, log_level="warning")
    sys.stderr.write(f"产图已启动 (Chantu is running): http://{host}:{port}  按 Ctrl+C 停止 (Ctrl+C stops it)\n")
    uvicorn.Server(config).run()


def _try_address(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AddressError(
                f"{host}:{port} 不能用（{error.strerror}）：换一个 --port，或先停掉占用它的程序 "
                f"(cannot serve there: take another --port, or stop what uses this one)"
            ) from error


def _vis() -> Path:
    """The folder of vis-network's own files inside the pyvis package."""
    with resources.as_file(resources.files("pyvis") / "lib" / "vis-9.1.2") as folder:
        return folder


async def _known(request: Request, error: Exception) -> Response:
    """Unknown addresses and methods, in the shape of all errors."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = {404: "没有这个页面 (no such page)", 405: "这个地址不接受这种请求 (method not allowed)"}
    return await show_error(request, PageError(status, f"http-{status}", words.get(status, str(error)), "回到首页 /"))


async def _unreadable(request: Request, error: Exception) -> Response:
    """A store that cannot be read at the moment."""
    told = PageError(
        503, "store-unreadable", f"图谱库现在读不了 (cannot read the store)：{error}", "稍后再试 (try again)"
    )
    return await show_error(request, told)


async def _invalid(request: Request, error: Exception) -> Response:
    """Parameters that do not fit."""
    details = error.errors() if isinstance(error, RequestValidationError) else []
    told = "；".join(f"{'.'.join(map(str, d['loc'][1:]))}: {d['msg']}" for d in details)
    return await show_error(request, PageError(422, "bad-parameter", f"参数不对 (bad parameter)：{told}", "/docs"))
