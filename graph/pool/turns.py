"""Whose turn it is: clients come in, places go out, one after the other by client and not by question."""

import asyncio
from collections import OrderedDict, deque

from graph.pool.question import BusyError


class Turns:
    """Some places to run in, and a bounded queue before them that clients take turns in."""

    def __init__(self, places: int, waiting: int) -> None:
        """`places` run at once, `waiting` may wait."""
        self._free, self._most, self._waiting = places, waiting, 0
        self._queues: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    async def take(self, client: str) -> None:
        """Wait for a place. Raises BusyError where too many wait already."""
        if self._free:
            self._free -= 1
            return
        if self._waiting >= self._most:
            raise BusyError("查询太多，请稍后再试 (too many queries: try again in a moment)")
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queues.setdefault(client, deque()).append(turn)
        self._waiting += 1
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give()
            raise
        finally:
            self._waiting -= 1

    def give(self) -> None:
        """Give a place back: to the next client's oldest question, if any waits."""
        while self._queues:
            client, queue = self._queues.popitem(last=False)
            turn = queue.popleft()
            if queue:
                self._queues[client] = queue
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
