"""What is around one entity: an Atlas and an entity come in, its relations in bundles, or a page of one, go out.

A bundle is all that one property leads to, in one direction, of one class: the firms located in a park. A park of 400
firms is opened as bundles; what is in a bundle comes in pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.atlas.topology import Atlas, Ints
from graph.rdf import fold
from ontology import properties


@dataclass(frozen=True, slots=True)
class Bundle:
    """So many entities of a class that a property leads to, from the entity (`outgoing`) or to it."""

    predicate: str
    outgoing: bool
    cls: str
    count: int


def bundles(atlas: Atlas, entity: int) -> list[Bundle]:
    """The relations of an entity, counted, in the ontology's order of properties and classes."""
    edges = atlas.edges_of(entity)
    others = atlas.others(entity, edges)
    outgoing = _outgoing(atlas, entity, edges)
    table = np.stack([atlas.predicates[edges], ~outgoing, atlas.cls[others]], 1)
    rows, counts = np.unique(table, axis=0, return_counts=True)
    return [
        Bundle(atlas.predicate_names[p], not inverse, atlas.class_names[c], int(n))
        for (p, inverse, c), n in zip(rows.tolist(), counts.tolist(), strict=True)
    ]


def page(atlas: Atlas, entity: int, bundle: Bundle | None, offset: int, limit: int, text: str = "") -> tuple[Ints, int]:
    """A page of the statements of an entity, or of a bundle of them, and how many there are that fit `text`.

    What is said most of stands first; `text` is a part of the other end's name.
    """
    edges = atlas.edges_of(entity)
    others = atlas.others(entity, edges)
    if bundle is not None:
        chosen = atlas.predicates[edges] == atlas.predicate_names.index(bundle.predicate)
        chosen &= _outgoing(atlas, entity, edges) == bundle.outgoing
        chosen &= atlas.cls[others] == atlas.class_names.index(bundle.cls)
        edges, others = edges[chosen], others[chosen]
    wanted = fold(text)
    if wanted:
        fits = np.array([wanted in fold(atlas.labels[o]) for o in others.tolist()], bool)
        edges, others = edges[fits], others[fits]
    order = np.lexsort((edges, -atlas.weights()[others]))
    return edges[order[offset : offset + limit]], len(edges)


def _outgoing(atlas: Atlas, entity: int, edges: Ints) -> npt.NDArray[np.bool_]:
    """Which statements lead away from the entity; those of a symmetric property all do."""
    both_ways = np.array([properties()[name].symmetric for name in atlas.predicate_names], bool)
    outgoing: npt.NDArray[np.bool_] = (atlas.subjects[edges] == entity) | both_ways[atlas.predicates[edges]]
    return outgoing


def together(atlas: Atlas, edges: Sequence[int]) -> list[int]:
    """The entities at the ends of some statements, each once."""
    return sorted({int(end) for edge in edges for end in (atlas.subjects[edge], atlas.objects[edge])})
