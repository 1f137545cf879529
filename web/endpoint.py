"""The endpoint's state: the pool of workers over the store as it is now, renewed when the store has changed.

Comes in the settings and the live store, goes out the Endpoint that requests find at app.state.endpoint.
"""

import asyncio
import sys
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI, Request

from graph.pool.pool import Limits, Pool
from graph.pool.question import PoolError
from graph.store.base import StoreError
from settings import Settings
from web.context import Live
from web.explorer.warm import warm

_ANSWERS = 256  # of stored queries that are kept; each is small
_LOOK = 1.0  # seconds between two looks at whether the store has changed


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was given."""

    media: str
    headers: Mapping[str, str]
    body: bytes


class Endpoint:
    """The pool, the settings, and the version of the store that answers."""

    def __init__(self, settings: Settings, live: Live) -> None:
        """`live` is the store as the pages see it."""
        self.settings, self._live = settings, live
        limits = Limits(
            settings.seconds, settings.rows, settings.memory, settings.workers, settings.queue, settings.held
        )
        self.pool = Pool(settings.store, limits)
        self.version = ""
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def kept(self, tag: str) -> Kept | None:
        """The answer of that entity tag, which has the store's version in it, if it was kept."""
        return self._kept.get(tag)

    def keep(self, tag: str, answer: Kept) -> None:
        """Keep an answer; the oldest goes where there are too many."""
        self._kept[tag] = answer
        while len(self._kept) > _ANSWERS:
            self._kept.popitem(last=False)

    @asynccontextmanager
    async def running(self, _: FastAPI) -> AsyncIterator[None]:
        """Take the first snapshot, look for changes until the end, then end all processes."""
        await self.renew()
        watch = asyncio.create_task(self._watch())
        warming = asyncio.create_task(self._warm())
        try:
            yield
        finally:
            for task in (watch, warming):
                task.cancel()
            await asyncio.gather(watch, warming, return_exceptions=True)
            await self.pool.stop()

    async def renew(self) -> None:
        """Answer from the store as it is now. Raises PoolError."""
        self.version = await asyncio.to_thread(lambda: self._live.now().version())
        await self.pool.renew()

    async def _warm(self) -> None:
        """Read what the explorer draws from before somebody waits for it."""
        try:
            await asyncio.to_thread(lambda: warm(self._live.now()))
        except StoreError as error:
            sys.stderr.write(f"图谱库读不了，用到时再试 (cannot read the store now, tried again when asked): {error}\n")

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_LOOK)
            try:
                version = await asyncio.to_thread(lambda: self._live.now().version())
                if version != self.version:
                    await self.renew()
                    await self._warm()
            except (PoolError, StoreError) as error:
                sys.stderr.write(f"图谱库有变化但打不开，仍用原来的 (cannot open the changed store): {error}\n")


def endpoint_of(request: Request) -> Endpoint:
    """The endpoint behind a request."""
    endpoint: Endpoint = request.app.state.endpoint
    return endpoint
