"""Which annotated texts of our own are taught and which are kept out to measure on."""

import zlib
from collections.abc import Iterator
from pathlib import Path

from training.marked import Marked, documents

CORPUS = Path(__file__).parent / "corpus"
NAMES = Path(__file__).parent / "names"  # only the names are annotated in these
_KEPT_OUT = 10


def is_kept_out(name: str) -> bool:
    """Whether a text is one of those that are not taught: every tenth or so, by its name."""
    return zlib.crc32(name.encode()) % _KEPT_OUT == 0


def own() -> Iterator[Marked]:
    """All annotated texts of our own."""
    return documents(sorted(CORPUS.glob("*.txt")))


def named() -> Iterator[Marked]:
    """The texts in which names are annotated and nothing else."""
    return documents(sorted(NAMES.glob("*.txt")))
