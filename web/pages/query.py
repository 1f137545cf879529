"""/query : YASGUI with the stored questions; its scripts ask /sparql. Without the npm package a plain text field."""

import json

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

import ontology
from queries.catalogue import CatalogueError, bind, catalogue, find
from web.context import PageError, page
from web.figures import rules
from web.npm import folders
from web.terms import ID

router = APIRouter(include_in_schema=False)
_OFFERED = {"ct", "dcterms", "geo", "oa", "owl", "rdf", "rdfs", "skos", "xsd"}


@router.get("/query")
def query(request: Request) -> HTMLResponse:
    """The query page; its script opens `?question=` a stored question with its parameters, and `#query=` any query."""
    return page(
        request, "query.html", stored=catalogue(), prefixes=json.dumps(_prefixes()), figures=json.dumps(rules()),
        yasgui="yasgui" in folders(),
    )  # fmt: skip


@router.get("/query/{name}")
def stored(request: Request, name: str) -> JSONResponse:
    """A stored question as SPARQL, its parameters (query string) put in."""
    try:
        text = bind(find(name), dict(request.query_params))
    except CatalogueError as error:
        raise PageError(404, "unknown-question", str(error), json.dumps([q.name for q in catalogue()])) from error
    return JSONResponse({"query": text})


def _prefixes() -> dict[str, str]:
    """Those the editor writes by itself at the head of a query where they are used."""
    known = {prefix: str(namespace) for prefix, namespace in ontology.load().namespaces() if prefix in _OFFERED}
    return known | {"id": ID, "industry": "https://w3id.org/chantu/industry/"}
