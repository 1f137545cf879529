"""What the endpoint can do and what the graph holds: a request comes in, Service Description and VoID go out."""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from rdflib import DCTERMS, RDF, VOID, XSD, BNode, Graph, Literal, Namespace, URIRef

from graph.status import Status, read_status
from graph.store.base import Store
from web.context import PageError, store_of
from web.endpoint import endpoint_of
from web.negotiate import choose
from web.terms import CT

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
DESCRIPTIONS = {"text/turtle": "turtle", "application/rdf+xml": "xml", "application/ld+json": "json-ld"}
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
_VOCABULARIES = (
    CT, "http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/ns/oa#", "http://purl.org/dc/terms/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#",
)  # fmt: skip

router = APIRouter(include_in_schema=False)


@router.head("/.well-known/void")
@router.get("/.well-known/void")
async def void(request: Request) -> Response:
    """The description at the place where programs look for it."""
    return await described(request, "/.well-known/void")


async def described(request: Request, path: str) -> Response:
    """The description in the form asked for; `path` is where it is served. Raises PageError."""
    media = choose(request.headers.get("accept"), tuple(DESCRIPTIONS))
    if media is None:
        raise PageError(406, "not-acceptable", f"可用的格式 (what can be sent)：{'、'.join(DESCRIPTIONS)}")
    held, quads = await run_in_threadpool(_counted, store_of(request))
    union = endpoint_of(request).settings.union
    graph = description(str(request.base_url).rstrip("/"), held, quads, union=union)
    body = graph.serialize(format=DESCRIPTIONS[media], encoding="utf-8")
    return Response(body, media_type=media, headers={"Vary": "Accept", "Content-Location": path})


def description(base: str, held: Status, quads: int, *, union: bool) -> Graph:
    """The endpoint at `base` and the graph behind it, as RDF."""
    graph = Graph()
    graph.bind("sd", SD)
    graph.bind("void", VOID)
    service, data = URIRef(f"{base}/sparql"), URIRef(f"{base}/.well-known/void#graph")
    whole, default = BNode(), BNode()
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, service))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, SD.defaultDataset, whole))
    if union:
        graph.add((service, SD.feature, SD.UnionDefaultGraph))
    for name in (*_RESULTS, *_GRAPHS):
        graph.add((service, SD.resultFormat, FORMATS[name]))
    graph.add((whole, RDF.type, SD.Dataset))
    graph.add((whole, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    graph.add((default, VOID.triples, Literal(quads)))
    graph.add((data, RDF.type, VOID.Dataset))
    graph.add((data, DCTERMS.title, Literal("产图知识图谱", lang="zh")))
    graph.add((data, DCTERMS.title, Literal("The Chantu knowledge graph", lang="en")))
    graph.add((data, VOID.sparqlEndpoint, service))
    graph.add((data, VOID.triples, Literal(quads)))
    graph.add((data, VOID.documents, Literal(held.documents)))
    graph.add((data, VOID.uriSpace, Literal("https://w3id.org/chantu/id/")))
    for vocabulary in _VOCABULARIES:
        graph.add((data, VOID.vocabulary, URIRef(vocabulary)))
    for cls, count in held.entities:
        part = BNode()
        graph.add((data, VOID.classPartition, part))
        graph.add((part, VOID["class"], URIRef(CT + cls)))
        graph.add((part, VOID.entities, Literal(count, datatype=XSD.integer)))
    return graph


def _counted(store: Store) -> tuple[Status, int]:
    return read_status(store), len(store)
