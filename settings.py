"""The settings: comes in the environment, goes out one frozen object."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

_STORE = "./store"
_MEGABYTE = 1024 * 1024


class SettingError(Exception):
    """A setting that is not what it must be; the message names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment decides.

    `store` is a folder, or the URL of a SPARQL 1.1 server. A query may take `seconds`, yield `rows`, use `memory` bytes
    and be `query_bytes` long; `workers` run at once and `queue` wait; a graph of up to `held` quads is held in memory.
    `token` allows updates ("" refuses them). `union`: the default graph is the union of all graphs, not the store's
    own. `inference`: queries may ask for what the ontology implies.
    """

    store: str = _STORE
    seconds: float = 10.0
    rows: int = 100_000
    memory: int = 1024 * _MEGABYTE
    query_bytes: int = 64 * 1024
    workers: int = 4
    queue: int = 16
    held: int = 8_000_000
    token: str = ""
    union: bool = True
    inference: bool = True


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings, each from CHANTU_ and its name (docs/endpoint.md). Raises SettingError."""
    default = Settings()
    graph = environment.get("CHANTU_DEFAULT_GRAPH", "union")
    inference = environment.get("CHANTU_INFERENCE", "on")
    if graph not in ("union", "own") or inference not in ("on", "off"):
        raise SettingError("CHANTU_DEFAULT_GRAPH 是 union 或 own，CHANTU_INFERENCE 是 on 或 off (is one of these)")

    def number(name: str, otherwise: float) -> float:
        text = environment.get(f"CHANTU_{name}", "")
        try:
            value = float(text) if text else otherwise
        except ValueError as error:
            raise SettingError(f"CHANTU_{name} 应是数字，不是 {text!r} (must be a number)") from error
        if value <= 0:
            raise SettingError(f"CHANTU_{name} 应大于 0 (must be above 0)")
        return value

    return Settings(
        store=environment.get("CHANTU_STORE") or _STORE,
        seconds=number("TIME_LIMIT", default.seconds),
        rows=int(number("ROW_LIMIT", default.rows)),
        memory=int(number("MEMORY_LIMIT", default.memory / _MEGABYTE) * _MEGABYTE),
        query_bytes=int(number("QUERY_BYTES", default.query_bytes)),
        workers=int(number("WORKERS", default.workers)),
        queue=int(number("QUEUE", default.queue)),
        held=int(number("HELD_QUADS", default.held)),
        token=environment.get("CHANTU_TOKEN", ""),
        union=graph == "union",
        inference=inference == "on",
    )
