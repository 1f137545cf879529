"""Character vectors that come with jieba (the LAC network of its paddle mode): goes out one vector a character.

They were taught on far more text than we have, and are read from the package as it is installed; jieba's version is
pinned. The files are Paddle's: a short header, then the numbers.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
WIDTH = 128
UNKNOWN = "OOV"
_HEADER = 20  # bytes before the description of a tensor; its length is the last four of them


@cache
def vectors() -> Floats:
    """The vectors, of shape (characters, WIDTH), by the ids of `ids`."""
    return tensor("word_emb").reshape(-1, WIDTH)


@cache
def ids() -> Mapping[str, int]:
    """The id of every character that has a vector, and of UNKNOWN for the others."""
    lines = (_folder() / "word.dic").read_bytes().decode("utf-8").split("\n")
    return {word: int(number) for number, _, word in (line.partition("\t") for line in lines if line)}


@cache
def table() -> npt.NDArray[np.int32]:
    """The id for every code point."""
    known = ids()
    found = np.full(0x110000, known[UNKNOWN], dtype=np.int32)
    for word, number in known.items():
        if len(word) == 1:
            found[ord(word)] = number
    return found


def tensor(name: str) -> Floats:
    """The numbers of one parameter, flat."""
    written = (_folder() / "model_baseline" / name).read_bytes()
    size = int.from_bytes(written[_HEADER - 4 : _HEADER], "little")
    return np.frombuffer(written, dtype="<f4", offset=_HEADER + size)


def _folder() -> Traversable:
    return resources.files("jieba") / "lac_small"
