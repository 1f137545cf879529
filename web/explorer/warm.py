"""What the explorer needs before it can show anything: a store comes in, all of it is read and kept."""

from graph.atlas.overview import overview, ways
from graph.atlas.topology import atlas
from graph.search import search
from graph.store.base import Store


def warm(store: Store) -> None:
    """Read the topology, the first overview and the names. Raises StoreError."""
    overview(atlas(store), ways()[0])
    search(store, "园", 1)
