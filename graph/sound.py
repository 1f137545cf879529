"""A document's facts before they land: come in facts, go out those that conform to the shapes, and what the rest broke.

What breaks a shape stays out, with all that hangs on it: of a wrong relation the relation, of a wrong place the place,
of a wrong entity everything said of it. A document whose own description is wrong stays out whole.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from graph.derive import derive
from graph.rdf import (
    CT,
    boundary_iri,
    document_iri,
    entity_iri,
    observation_iri,
    place_iri,
    quads,
    relations,
    statement_iri,
)
from graph.store.base import Answer, Solutions
from graph.validate import Violation, check
from ingest.facts import DocumentFacts, Evidence, Statement
from ontology import indicators, properties

_ROUNDS = 4  # what hangs on what was dropped may break a shape in its turn


@dataclass(frozen=True, slots=True)
class Sound:
    """The facts that conform, or None where the document itself does not; and what the others broke.

    `names` say in words what node, by its IRI, broke a shape.
    """

    facts: DocumentFacts | None
    violations: tuple[Violation, ...]
    names: Mapping[str, str]


def sound(facts: DocumentFacts) -> Sound:
    """The facts of a document that conform to the shapes of the ontology."""
    told: list[Violation] = []
    names: dict[str, str] = {}
    for _ in range(_ROUNDS):
        violations = check(triples(facts))
        if not violations:
            return Sound(facts, tuple(told), names)
        told += violations
        names |= _names(facts)
        document = document_iri(facts.source.identifier)
        if any(v.focus == document.value for v in violations):
            break
        facts = _without(facts, document, violations)
    return Sound(None, tuple(told), names)


def _names(facts: DocumentFacts) -> dict[str, str]:
    """In words what the nodes of a document stand for: a name, a fact, the stretch of a place."""
    source, document = facts.source, document_iri(facts.source.identifier)
    nodes = [entity_iri(e.cls, e.names[0]) for e in facts.entities]
    labels = [e.names[0] for e in facts.entities]
    found = {document.value: source.title} | {n.value: label for n, label in zip(nodes, labels, strict=True)}

    def place(kind: str, node: ox.NamedNode, start: int, end: int) -> None:
        found[place_iri(kind, node, document, start, end).value] = source.text[start:end] or f"{start}-{end}"

    for entity, node in zip(facts.entities, nodes, strict=True):
        for start, end, _ in entity.mentions:
            place("mention", node, start, end)
    facts_: list[tuple[ox.NamedNode, str, Iterable[Evidence]]] = []
    for s in facts.statements:
        object_ = nodes[s.object] if isinstance(s.object, int) else ox.Literal(s.object)
        to = labels[s.object] if isinstance(s.object, int) else s.object
        node = statement_iri(nodes[s.subject], ox.NamedNode(CT + s.predicate), object_)
        facts_.append((node, f"{labels[s.subject]} {properties()[s.predicate].label} {to}", s.evidence))
    for o in facts.observations:
        words = f"{labels[o.subject]} {indicators()[o.indicator].label} {o.value}"
        facts_.append((observation_iri(o, nodes[o.subject], document), words, [o.evidence]))
    for b in facts.boundaries:
        facts_.append((boundary_iri(b, nodes[b.subject], document), f"{labels[b.subject]} {b.by}", [b.evidence]))
    for node, words, evidence in facts_:
        found[node.value] = words
        for e in evidence:
            place("evidence", node, e.start, e.end)
    return found


def triples(facts: DocumentFacts) -> list[ox.Triple]:
    """All that a store would hold that knows this document only."""
    said = list(quads(facts))
    _, derived = derive(_Nothing(), document_iri(facts.source.identifier), said, relations(facts))
    return [ox.Triple(q.subject, q.predicate, q.object) for q in (*said, *derived)]


class _Nothing:
    """A store without a quad, as far as `derive` asks one."""

    def query(self, _: str) -> Answer:
        return Solutions((), iter(()))


def _without(facts: DocumentFacts, document: ox.NamedNode, violations: Iterable[Violation]) -> DocumentFacts:
    nodes = [entity_iri(e.cls, e.names[0]) for e in facts.entities]
    focus = {v.focus for v in violations}
    wrong = _wrong_relations(violations)
    blamed = {v.focus for v in violations if not _relation(v)}

    def places(node: ox.NamedNode, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        return tuple(e for e in evidence if place_iri("evidence", node, document, e.start, e.end).value not in focus)

    def stated(s: Statement) -> Statement | None:
        object_ = nodes[s.object] if isinstance(s.object, int) else ox.Literal(s.object)
        node = statement_iri(nodes[s.subject], ox.NamedNode(CT + s.predicate), object_)
        kept = places(node, s.evidence)
        is_wrong = node.value in focus or wrong(nodes[s.subject].value, s.predicate, object_)
        return None if is_wrong or not kept else replace(s, evidence=kept)

    entities = [
        replace(
            e, mentions=tuple(m for m in e.mentions if place_iri("mention", n, document, m[0], m[1]).value not in focus)
        )
        for e, n in zip(facts.entities, nodes, strict=True)
    ]
    kept = replace(
        facts,
        entities=entities,
        statements=[s for s in map(stated, facts.statements) if s is not None],
        observations=[
            o
            for o in facts.observations
            if (n := observation_iri(o, nodes[o.subject], document)).value not in focus and places(n, [o.evidence])
        ],
        boundaries=[
            b
            for b in facts.boundaries
            if (n := boundary_iri(b, nodes[b.subject], document)).value not in focus and places(n, [b.evidence])
        ],
    )
    return kept.keep(
        {i for i, (e, n) in enumerate(zip(entities, nodes, strict=True)) if e.mentions and n.value not in blamed}
    )


def _relation(violation: Violation) -> str:
    """The relation or date by which an entity breaks a shape, or "" where it does so by itself."""
    for end in ("DomainShape", "RangeShape"):
        if violation.shape.endswith(end):
            return violation.shape.removesuffix(end)
    return violation.path.removeprefix(CT) if violation.shape in ("PartShape", "ProjectShape", "EventShape") else ""


def _wrong_relations(violations: Iterable[Violation]) -> Callable[[str, str, ox.NamedNode | ox.Literal], bool]:
    subjects: set[tuple[str, str]] = set()
    objects: set[tuple[str, str]] = set()
    for v in violations:
        if name := _relation(v):
            (objects if v.shape.endswith("RangeShape") else subjects).add((name, v.focus))

    def wrong(subject: str, predicate: str, object_: ox.NamedNode | ox.Literal) -> bool:
        return (predicate, subject) in subjects or (predicate, object_.value) in objects

    return wrong
