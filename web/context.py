"""What every page needs: the store as it is now, templates, and errors in one shape."""

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.templating import Jinja2Templates

from graph.store.base import Store
from ontology import classes
from web.figures import period_label
from web.negotiate import choose

TEMPLATES = Jinja2Templates(directory=Path(__file__).parent / "templates")
TEMPLATES.env.filters["period"] = period_label
_CHECK = 1.0  # seconds between two looks at whether the folder has changed


class Live:
    """The store as it is now: opened for reading, and opened anew when another process has written to it."""

    def __init__(self, open_: Callable[[], Store], watched: Path | None) -> None:
        """`open_` opens the store; `watched` is its folder, None for a store that is always current."""
        self._open, self._watched = open_, watched
        self._seen = self._look()
        self._store = open_()
        self._checked = time.monotonic()
        self._lock = threading.Lock()

    def now(self) -> Store:
        """The current store."""
        if self._watched is not None and time.monotonic() - self._checked > _CHECK:
            with self._lock:
                self._checked = time.monotonic()
                seen = self._look()
                if seen != self._seen:
                    self._store, self._seen = self._open(), seen
        return self._store

    def _look(self) -> frozenset[tuple[str, int, int]]:
        if self._watched is None or not self._watched.is_dir():
            return frozenset()
        found = set()
        for file in self._watched.iterdir():
            try:
                stat = file.stat()
            except FileNotFoundError:
                continue
            if file.suffix in (".log", ".sst") or file.name == "CURRENT":
                found.add((file.name, stat.st_size, stat.st_mtime_ns))
        return frozenset(found)


class PageError(Exception):
    """Something a user asked for that cannot be given: status, a code for programs, a message and what to do."""

    def __init__(
        self, status: int, code: str, message: str, hint: str = "", *, headers: Mapping[str, str] | None = None
    ) -> None:
        """Keep the parts; `headers` go with the answer."""
        super().__init__(message)
        self.status, self.code, self.message, self.hint, self.headers = status, code, message, hint, headers or {}


def store_of(request: Request) -> Store:
    """The store behind a request."""
    live: Live = request.app.state.live
    return live.now()


def page(request: Request, template: str, **values: Any) -> HTMLResponse:
    """A page from its template."""
    return TEMPLATES.TemplateResponse(request, template, {"styles": classes(), **values})


async def show_error(request: Request, error: Exception) -> Response:
    """A PageError as a page or as JSON, whichever the client prefers."""
    if not isinstance(error, PageError):
        raise error
    body = {"code": error.code, "message": error.message, "hint": error.hint}
    wants_page = choose(request.headers.get("accept"), ("application/json", "text/html")) == "text/html"
    if wants_page and not request.url.path.startswith(("/api", "/sparql")):
        response = page(request, "error.html", error=error)
        response.status_code = error.status
        response.headers.update(error.headers)
        return response
    return JSONResponse(body, status_code=error.status, headers=dict(error.headers))
