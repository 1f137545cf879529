"""Whatever a thing is called, GraphML and GEXF hold it and give it back; only what XML cannot hold is replaced."""

import io
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export.characters import writable
from graph.export.networks import gexf, graphml
from graph.network import Network
from graph.view import View

WRITERS = pytest.mark.parametrize(("write", "read"), [(graphml, nx.read_graphml), (gexf, nx.read_gexf)])
anything = st.characters(exclude_categories=())  # halves of pairs included
labels = st.lists(st.text(anything, min_size=1, max_size=20), min_size=1, max_size=4)
coordinates = st.floats(-1e6, 1e6)


def view(names: list[str], at: tuple[float, float] = (0.0, 0.0)) -> View:
    graph: Network = nx.MultiDiGraph()
    for number, name in enumerate(names):
        graph.add_node(f"urn:{number}", **{"label": name, "class": "Enterprise", "mentions": number})
        told = {"predicate": "shareholderOf", "confidence": 0.5, "evidences": 1}
        graph.add_edge("urn:0", f"urn:{number}", key=f"urn:s{number}", **told)
    return View(graph, names[0], dict.fromkeys(graph, at))


def back(written: bytes, read: Callable[..., Any]) -> Network:
    found: Network = read(io.BytesIO(written))
    return found


@WRITERS
@given(names=labels)
def test_labels_come_back(write: Callable[[View], bytes], read: Callable[..., Any], names: list[str]) -> None:
    found = back(write(view(names)), read)
    labelled = nx.get_node_attributes(found, "label")
    assert [labelled[f"urn:{n}"] for n in range(len(names))] == [writable(name) for name in names]
    assert set(nx.get_edge_attributes(found, "label").values()) == {"投资"}


@given(st.text(anything))
def test_only_characters_that_cannot_be_written_are_replaced(name: str) -> None:
    shown = writable(name)
    assert writable(shown) == shown
    if name.isprintable():
        assert shown == name
    assert not any(ord(c) < 32 and c not in "\t\n" for c in shown)


@given(x=coordinates, y=coordinates)
def test_places_come_back_with_y_upwards(x: float, y: float) -> None:
    made = view(["甲", "乙"], (x, y))
    drawn = back(gexf(made), nx.read_gexf).nodes["urn:0"]["viz"]["position"]
    assert (drawn["x"], drawn["y"]) == (x, -y)
    told = back(graphml(made), nx.read_graphml).nodes["urn:0"]
    assert (told["x"], told["y"]) == (x, -y)
