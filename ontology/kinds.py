"""Kinds as typed data: comes in the graph of the Turtle files, go out the kinds that names and sentences tell.

Two sorts of words tell a kind: words in a name (ct:nameWord) tell what its bearer is, words in a sentence (ct:saidBy)
tell how a relation is meant there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import RDF, RDFS, Graph
from rdflib.term import Literal, Node

from ontology.terms import CT, Property


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind by its local name, with its class and its Chinese and English label."""

    name: str
    cls: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A property whose values words tell: of which classes or (`qualifies`) which relation, and kind by word."""

    property: str
    domain: frozenset[str]
    qualifies: str
    words: Mapping[str, str]

    def of(self, name: str) -> str:
        """The kind that a name tells: of the words in it the last, of those that end there the longest; else ""."""
        found = [(name.rfind(w) + len(w), len(w), kind) for w, kind in self.words.items() if w in name]
        return max(found)[2] if found else ""


def read_kinds(graph: Graph) -> dict[str, Kind]:
    """Every kind by local name, in order."""
    found = {}
    for node in sorted(_kinds(graph), key=str):
        (cls,) = (t for t in graph.objects(node, RDF.type) if str(t).startswith(str(CT)))
        spoken = {o.language: str(o) for o in graph.objects(node, RDFS.label) if isinstance(o, Literal)}
        name = str(node).removeprefix(str(CT))
        found[name] = Kind(name, _local(cls), spoken.get("zh", ""), spoken.get("en", ""))
    return found


def read_tellings(graph: Graph, properties: Mapping[str, Property]) -> tuple[Telling, ...]:
    """The properties that words tell, in order."""
    told = []
    for name, known in sorted(properties.items()):
        range_ = graph.value(CT[name], RDFS.range)
        words = {str(w): _local(k) for k, w in _words(graph, range_)}
        qualifies = graph.value(CT[name], CT.qualifies)
        if words and name != "kind":
            told.append(Telling(name, known.domain, _local(qualifies) if qualifies else "", words))
    return tuple(told)


def _kinds(graph: Graph, above: Node = CT.Kind) -> Iterable[Node]:
    for cls in graph.transitive_subjects(RDFS.subClassOf, above):
        yield from graph.subjects(RDF.type, cls)


def _words(graph: Graph, cls: Node | None) -> Iterable[tuple[Node, Node]]:
    if cls is not None:
        for kind in _kinds(graph, cls):
            for predicate in (CT.nameWord, CT.saidBy):
                yield from ((kind, word) for word in graph.objects(kind, predicate))


def _local(node: Node) -> str:
    return str(node).removeprefix(str(CT))
