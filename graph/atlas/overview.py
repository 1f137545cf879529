"""A graph of any size at a glance: an Atlas comes in, some hundred groups and what connects them go out, placed.

Groups are platforms with all that is at home there, communities of platforms (Louvain, networkx), or classes. What
does not fit is in a last group of its own that says how many groups it stands for: nothing is left out unsaid.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import networkx as nx
import numpy as np

from graph.atlas.homes import homes
from graph.atlas.topology import Atlas, Ints
from graph.layout import Position, apart, positions
from graph.network import Network

REST, LONE = "rest", "lone"  # keys of the groups not drawn, all in one, and of what is in no group
GROUPS = 80  # drawn at once; more are a ball of hair
_LINKS = 160  # drawn at once, the strongest
_SEED = 20200801
_GAP = 26.0  # pixels around a group, for its name
_SIZES = (14.0, 58.0)  # pixels, radius
_MEMBERS = 3  # names that stand for a community


@dataclass(frozen=True, slots=True)
class Group:
    """A group: a key, the entity it is about (a number, -1 for none), its name, its size, its members by class.

    The key is the IRI of a platform (of a community, its largest) or the name of a class: it means the same in the next
    version of the store.
    """

    key: str
    entity: int
    names: Sequence[str]
    size: int
    classes: Mapping[str, int]
    radius: float
    x: float
    y: float
    rest: int


@dataclass(frozen=True, slots=True)
class Link:
    """What connects two groups: so many statements, by property."""

    source: str
    target: str
    weight: int
    predicates: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Overview:
    """Groups, the largest first, and the links between them; how many there are in all, and of what they are made."""

    groups: Sequence[Group]
    links: Sequence[Link]
    groups_in_all: int
    links_in_all: int
    entities: int
    statements: int
    lone: int


@lru_cache(maxsize=3)  # of each way, for one version
def overview(atlas: Atlas, by: str) -> Overview:
    """The graph by `platform`, `community` or `class`. Raises KeyError for anything else."""
    return _WAYS[by](atlas)


def ways() -> tuple[str, ...]:
    """What a graph can be grouped by."""
    return tuple(_WAYS)


def group_of(atlas: Atlas, by: str) -> Ints:
    """For every entity the group it is in, numbered as the way of grouping has it, or -1."""
    if by == "class":
        return atlas.cls
    home = _homes(atlas)
    if by == "platform":
        return home
    return np.where(home >= 0, _communities(atlas)[np.maximum(home, 0)], -1).astype(np.int32)


def members(atlas: Atlas, by: str, key: str) -> Ints:
    """The entities of a group, what is said most of first. Raises KeyError for what is no key."""
    of = group_of(atlas, by)
    if key == REST:
        drawn = [_number(atlas, by, g.key) for g in overview(atlas, by).groups if g.key != REST]
        found = np.flatnonzero((of >= 0) & ~np.isin(of, drawn))
    else:
        found = np.flatnonzero(of == (-1 if key == LONE else _number(atlas, by, key)))
    order = np.lexsort((found, -atlas.weights()[found]))
    return found[order].astype(np.int32)


def _number(atlas: Atlas, by: str, key: str) -> int:
    if by != "class":
        return atlas.number[key]
    if key not in atlas.class_names:
        raise KeyError(key)
    return atlas.class_names.index(key)


@lru_cache(maxsize=1)
def _homes(atlas: Atlas) -> Ints:
    return homes(atlas)


@lru_cache(maxsize=1)
def _communities(atlas: Atlas) -> Ints:
    """For every platform the number of its community, which is that of its largest platform."""
    weights = Counter({pair: sum(names.values()) for pair, names in _between(atlas, _homes(atlas)).items()})
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(np.unique(_homes(atlas)[_homes(atlas) >= 0]).tolist())
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in sorted(weights.items()))
    sizes = np.bincount(_homes(atlas)[_homes(atlas) >= 0], minlength=len(atlas.iris))
    found = np.full(len(atlas.iris), -1, np.int32)
    for community in nx.community.louvain_communities(graph, seed=_SEED):
        found[list(community)] = max(community, key=lambda p: (sizes[p], -p))
    return found


def _by_platform(atlas: Atlas) -> Overview:
    return _grouped(atlas, group_of(atlas, "platform"), lambda g: atlas.iris[g], lambda g, _: (g, [atlas.labels[g]]))


def _by_community(atlas: Atlas) -> Overview:
    of = group_of(atlas, "community")
    home = _homes(atlas)
    sizes = np.bincount(home[home >= 0], minlength=len(atlas.iris))

    def named(group: int, inside: Ints) -> tuple[int, list[str]]:
        platforms = sorted({int(p) for p in home[inside]}, key=lambda p: (-sizes[p], p))
        return -1, [atlas.labels[p] for p in platforms[:_MEMBERS]]

    return _grouped(atlas, of, lambda g: atlas.iris[g], named)


def _by_class(atlas: Atlas) -> Overview:
    return _grouped(atlas, atlas.cls, lambda g: atlas.class_names[g], lambda g, _: (-1, [atlas.class_names[g]]))


_WAYS: Mapping[str, Callable[[Atlas], Overview]] = {
    "platform": _by_platform,
    "community": _by_community,
    "class": _by_class,
}


def _grouped(
    atlas: Atlas, of: Ints, key: Callable[[int], str], named: Callable[[int, Ints], tuple[int, list[str]]]
) -> Overview:
    inside: dict[int, Ints] = {}
    order = np.argsort(of, kind="stable")
    groups, starts = np.unique(of[order], return_index=True)
    for group, start, end in zip(groups.tolist(), starts, np.append(starts, len(of))[1:], strict=True):
        if group >= 0:
            inside[group] = order[start:end].astype(np.int32)
    ranked = sorted(inside, key=lambda g: (-len(inside[g]), g))
    shown, rest = ranked[:GROUPS], ranked[GROUPS:]
    between = _between(atlas, of)
    drawn = set(shown)
    links = sorted(((pair, names) for pair, names in between.items() if drawn.issuperset(pair)), key=_strength)
    biggest = max((len(inside[g]) for g in shown), default=1)
    radii = [_radius(len(inside[g]), biggest) for g in shown]
    places = _placed(shown, radii, links)
    made = []
    for group, radius in zip(shown, radii, strict=True):
        entity, names = named(group, inside[group])
        x, y = places[group]
        made.append(
            Group(key(group), entity, names, len(inside[group]), _classes(atlas, inside[group]), radius, x, y, 0)
        )
    if rest:
        others = np.concatenate([inside[g] for g in rest]).astype(np.int32)
        low = max((g.y + g.radius for g in made), default=0.0)
        made.append(
            Group(REST, -1, [], len(others), _classes(atlas, others), _SIZES[0], 0.0, low + 3 * _GAP, len(rest))
        )
    return Overview(
        made,
        [Link(key(a), key(b), sum(names.values()), names) for (a, b), names in links[:_LINKS]],
        len(ranked), len(between), len(atlas.iris), len(atlas.statements), int((of < 0).sum()),
    )  # fmt: skip


def _strength(link: tuple[tuple[int, int], Mapping[str, int]]) -> tuple[int, tuple[int, int]]:
    return -sum(link[1].values()), link[0]


def _between(atlas: Atlas, of: Ints) -> dict[tuple[int, int], dict[str, int]]:
    """The statements that lead from one group to another, by property."""
    a, b = of[atlas.subjects], of[atlas.objects]
    rows = np.flatnonzero((a >= 0) & (b >= 0) & (a != b))
    table = np.stack([np.minimum(a, b)[rows], np.maximum(a, b)[rows], atlas.predicates[rows]], 1)
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    for (low, high, predicate), count in zip(*np.unique(table, axis=0, return_counts=True), strict=True):
        found[int(low), int(high)][atlas.predicate_names[predicate]] = int(count)
    return found


def _classes(atlas: Atlas, entities: Ints) -> dict[str, int]:
    counts = np.bincount(atlas.cls[entities], minlength=len(atlas.class_names))
    return {atlas.class_names[c]: int(counts[c]) for c in np.argsort(-counts, kind="stable") if counts[c]}


def _radius(size: int, biggest: int) -> float:
    least, largest = _SIZES
    return round(least + (largest - least) * math.sqrt(size / biggest), 1)


def _placed(
    groups: Sequence[int], radii: Sequence[float], links: Sequence[tuple[tuple[int, int], Mapping[str, int]]]
) -> dict[int, tuple[float, float]]:
    graph: Network = nx.MultiDiGraph()
    graph.add_nodes_from(map(str, groups))
    for (a, b), names in links:
        graph.add_edge(str(a), str(b), confidence=sum(names.values()) ** 0.5)
    found = positions(graph)
    places = _landscape(apart([found[str(g)] for g in groups], [r + _GAP for r in radii]))
    return {g: (round(x, 1), round(y, 1)) for g, (x, y) in zip(groups, places, strict=True)}


def _landscape(places: Sequence[Position]) -> list[Position]:
    """The places, turned by a quarter where they are higher than wide: screens are wide."""
    wide, high = (
        max(axis, default=0.0) - min(axis, default=0.0) for axis in ([x for x, _ in places], [y for _, y in places])
    )
    return [(y, x) for x, y in places] if high > wide else list(places)
