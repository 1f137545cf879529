"""What follows from all documents together: one label for each entity, one confidence for each statement.

Comes in the touched entities and statements and what the store and the new document say of them, go out the quads
of the derived graph that must go and those that take their place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import pyoxigraph as ox

from graph.rdf import CT, ID, ct, entity_iri
from graph.store.base import Solutions, Store

GRAPH = ox.NamedNode(ID + "graph/derived")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
ALT_LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
_DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
_CHUNK = 400
_CERTAIN = Decimal("0.99")  # no number of sources makes a reading more certain than this

_NAMES = "SELECT ?e ?g ?n WHERE {{ VALUES ?e {{ {iris} }} GRAPH ?g {{ ?e <{ct}name> ?n }} }}"
_CONFIDENCES = (
    "SELECT ?s ?g ?c WHERE {{ VALUES ?s {{ {iris} }} GRAPH ?g {{ ?s <{ct}evidence> ?e . ?e <{ct}confidence> ?c }} }}"
)
_OLD = "SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {iris} }} GRAPH <{graph}> {{ ?s ?p ?o }} }}"
_TOUCHED = "SELECT DISTINCT ?s WHERE {{ GRAPH <{graph}> {{ ?s <{p}> ?o }} }}"


def derive(
    store: Store, document: ox.NamedNode, quads: Sequence[ox.Quad]
) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """The derived quads to take out and to put in when `quads` replace what the graph `document` holds."""
    entities = _touched(store, document, ct("name"), quads)
    statements = _touched(store, document, ct("evidence"), quads)
    new = [*_labels(store, document, quads, entities), *_combined(store, document, quads, statements)]
    old = [ox.Quad(s, p, o, GRAPH) for s, p, o in _rows(store, _OLD, [*entities, *statements], graph=GRAPH.value)]
    kept = set(old) & set(new)
    return [q for q in old if q not in kept], [q for q in new if q not in kept]


def _touched(
    store: Store, document: ox.NamedNode, predicate: ox.NamedNode, quads: Iterable[ox.Quad]
) -> list[ox.NamedNode]:
    nodes = {q.subject for q in quads if q.predicate == predicate}
    nodes |= {row[0] for row in _solutions(store, _TOUCHED.format(graph=document.value, p=predicate.value))}
    return sorted((n for n in nodes if isinstance(n, ox.NamedNode)), key=lambda n: n.value)


def _labels(
    store: Store, document: ox.NamedNode, quads: Iterable[ox.Quad], entities: Sequence[ox.NamedNode]
) -> Iterator[ox.Quad]:
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for entity, graph, name in _rows(store, _NAMES, entities):
        if graph != document:
            names[entity.value][name.value] += 1
    for quad in quads:
        if quad.predicate == ct("name"):
            names[quad.subject.value][quad.object.value] += 1
    for iri, found in names.items():
        entity = ox.NamedNode(iri)
        label = _label(entity, found)
        yield ox.Quad(entity, LABEL, ox.Literal(label, language="zh"), GRAPH)
        for name in found:
            if name != label:
                yield ox.Quad(entity, ALT_LABEL, ox.Literal(name, language="zh"), GRAPH)


def _label(entity: ox.NamedNode, names: Mapping[str, int]) -> str:
    """The form of the name that identifies the entity which most documents write; of equals the first in order."""
    cls = entity.value.removeprefix(ID).split("/", 1)[0]
    own = [n for n in names if entity_iri(cls, n) == entity] or list(names)
    return min(own, key=lambda n: (-names[n], n))


def _combined(
    store: Store, document: ox.NamedNode, quads: Sequence[ox.Quad], statements: Sequence[ox.NamedNode]
) -> Iterator[ox.Quad]:
    """Sources that agree make a statement surer: 1 - Π(1 - c) over documents, c a document's surest evidence."""
    best: dict[str, dict[str, Decimal]] = defaultdict(dict)

    def note(statement: str, graph: str, confidence: Decimal) -> None:
        best[statement][graph] = max(confidence, best[statement].get(graph, Decimal(0)))

    for statement, graph, confidence in _rows(store, _CONFIDENCES, statements):
        if graph != document:
            note(statement.value, graph.value, Decimal(confidence.value))
    sure = {q.subject: Decimal(q.object.value) for q in quads if q.predicate == ct("confidence")}
    figures = {q.subject for q in quads if q.predicate == ct("indicator")}
    for quad in quads:
        if quad.predicate == ct("evidence") and quad.subject not in figures:
            note(quad.subject.value, document.value, sure[quad.object])
    for statement, by_document in best.items():
        doubt = Decimal(1)
        for confidence in by_document.values():
            doubt *= 1 - confidence
        value = f"{min(1 - doubt, _CERTAIN):.3f}".rstrip("0")
        yield ox.Quad(ox.NamedNode(statement), ct("confidence"), ox.Literal(value, datatype=_DECIMAL), GRAPH)


def _rows(
    store: Store, query: str, nodes: Sequence[ox.NamedNode], graph: str = ""
) -> Iterator[tuple[ox.NamedNode, ...]]:
    for at in range(0, len(nodes), _CHUNK):
        iris = " ".join(map(str, nodes[at : at + _CHUNK]))
        yield from _solutions(store, query.format(iris=iris, ct=CT, graph=graph))


def _solutions(store: Store, query: str) -> Iterator[tuple[ox.NamedNode, ...]]:
    answer = store.query(query)
    assert isinstance(answer, Solutions)
    yield from answer.rows  # type: ignore[misc]
