"""What follows from all documents together: an entity's class, label and kind, a statement's triple and one confidence.

Comes in the touched entities and statements and what the store and the new document say of them, go out the quads
of the derived graph that must go and those that take their place. Each triple stands there once, however many
documents say it, so that a count over the union of all graphs counts things and not documents.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Protocol

import pyoxigraph as ox

import ontology
from graph.rdf import (
    CT,
    ID,
    OA_EXACT,
    OBJECT,
    PREDICATE,
    RDF_STATEMENT,
    SUBJECT,
    TYPE,
    ct,
    entity_iri,
)  # fmt: skip
from graph.store.base import Answer, Solutions
from ontology.tree import tree

GRAPH = ox.NamedNode(ID + "graph/derived")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_SKOS = "http://www.w3.org/2004/02/skos/core#"
ALT_LABEL = ox.NamedNode(_SKOS + "altLabel")
_DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
_CHUNK = 400  # nodes named in one query
_CERTAIN = Decimal("0.99")  # no number of sources makes a reading more certain than this

_MENTIONED = f"SELECT DISTINCT ?n WHERE {{{{ GRAPH <{{graph}}> {{{{ ?n <{CT}mention> ?m }}}} }}}}"
_EVIDENCED = (
    f"SELECT DISTINCT ?n WHERE {{{{ GRAPH <{{graph}}> {{{{ ?n <{CT}evidence> ?v }}}} "
    f"GRAPH <{GRAPH.value}> {{{{ ?n a <{RDF_STATEMENT.value}> }}}} }}}}"
)
_NAMES = (
    f"SELECT ?n ?g ?name WHERE {{{{ VALUES ?n {{{{ {{nodes}} }}}} GRAPH ?g {{{{ ?n <{CT}mention> ?m . "
    f"?m <{OA_EXACT.value}>|<{CT}name> ?name }}}} }}}}"
)
_CONFIDENCES = (
    f"SELECT ?n ?g ?c WHERE {{{{ VALUES ?n {{{{ {{nodes}} }}}} GRAPH ?g {{{{ ?n <{CT}evidence> ?e . "
    f"?e <{CT}confidence> ?c }}}} }}}}"
)
_OLD = f"SELECT ?n ?p ?o WHERE {{{{ VALUES ?n {{{{ {{nodes}} }}}} GRAPH <{GRAPH.value}> {{{{ ?n ?p ?o }}}} }}}}"

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]
_Best = dict[ox.NamedNode, dict[ox.NamedNode, Decimal]]


class Queried(Protocol):
    """What is asked here: a store, or what stands for an empty one."""

    def query(self, sparql: str, /) -> Answer:
        """Answer a query."""
        ...


def derive(
    store: Queried, document: ox.NamedNode, quads: Sequence[ox.Quad], relations: Mapping[ox.NamedNode, Triple]
) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """The derived quads to take out and to put in when a document's graph becomes `quads`.

    `relations` are the triples behind the statements that the document now makes, by statement.
    """
    old: set[ox.Quad] = set()
    new: set[ox.Quad] = set()
    entities = _touched(store, _MENTIONED, document, (s for s, _ in _said(quads, "mention")))
    for node, predicate, object_ in _rows(store, _OLD, entities):
        if predicate in _told_by_names():
            old.add(ox.Quad(node, predicate, object_, GRAPH))
    new.update(_named(store, document, quads, entities))
    statements = _touched(store, _EVIDENCED, document, relations)
    heads: dict[ox.NamedNode, dict[ox.NamedNode, Any]] = defaultdict(dict)
    for node, predicate, object_ in _rows(store, _OLD, statements):
        old.add(ox.Quad(node, predicate, object_, GRAPH))
        heads[node][predicate] = object_
    triples: dict[ox.NamedNode, Triple] = {n: (h[SUBJECT], h[PREDICATE], h[OBJECT]) for n, h in heads.items()}
    triples |= relations
    old.update(ox.Quad(*triples[n], GRAPH) for n in heads)
    new.update(_stated(triples, _best(store, document, quads, statements)))
    return [q for q in old if q not in new], [q for q in new if q not in old]


def _touched(store: Queried, query: str, document: ox.NamedNode, nodes: Iterable[ox.NamedNode]) -> list[ox.NamedNode]:
    before = (row[0] for row in _solutions(store, query.format(graph=document.value)))
    return sorted({*nodes, *before}, key=lambda n: n.value)


def _named(
    store: Queried, document: ox.NamedNode, quads: Sequence[ox.Quad], entities: Sequence[ox.NamedNode]
) -> Iterator[ox.Quad]:
    names: dict[ox.NamedNode, Counter[str]] = defaultdict(Counter)
    for entity, graph, name in _rows(store, _NAMES, entities):
        if graph != document:
            names[entity][name.value] += 1
    owner = {mention: entity for entity, mention in _said(quads, "mention")}
    for mention, name in (*_said(quads, "exact"), *_said(quads, "name")):
        names[owner[mention]][name.value] += 1
    for entity, found in names.items():
        cls = entity.value.removeprefix(ID).split("/", 1)[0].capitalize()
        label = _label(entity, cls, found)
        yield ox.Quad(entity, TYPE, ct(cls), GRAPH)
        yield ox.Quad(entity, LABEL, ox.Literal(label, language="zh"), GRAPH)
        others = sorted(other for other in found if other != label)
        for other in others:
            yield ox.Quad(entity, ALT_LABEL, ox.Literal(other, language="zh"), GRAPH)
        for telling in ontology.tellings():
            kind = next(filter(None, map(telling.of, (label, *others))), "") if cls in telling.domain else ""
            if kind:
                yield ox.Quad(entity, ct(telling.property), ct(kind), GRAPH)
        place = next(filter(None, map(tree().place, (label, *others))), None) if cls == "Industry" else None
        if place:
            yield ox.Quad(entity, ox.NamedNode(_SKOS + place.relation), ox.NamedNode(place.concept), GRAPH)


@cache
def _told_by_names() -> frozenset[ox.NamedNode]:
    """The properties of entities that follow from their names."""
    placed = (ox.NamedNode(_SKOS + relation) for relation in ("exactMatch", "broader"))
    return frozenset({TYPE, LABEL, ALT_LABEL, *placed, *(ct(t.property) for t in ontology.tellings() if t.domain)})


def _label(entity: ox.NamedNode, cls: str, names: Mapping[str, int]) -> str:
    """The form of the name that identifies the entity which is written most often; of equals the first in order."""
    own = [n for n in names if entity_iri(cls, n) == entity] or list(names)
    return min(own, key=lambda n: (-names[n], n))


def _best(
    store: Queried, document: ox.NamedNode, quads: Sequence[ox.Quad], statements: Sequence[ox.NamedNode]
) -> _Best:
    """The confidence of each statement's surest evidence in each document."""
    best: _Best = defaultdict(dict)

    def note(statement: ox.NamedNode, graph: ox.NamedNode, confidence: Decimal) -> None:
        best[statement][graph] = max(confidence, best[statement].get(graph, Decimal(0)))

    for statement, graph, confidence in _rows(store, _CONFIDENCES, statements):
        if graph != document:
            note(statement, graph, Decimal(confidence.value))
    sure = {place: Decimal(value.value) for place, value in _said(quads, "confidence")}
    wanted = set(statements)
    for statement, place in _said(quads, "evidence"):
        if statement in wanted:
            note(statement, document, sure[place])
    return best


def _stated(triples: Mapping[ox.NamedNode, Triple], best: _Best) -> Iterator[ox.Quad]:
    """Sources that agree make a statement surer: 1 - Π(1 - c) over documents, c a document's surest evidence."""
    for node, by_document in best.items():
        subject, predicate, object_ = triples[node]
        doubt = Decimal(1)
        for confidence in by_document.values():
            doubt *= 1 - confidence
        value = f"{min(1 - doubt, _CERTAIN):.3f}".rstrip("0").rstrip(".")
        yield ox.Quad(subject, predicate, object_, GRAPH)
        yield ox.Quad(node, TYPE, RDF_STATEMENT, GRAPH)
        yield ox.Quad(node, SUBJECT, subject, GRAPH)
        yield ox.Quad(node, PREDICATE, predicate, GRAPH)
        yield ox.Quad(node, OBJECT, object_, GRAPH)
        yield ox.Quad(node, ct("confidence"), ox.Literal(value, datatype=_DECIMAL), GRAPH)


def _said(quads: Iterable[ox.Quad], name: str) -> Iterator[tuple[ox.NamedNode, Any]]:
    """Subject and object of the quads with that property of the vocabulary (or oa:exact)."""
    predicate = OA_EXACT if name == "exact" else ct(name)
    for quad in quads:
        if quad.predicate == predicate and isinstance(quad.subject, ox.NamedNode):
            yield quad.subject, quad.object


def _rows(store: Queried, query: str, nodes: Sequence[ox.NamedNode]) -> Iterator[tuple[Any, ...]]:
    for at in range(0, len(nodes), _CHUNK):
        yield from _solutions(store, query.format(nodes=" ".join(map(str, nodes[at : at + _CHUNK]))))


def _solutions(store: Queried, query: str) -> Iterator[tuple[Any, ...]]:
    answer = store.query(query)
    if not isinstance(answer, Solutions):
        raise TypeError(query)
    yield from answer.rows
