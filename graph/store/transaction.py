"""One commit as one SPARQL update: come in what to empty, take out and add, goes out the text of the update.

An update of several operations is one transaction in Oxigraph and one request to a remote server, so whoever
reads sees all of it or none, whatever happens in between.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from time import time_ns
from uuid import uuid4

import pyoxigraph as ox

META = ox.NamedNode("https://w3id.org/chantu/id/graph/meta")
VERSION = ox.NamedNode("http://www.w3.org/2002/07/owl#versionInfo")
_BLOCK = 1000  # triples written together; parsers that recurse, such as Virtuoso's, take 5,000 at most


def fresh_version() -> ox.Quad:
    """The quad of a new version; of two versions the later sorts behind the earlier."""
    return ox.Quad(META, VERSION, ox.Literal(f"{time_ns():016x}{uuid4().hex[:4]}"), META)


def update_text(graphs: Sequence[ox.NamedNode], quads: Iterable[ox.Quad], without: Sequence[ox.Quad] = ()) -> str:
    """Write the update that drops the graphs, deletes `without`, inserts the quads and sets a new version."""
    version = fresh_version()
    operations = [f"DROP SILENT GRAPH {graph}" for graph in graphs]
    if without:
        operations.append(f"DELETE DATA {{ {data(without)} }}")
    operations.append(f"DELETE WHERE {{ GRAPH {META} {{ {META} {VERSION} ?version }} }}")
    operations.append(f"INSERT DATA {{ {data([*quads, version])} }}")
    return " ;\n".join(operations)


def data(quads: Iterable[ox.Quad]) -> str:
    """The quads as they are written between the braces of INSERT DATA and of templates."""
    return "\n".join(_blocks(quads))


def _blocks(quads: Iterable[ox.Quad]) -> Iterator[str]:
    for graph, group in groupby(quads, key=lambda q: q.graph_name):
        while block := list(islice(group, _BLOCK)):
            triples = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in block)
            yield triples if isinstance(graph, ox.DefaultGraph) else f"GRAPH {graph} {{ {triples} }}"
