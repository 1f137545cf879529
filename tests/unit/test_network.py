"""The network of a graph: its nodes and edges, and measures on networks small enough to check by hand."""

import math
from itertools import pairwise

import networkx as nx
import pytest

from graph.layout import positions
from graph.network import Network, build, communities
from graph.store.base import Store


def network(*edges: tuple[str, str], lone: str = "") -> Network:
    graph: Network = nx.MultiDiGraph()
    for name in sorted({n for edge in edges for n in edge} | set(lone)):
        graph.add_node(name, **{"label": name.upper(), "class": "Enterprise", "mentions": 1})
    for number, (a, b) in enumerate(edges):
        graph.add_edge(a, b, key=f"s{number}", predicate="cooperatesWith", confidence=0.9, evidences=1)
    return graph


def test_entities_are_nodes_and_statements_between_them_edges(small: Store) -> None:
    graph = build(small)
    by_label = {data["label"]: (iri, data) for iri, data in graph.nodes(data=True)}
    town, data = by_label["云栈小镇"]
    assert (data["class"], data["mentions"]) == ("Platform", 2)
    firm, _ = by_label["远岫生物科技有限公司"]
    assert list(graph.get_edge_data(firm, town).values()) == [
        {"predicate": "locatedIn", "confidence": 0.9, "evidences": 1}
    ]
    assert (len(graph), graph.size()) == (15, 16)


def test_dense_groups_are_communities() -> None:
    left, right = [("a", "b"), ("b", "c"), ("c", "a")], [("x", "y"), ("y", "z"), ("z", "x")]
    found = communities(network(*left, *right, ("a", "x"), lone="q"))
    assert set(found) == {frozenset("abc"), frozenset("xyz"), frozenset("q")}
    assert [len(c) for c in found] == [3, 3, 1]


def test_every_node_has_a_place_of_its_own_and_always_the_same_one() -> None:
    ring = [str(n) for n in range(60)]
    graph = network(*pairwise(ring), *(("hub", n) for n in ring[:20]), lone="wxyz")
    places = positions(graph)
    assert set(places) == set(graph)
    assert len(set(places.values())) == len(graph)
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in places.values())
    assert positions(graph) == places


@pytest.mark.parametrize("graph", [network(), network(lone="a"), network(("a", "a")), network(("a", "b"))])
def test_the_smallest_networks(graph: Network) -> None:
    assert set(positions(graph)) == set(graph)
