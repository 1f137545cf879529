"""GEXF as Gephi reads it: labels, kinds, and how the view was drawn."""

from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from graph.export.networks import gexf
from graph.network import Network
from graph.view import View
from ontology import classes

NAMES = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}


@pytest.fixture(scope="module")
def root() -> ET.Element:
    graph: Network = nx.MultiDiGraph()
    graph.add_node("urn:firm", **{"label": "远岫 & <甲>", "class": "Enterprise", "mentions": 3})
    graph.add_node("urn:park", **{"label": "云栈小镇", "class": "Platform", "mentions": 5})
    graph.add_node("urn:ship", **{"label": "飞船", "class": "Spaceship", "mentions": 1})
    for predicate in ("locatedIn", "orbits"):
        graph.add_edge("urn:firm", "urn:park", key=f"urn:{predicate}", predicate=predicate, confidence=0.9, evidences=1)
    return ET.fromstring(gexf(View(graph, "园区图", {"urn:firm": (12.5, 40.0)})))  # noqa: S314 - written here


def node(root: ET.Element, iri: str) -> ET.Element:
    return next(n for n in root.iterfind(".//g:node", NAMES) if n.get("id") == iri)


def test_the_parts_stand_in_the_order_of_the_schema(root: ET.Element) -> None:
    assert (root.tag, root.get("version")) == ("{http://gexf.net/1.3}gexf", "1.3")
    graph = root.find("g:graph", NAMES)
    assert graph is not None
    assert [part.tag.partition("}")[2] for part in graph] == ["attributes", "attributes", "nodes", "edges"]
    assert root.findtext("g:meta/g:description", namespaces=NAMES) == "园区图"


def test_a_node_is_drawn_as_in_the_view(root: ET.Element) -> None:
    firm = node(root, "urn:firm")
    assert firm.get("label") == "远岫 & <甲>"
    colour, place = firm.find("viz:color", NAMES), firm.find("viz:position", NAMES)
    assert colour is not None
    assert place is not None
    assert "#" + "".join(f"{int(colour.get(c, '')):02x}" for c in "rgb") == classes()["Enterprise"].colour
    assert place.attrib == {"x": "12.5", "y": "-40.0", "z": "0.0"}
    sizes = [float(s.get("value", "")) for s in root.iterfind(".//g:node/viz:size", NAMES)]
    assert sizes == sorted(sizes, reverse=True)
    shapes = {s.get("value") for s in root.iterfind(".//g:node/viz:shape", NAMES)}
    assert shapes <= {"disc", "square", "triangle", "diamond"}


def test_values_are_declared_and_have_their_types(root: ET.Element) -> None:
    declared = {a.get("title"): a.get("type") for a in root.iterfind(".//g:attribute", NAMES)}
    assert declared["class_label"] == "string"
    assert declared["mentions"] == "integer"
    assert declared["confidence"] == "double"
    values = {v.get("for"): v.get("value") for v in node(root, "urn:park").iterfind(".//g:attvalue", NAMES)}
    assert (values["class"], values["class_label"], values["class_label_en"]) == ("Platform", "平台", "Platform")
    assert values["relations"] == "2"


def test_parallel_edges_differ_in_kind_so_that_gephi_keeps_them_apart(root: ET.Element) -> None:
    edges = [(e.get("id"), e.get("kind"), e.get("label"), e.get("weight")) for e in root.iterfind(".//g:edge", NAMES)]
    assert edges == [("urn:locatedIn", "locatedIn", "位于", "0.9"), ("urn:orbits", "orbits", "orbits", "0.9")]
