"""RDF files: a path comes in, its quads go out."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from graph.store.base import StoreError
from graph.store.transaction import META

SUFFIXES = (".nq", ".trig", ".ttl", ".nt", ".jsonld", ".rdf")


def read_quads(path: Path) -> Iterator[ox.Quad]:
    """Yield the quads of an RDF file; raises StoreError.

    Blank nodes are renamed, so that two files never share one. The version that another store
    wrote into its meta graph is left out: it says nothing of this one.
    """
    if path.suffix.lower() not in SUFFIXES:
        known = " ".join(SUFFIXES)
        raise StoreError(f"{path}：不认识的后缀，可用 {known} (unknown suffix, known are {known})")
    try:
        for quad in ox.parse(
            path=path, format=ox.RdfFormat.from_extension(path.suffix[1:].lower()), rename_blank_nodes=True
        ):
            if not isinstance(quad, ox.Quad):
                quad = ox.Quad(quad.subject, quad.predicate, quad.object)
            if quad.graph_name != META:
                yield quad
    except SyntaxError as error:
        raise StoreError(f"{path} 不是有效的 RDF：{error} (not valid RDF: {error})") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"{path} 读不了：{reason} (cannot be read: {reason})") from error
