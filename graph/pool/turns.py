"""Whose turn it is: clients come in, places go out, one after the other by client and not by question."""

import asyncio
from collections import Counter, OrderedDict, deque

from graph.pool.question import BusyError


class Turns:
    """Some places to run in, and a bounded queue before them that clients take turns in.

    One client may have all places but one, so that there is room for another who comes.
    """

    def __init__(self, places: int, waiting: int) -> None:
        """`places` run at once, `waiting` may wait."""
        self._free, self._most, self._waiting = places, waiting, 0
        self._each = max(1, places - 1)
        self._running: Counter[str] = Counter()
        self._queues: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    async def take(self, client: str) -> None:
        """Wait for a place. Raises BusyError where too many wait already."""
        if self._free and self._running[client] < self._each:
            self._free -= 1
            self._running[client] += 1
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
                self.give(client)
            raise
        finally:
            self._waiting -= 1

    def give(self, client: str) -> None:
        """Give a client's place back: to the oldest question of the next client that may have one."""
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]
        self._free += 1
        for waiting in list(self._queues):
            if self._running[waiting] < self._each and self._pass_to(waiting):
                return

    def _pass_to(self, client: str) -> bool:
        queue = self._queues.pop(client)
        while queue:
            turn = queue.popleft()
            if not turn.done():
                turn.set_result(None)
                self._free -= 1
                self._running[client] += 1
                if queue:
                    self._queues[client] = queue  # behind the others
                return True
        return False
