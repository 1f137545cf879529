"""Where to draw each entity: comes in a network, go out positions in pixels, the same ones every time.

Forces over all pairs take too long for thousands of nodes and show no structure, so each community is laid out by
itself, and the communities, as discs, by what connects them.
"""

import math
from collections.abc import Iterable, Mapping

import networkx as nx

from graph.network import Network, communities

Position = tuple[float, float]

_SPACING = 95.0  # pixels that a node with its label asks for
_GAP = 60.0  # pixels between discs
_ROUNDS = 60
_MOST, _FEWEST, _MANY = 50, 12, 200  # steps of forces within a community, fewer where it has more nodes than _MANY
_SEED = 20200801
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def positions(graph: Network) -> dict[str, Position]:
    """Place every node of the graph; x grows to the right, y downwards, the middle is about (0, 0)."""
    related = [c for c in communities(graph) if len(c) > 1 or graph.degree(next(iter(c)))]
    lone = sorted(n for n in graph if not graph.degree(n))
    discs = [_within(graph, members) for members in related]
    if lone:
        discs.append(_sunflower(lone))
    radii = [_radius(len(disc)) for disc in discs]
    centres = apart(_centres(graph, discs), radii)
    return {
        node: (round(x + cx, 1), round(y + cy, 1))
        for disc, (cx, cy) in zip(discs, centres, strict=True)
        for node, (x, y) in disc.items()
    }


def _radius(count: int) -> float:
    return _SPACING * math.sqrt(count)


def _within(graph: Network, members: Iterable[str]) -> dict[str, Position]:
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(members))
    plain.add_edges_from(sorted(graph.subgraph(plain.nodes).edges()))
    if len(plain) == 1:
        return dict.fromkeys(plain, (0.0, 0.0))
    rounds = max(_FEWEST, min(_MOST, _MOST * _MANY**2 // len(plain) ** 2))
    placed = nx.spring_layout(plain, seed=_SEED, scale=_radius(len(plain)), method="force", iterations=rounds)
    return {node: (float(x), float(y)) for node, (x, y) in placed.items()}


def _sunflower(nodes: Iterable[str]) -> dict[str, Position]:
    """Place nodes that nothing relates as a sunflower has its seeds: evenly, from the middle outwards."""
    return {
        node: (
            _SPACING * math.sqrt(i) * math.cos(i * _GOLDEN_ANGLE),
            _SPACING * math.sqrt(i) * math.sin(i * _GOLDEN_ANGLE),
        )
        for i, node in enumerate(nodes)
    }


def _centres(graph: Network, discs: list[dict[str, Position]]) -> list[Position]:
    if len(discs) < 2:
        return [(0.0, 0.0)] * len(discs)
    disc_of: Mapping[str, int] = {node: i for i, disc in enumerate(discs) for node in disc}
    between: nx.Graph[int] = nx.Graph()
    between.add_nodes_from(range(len(discs)))
    for a, b in graph.edges():
        i, j = disc_of[a], disc_of[b]
        if i != j:
            between.add_edge(i, j, weight=between.get_edge_data(i, j, {}).get("weight", 0) + 1)
    placed = nx.spring_layout(between, seed=_SEED, scale=_radius(len(graph)))
    return [(float(placed[i][0]), float(placed[i][1])) for i in range(len(discs))]


def apart(centres: list[Position], radii: list[float]) -> list[Position]:
    """Push overlapping discs away from each other, the smaller one farther, until none does or the rounds end."""
    xs, ys = [x for x, _ in centres], [y for _, y in centres]
    for _ in range(_ROUNDS):
        moved = False
        for i in range(len(xs)):
            for j in range(i):
                dx, dy = xs[i] - xs[j], ys[i] - ys[j]
                distance = math.hypot(dx, dy) or 1.0
                missing = radii[i] + radii[j] + _GAP - distance
                if missing > 0:
                    moved = True
                    dx, dy = (dx / distance, dy / distance) if dx or dy else (1.0, 0.0)
                    share = radii[j] ** 2 / (radii[i] ** 2 + radii[j] ** 2)
                    xs[i] += dx * missing * share
                    ys[i] += dy * missing * share
                    xs[j] -= dx * missing * (1 - share)
                    ys[j] -= dy * missing * (1 - share)
        if not moved:
            break
    return list(zip(xs, ys, strict=True))
