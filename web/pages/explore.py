"""/explore : the network. The page is still; its script asks /api, and keeps its state in the address."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ontology import classes
from web import overview
from web.context import page, store_of

router = APIRouter(include_in_schema=False)


@router.get("/explore")
def explore(request: Request) -> HTMLResponse:
    """The explorer; without a focus it offers the platforms that most is said of."""
    platforms, _ = overview.platforms(store_of(request), 8)
    legend = [c for c in classes().values() if c.colour and c.name not in ("Document", "Observation")]
    return page(request, "explore.html", legend=legend, suggestions=platforms)
