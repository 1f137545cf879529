"""The protocol's own tests against the endpoint: comes in a test, goes out what is wrong, None where it passes.

The suite sends queries and updates to one address; here updates have one of their own and need a token, so what a test
of updates sends is sent there, unless it is the query that looks at what the update did.
"""

import httpx
import pyoxigraph as ox
from rdflib import Graph, Namespace, URIRef

from tests.conformance import compare
from tests.conformance.endpoint import Endpoint
from tests.conformance.evaluate import FORMATS
from tests.conformance.manifest import Description, Protocol, Request

_TABLES = dict(FORMATS.values())
_BOOLEANS = {media for media in _TABLES if media.startswith("application/")}
_TABULAR = {*_TABLES, "text/csv"}
_GRAPHS = {
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
}
_KEPT_OUT = {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND}  # refused, but for no fault of its
_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


def protocol(endpoint: Endpoint, test: Protocol) -> str | None:
    """Make a test's requests one after the other; what is wrong with the first answer that is not as it must be."""
    updates = "update" in test.name
    for number, request in enumerate(test.requests, 1):
        headers = dict(request.headers)
        update = updates and headers.get("content-type") != "application/sparql-query"
        address = endpoint.update_url if update else endpoint.query_url
        url = address + request.path.removeprefix("/sparql/")
        wrong = _wrong(request, endpoint.send(request.method, url, headers, request.body))
        if wrong:
            return f"request {number}: {wrong}"
    return None


def _wrong(request: Request, response: httpx.Response) -> str | None:
    status, media = response.status_code, response.headers.get("content-type", "").split(";")[0]
    if f"{status // 100}xx" not in request.statuses or status in _KEPT_OUT:
        return f"status {status} instead of {' or '.join(sorted(request.statuses))}: {response.text[:200]}"
    if (
        request.form is not None
        and media not in {"boolean": _BOOLEANS, "tabular": _TABULAR, "RDF": _GRAPHS}[request.form]
    ):
        return f"{media or 'nothing'} instead of {request.form}"
    if request.form == "RDF":
        list(ox.parse(response.content, format=_GRAPHS[media]))
    elif media in _TABLES:
        found = compare.read(response.content, _TABLES[media])
        if request.truth is not None and found is not request.truth:
            return f"{found} instead of {request.truth}"
    return None


def description(endpoint: Endpoint, test: Description) -> str | None:
    """GET on the endpoint without a query must give RDF that describes a service at this very address."""
    response = endpoint.send("GET", endpoint.query_url, {"Accept": "text/turtle"}, None)
    media = response.headers.get("content-type", "").split(";")[0]
    if not response.is_success or media != "text/turtle":
        return f"GET without a query: {response.status_code}, {media}"
    graph = Graph().parse(data=response.content, format="turtle", publicID=endpoint.query_url)
    services = set(graph.subjects(_SD.endpoint, None))
    if test.name.endswith("has-endpoint-triple"):
        named = URIRef(endpoint.query_url) in set(graph.objects(None, _SD.endpoint))
        return None if named else "no sd:endpoint with this address"
    if test.name.endswith("conforms-to-schema"):
        typed = services and all((service, None, _SD.Service) in graph for service in services)
        return None if typed else "what has an sd:endpoint is not an sd:Service"
    return None
