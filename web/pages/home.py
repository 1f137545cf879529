"""/ : a search box, the platforms at a glance, what the store holds."""

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from web import overview
from web.context import page, store_of

router = APIRouter(include_in_schema=False)
_SHOWN = 30
_ALL = "/?platforms=all#platforms"
_LIST = """PREFIX ct: <https://w3id.org/chantu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?entity {{ ?entity a ?class ; rdfs:label ?name FILTER(?class = ct:{0}) }} ORDER BY ?name
"""


@router.get("/")
def home(request: Request, platforms: str = "") -> HTMLResponse:
    """The start page; with ?platforms=all every platform is in its table."""
    store = store_of(request)
    shown, total = overview.platforms(store, None if platforms == "all" else _SHOWN)
    counts = [(cls, label, n, _list(cls)) for cls, label, n in overview.class_counts(store)]
    return page(
        request, "home.html", platforms=shown, total=total, every=_ALL, counts=counts,
        documents=overview.documents(store),
    )  # fmt: skip


def _list(cls: str) -> str:
    """Where all entities are listed that are said to be of a class, without those that it follows for."""
    return _ALL if cls == "Platform" else f"/query#query={quote(_LIST.format(cls))}"
