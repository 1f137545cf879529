"""/sparql/graph: SPARQL 1.1 Graph Store Protocol, reading: a graph's name comes in, its triples go out."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from graph.pool.question import PoolError, Question
from web.context import PageError
from web.endpoint import endpoint_of
from web.protocol import Operation, check_graph
from web.sparql import answered, told

router = APIRouter(tags=["SPARQL"])


@router.head("/sparql/graph", include_in_schema=False)
@router.get("/sparql/graph", summary="读一个图 · Graph Store Protocol, GET")
async def read(request: Request) -> Response:
    """The triples of the graph ?graph=IRI, or with ?default of the default graph; 404 for a graph that is not there."""
    names = request.query_params.getlist("graph")
    default = "default" in request.query_params
    if len(names) + default != 1:
        raise PageError(400, "graph", "要有且只有 graph=… 或 default (exactly one of graph=… and default is needed)")
    if default:
        return await answered(request, Operation("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", (), ()))
    check_graph(names[0])
    if not await _is_there(request, names[0]):
        raise PageError(404, "unknown-graph", f"图谱库里没有这个图 (no such graph): {names[0]}")
    text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{names[0]}> {{ ?s ?p ?o }} }}"
    return await answered(request, Operation(text, (), ()))


@router.api_route("/sparql/graph", methods=["PUT", "POST", "DELETE", "PATCH"], include_in_schema=False)
async def write() -> Response:
    """Graphs are written by ingest and by updates."""
    raise PageError(405, "method", "这里只能读 (only reading here)", headers={"Allow": "GET, HEAD, OPTIONS"})


async def _is_there(request: Request, name: str) -> bool:
    endpoint = endpoint_of(request)
    question = Question(f"ASK {{ GRAPH <{name}> {{ ?s ?p ?o }} }}", "csv", "nt", union=endpoint.settings.union)
    try:
        run = await endpoint.pool.ask(question, request.client.host if request.client else "")
        await run.begun(whole=True)
        return b"".join([chunk async for chunk in run.chunks()]).strip() == b"true"
    except PoolError as error:
        raise told(error) from error
