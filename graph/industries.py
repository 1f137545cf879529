"""The industry tree and the kinds in a store: comes in a store, which holds them in a graph of their own afterwards.

Queries lead from an industry as a text names it (skos:exactMatch, skos:broader, in the derived graph) up to its chain,
and from a kind to its name (skos:prefLabel; rdfs:label is for what documents name).
"""

import hashlib
from collections.abc import Iterator

import pyoxigraph as ox

import ontology
from graph.rdf import TYPE, ct
from graph.store.base import Boolean, Store
from ontology.tree import tree

GRAPH = ox.NamedNode("https://w3id.org/chantu/industry/")
_LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
_DIGEST = ox.NamedNode("http://purl.org/dc/terms/hasVersion")


def plant(store: Store) -> None:
    """Write the tree, in one transaction, unless the store has it as it is now. Raises StoreError."""
    kinds = list(_kinds())
    told = hashlib.sha1("\n".join(map(str, kinds)).encode(), usedforsecurity=False).hexdigest()[:12]
    version = ox.Literal(f"{tree().digest} {told}")
    held = store.query(f"ASK {{ GRAPH {GRAPH} {{ {GRAPH} {_DIGEST} {version} }} }}")
    if isinstance(held, Boolean) and held.value:
        return
    quads = [ox.Quad(t.subject, t.predicate, t.object, GRAPH) for t in (*tree().triples, *kinds)]
    store.replace([GRAPH], [*quads, ox.Quad(GRAPH, _DIGEST, version, GRAPH)])


def _kinds() -> Iterator[ox.Triple]:
    for kind in ontology.kinds().values():
        yield ox.Triple(ct(kind.name), TYPE, ct(kind.cls))
        for label, language in ((kind.label, "zh"), (kind.label_en, "en")):
            yield ox.Triple(ct(kind.name), _LABEL, ox.Literal(label, language=language))
