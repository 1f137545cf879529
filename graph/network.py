"""The graph as a network: comes in a store, goes out a networkx graph of its entities, and what is measured on it.

Nodes are entity IRIs with `label`, `class` (its local name) and `mentions` (places that name it). Edges are
statements between entities, keyed by statement, with `predicate` (local name), `confidence` (0 to 1) and
`evidences` (places that state it).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import networkx as nx

from graph.rows import rows, text
from graph.store.base import Store, Term

_ENTITIES = """SELECT DISTINCT ?e ?class ?label WHERE {
  ?e a ?class ; rdfs:label ?label . FILTER(STRSTARTS(STR(?class), STR(ct:))) }"""
_NAMED = "?e ct:mention ?m ."
_MENTIONS = "SELECT ?e (COUNT(DISTINCT ?m) AS ?n) WHERE { ?e ct:mention ?m } GROUP BY ?e"
_RELATIONS = """SELECT DISTINCT ?st ?s ?p ?o ?c WHERE {
  ?st rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . FILTER(isIRI(?o)) OPTIONAL { ?st ct:confidence ?c } }"""
_EVIDENCES = "SELECT ?st (COUNT(DISTINCT ?e) AS ?n) WHERE { ?st rdf:object ?o ; ct:evidence ?e } GROUP BY ?st"
_SEED = 20200801
_CERTAIN = 1.0  # what a statement without a confidence, such as one loaded from a file, counts for

Network: TypeAlias = "nx.MultiDiGraph[str]"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entity stands in the network: edges in and out, PageRank (all sum to 1), number of its community."""

    iri: str
    label: str
    cls: str
    degree: int
    pagerank: float
    community: int


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path; `forward` tells whether the path goes the way of the edge, from subject to object."""

    subject: str
    predicate: str
    object: str
    forward: bool


def build(store: Store, entities: Sequence[str] | None = None, statements: Sequence[str] | None = None) -> Network:
    """Make the network of all entities of the store, those that nothing relates included.

    With `entities` it is of these alone, and with `statements` too of these statements between them; IRIs that the
    store has not are passed over. Raises StoreError, and ValueError for a text that is no IRI.
    """
    graph: Network = nx.MultiDiGraph()
    for entity, cls, label in rows(store, _ENTITIES, "?e", entities, everything=_NAMED):
        graph.add_node(text(entity), **{"label": text(label), "class": _local(cls), "mentions": 0})
    for entity, count in rows(store, _MENTIONS, "?e", entities):
        if text(entity) in graph:
            graph.nodes[text(entity)]["mentions"] = int(text(count))
    chosen = ("?s", entities) if statements is None else ("?st", statements)
    found = rows(store, _RELATIONS, *chosen)
    between = [row for row in found if text(row[1]) in graph and text(row[3]) in graph]
    told = None if entities is None else [text(row[0]) for row in between]
    evidences = {st: int(text(count)) for st, count in rows(store, _EVIDENCES, "?st", told)}
    for statement, subject, predicate, object_, confidence in between:
        graph.add_edge(
            text(subject),
            text(object_),
            key=text(statement),
            predicate=_local(predicate),
            confidence=float(text(confidence)) if confidence is not None else _CERTAIN,
            evidences=evidences.get(statement, 0),
        )
    return graph


def measure(graph: Network) -> tuple[Standing, ...]:
    """Measure every entity; the highest PageRank first, and the same graph always measured the same."""
    number = {iri: i for i, members in enumerate(communities(graph)) for iri in members}
    ranks: Mapping[str, float] = nx.pagerank(graph, weight="confidence") if graph else {}
    standings = (
        Standing(iri, data["label"], data["class"], graph.degree(iri), ranks[iri], number[iri])
        for iri, data in graph.nodes(data=True)
    )
    return tuple(sorted(standings, key=lambda s: (-s.pagerank, s.iri)))


def communities(graph: Network) -> tuple[frozenset[str], ...]:
    """Divide the entities into communities (Louvain, edges weighed by confidence), the largest first."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    for subject, object_, data in sorted(graph.edges(data=True), key=lambda e: e[:2]):
        weight = data["confidence"] + plain.get_edge_data(subject, object_, {}).get("weight", 0.0)
        plain.add_edge(subject, object_, weight=weight)
    found = nx.community.louvain_communities(plain, seed=_SEED)
    return tuple(sorted((frozenset(c) for c in found), key=lambda c: (-len(c), min(c))))


def shortest_path(graph: Network, start: str, end: str) -> tuple[Step, ...] | None:
    """Find the fewest relations that lead from one entity to another, whichever way each of them points.

    None where nothing leads there; no step where both are the same. Raises KeyError for an IRI that is no node.
    """
    for iri in (start, end):
        if iri not in graph:
            raise KeyError(iri)
    try:
        nodes = nx.shortest_path(graph.to_undirected(as_view=True), start, end)
    except nx.NetworkXNoPath:
        return None
    return tuple(_step(graph, a, b) for a, b in pairwise(nodes))


def _step(graph: Network, a: str, b: str) -> Step:
    forward = graph.has_edge(a, b)
    subject, object_ = (a, b) if forward else (b, a)
    edges = graph.get_edge_data(subject, object_).values()
    surest = max(edges, key=lambda e: (e["confidence"], e["predicate"]))
    return Step(subject, surest["predicate"], object_, forward)


def _local(term: Term | None) -> str:
    return text(term).rsplit("#", 1)[-1].rsplit("/", 1)[-1]
