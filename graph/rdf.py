"""Facts → quads: comes in what a document says, go out the quads of its named graph. Nothing else writes the contract.

Every IRI is a digest of what it stands for, so that the same document gives the same quads on any machine, and the
same entity or statement of two documents is one node. What documents share (an entity's class and label, a relation
and the head of its statement) is written once, by graph.derive, so that the union of all graphs is a set.
"""

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

import pyoxigraph as ox

from ingest.facts import Boundary, DocumentFacts, Evidence, NamedEntity, Observation, Statement

CT = "https://w3id.org/chantu/ontology#"
ID = "https://w3id.org/chantu/id/"
_DCTERMS = "http://purl.org/dc/terms/"
_OA = "http://www.w3.org/ns/oa#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"

_Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]

TYPE = ox.NamedNode(_RDF + "type")
SELECTOR = ox.NamedNode(_OA + "TextPositionSelector")
OA_START, OA_END, OA_EXACT = (ox.NamedNode(_OA + n) for n in ("start", "end", "exact"))
RDF_STATEMENT, SUBJECT, PREDICATE, OBJECT = (
    ox.NamedNode(_RDF + n) for n in ("Statement", "subject", "predicate", "object")
)
_INTEGER, _DECIMAL, _BOOLEAN = (ox.NamedNode(_XSD + n) for n in ("integer", "decimal", "boolean"))


@cache
def ct(name: str) -> ox.NamedNode:
    """The term of that local name in Chantu's vocabulary."""
    return ox.NamedNode(CT + name)


def document_iri(identifier: str) -> ox.NamedNode:
    """The IRI of a document, which also names its graph; `identifier` is its file name."""
    return ox.NamedNode(f"{ID}document/{_digest(identifier)}")


def entity_iri(cls: str, name: str) -> ox.NamedNode:
    """The IRI of an entity: class and name decide, punctuation, white space and width aside."""
    return ox.NamedNode(f"{ID}{cls.lower()}/{_digest(fold(name))}")


def statement_iri(subject: ox.NamedNode, predicate: ox.NamedNode, object_: ox.NamedNode | ox.Literal) -> ox.NamedNode:
    """The IRI of the statement that holds the evidence of one triple, whichever documents state it."""
    return ox.NamedNode(f"{ID}statement/{_digest(f'{subject} {predicate} {object_}', 16)}")


def place_iri(kind: str, node: ox.NamedNode, document: ox.NamedNode, start: int, end: int) -> ox.NamedNode:
    """The IRI of a place of a document: a "mention" of the node there, or "evidence" of it."""
    return ox.NamedNode(f"{ID}{kind}/{_digest(f'{node} {document} {start} {end}', 16)}")


def observation_iri(figure: Observation, subject: ox.NamedNode, document: ox.NamedNode) -> ox.NamedNode:
    """The IRI of a figure: what it says and where."""
    at = figure.evidence
    what = (figure.indicator, figure.measure, figure.value, figure.period, figure.scope, document, at.start, at.end)
    return ox.NamedNode(f"{ID}observation/{_digest(' '.join(map(str, (subject, *what))), 16)}")


def boundary_iri(boundary: Boundary, subject: ox.NamedNode, document: ox.NamedNode) -> ox.NamedNode:
    """The IRI of a boundary: what it says and where."""
    at = boundary.evidence
    what = f"{subject} {boundary.direction} {boundary.by} {document} {at.start} {at.end}"
    return ox.NamedNode(f"{ID}boundary/{_digest(what, 16)}")


def fold(name: str) -> str:
    """A name as names are compared: letters and digits only, one width, one case."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LN")


def quads(facts: DocumentFacts) -> Iterator[ox.Quad]:
    """The quads of a document's own graph: itself, the mentions, the evidence of its statements, its figures."""
    document = document_iri(facts.source.identifier)
    nodes = [entity_iri(e.cls, e.names[0]) for e in facts.entities]
    for s, p, o in _triples(facts, document, nodes):
        yield ox.Quad(s, p, o, document)


def relations(facts: DocumentFacts) -> dict[ox.NamedNode, _Triple]:
    """The triple behind each statement that the document makes, by the statement's IRI."""
    nodes = [entity_iri(e.cls, e.names[0]) for e in facts.entities]
    triples = (_relation(s, nodes) for s in facts.statements)
    return {statement_iri(*triple): triple for triple in triples}


def _relation(statement: Statement, nodes: list[ox.NamedNode]) -> _Triple:
    object_ = nodes[statement.object] if isinstance(statement.object, int) else ox.Literal(statement.object)
    return nodes[statement.subject], ct(statement.predicate), object_


def _triples(facts: DocumentFacts, document: ox.NamedNode, nodes: list[ox.NamedNode]) -> Iterator[_Triple]:
    source = facts.source
    yield document, TYPE, ct("Document")
    yield document, ox.NamedNode(_DCTERMS + "identifier"), ox.Literal(source.identifier)
    yield document, ox.NamedNode(_DCTERMS + "title"), ox.Literal(source.title)
    if source.issued:
        yield document, ox.NamedNode(_DCTERMS + "issued"), ox.Literal(source.issued)
    yield document, ct("text"), ox.Literal(source.text)
    for entity, node in zip(facts.entities, nodes, strict=True):
        yield from _mentions(entity, node, document)
    for statement in facts.statements:
        node = statement_iri(*_relation(statement, nodes))
        for evidence in statement.evidence:
            yield from _evidence(node, evidence, document, nodes)
    for observation in facts.observations:
        yield from _observation(observation, nodes[observation.subject], document)
    for boundary in facts.boundaries:
        yield from _boundary(boundary, nodes[boundary.subject], document)


def _mentions(entity: NamedEntity, node: ox.NamedNode, document: ox.NamedNode) -> Iterator[_Triple]:
    known = {fold(n) for n in entity.names}
    written = {fold(exact) for _, _, exact in entity.mentions}
    composed = [n for n in entity.names if fold(n) not in written]
    for number, (start, end, exact) in enumerate(entity.mentions):
        mention = place_iri("mention", node, document, start, end)
        yield node, ct("mention"), mention
        yield from _selector(mention, document, start, end)
        if fold(exact) in known:
            yield mention, OA_EXACT, ox.Literal(exact)
        for name in composed if number == 0 else ():
            yield mention, ct("name"), ox.Literal(name, language="zh")


def _observation(figure: Observation, subject: ox.NamedNode, document: ox.NamedNode) -> Iterator[_Triple]:
    node = observation_iri(figure, subject, document)
    yield node, TYPE, ct("Observation")
    yield node, ct("subject"), subject
    yield node, ct("indicator"), ct(figure.indicator)
    yield node, ct("measure"), ox.Literal(figure.measure)
    yield node, ct("value"), _decimal(figure.value)
    yield node, ct("unit"), ox.Literal(figure.unit)
    if figure.value_max is not None:
        yield node, ct("valueMax"), _decimal(figure.value_max)
    if figure.approximate:
        yield node, ct("approximate"), ox.Literal("true", datatype=_BOOLEAN)
    if figure.scope:
        yield node, ct("scope"), ox.Literal(figure.scope)
    if figure.period:
        yield node, ct("period"), ox.Literal(figure.period)
    yield from _evidence(node, figure.evidence, document)


def _boundary(boundary: Boundary, subject: ox.NamedNode, document: ox.NamedNode) -> Iterator[_Triple]:
    node = boundary_iri(boundary, subject, document)
    yield subject, ct("boundary"), node
    yield node, TYPE, ct("Boundary")
    yield node, ct("direction"), ct(boundary.direction)
    yield node, ct("boundedBy"), ox.Literal(boundary.by, language="zh")
    yield from _evidence(node, boundary.evidence, document)


def _evidence(
    node: ox.NamedNode, evidence: Evidence, document: ox.NamedNode, nodes: Sequence[ox.NamedNode] = ()
) -> Iterator[_Triple]:
    place = place_iri("evidence", node, document, evidence.start, evidence.end)
    yield node, ct("evidence"), place
    yield from _selector(place, document, evidence.start, evidence.end)
    yield place, ct("confidence"), _decimal(Decimal(str(round(evidence.confidence, 3))))
    for name, value in evidence.qualifiers:
        yield place, ct(name), nodes[value] if isinstance(value, int) else ct(value)


def _selector(node: ox.NamedNode, document: ox.NamedNode, start: int, end: int) -> Iterator[_Triple]:
    yield node, TYPE, SELECTOR
    yield node, ct("document"), document
    yield node, OA_START, ox.Literal(str(start), datatype=_INTEGER)
    yield node, OA_END, ox.Literal(str(end), datatype=_INTEGER)


def _decimal(value: Decimal) -> ox.Literal:
    text = f"{value:f}"
    return ox.Literal(text.rstrip("0").rstrip(".") if "." in text else text, datatype=_DECIMAL)


def _digest(text: str, length: int = 12) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:length]
