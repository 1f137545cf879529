"""The ontology for Python: reads the Turtle files beside it, gives its terms as typed data. Reads nothing else.

A name, a label, a unit or a word stands in a Turtle file and nowhere in Python.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources

from rdflib import OWL, RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Literal, Node

CT = Namespace("https://w3id.org/chantu/ontology#")
ID = Namespace("https://w3id.org/chantu/id/")


class OntologyError(Exception):
    """A Turtle file of the ontology that cannot be read; the message names the file and the place."""


@dataclass(frozen=True, slots=True)
class EntityClass:
    """A class: local name, labels and comments, the classes above it, and how it is drawn ("" for abstract ones)."""

    name: str
    label: str
    label_en: str
    comment: str
    comment_en: str
    parents: frozenset[str]
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the vocabulary with its labels; `inverse` is the label of the other direction, or ""."""

    name: str
    label: str
    label_en: str
    comment: str
    comment_en: str
    inverse: str
    inverse_en: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure is about: labels, the base units it may have, and the words that say it, longest first."""

    name: str
    label: str
    label_en: str
    units: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written; one of it is `factor` of the base unit, exactly."""

    word: str
    base: str
    factor: Fraction


@cache
def load() -> Graph:
    """All Turtle files as one graph. Raises OntologyError."""
    graph = Graph()
    for file in sorted(resources.files("ontology").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".ttl"):
            try:
                graph.parse(data=file.read_text("utf-8"), format="turtle")
            except (BadSyntax, ParserError, ValueError) as error:
                raise OntologyError(f"ontology/{file.name}: {error}") from error
    return graph


@cache
def classes() -> Mapping[str, EntityClass]:
    """The classes of the vocabulary by local name."""
    graph = load()
    found = {}
    for node in _defined(OWL.Class):
        parents = (_local(p) for p in graph.objects(node, RDFS.subClassOf) if str(p).startswith(CT))
        found[_local(node)] = EntityClass(
            _local(node), *_labels(node), *_comments(node), frozenset(parents),
            str(graph.value(node, CT.colour) or ""), str(graph.value(node, CT["shape"]) or ""),
        )  # fmt: skip
    return found


@cache
def properties() -> Mapping[str, Property]:
    """Every property of the vocabulary by local name; domains and ranges as the most specific classes they allow."""
    graph = load()
    found = {}
    for node in (*_defined(OWL.ObjectProperty), *_defined(OWL.DatatypeProperty)):
        inverse = graph.value(predicate=OWL.inverseOf, object=node)
        found[_local(node)] = Property(
            _local(node), *_labels(node), *_comments(node), *(_labels(inverse) if inverse else ("", "")),
            _expanded(graph.value(node, RDFS.domain)), _expanded(graph.value(node, RDFS.range)),
            (node, RDF.type, OWL.SymmetricProperty) in graph,
        )  # fmt: skip
    return found


@cache
def relations() -> Mapping[str, Property]:
    """The properties between entities that documents state (not their inverses)."""
    graph = load()
    entities = {c.name for c in classes().values() if c.colour} - {"Document", "Observation"}
    return {
        name: p
        for name, p in properties().items()
        if p.domain and p.domain <= entities and p.range and p.range <= entities
        and (CT[name], OWL.inverseOf, None) not in graph
    }  # fmt: skip


@cache
def indicators() -> Mapping[str, Indicator]:
    """The indicators by local name."""
    graph = load()
    found = {}
    for node in _defined(CT.Indicator):
        words = sorted((str(w) for w in graph.objects(node, CT.word)), key=lambda w: (-len(w), w))
        units = sorted(str(u) for u in graph.objects(node, CT.indicatorUnit))
        found[_local(node)] = Indicator(_local(node), *_labels(node), tuple(units), tuple(words))
    return found


@cache
def units() -> Mapping[str, Unit]:
    """The units by the way they are written."""
    graph = load()
    found = {}
    for node in _defined(CT.Unit):
        word = str(graph.value(node, CT.unitWord))
        factor = Fraction(int(str(graph.value(node, CT.numerator))), int(str(graph.value(node, CT.denominator))))
        found[word] = Unit(word, str(graph.value(node, CT.baseUnit)), factor)
    return found


def most_specific(name: str) -> frozenset[str]:
    """The classes below `name` that entities carry, itself among them where it is drawn."""
    below = {c.name for c in classes().values() if name in c.parents}
    found = frozenset().union(*(most_specific(b) for b in below))
    return found | {name} if classes()[name].colour else found


def _defined(kind: URIRef) -> list[URIRef]:
    nodes = load().subjects(RDF.type, kind)
    return sorted(n for n in nodes if isinstance(n, URIRef) and n.startswith(CT))


def _local(node: Node) -> str:
    return str(node).removeprefix(str(CT))


def _labels(node: Node) -> tuple[str, str]:
    return _texts(node, RDFS.label)


def _comments(node: Node) -> tuple[str, str]:
    return _texts(node, RDFS.comment)


def _texts(node: Node, predicate: URIRef) -> tuple[str, str]:
    by_language = {o.language: str(o) for o in load().objects(node, predicate) if isinstance(o, Literal)}
    return by_language.get("zh", ""), by_language.get("en", "")


def _expanded(node: Node | None) -> frozenset[str]:
    if node is None:
        return frozenset()
    union = load().value(node, OWL.unionOf)
    members = list(Collection(load(), union)) if union else [node]
    names = (_local(m) for m in members if str(m).startswith(CT))
    return frozenset().union(*(most_specific(n) for n in names if n in classes()))
