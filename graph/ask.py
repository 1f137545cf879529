"""A user's query to a store: SPARQL text comes in, the answer with its inferences goes out.

What the ontology implies (inverses, classes under classes) is told by `implied`; the pool's workers use it too.
"""

from functools import cache

import ontology
from graph.store.base import Answer, Store
from graph.store.infer import Schema, expand, schema


def ask(store: Store, sparql: str) -> Answer:
    """Answer one SPARQL 1.1 query over the union of all graphs; raises QueryError."""
    return store.query(expand(sparql, implied()))


@cache
def implied() -> Schema:
    """What queries may leave to be inferred, by the ontology that ships with Chantu."""
    return schema(ontology.load())
