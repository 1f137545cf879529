"""The graph as RDF: comes in a store and a path, goes out the file.

N-Quads and TriG keep the named graphs and stream; Turtle and JSON-LD hold the triples of all graphs together, grouped
and with prefixes for people to read.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.export.errors import ExportError
from graph.store.base import Store, Term

if TYPE_CHECKING:
    import rdflib

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


def nquads(store: Store, path: Path) -> None:
    """Write every quad, a line each."""
    ox.serialize(store.quads(), path, ox.RdfFormat.N_QUADS)


def trig(store: Store, path: Path) -> None:
    """Write every quad, graph by graph."""
    ox.serialize(store.quads(), path, ox.RdfFormat.TRIG, prefixes=PREFIXES)


def turtle(store: Store, path: Path) -> None:
    """Write every triple; raises ExportError."""
    _readable(store, path, "turtle")


def jsonld(store: Store, path: Path) -> None:
    """Write every triple; raises ExportError."""
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
