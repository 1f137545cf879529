"""The graph as a network: comes in a store, goes out a networkx graph of its entities, and their communities.

Nodes are entity IRIs with `label`, `class` (its local name) and `mentions` (places that name it). Edges are
statements between entities, keyed by statement, with `predicate` (local name), `confidence` (0 to 1) and
`evidences` (places that state it).
"""

from collections.abc import Sequence
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


def communities(graph: Network) -> tuple[frozenset[str], ...]:
    """Divide the entities into communities (Louvain, edges weighed by confidence), the largest first."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    for subject, object_, data in sorted(graph.edges(data=True), key=lambda e: e[:2]):
        weight = data["confidence"] + plain.get_edge_data(subject, object_, {}).get("weight", 0.0)
        plain.add_edge(subject, object_, weight=weight)
    found = nx.community.louvain_communities(plain, seed=_SEED)
    return tuple(sorted((frozenset(c) for c in found), key=lambda c: (-len(c), min(c))))


def _local(term: Term | None) -> str:
    return text(term).rsplit("#", 1)[-1].rsplit("/", 1)[-1]
