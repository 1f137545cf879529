"""Small topologies for tests, without a store: classes and triples of numbers come in, an Atlas goes out."""

from collections.abc import Sequence

import numpy as np

from graph.atlas.topology import Atlas, adjacency
from ontology import classes, relations


def atlas_of(
    cls: Sequence[str], edges: Sequence[tuple[int, str, int]], dates: dict[int, list[str]] | None = None
) -> Atlas:
    """Entities 0, 1, … of these classes, and statements between them."""
    names, known = list(classes()), list(relations())
    table = np.array([(s, known.index(p), o) for s, p, o in edges], np.int32).reshape(-1, 3)
    starts, links = adjacency(len(cls), table[:, 0], table[:, 2])
    return Atlas(
        "test", [f"e{n}" for n in range(len(cls))], [f"名{n}" for n in range(len(cls))],
        {f"e{n}": n for n in range(len(cls))}, names, known, np.array([names.index(c) for c in cls], np.int32),
        np.ones(len(cls), np.int32), dates or {}, [f"s{n}" for n in range(len(edges))],
        table[:, 0], table[:, 1], table[:, 2], np.full(len(edges), 0.9, np.float32), starts, links,
    )  # fmt: skip
