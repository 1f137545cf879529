"""The endpoint under test, over HTTP: comes in its address, the secret for updates and what to send; goes out answers.

`filled` makes the store that the real server is started over, SETTINGS what the suite needs of it.
"""

from collections.abc import Iterable
from pathlib import Path

import httpx
import pyoxigraph as ox

from tests.conformance.manifest import Case, Data, Evaluation, Protocol, path_of

TOKEN = "token-of-the-conformance-run"  # noqa: S105 - guards nothing
SETTINGS = {"CHANTU_DEFAULT_GRAPH": "own", "CHANTU_TOKEN": TOKEN}
NOTHING = "urn:x-conformance:nothing"  # a graph that is in no store
_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
}


class EndpointError(Exception):
    """The endpoint did not answer in a way that can be compared."""


class Endpoint:
    """A SPARQL endpoint: queries at /sparql, updates at /sparql/update."""

    def __init__(self, address: str, token: str = TOKEN) -> None:
        """`address` is the server's, without a path; the client is closed by `close`."""
        self.query_url, self.update_url = f"{address}/sparql", f"{address}/sparql/update"
        self._authorization = {"Authorization": f"Bearer {token}"}
        self._client = httpx.Client(timeout=30)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def query(self, text: str, accept: str, data: Data | None = None) -> httpx.Response:
        """Put a query, directly by POST, to some of the graphs of `filled`, or to all that the store holds."""
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        named = [graph for graph, _ in data.named] if data else []
        default = list(data.default) if data else []
        if data and not default + named:
            default = [NOTHING]
        graphs = {"default-graph-uri": default, "named-graph-uri": named}
        return self._client.post(self.query_url, content=text.encode(), headers=headers, params=graphs)

    def update(self, text: str) -> httpx.Response:
        """Make an update, directly by POST, with the token."""
        headers = {"Content-Type": "application/sparql-update", **self._authorization}
        return self._client.post(self.update_url, content=text.encode(), headers=headers)

    def send(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> httpx.Response:
        """Send a request as it is, with the token where it goes to the updates."""
        if url.startswith(self.update_url):
            headers = {**headers, **self._authorization}
        return self._client.request(method, url, content=body, headers=headers)


def filled(folder: Path, tests: Iterable[Case]) -> None:
    """Make a store that holds the data of all tests but those of updates, each file as the graph of its own name.

    A test's dataset is then put together by the request, with default-graph-uri and named-graph-uri.
    """
    graphs: dict[str, str] = {}
    for test in tests:
        if isinstance(test, Evaluation | Protocol):
            graphs |= dict(test.data.named) | {file: file for file in test.data.default}
    store = ox.Store(str(folder))
    for graph, file in graphs.items():
        store.add_graph(ox.NamedNode(graph))
        store.extend(ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(graph)) for q in parsed(file))
    store.flush()


def setting_up(data: Data) -> str:
    """Operations after which a store holds this data and nothing else."""
    files = [("", file) for file in data.default] + list(data.named)
    operations = ["DROP ALL"] + [f"CREATE SILENT GRAPH <{graph}>" for graph, _ in data.named]
    blocks = []
    for number, (graph, file) in enumerate(files):
        triples = "\n".join(f"{_line(quad, number)} ." for quad in parsed(file))
        blocks.append(f"GRAPH <{graph}> {{ {triples} }}" if graph else triples)
    return " ;\n".join([*operations, f"INSERT DATA {{ {' '.join(blocks)} }}"])


def parsed(file: str) -> list[ox.Quad]:
    """The quads of one of the suite's files, named by its published IRI."""
    path = path_of(file)
    return list(ox.parse(path.read_bytes(), format=_FORMATS[path.suffix], base_iri=file))


def _line(quad: ox.Quad, number: int) -> str:
    """A triple as text; blank nodes of different files stay different."""
    terms = (
        f"_:f{number}x{term.value}" if isinstance(term, ox.BlankNode) else str(term)
        for term in (quad.subject, quad.predicate, quad.object)
    )
    return " ".join(terms)
