"""Stores: a location comes in, an open Store goes out."""

from pathlib import Path

from graph.store.base import Store


def open_store(location: str, *, read_only: bool = False) -> Store:
    """Open the store at a folder or at the http(s) URL of a SPARQL 1.1 server; raises StoreError.

    A folder that is not there is made, unless it is opened for reading only. One process at a time may
    have a folder open for writing; those that only read need not wait for it, and see the folder as it
    was when they opened it.
    """
    if location.startswith(("http://", "https://")):
        from graph.store.remote import RemoteStore

        return RemoteStore(location, read_only=read_only)
    from graph.store.embedded import EmbeddedStore

    return EmbeddedStore(Path(location), read_only=read_only)
