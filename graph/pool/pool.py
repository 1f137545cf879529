"""The pool: questions come in with their client, running answers go out; limits hold for every one of them.

Questions first run in one of a few places. One that is still at it after a moment moves aside, to where long questions
run at a low priority, so that short ones are not kept waiting; where that is full it is stopped.
"""

import asyncio
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass

from graph.pool.nursery import READY
from graph.pool.question import FRAME_SIZE, BusyError, PoolError, Question
from graph.pool.run import Run, Worker
from graph.pool.turns import Turns

_BLINK = 0.05  # seconds after which a question goes on at a lower priority
_MOMENT = 0.5  # seconds after which it is a long one


@dataclass(frozen=True, slots=True)
class Limits:
    """What a question may use, and how many there may be."""

    seconds: float = 10.0
    rows: int = 100_000
    memory: int = 1024 * 1024 * 1024
    workers: int = 4
    queue: int = 16
    held: int = 8_000_000  # quads of a graph that is held in memory


class Pool:
    """Workers over one store. `start` first, `stop` in the end."""

    def __init__(self, location: str, limits: Limits) -> None:
        """`location` is the store's folder or URL."""
        self._location, self.limits = location, limits
        self._turns = Turns(limits.workers, limits.queue)
        self._long = 0
        self._nursery: _Nursery | None = None
        self._idle: list[tuple[int, Worker]] = []
        self._renewing = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Take a snapshot of the store. Raises PoolError."""
        await self.renew()

    async def renew(self) -> None:
        """Take a new snapshot; questions go on meanwhile, over the one before. Raises PoolError."""
        async with self._renewing:
            fresh = _Nursery(self._location, self.limits)
            await fresh.start()
            spare = [(fresh.number, await fresh.worker()) for _ in range(self.limits.workers)]
            old, self._nursery = self._nursery, fresh
            for _, worker in self._idle:
                worker.kill()
            self._idle = spare
            if old is not None:
                await old.stop()

    async def stop(self) -> None:
        """End everything."""
        for task in self._tasks:
            task.cancel()
        for _, worker in self._idle:
            worker.kill()
        self._idle.clear()
        if self._nursery is not None:
            await self._nursery.stop()

    async def ask(self, question: Question, client: str) -> Run:
        """Begin to answer a question. Raises BusyError; what goes wrong later, the Run raises."""
        await self._turns.take(client)
        place = _Place(self._turns, client)
        try:
            number, worker = await self._worker()
        except BaseException:
            place.leave()
            raise

        async def done(run: Run, free: bool) -> None:
            place.leave()
            if place.aside:
                self._long -= 1
            current = self._nursery is not None and number == self._nursery.number
            if free and current and not place.slow:  # a worker that was slowed down stays slow
                self._idle.append((number, worker))
            else:
                worker.kill()
                if current:
                    self._keep(asyncio.create_task(self._replace()))

        run = Run(worker, self.limits.seconds, done)
        run.start(question)
        loop = asyncio.get_running_loop()
        loop.call_later(_BLINK, self._calm, run, place)
        loop.call_later(_MOMENT, self._aside, run, place)
        return run

    @staticmethod
    def _calm(run: Run, place: "_Place") -> None:
        """Let others go before a question that is no short one."""
        if run.is_running:
            place.slow = True
            run.slow_down()

    def _aside(self, run: Run, place: "_Place") -> None:
        """Move a long question out of its place, or stop it where too many are long."""
        if not run.is_running or place.left:
            return
        if self._long >= self.limits.workers:
            run.stop(
                BusyError("费时的查询太多，这一个已停止，请稍后再试 (too many long queries: this one was stopped)")
            )
            return
        self._long += 1
        place.aside = True
        place.leave()

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _replace(self) -> None:
        """Have a worker ready in the place of one that is gone."""
        nursery = self._nursery
        if nursery is None:
            return
        with suppress(PoolError):
            worker = await nursery.worker()
            if nursery is self._nursery and len(self._idle) < self.limits.workers:
                self._idle.append((nursery.number, worker))
            else:
                worker.kill()

    async def _worker(self) -> tuple[int, Worker]:
        if self._idle:
            return self._idle.pop()
        if self._nursery is None:
            raise PoolError("图谱库还没有打开 (the store is not open yet)")
        return self._nursery.number, await self._nursery.worker()


class _Place:
    """A place that is given back once."""

    def __init__(self, turns: Turns, client: str) -> None:
        self._turns, self._client = turns, client
        self.left = self.aside = self.slow = False

    def leave(self) -> None:
        if not self.left:
            self.left = True
            self._turns.give(self._client)


class _Nursery:
    """A process that forks workers over one snapshot."""

    _count = 0

    def __init__(self, location: str, limits: Limits) -> None:
        _Nursery._count += 1
        self.number = _Nursery._count
        self._location, self._limits = location, limits
        self._control, self._theirs = socket.socketpair()
        self._process: asyncio.subprocess.Process | None = None
        self._forking = asyncio.Lock()

    async def start(self) -> None:
        """Start it and wait until it holds the store. Raises PoolError."""
        fd = self._theirs.fileno()
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "graph.pool.nursery", self._location, str(fd),
            str(self._limits.held), str(self._limits.memory), pass_fds=(fd,),
        )  # fmt: skip
        self._theirs.close()
        self._control.setblocking(False)
        said = await asyncio.get_running_loop().sock_recv(self._control, 4096)
        if said != READY:
            await self.stop()
            raise PoolError(said[1:].decode() or "查询进程没有启动 (the process for queries did not start)")

    async def worker(self) -> Worker:
        """A new worker. Raises PoolError."""
        ours, theirs = socket.socketpair()
        loop = asyncio.get_running_loop()
        async with self._forking:
            try:
                socket.send_fds(self._control, [b"w"], [theirs.fileno()])
                theirs.close()
                pid = int.from_bytes(await loop.sock_recv(self._control, 4), "big")
            except OSError as error:
                raise PoolError(f"查询进程没有了 (the process for queries is gone): {error}") from error
        if not pid:
            raise PoolError("查询进程没有了 (the process for queries is gone)")
        reader, writer = await asyncio.open_unix_connection(sock=ours)
        worker = Worker(pid, reader, writer)
        try:
            await reader.readexactly(FRAME_SIZE)
        except (OSError, EOFError) as error:
            worker.kill()
            raise PoolError("查询进程没有启动 (the process for queries did not start)") from error
        return worker

    async def stop(self) -> None:
        """End it; its workers end with their sockets."""
        self._control.close()
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.terminate()
            await self._process.wait()
