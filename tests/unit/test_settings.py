"""Settings come from the environment, once."""

from settings import read_settings


def test_the_store_is_named_by_the_environment() -> None:
    assert read_settings({"CHANTU_STORE": "/data/graph"}).store == "/data/graph"
    assert read_settings({}).store == "./store"
    assert read_settings({"CHANTU_STORE": ""}).store == "./store"
