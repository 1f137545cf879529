"""/explore : the network. The page is still; its scripts ask /api/graph, and keep their state in the address."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from web.context import page
from web.npm import folders

router = APIRouter(include_in_schema=False)
_MODULES = sorted(file.name for file in (Path(__file__).parents[1] / "static" / "explorer").glob("*.js"))


@router.get("/explore")
def explore(request: Request) -> HTMLResponse:
    """The explorer; without a state in the address it shows the graph at a glance."""
    return page(request, "explore.html", npm=folders(), modules=_MODULES)
