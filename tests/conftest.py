"""Fixtures that several test folders share."""

from pathlib import Path

import pytest
from hypothesis import settings

from graph.store import open_store
from graph.store.base import Store
from tests import graphs

settings.register_profile("chantu", deadline=None)  # word lists are read once, within the first example
settings.load_profile("chantu")


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """A folder for a store that is not there yet."""
    return tmp_path / "store"


@pytest.fixture
def filled(store_path: Path) -> Path:
    """The folder of a store that holds the small graph, and that no process has open."""
    graphs.fill(open_store(str(store_path)))
    return store_path


@pytest.fixture
def small(filled: Path) -> Store:
    """The small graph, open for reading."""
    return open_store(str(filled), read_only=True)
