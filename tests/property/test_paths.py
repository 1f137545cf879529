"""Paths against networkx on any graph: short, without loops, of real statements, clear of what is avoided."""

from itertools import pairwise

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.atlas.paths import paths
from tests.atlases import atlas_of

CLASSES = ("Enterprise", "Platform", "Place")
KINDS = st.lists(st.sampled_from(CLASSES), min_size=2, max_size=9)


@given(st.data(), KINDS)
def test_paths_are_the_shortest_ones(data: st.DataObject, cls: list[str]) -> None:
    number = st.integers(0, len(cls) - 1)
    edges = data.draw(st.lists(st.tuples(number, st.just("cooperatesWith"), number), max_size=20))
    start, end = data.draw(number), data.draw(number)
    avoided = data.draw(st.sets(st.sampled_from(CLASSES), max_size=1))
    known = atlas_of(cls, edges)
    plain: nx.Graph[int] = nx.Graph()
    open_ = [n for n in range(len(cls)) if cls[n] not in avoided or n in (start, end)]
    plain.add_nodes_from(open_)
    plain.add_edges_from((a, b) for a, _, b in edges if a in open_ and b in open_)
    found = paths(known, start, end, 4, avoided)
    if start == end or not nx.has_path(plain, start, end):
        assert found == []
        return
    assert found
    assert len(found[0].entities) - 1 == nx.shortest_path_length(plain, start, end)
    for path in found:
        assert (path.entities[0], path.entities[-1]) == (start, end)
        assert len(set(path.entities)) == len(path.entities)
        assert set(path.entities) <= set(open_)
        for (a, b), step in zip(pairwise(path.entities), path.steps, strict=True):
            assert step
            assert all({edges[s][0], edges[s][2]} == {a, b} for s in step)
