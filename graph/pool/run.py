"""One question in a worker: frames come in as they arrive, what has arrived goes out, in its order, when asked for.

What arrives is kept in a file (in memory up to a size), so that a slow client holds no worker.
"""

import asyncio
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from graph.pool.question import (
    DATA,
    END,
    FAULT,
    FRAME_SIZE,
    HEAD,
    BadQueryError,
    MemoryLimitError,
    PoolError,
    Question,
    TimeLimitError,
    opened,
)

_IN_MEMORY = 4 * 1024 * 1024  # bytes of an answer kept in memory
_FIRST = 256 * 1024  # bytes that are waited for before an answer begins to be sent
_CHUNK = 64 * 1024


@dataclass(slots=True)
class Worker:
    """A process that answers questions, and the stream to it."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def kill(self) -> None:
        """End it, whatever it does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.writer.close()

    def slow_down(self) -> None:
        """Let others go before it."""
        with suppress(ProcessLookupError, PermissionError):
            os.setpriority(os.PRIO_PROCESS, self.pid, 15)


class Run:
    """A question that a worker answers; `kind` is rows, boolean or graph, `cut` whether rows were left out."""

    def __init__(self, worker: Worker, seconds: float, done: Callable[["Run", bool], Awaitable[None]]) -> None:
        """`done` is told when the worker is free again (True) or must be replaced (False)."""
        self._worker, self._seconds, self._done = worker, seconds, done
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by close()
        self._size = self._read = 0
        self._more = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._fault: PoolError | None = None
        self.kind, self.cut, self.whole = "", False, False

    def start(self, question: Question) -> None:
        """Hand the question to the worker."""
        self._worker.writer.write(question.packed())
        self._task = asyncio.create_task(self._follow())

    async def begun(self, *, whole: bool) -> None:
        """Wait until the answer is there, or, unless `whole`, enough of it to begin. Raises PoolError."""
        while not self.whole and self._fault is None and (whole or self._size < _FIRST):
            await self._wait()
        if self._fault is not None:
            raise self._fault

    async def chunks(self) -> AsyncIterator[bytes]:
        """The bytes of the answer as they come. Raises PoolError where it breaks off."""
        try:
            while True:
                while self._read < self._size:
                    self._file.seek(self._read)
                    chunk = self._file.read(min(_CHUNK, self._size - self._read))
                    self._read += len(chunk)
                    yield chunk
                if self._fault is not None:
                    raise self._fault
                if self.whole:
                    return
                await self._wait()
        finally:
            await self.close()

    async def close(self) -> None:
        """Stop the worker if it still runs, and let go of what has arrived."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        self._file.close()

    @property
    def size(self) -> int:
        """How many bytes have arrived."""
        return self._size

    @property
    def is_running(self) -> bool:
        """Whether the worker is still at it."""
        return self._task is not None and not self._task.done()

    def slow_down(self) -> None:
        """Let other questions go before it."""
        self._worker.slow_down()

    def stop(self, why: PoolError) -> None:
        """Stop it; whoever waits for the answer is told why."""
        if self._task is not None:
            self._fault = why
            self._task.cancel()

    async def _wait(self) -> None:
        self._more.clear()
        await self._more.wait()

    async def _follow(self) -> None:
        free = False
        try:
            async with asyncio.timeout(self._seconds):
                free = await self._frames()
        except TimeoutError:
            self._fault = TimeLimitError(
                f"查询超过 {self._seconds:g} 秒，已停止 (the query took more than {self._seconds:g} s and was stopped)"
            )
        except (OSError, EOFError):
            self._fault = MemoryLimitError(
                "查询用尽了内存或使引擎中止，已停止 (the query ran out of memory or broke the engine and was stopped)"
            )
        finally:
            if not free:
                self._worker.kill()
            self._more.set()
            await self._done(self, free)

    async def _frames(self) -> bool:
        """Read frames to the end of the answer; whether the worker can take another question."""
        while True:
            kind, length = opened(await self._worker.reader.readexactly(FRAME_SIZE))
            body = await self._worker.reader.readexactly(length)
            if kind == DATA:
                self._file.seek(self._size)
                self._file.write(body)
                self._size += len(body)
                self._more.set()
            elif kind == HEAD:
                self.kind = body.decode()
            elif kind == END:
                self.cut, self.whole = body == b"cut", True
                return True
            elif kind == FAULT:
                sort, _, message = body.decode().partition(" ")
                self._fault = BadQueryError(message) if sort == "query" else PoolError(message)
                return True
