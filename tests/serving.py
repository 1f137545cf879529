"""Servers, started as users start them, on free ports of loopback, and ended at the end; their addresses go out."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


def free_port() -> int:
    """A port of loopback that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def served(store: Path, settings: Mapping[str, str] | None = None, *, seconds: float = 60) -> Iterator[str]:
    """`chantu serve` with these environment variables besides; it may take so many seconds to be ready."""
    port = free_port()
    command = [sys.executable, "-m", "cli", "serve", "--store", str(store), "--port", str(port)]
    with started(command, f"http://127.0.0.1:{port}", "/health/ready", settings, seconds=seconds) as address:
        yield address


@contextmanager
def started(
    command: Sequence[str], address: str, probe: str, settings: Mapping[str, str] | None = None, *, seconds: float
) -> Iterator[str]:
    """A program that serves at `address`, from when it answers at the path `probe` on.

    Raises RuntimeError, with what the program said, where it does not.
    """
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **(settings or {})})
        try:
            if not _answers(process, address + probe, seconds):
                log.seek(0)
                raise RuntimeError(f"the server did not start: {log.read().decode(errors='replace')[-2000:]}")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def _answers(process: "subprocess.Popen[bytes]", url: str, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - loopback
        except urllib.error.HTTPError as error:
            if error.code < 500:
                return True
            time.sleep(0.1)
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False
