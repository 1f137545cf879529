"""How things are drawn and called: a network and the places that are known come in, the look of each entity goes out.

The more important an entity (PageRank over its statements, weighed by confidence), the larger it is.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from graph.layout import Position, positions
from graph.network import Network
from ontology import classes, properties

_SHAPE, _COLOUR = "dot", "#7a8490"  # of a class that the ontology has not
_SIZES = (9.0, 34.0)  # pixels, radius of the least and of the most important
_GAP = 200.0  # pixels between what had a place and what had none


@dataclass(frozen=True, slots=True)
class Style:
    """How a class is drawn and called: labels in Chinese and English, #rrggbb, a shape by vis-network's name."""

    cls: str
    label: str
    label_en: str
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class Look:
    """How an entity is drawn: radius and place in pixels, x to the right, y downwards."""

    style: Style
    size: float
    x: float
    y: float


def style(cls: str) -> Style:
    """The style of a class, by its local name; a plain one for a class that a loaded file brought."""
    known = classes().get(cls)
    if known is None:
        return Style(cls, cls, cls, _COLOUR, _SHAPE)
    return Style(cls, known.label, known.label_en, known.colour or _COLOUR, known.shape or _SHAPE)


def relation(predicate: str) -> tuple[str, str]:
    """The labels of a property, by its local name, in Chinese and English; its name where a loaded file brought it."""
    known = properties().get(predicate)
    return (known.label, known.label_en) if known else (predicate, predicate)


def importance(graph: Network) -> dict[str, float]:
    """The PageRank of each entity, the highest first."""
    ranks: Mapping[str, float] = nx.pagerank(graph, weight="confidence") if graph else {}
    return dict(sorted(ranks.items(), key=lambda r: (-r[1], r[0])))


def looks(graph: Network, places: Mapping[str, Position]) -> dict[str, Look]:
    """The look of each entity; those without a place are laid out, to the right of those that have one."""
    ranks = importance(graph)
    styles = {cls: style(cls) for cls in {data["class"] for _, data in graph.nodes(data=True)}}
    placed = {**places, **_placed(graph, places)}
    most = max(ranks.values(), default=1.0)
    least, largest = _SIZES
    return {
        iri: Look(
            styles[graph.nodes[iri]["class"]],
            round(least + (largest - least) * math.sqrt(rank / most), 1),
            *placed[iri],
        )
        for iri, rank in ranks.items()
    }


def _placed(graph: Network, places: Mapping[str, Position]) -> dict[str, Position]:
    missing = [iri for iri in graph if iri not in places]
    found = positions(graph.subgraph(missing)) if missing else {}
    if not found or not places:
        return found
    right = max(x for x, _ in places.values()) + _GAP - min(x for x, _ in found.values())
    middle = sum(y for _, y in places.values()) / len(places)
    return {iri: (round(x + right, 1), round(y + middle, 1)) for iri, (x, y) in found.items()}
