"""How entities hang together: an Atlas and some entities come in, paths, common neighbours or the edges between go out.

Paths take statements whichever way they point. Only what lies on a path of about the shortest length is looked at, so
that neither a graph of millions nor a hub makes it long.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx
import numpy as np
import numpy.typing as npt

from graph.atlas.topology import Atlas, Ints

_LONGEST = 8  # statements; what is farther apart has little to do with each other
_LOOKED_AT = 4000  # entities between the two ends
_DETOUR = 2  # statements that a path may have more than the shortest


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one entity to another: the entities in order, and for each step the statements that make it."""

    entities: Sequence[int]
    steps: Sequence[Sequence[int]]


def paths(atlas: Atlas, start: int, end: int, most: int, avoided: Collection[str] = ()) -> list[Path]:
    """At most `most` ways from `start` to `end` without a loop, the shortest first.

    Of equals the one through what is less connected stands first; none leads through an entity of an avoided class.
    [] where there is none of up to _LONGEST steps.
    """
    closed = np.isin(atlas.cls, [atlas.class_names.index(c) for c in avoided])
    closed[[start, end]] = False
    if start == end:
        return []
    ahead = _distances(atlas, start, closed, until=end)
    shortest = int(ahead[end])
    if shortest < 0:
        return []
    back = _distances(atlas, end, closed, deepest=shortest + _DETOUR)
    length = np.where((ahead >= 0) & (back >= 0), ahead + back, _LONGEST + 1)
    graph = _around(atlas, (start, end), length, shortest)
    found = nx.shortest_simple_paths(graph, start, end, weight="cost")
    some = islice(found, most)
    return [Path(nodes, [_edges(atlas, a, b) for a, b in pairwise(nodes)]) for nodes in some]


def common(atlas: Atlas, entities: Sequence[int]) -> Ints:
    """The entities that are related to all of these, what is said least of first: what few share says most."""
    shared: set[int] | None = None
    for entity in entities:
        others = set(atlas.others(entity, atlas.edges_of(entity)).tolist())
        shared = others if shared is None else shared & others
    found = np.array(sorted((shared or set()) - set(entities)), np.int32)
    return found[np.argsort(atlas.weights()[found], kind="stable")]


def between(atlas: Atlas, entities: Collection[int]) -> Ints:
    """The statements between any two of these."""
    inside = np.zeros(len(atlas.iris), bool)
    inside[list(entities)] = True
    edges = np.concatenate([np.zeros(0, np.int32), *(atlas.edges_of(e) for e in entities)])
    both = edges[inside[atlas.subjects[edges]] & inside[atlas.objects[edges]]]
    return np.unique(both)


def _distances(
    atlas: Atlas, start: int, closed: npt.NDArray[np.bool_], until: int = -1, deepest: int = _LONGEST
) -> npt.NDArray[np.int16]:
    """How many statements each entity is away from `start`, -1 for those farther than `deepest` or than `until`."""
    found = np.full(len(atlas.iris), -1, np.int16)
    found[start] = 0
    edge = np.array([start], np.int32)
    last = deepest
    for distance in range(1, deepest + 1):
        edge = _next(atlas, edge)
        edge = edge[(found[edge] < 0) & ~closed[edge]]
        found[edge] = distance
        if not len(edge) or distance >= last:
            break
        if until >= 0 and found[until] >= 0:
            last = min(last, distance + _DETOUR)
    return found


def _next(atlas: Atlas, entities: Ints) -> Ints:
    """All entities one statement away from any of these."""
    counts = atlas.starts[entities + 1] - atlas.starts[entities]
    offsets = np.repeat(atlas.starts[entities] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    edges = atlas.links[offsets + np.arange(counts.sum())]
    return np.unique(np.concatenate([atlas.subjects[edges], atlas.objects[edges]]))


def _around(atlas: Atlas, ends: tuple[int, int], length: npt.NDArray[np.int16], shortest: int) -> "nx.Graph[int]":
    """The ends and what lies on paths about as short as the shortest, that of the shortest first, up to _LOOKED_AT."""
    near = np.flatnonzero(length <= min(shortest + _DETOUR, _LONGEST))
    near = near[~np.isin(near, ends)]
    kept = [*ends, *near[np.lexsort((atlas.weights()[near], length[near]))][:_LOOKED_AT].tolist()]
    graph: nx.Graph[int] = nx.Graph()
    weights = np.log1p(atlas.weights()) / 1000  # so little that all of a path's together are less than a step
    for edge in between(atlas, kept).tolist():
        a, b = int(atlas.subjects[edge]), int(atlas.objects[edge])
        graph.add_edge(a, b, cost=1 + float(weights[a] + weights[b]))
    return graph


def _edges(atlas: Atlas, a: int, b: int) -> list[int]:
    edges = atlas.edges_of(a)
    return [int(e) for e in edges[atlas.others(a, edges) == b]]
