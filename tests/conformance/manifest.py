"""The suite's manifests: its folder comes in, typed tests go out.

The tests keep the addresses that the W3C published them at, so that relative IRIs mean the same on every machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag

from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

SUITE = Path(__file__).parents[3] / "shared" / "suites" / "w3c-sparql11"
BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")

QUERY, RESULTS, PROTOCOL = "query evaluation", "result formats", "protocol"
QUERY_SYNTAX, FEDERATION, DESCRIPTION = "query syntax", "federated query", "service description"
UPDATE, UPDATE_SYNTAX = "update evaluation", "update syntax"
_GROUPS = (
    ("manifest-sparql11-query.ttl", QUERY, QUERY_SYNTAX),
    ("manifest-sparql11-results.ttl", RESULTS, RESULTS),
    ("manifest-sparql11-update.ttl", UPDATE, UPDATE_SYNTAX),
    ("manifest-sparql11-fed.ttl", FEDERATION, FEDERATION),
    ("protocol/manifest.ttl", PROTOCOL, PROTOCOL),
    ("service-description/manifest.ttl", DESCRIPTION, DESCRIPTION),
)


@dataclass(frozen=True, slots=True)
class Data:
    """A dataset in files, each by its published IRI: those of the default graph, and (graph's name, file)."""

    default: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """What every test has: a name such as `aggregates/agg01`, and the category that it is counted in."""

    name: str
    category: str


@dataclass(frozen=True, slots=True)
class Evaluation(Case):
    """A query, the data it is put to, and the file with the answer that it must have."""

    query: str
    data: Data
    result: str


@dataclass(frozen=True, slots=True)
class Update(Case):
    """An update, the data before it and the data that must be there after it."""

    update: str
    data: Data
    result: Data


@dataclass(frozen=True, slots=True)
class Syntax(Case):
    """A query or an update that must be taken, or be refused as malformed."""

    text: str
    update: bool
    good: bool


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request and what its answer must be: kinds of status such as `4xx`, a form, a truth value."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: frozenset[str]
    form: str | None
    truth: bool | None


@dataclass(frozen=True, slots=True)
class Protocol(Case):
    """Requests to make one after the other over some data."""

    data: Data
    requests: tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Description(Case):
    """A test of what the endpoint says of itself; the suite describes these by their names only."""


def path_of(iri: str) -> Path:
    """The file in the suite that was published at the IRI."""
    return SUITE / unquote(iri.removeprefix(BASE))


def read() -> list[Case]:
    """Every test of the suite that an endpoint can be put to, in the manifests' order."""
    return [test for file, category, syntax in _GROUPS for test in _tests(BASE + file, category, syntax)]


def _tests(manifest: str, category: str, syntax: str) -> Iterator[Case]:
    graph = Graph().parse(path_of(manifest), publicID=manifest, format="turtle")
    root = URIRef(manifest)
    for included in _list(graph, graph.value(root, MF.include)):
        yield from _tests(str(included), category, syntax)
    folder = manifest.removeprefix(BASE).split("/")[0]
    for entry in _list(graph, graph.value(root, MF.entries)):
        name = f"{folder}/{urldefrag(str(entry)).fragment}"
        kind = str(graph.value(entry, RDF.type)).removeprefix(str(MF))
        yield _test(graph, entry, kind, name, syntax if "Syntax" in kind else category)


def _test(graph: Graph, entry: Node, kind: str, name: str, category: str) -> Case:
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    match kind:
        case "QueryEvaluationTest" | "CSVResultFormatTest":
            return Evaluation(name, category, _iri(graph, action, QT.query), _data(graph, action, QT), str(result))
        case "UpdateEvaluationTest":
            before, after = _data(graph, action, UT), _data(graph, result, UT)
            return Update(name, category, _iri(graph, action, UT.request), before, after)
        case "ProtocolTest":
            requests = tuple(_request(graph, node) for node in _list(graph, graph.value(action, HT.requests)))
            return Protocol(name, category, _data(graph, entry, UT), requests)
        case "ServiceDescriptionTest":
            return Description(name, category)
        case _ if "SyntaxTest" in kind:
            return Syntax(name, category, str(action), "Update" in kind, kind.startswith("Positive"))
    raise ValueError(f"{name}: {kind}?")


def _data(graph: Graph, node: Node | None, words: Namespace) -> Data:
    default = sorted(str(file) for file in graph.objects(node, words.data))
    named = []
    for given in graph.objects(node, words.graphData):
        file = graph.value(given, words.graph)
        named.append((str(graph.value(given, RDFS.label)), str(file)) if file else (str(given), str(given)))
    return Data(tuple(default), tuple(sorted(named)))


def _request(graph: Graph, node: Node) -> Request:
    answer, body = graph.value(node, HT.resp), graph.value(node, HT.body)
    headers = (
        (_text(graph, header, HT.fieldName), _text(graph, header, HT.fieldValue))
        for header in _list(graph, graph.value(node, HT.headers))
    )
    form, truth = graph.value(answer, MF.expectedFormat), graph.value(answer, MF.expectedBoolean)
    statuses = (urldefrag(str(status)).fragment for status in graph.objects(answer, MF.expectedStatus))
    encoding = _text(graph, body, CNT.characterEncoding) if body else ""
    return Request(
        _text(graph, node, HT.methodName),
        _text(graph, node, HT.absolutePath),
        tuple(headers),
        _text(graph, body, CNT.chars).encode(encoding) if body else None,
        frozenset(status.removeprefix("StatusCode") for status in statuses),
        str(form) if form is not None else None,
        str(truth) == "true" if truth is not None else None,
    )


def _list(graph: Graph, head: Node | None) -> list[Node]:
    return list(Collection(graph, head)) if head is not None else []


def _text(graph: Graph, node: Node | None, name: URIRef) -> str:
    return str(graph.value(node, name))


def _iri(graph: Graph, node: Node | None, name: URIRef) -> str:
    found = graph.value(node, name)
    if not isinstance(found, URIRef):
        raise TypeError(f"{node} has no {name}")
    return str(found)
