"""What passes between the pool and its workers: a question, frames of its answer, and what can go wrong."""

import json
import struct
from dataclasses import asdict, dataclass

HEAD, DATA, END, FAULT = b"H", b"D", b"E", b"X"
_FRAME = struct.Struct(">cI")
FRAME_SIZE = _FRAME.size


@dataclass(frozen=True, slots=True)
class Question:
    """A query as a worker gets it.

    `default_graphs` and `named_graphs` are the protocol's dataset (empty: the store's own). `tables` and `graphs` are
    the formats to write rows and triples in. `union`: whether the default graph is the union of all graphs.
    """

    query: str
    tables: str
    graphs: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    union: bool = True
    infer: bool = True
    rows: int = 100_000
    base: str = ""

    def packed(self) -> bytes:
        """The question as a frame."""
        return frame(HEAD, json.dumps(asdict(self)).encode())

    @staticmethod
    def unpacked(body: bytes) -> "Question":
        """The question of a frame's body."""
        told = json.loads(body)
        told["default_graphs"], told["named_graphs"] = tuple(told["default_graphs"]), tuple(told["named_graphs"])
        return Question(**told)


class PoolError(Exception):
    """A question that was not answered; the message says why, in both languages."""


class BusyError(PoolError):
    """Too many questions wait, or too many long ones run."""


class TimeLimitError(PoolError):
    """The question took too long and was stopped."""


class MemoryLimitError(PoolError):
    """The engine ran out of the memory that a question may have, or broke off."""


class BadQueryError(PoolError):
    """The query is no SPARQL, asks for what is refused, or its answer cannot take the form asked for."""


def frame(kind: bytes, body: bytes) -> bytes:
    """A frame: its kind, the length of its body in bytes, the body."""
    return _FRAME.pack(kind, len(body)) + body


def opened(head: bytes) -> tuple[bytes, int]:
    """The kind and the length that a frame's first FRAME_SIZE bytes tell."""
    kind, length = _FRAME.unpack(head)
    return kind, length
