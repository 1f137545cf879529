"""What a store holds: comes in a store, goes out how many documents, entities, facts and figures there are."""

from dataclasses import dataclass

import pyoxigraph as ox

from graph.store.base import Solutions, Store

_PREFIXES = """
PREFIX ct: <https://w3id.org/chantu/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""
_DOCUMENTS = "SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE { ?d a ct:Document }"
_ENTITIES = """SELECT ?class (COUNT(DISTINCT ?e) AS ?n) WHERE {
  { SELECT DISTINCT ?e WHERE { ?e ct:mention ?m } }
  ?e a ?class . FILTER(STRSTARTS(STR(?class), STR(ct:)))
} GROUP BY ?class ORDER BY DESC(?n) ?class"""
_FACTS = "SELECT (COUNT(DISTINCT ?st) AS ?n) WHERE { ?st rdf:predicate ?p ; ct:evidence ?e }"
_OBSERVATIONS = "SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE { ?o ct:indicator ?i ; ct:evidence ?e }"


@dataclass(frozen=True, slots=True)
class Status:
    """How much a store holds; `entities` gives each class (local name) its number, the largest first."""

    documents: int
    entities: tuple[tuple[str, int], ...]
    facts: int
    observations: int
    version: str


def read_status(store: Store) -> Status:
    """Count what the store holds; raises StoreError."""
    return Status(
        documents=_counts(store, _DOCUMENTS)[0][1],
        entities=tuple(_counts(store, _ENTITIES)),
        facts=_counts(store, _FACTS)[0][1],
        observations=_counts(store, _OBSERVATIONS)[0][1],
        version=store.version(),
    )


def _counts(store: Store, query: str) -> list[tuple[str, int]]:
    answer = store.query(_PREFIXES + query)
    if not isinstance(answer, Solutions):
        raise TypeError("a SELECT is answered with rows")
    found = []
    for row in answer.rows:
        name, count = (row[0], row[-1]) if len(row) > 1 else (None, row[0])
        local = name.value.rsplit("#", 1)[-1] if isinstance(name, ox.NamedNode) else ""
        found.append((local, int(count.value) if isinstance(count, ox.Literal) else 0))
    return found
