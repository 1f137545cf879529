"""The nursery: a process that holds a snapshot of the store and forks a worker for each socket it is handed.

    python -m graph.pool.nursery STORE CONTROL-FD QUADS BYTES

A graph of up to QUADS quads is held in memory, which workers share; a larger one each worker opens on disk. A worker
may use BYTES of memory beyond what it shares. The nursery ends when the control socket does.
"""

import ctypes
import gc
import os
import resource
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from graph.pool.work import Engine, Known, knowledge, work
from graph.store import open_store
from graph.store.base import StoreError

READY, FAILED = b"R", b"F"
_PAGE = resource.getpagesize()


def main() -> int:
    """Run until the control socket closes."""
    location, fd, quads, extra = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    control = socket.socket(fileno=fd)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the workers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's
    try:
        engine, known = snapshot(location, quads)
    except StoreError as error:
        control.sendall(FAILED + str(error).encode())
        return 1
    gc.collect()
    gc.freeze()
    control.sendall(READY)
    while True:
        message, handed, _, _ = socket.recv_fds(control, 1, 1)
        if not message or not handed:
            return 0
        connection = socket.socket(fileno=handed[0])
        _trim()
        if (worker := os.fork()) == 0:
            control.close()
            _serve(connection, engine, location, known, extra)
            os._exit(0)
        connection.close()
        control.sendall(worker.to_bytes(4, "big"))


def _trim() -> None:
    """Let glibc tidy its free memory: else a worker does so at its first breath, and copies what it shares.

    Before each fork: the engine's own threads go on freeing what the snapshot was read with.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def snapshot(location: str, quads: int) -> tuple[Engine | None, Known]:
    """The store as it is now, in memory, and what workers know of it. Raises StoreError.

    The store is None where each worker must open it itself.
    """
    if location.startswith(("http://", "https://")):
        return None, knowledge(open_store(location, read_only=True))
    open_store(location, read_only=True)  # says in words what is wrong
    disk = ox.Store.read_only(str(Path(location)))
    if len(disk) > quads:
        return None, knowledge(disk)
    held = ox.Store()
    held.bulk_extend(disk)
    return held, knowledge(held)


def _serve(connection: socket.socket, engine: Engine | None, location: str, known: Known, extra: int) -> None:
    if engine is None:
        remote = location.startswith(("http://", "https://"))
        engine = open_store(location, read_only=True) if remote else ox.Store.read_only(location)
    mapped = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * _PAGE
    resource.setrlimit(resource.RLIMIT_AS, (mapped + extra, mapped + extra))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        work(connection, engine, known)
    except (OSError, MemoryError):
        os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
