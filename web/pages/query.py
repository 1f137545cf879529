"""/query : a SPARQL editor with the stored questions; its script sends to /sparql."""

import json

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from queries.catalogue import CatalogueError, bind, catalogue, find
from web.context import PageError, page

router = APIRouter(include_in_schema=False)


@router.get("/query")
def query(request: Request) -> HTMLResponse:
    """The query page."""
    return page(request, "query.html", stored=catalogue())


@router.get("/query/{name}")
def stored(request: Request, name: str) -> JSONResponse:
    """A stored question as SPARQL, its parameters (query string) put in."""
    try:
        text = bind(find(name), dict(request.query_params))
    except CatalogueError as error:
        raise PageError(404, "unknown-question", str(error), json.dumps([q.name for q in catalogue()])) from error
    return JSONResponse({"query": text})
