"""The rows of a SELECT, in as many queries as it takes: a store, a query and what it is limited to come in.

A query that names thousands of nodes is longer than servers take, so those nodes are named some hundreds at a time.
"""

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from graph.store.base import Solutions, Store, Term

PREFIXES = """
PREFIX ct: <https://w3id.org/chantu/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""
_CHUNK = 400  # nodes named in one query


def rows(
    store: Store, query: str, variable: str = "", only: Sequence[str] | None = None, *, everything: str = ""
) -> Iterator[tuple[Term | None, ...]]:
    """Answer a SELECT with these prefixes; with `only`, of those IRIs as values of the variable (`?e`) alone.

    `everything` is the pattern that stands in its place where there is no `only`. Raises StoreError, and ValueError
    for a text that is no IRI.
    """
    for pattern in [everything] if only is None else _blocks(variable, only):
        answer = store.query(PREFIXES + query.replace("WHERE {", f"WHERE {{ {pattern}", 1))
        if not isinstance(answer, Solutions):
            raise TypeError("a SELECT is answered with rows")
        yield from answer.rows


def text(term: Term | None) -> str:
    """The text of an IRI or a literal, "" for what is not bound."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode):
        return term.value
    raise TypeError(f"neither IRI nor literal: {term}")


def is_iri(given: str) -> bool:
    """Whether a text is an IRI that may stand in a query."""
    try:
        ox.NamedNode(given)
    except ValueError:  # also of what no UTF-8 can say
        return False
    return True


def _blocks(variable: str, only: Sequence[str]) -> Iterator[str]:
    for at in range(0, len(only), _CHUNK):
        values = " ".join(str(ox.NamedNode(iri)) for iri in only[at : at + _CHUNK])
        yield f"VALUES {variable} {{ {values} }}"
