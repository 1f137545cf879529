"""The graph as a file: comes in a store and a path, goes out the file in the format its suffix names.

.nq and .trig keep the named graphs and stream; .ttl and .jsonld hold the triples of all graphs together, grouped and
with prefixes for people to read; .graphml, .gexf and .html hold the network of entities.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.store.base import Store, Term

if TYPE_CHECKING:
    import rdflib

    from graph.network import Network

PREFIXES = {
    "ct": "https://w3id.org/chantu/ontology#",
    "id": "https://w3id.org/chantu/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ExportError(Exception):
    """A file that cannot be written; the message says what to do."""


class UnknownSuffixError(ExportError):
    """A suffix that names no format."""


def export(store: Store, path: Path) -> None:
    """Write the store to the file, whole or not at all; raises ExportError, StoreError."""
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        raise ExportError("尚不能导出 .xlsx，以后的版本会有 (.xlsx comes in a later version)")
    write = _WRITERS.get(suffix)
    if write is None:
        known = " ".join(_WRITERS)
        raise UnknownSuffixError(f"不认识的后缀 {suffix or path.name}，可用 (unknown suffix, known are)：{known}")
    part = path.with_name(path.name + ".part")
    try:
        write(store, part)
        part.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{path} 写不了：{reason} (cannot be written: {reason})") from error
    finally:
        part.unlink(missing_ok=True)


def _nquads(store: Store, path: Path) -> None:
    ox.serialize(store.quads(), path, ox.RdfFormat.N_QUADS)


def _trig(store: Store, path: Path) -> None:
    ox.serialize(store.quads(), path, ox.RdfFormat.TRIG, prefixes=PREFIXES)


def _turtle(store: Store, path: Path) -> None:
    _readable(store, path, "turtle")


def _jsonld(store: Store, path: Path) -> None:
    _readable(store, path, "json-ld", context=PREFIXES, ensure_ascii=False)


def _readable(store: Store, path: Path, format_: str, **options: Any) -> None:
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)

    for quad in store.quads():
        graph.add((_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)))
    graph.serialize(path, format=format_, encoding="utf-8", **options)


def _rdflib(term: Term) -> "rdflib.IdentifiedNode | rdflib.Literal":
    import rdflib

    match term:
        case ox.NamedNode():
            return rdflib.URIRef(term.value)
        case ox.BlankNode():
            return rdflib.BNode(term.value)
        case ox.Literal(language=str()):
            return rdflib.Literal(term.value, lang=term.language)
        case ox.Literal():
            plain = term.datatype.value == PREFIXES["xsd"] + "string"
            datatype = None if plain else rdflib.URIRef(term.datatype.value)
            return rdflib.Literal(term.value, datatype=datatype, normalize=False)
    raise ExportError(f"这种格式写不了三元组项 (this format has no triple terms): {term}")


def _xml_network(store: Store) -> "Network":
    """Build the network with labels that XML can hold: it has no way to write control characters."""
    from graph.network import build

    network = build(store)
    for _, data in network.nodes(data=True):
        data["label"] = _NOT_XML.sub("\ufffd", data["label"])
    return network


def _graphml(store: Store, path: Path) -> None:
    import networkx as nx

    nx.write_graphml(_xml_network(store), path)


def _gexf(store: Store, path: Path) -> None:
    import networkx as nx

    nx.write_gexf(_xml_network(store), path)


def _html(store: Store, path: Path) -> None:
    from graph.draw import draw
    from graph.network import build

    path.write_text(draw(build(store)), encoding="utf-8")


_WRITERS: Mapping[str, Callable[[Store, Path], None]] = {
    ".nq": _nquads,
    ".trig": _trig,
    ".ttl": _turtle,
    ".jsonld": _jsonld,
    ".graphml": _graphml,
    ".gexf": _gexf,
    ".html": _html,
}
