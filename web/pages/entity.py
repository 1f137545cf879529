"""/entity/{class}/{key} : one entity with its facts and their sentences; Turtle and JSON-LD by content negotiation."""

import io
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import Response

from graph.results import write
from web import details, views
from web.context import PageError, page, store_of
from web.negotiate import choose
from web.terms import iri

router = APIRouter(include_in_schema=False)
_FORMS = {"text/html": "", "text/turtle": "ttl", "application/ld+json": "jsonld"}


@router.get("/entity/{kind}/{key}")
def entity(request: Request, kind: str, key: str) -> Response:
    """An entity as a page, or its triples."""
    store = store_of(request)
    node = iri(kind, key)
    found = views.find_node(store, node) if node else None
    if node is None or found is None:
        raise PageError(404, "unknown-entity", "图谱里没有这个对象 (no such entity)", "换个名称查找，或回到首页")
    media = choose(request.headers.get("accept"), tuple(_FORMS))
    if media is None:
        raise PageError(406, "not-acceptable", f"可用的格式 (what can be sent)：{'、'.join(_FORMS)}")
    if _FORMS[media]:
        out = io.BytesIO()
        write(views.describe(store, node), _FORMS[media], out)
        return Response(out.getvalue(), media_type=media, headers={"Vary": "Accept"})
    edges = views.edges(store, node)
    dates = views.dates(store, node)
    quotes = views.quotes_by_statement(store, [e.statement for e in edges] + [d.statement for d in dates])
    groups = [(label, list(group)) for label, group in groupby(edges, key=lambda e: e.label)]
    response = page(
        request, "entity.html", node=found, names=views.other_names(store, node), groups=groups, dates=dates,
        quotes=quotes, figures=views.figures(store, node), mentions=views.mentions(store, node),
        kinds=details.kinds_of(store, node), chain=details.chain_of(store, node),
        sides=list(details.sides(store, node)),
    )  # fmt: skip
    response.headers["Vary"] = "Accept"
    return response
