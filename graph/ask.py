"""A user's query to a store: SPARQL text comes in, the answer with its inferences goes out.

The one place where what the ontology implies (inverses, classes under classes) is made available to queries.
"""

from functools import cache

import ontology
from graph.store.base import Answer, Store
from graph.store.infer import Schema, expand, schema


def ask(store: Store, sparql: str) -> Answer:
    """Answer one SPARQL 1.1 query over the union of all graphs; raises QueryError."""
    return store.query(expand(sparql, _schema()))


@cache
def _schema() -> Schema:
    return schema(ontology.load())
