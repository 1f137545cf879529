"""Terms as typed data: comes in the graph of the Turtle files, go out classes, properties, indicators and units.

Every function is pure. Names are local names (Platform, locatedIn); labels and comments are Chinese, and English under
the same name with _en; a text that the graph has not is "".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Literal, Node

CT = Namespace("https://w3id.org/chantu/ontology#")
ID = Namespace("https://w3id.org/chantu/id/")


class OntologyError(Exception):
    """A Turtle file of the ontology that cannot be read or lacks something; the message says where."""


@dataclass(frozen=True, slots=True)
class EntityClass:
    """A class: the classes right above it, and how it is drawn ("" for those that nothing carries itself)."""

    name: str
    label: str
    label_en: str
    comment: str
    comment_en: str
    parents: frozenset[str]
    colour: str
    shape: str
    glyph: str


@dataclass(frozen=True, slots=True)
class Property:
    """A property; `inverse` labels its other direction ("" where it has none), the ends are most specific classes.

    `single` are the classes of which one thing usually has one value.
    """

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
    single: frozenset[str]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure is about: the base units it may have, and the Chinese words that say it, longest first."""

    name: str
    label: str
    label_en: str
    units: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number says about its indicator; `name` is as figures carry it ("target")."""

    name: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written; one of it is `factor` of the base unit, exactly."""

    word: str
    base: str
    factor: Fraction


def read_classes(graph: Graph) -> dict[str, EntityClass]:
    """The classes by local name, in order."""
    found = {}
    for node in _defined(graph, OWL.Class):
        label, label_en = _texts(graph, node, RDFS.label)
        comment, comment_en = _texts(graph, node, RDFS.comment)
        above = (_local(p) for p in graph.objects(node, RDFS.subClassOf) if str(p).startswith(CT))
        colour, shape, glyph = (str(graph.value(node, CT[name]) or "") for name in ("colour", "shape", "glyph"))
        name = _local(node)
        found[name] = EntityClass(name, label, label_en, comment, comment_en, frozenset(above), colour, shape, glyph)
    return found


def read_properties(graph: Graph, classes: Mapping[str, EntityClass]) -> dict[str, Property]:
    """Every object and datatype property by local name, in order of each kind."""
    found = {}
    for node in (*_defined(graph, OWL.ObjectProperty), *_defined(graph, OWL.DatatypeProperty)):
        label, label_en = _texts(graph, node, RDFS.label)
        comment, comment_en = _texts(graph, node, RDFS.comment)
        back = graph.value(predicate=OWL.inverseOf, object=node)
        inverse, inverse_en = _texts(graph, back, RDFS.label) if back else ("", "")
        domain, range_ = (_ends(graph, graph.value(node, p), classes) for p in (RDFS.domain, RDFS.range))
        symmetric = (node, RDF.type, OWL.SymmetricProperty) in graph
        name = _local(node)
        found[name] = Property(
            name, label, label_en, comment, comment_en, inverse, inverse_en, domain, range_, symmetric,
            frozenset(map(_local, graph.objects(node, CT.single))),
        )  # fmt: skip
    return found


def read_relations(
    graph: Graph, classes: Mapping[str, EntityClass], properties: Mapping[str, Property]
) -> dict[str, Property]:
    """The properties between entities that documents state: not their inverses, not what figures and evidence have."""
    entities = below("Entity", classes)
    return {
        name: p
        for name, p in properties.items()
        if p.domain and p.range and p.domain | p.range <= entities and graph.value(CT[name], OWL.inverseOf) is None
    }


def read_indicators(graph: Graph) -> dict[str, Indicator]:
    """The indicators by local name, in order."""
    found = {}
    for node in _defined(graph, CT.Indicator):
        words = sorted((str(w) for w in graph.objects(node, CT.word)), key=lambda w: (-len(w), w))
        units = sorted(str(u) for u in graph.objects(node, CT.indicatorUnit))
        found[_local(node)] = Indicator(
            _local(node), *_texts(graph, node, RDFS.label), units=tuple(units), words=tuple(words)
        )
    return found


def read_measures(graph: Graph) -> dict[str, Measure]:
    """The measures by the names that figures carry. Raises OntologyError where one has no such name."""
    found = {}
    for node in _defined(graph, CT.Measure):
        name = str(_required(graph, node, SKOS.notation))
        found[name] = Measure(name, *_texts(graph, node, RDFS.label))
    return found


def read_units(graph: Graph) -> dict[str, Unit]:
    """The units by the way they are written. Raises OntologyError where one lacks a word, a base or a factor."""
    found = {}
    for node in _defined(graph, CT.Unit):
        word, base = (str(_required(graph, node, CT[p])) for p in ("unitWord", "baseUnit"))
        above, under = (_whole(graph, node, CT[p]) for p in ("numerator", "denominator"))
        found[word] = Unit(word, base, Fraction(above, under))
    return found


def below(name: str, classes: Mapping[str, EntityClass]) -> frozenset[str]:
    """The classes that entities carry among `name` and what is under it. Raises KeyError for an unknown class."""
    itself = frozenset([name] if classes[name].colour else [])
    return itself.union(*(below(c.name, classes) for c in classes.values() if name in c.parents))


def _defined(graph: Graph, kind: URIRef) -> list[URIRef]:
    return sorted(n for n in graph.subjects(RDF.type, kind) if isinstance(n, URIRef) and n.startswith(CT))


def _local(node: Node) -> str:
    return str(node).removeprefix(str(CT))


def _texts(graph: Graph, node: Node, predicate: URIRef) -> tuple[str, str]:
    spoken = {o.language: str(o) for o in graph.objects(node, predicate) if isinstance(o, Literal)}
    return spoken.get("zh", ""), spoken.get("en", "")


def _ends(graph: Graph, node: Node | None, classes: Mapping[str, EntityClass]) -> frozenset[str]:
    if node is None:
        return frozenset()
    union = graph.value(node, OWL.unionOf)
    named = (_local(m) for m in (Collection(graph, union) if union else [node]))
    return frozenset().union(*(below(n, classes) for n in named if n in classes))


def _required(graph: Graph, node: URIRef, predicate: URIRef) -> Node:
    value = graph.value(node, predicate)
    if value is None:
        raise OntologyError(f"ct:{_local(node)} 缺少 ct:{_local(predicate)} (has no ct:{_local(predicate)})")
    return value


def _whole(graph: Graph, node: URIRef, predicate: URIRef) -> int:
    value = _required(graph, node, predicate)
    number = value.toPython() if isinstance(value, Literal) else None
    if not isinstance(number, int) or number < 1:
        raise OntologyError(
            f"ct:{_local(node)} 的 ct:{_local(predicate)} 应是正整数，不是 {value} (must be a whole number above 0)"
        )
    return number
