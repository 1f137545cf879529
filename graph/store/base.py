"""The store as the rest of Chantu sees it: SPARQL in, answers out; a document's quads replaced at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class StoreError(Exception):
    """A store that cannot be opened, read or written; the message says what to do."""


class QueryError(StoreError):
    """A query that is not valid SPARQL, or that asks for what is refused; the message names the place."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """Rows of a SELECT: variable names without "?", and one tuple of terms (or None) per row, read once."""

    variables: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]


@dataclass(frozen=True, slots=True)
class Boolean:
    """The answer of an ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Triples:
    """The graph of a CONSTRUCT or DESCRIBE, read once."""

    triples: Iterator[ox.Triple]


Answer = Solutions | Boolean | Triples


class Store(Protocol):
    """What every store offers. The default graph of every query is the union of all named graphs."""

    def query(self, sparql: str) -> Answer:
        """Answer one SPARQL 1.1 query; raises QueryError for bad, UPDATE-like or SERVICE queries."""
        ...

    def replace(
        self, graphs: Sequence[ox.NamedNode], quads: Iterable[ox.Quad], *, without: Sequence[ox.Quad] = ()
    ) -> None:
        """Empty the graphs, take out the quads `without`, add the quads (of any graph): all or nothing."""
        ...

    def update(self, sparql: str, default: tuple[str, ...], named: tuple[str, ...], *, base: str, union: bool) -> None:
        """Carry out a SPARQL 1.1 update, its patterns over these graphs where any are given; raises QueryError.

        `base` is what relative IRIs are taken from.
        """
        ...

    def load(self, path: Path) -> int:
        """Add an RDF file as it is, in one transaction; the number of quads it added. Raises StoreError."""
        ...

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad but the version, in no particular order."""
        ...

    def version(self) -> str:
        """Return a text that changes with every commit; empty before the first."""
        ...

    def __len__(self) -> int: ...
