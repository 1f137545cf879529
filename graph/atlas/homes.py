"""Which platform each entity belongs to: an Atlas comes in, the number of a platform, or -1, for each entity goes out.

A platform is its own home. From there outwards: who is located in a platform, else who is related to it in another way,
is at home there; then what is related to those, up to _ROUNDS statements away. What many share and what nobody is at
home in (administrative areas, industries, honours, policies, bodies of government) has no home and leads nowhere.
"""

import numpy as np
import numpy.typing as npt

from graph.atlas.topology import Atlas, Ints

SHARED = ("Place", "Industry", "Honour", "Policy", "Agency")
_ROUNDS = 3
_NEAREST = ("locatedIn", "operates", "develops")  # the property that decides where several lead to platforms


def homes(atlas: Atlas) -> Ints:
    """The home of every entity."""
    found = np.full(len(atlas.iris), -1, np.int32)
    platforms = np.flatnonzero(atlas.cls == _codes(atlas, "Platform")[0])
    found[platforms] = platforms
    shared = np.isin(atlas.cls, _codes(atlas, *SHARED))
    ends = np.concatenate([atlas.subjects, atlas.objects])
    others = np.concatenate([atlas.objects, atlas.subjects])
    ranks = np.full(len(atlas.predicate_names), len(_NEAREST))
    for rank, name in enumerate(_NEAREST):
        ranks[atlas.predicate_names.index(name)] = rank
    rank_of = np.tile(ranks[atlas.predicates], 2)
    for _ in range(_ROUNDS):
        leads = (found[others] >= 0) & (found[ends] < 0) & ~shared[ends]
        if not leads.any():
            break
        rows = np.flatnonzero(leads)
        order = rows[np.lexsort((found[others[rows]], rank_of[rows], ends[rows]))]
        entities, first = np.unique(ends[order], return_index=True)
        found[entities] = found[others[order[first]]]
    return found


def within(atlas: Atlas, one: int, other: int) -> bool:
    """Whether one lies in the other, or they are the same: by statements of place and part, up to _ROUNDS of them."""
    placing = [atlas.predicate_names.index(name) for name in ("locatedIn", "partOf")]
    for inner, outer in ((one, other), (other, one)):
        reached = {inner}
        for _ in range(_ROUNDS):
            if outer in reached:
                return True
            for entity in list(reached):
                edges = atlas.edges_of(entity)
                up = np.isin(atlas.predicates[edges], placing) & (atlas.subjects[edges] == entity)
                reached.update(atlas.objects[edges[up]].tolist())
        if outer in reached:
            return True
    return False


def _codes(atlas: Atlas, *names: str) -> npt.NDArray[np.int64]:
    return np.array([atlas.class_names.index(name) for name in names], np.int64)
