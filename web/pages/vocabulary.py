"""/ontology : the vocabulary as a page; as Turtle, JSON-LD or RDF/XML by content negotiation."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

import ontology
from web.context import PageError, page
from web.negotiate import choose

router = APIRouter(include_in_schema=False)
_FORMS = {"text/html": "", "text/turtle": "turtle", "application/ld+json": "json-ld", "application/rdf+xml": "xml"}


@router.get("/ontology")
def vocabulary(request: Request) -> Response:
    """The ontology."""
    media = choose(request.headers.get("accept"), tuple(_FORMS))
    if media is None:
        raise PageError(406, "not-acceptable", f"可用的格式 (what can be sent)：{'、'.join(_FORMS)}")
    if _FORMS[media]:
        body = ontology.load().serialize(format=_FORMS[media], encoding="utf-8")
        return Response(body, media_type=media, headers={"Vary": "Accept"})
    return page(
        request, "ontology.html", classes=ontology.classes(), relations=ontology.relations(),
        properties=ontology.properties(), indicators=ontology.indicators(),
    )  # fmt: skip
