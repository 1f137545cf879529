"""Many clients at once: an address comes in, how many answers, errors and what times go out."""

import asyncio
import statistics
import time
import urllib.parse
from dataclasses import dataclass

from bench.peers import JSON


@dataclass(frozen=True, slots=True)
class Load:
    """Answers and errors in a run, and their times in seconds: median and the 99th in a hundred."""

    answers: int
    errors: int
    p50: float
    p99: float


def load(address: str, queries: list[str], clients: int, seconds: float) -> Load:
    """`clients` that each ask one query after the other over one connection, for so many seconds."""
    return asyncio.run(_load(address, queries, clients, seconds))


async def _load(address: str, queries: list[str], clients: int, seconds: float) -> Load:
    parts = urllib.parse.urlsplit(address)
    times: list[float] = []
    errors = 0
    end = time.monotonic() + seconds

    async def client(number: int) -> None:
        nonlocal errors
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        turn = number
        while time.monotonic() < end:
            body = urllib.parse.urlencode({"query": queries[turn % len(queries)]}).encode()
            turn += 1
            head = (
                f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
                f"Accept: {JSON}\r\nUser-Agent: client-{number}\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            started = time.monotonic()
            writer.write(head.encode() + body)
            status = await _read(reader)
            times.append(time.monotonic() - started)
            errors += status != 200
        writer.close()

    await asyncio.gather(*(client(n) for n in range(clients)))
    cuts = statistics.quantiles(times, n=100)
    return Load(len(times), errors, cuts[49], cuts[98])


async def _read(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split(" ", 2)[1])
    if "transfer-encoding: chunked" in head:
        while size := int((await reader.readline()).strip() or b"0", 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    else:
        length = next((line for line in head.split("\r\n") if line.startswith("content-length:")), "content-length: 0")
        await reader.readexactly(int(length.split(":")[1]))
    return status
