"""The settings: comes in the environment, goes out one frozen object."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

_STORE = "./store"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment decides: where the store is (a folder, or the URL of a SPARQL 1.1 server)."""

    store: str


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; CHANTU_STORE names the store."""
    return Settings(store=environment.get("CHANTU_STORE") or _STORE)
