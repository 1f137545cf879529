"""A document's facts land in the store: one transaction that replaces its graph and what is derived from it."""

from graph.derive import derive
from graph.rdf import document_iri, quads, relations
from graph.store.base import Store
from ingest.facts import DocumentFacts


def land(store: Store, facts: DocumentFacts) -> None:
    """Put a document's facts in the place of what it said before. Raises StoreError; then nothing has changed."""
    document = document_iri(facts.source.identifier)
    said = list(quads(facts))
    outdated, derived = derive(store, document, said, relations(facts))
    store.replace([document], [*said, *derived], without=outdated)
