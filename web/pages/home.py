"""/ : a search box, the platforms at a glance, what the store holds."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from web import overview
from web.context import page, store_of

router = APIRouter(include_in_schema=False)
_SHOWN = 60


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """The start page."""
    store = store_of(request)
    platforms, total = overview.platforms(store, _SHOWN)
    return page(
        request, "home.html", platforms=platforms, total=total, counts=overview.class_counts(store),
        documents=overview.documents(store),
    )  # fmt: skip
