"""A view of the graph, to be taken away as a file: a store and what a user has before them come in, a View goes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.layout import Position
from graph.network import Network, build
from graph.quotes import Address, Quote, by_iri, read_quotes
from graph.rows import is_iri
from graph.store.base import Store

MOST_ENTITIES, MOST_STATEMENTS = 5_000, 20_000  # what a browser draws; a view has no more


@dataclass(frozen=True, slots=True)
class View:
    """Entities and the statements between them, as graph.network tells them.

    `quotes` are those of each statement, `places` of entities (pixels; x to the right, y downwards) may be some, all
    or none. `left_out` counts what was asked for and is not in the store.
    """

    network: Network
    title: str = ""
    places: Mapping[str, Position] = field(default_factory=dict)
    quotes: Mapping[str, Sequence[Quote]] = field(default_factory=dict)
    left_out: int = 0


def read_view(
    store: Store,
    entities: Sequence[str] | None = None,
    statements: Sequence[str] | None = None,
    *,
    quoted: bool,
    title: str = "",
    places: Mapping[str, Position] | None = None,
    address: Address = by_iri,
) -> View:
    """Read these entities and these statements between them; without them all statements, without both the whole store.

    `quoted` asks for the sentences too, and `address` tells where they can be seen. Raises StoreError.
    """
    network = build(store, _iris(entities), _iris(statements))
    told = [statement for _, _, statement in network.edges(keys=True)]
    return View(
        network,
        title,
        {iri: place for iri, place in (places or {}).items() if iri in network},
        read_quotes(store, told, address) if quoted else {},
        len(set(entities or ()).difference(network)) + len(set(statements or ()).difference(told)),
    )


def _iris(given: Sequence[str] | None) -> list[str] | None:
    return None if given is None else [iri for iri in dict.fromkeys(given) if is_iri(iri)]
