"""A view for programs that draw and measure networks: a View comes in, GraphML or GEXF 1.3 goes out, in UTF-8.

Both have labels in Chinese and English beside the local names, colours, sizes and places. Their y grows upwards, as
those programs have it: Gephi opens the view as it was drawn.
"""

import io
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

import networkx as nx

from graph.export.characters import writable
from graph.look import Look, looks, relation
from graph.network import Network
from graph.view import View

_GEXF = "http://gexf.net/1.3"
_VIZ = f"{_GEXF}/viz"
_SHAPES = {"square": "square", "box": "square", "triangle": "triangle", "diamond": "diamond"}
_OTHER = "disc"  # for shapes that not every reader of GEXF knows
_TYPES = {str: "string", int: "integer", float: "double"}

_Told = Mapping[str, str | int | float]


def graphml(view: View) -> bytes:
    """The view as GraphML; an edge's id is the IRI of its statement."""
    graph: Network = nx.MultiDiGraph(name=writable(view.title))
    drawn = looks(view.network, view.places)
    for iri, look in drawn.items():
        place = {"colour": look.style.colour, "size": look.size, "x": look.x, "y": -look.y}
        graph.add_node(iri, **{"label": _label(view.network, iri), **_node(view.network, iri, look), **place})
    for subject, object_, statement, label, told in _edges(view.network):
        graph.add_edge(subject, object_, key=statement, **{"label": label, **told})
    out = io.BytesIO()
    nx.write_graphml(graph, out)
    return out.getvalue()


def gexf(view: View) -> bytes:
    """The view as GEXF; how it is drawn stands in the elements of `viz`, the kind of an edge is its property."""
    ET.register_namespace("viz", _VIZ)
    top = ET.Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    meta = ET.SubElement(top, "meta")
    ET.SubElement(meta, "creator").text = "Chantu"
    ET.SubElement(meta, "description").text = writable(view.title)
    graph = ET.SubElement(top, "graph", {"mode": "static", "defaultedgetype": "directed"})
    declared = {cls: ET.SubElement(graph, "attributes", {"class": cls}) for cls in ("node", "edge")}
    nodes, edges = ET.SubElement(graph, "nodes"), ET.SubElement(graph, "edges")
    for iri, look in looks(view.network, view.places).items():
        node = ET.SubElement(nodes, "node", {"id": iri, "label": _label(view.network, iri)})
        _tell(node, declared["node"], _node(view.network, iri, look))
        _draw(node, look)
    for subject, object_, statement, label, told in _edges(view.network):
        ends = {"id": statement, "source": subject, "target": object_, "label": label}
        kind = {"kind": str(told["predicate"]), "weight": str(told["confidence"])}
        _tell(ET.SubElement(edges, "edge", ends | kind), declared["edge"], told)
    ET.indent(top)
    written: bytes = ET.tostring(top, encoding="utf-8", xml_declaration=True)
    return written


def _label(network: Network, iri: str) -> str:
    return writable(network.nodes[iri]["label"])


def _node(network: Network, iri: str, look: Look) -> _Told:
    return {
        "class": look.style.cls,
        "class_label": look.style.label,
        "class_label_en": look.style.label_en,
        "mentions": network.nodes[iri]["mentions"],
        "relations": network.degree(iri),
    }


def _edges(network: Network) -> Iterator[tuple[str, str, str, str, _Told]]:
    """Subject, object and IRI of each statement, the label of its property, and what else is told of it."""
    for subject, object_, statement, data in network.edges(keys=True, data=True):
        label, label_en = relation(data["predicate"])
        told = {"label_en": label_en, **data}
        yield subject, object_, statement, label, told


def _tell(element: ET.Element, declared: ET.Element, told: _Told) -> None:
    """Add the values to a node or an edge, and declare those that none before it had."""
    values = ET.SubElement(element, "attvalues")
    known = {attribute.get("id") for attribute in declared}
    for name, value in told.items():
        if name not in known:
            ET.SubElement(declared, "attribute", {"id": name, "title": name, "type": _TYPES[type(value)]})
        ET.SubElement(values, "attvalue", {"for": name, "value": str(value)})


def _draw(node: ET.Element, look: Look) -> None:
    red, green, blue = bytes.fromhex(look.style.colour.removeprefix("#"))
    ET.SubElement(node, f"{{{_VIZ}}}color", {"r": str(red), "g": str(green), "b": str(blue)})
    ET.SubElement(node, f"{{{_VIZ}}}size", {"value": str(look.size)})
    ET.SubElement(node, f"{{{_VIZ}}}position", {"x": str(look.x), "y": str(-look.y), "z": "0.0"})
    ET.SubElement(node, f"{{{_VIZ}}}shape", {"value": _SHAPES.get(look.style.shape, _OTHER)})
