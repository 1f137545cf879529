"""The firm that a project's name begins with: come in states and what rules know, goes out how long its name is.

Every length is scored by the states of the name's first and last character and of the one behind, and against all of
them that there is no firm (training.owners teaches it).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ingest.learned.network import Floats, load
from ingest.learned.nodes import Ints
from ingest.mentions.nested import Beginning

LONGEST = 16  # characters of a firm's name in a project's
SHORTEST = 2
REST = 2  # characters that at least follow it
TOLD = 4  # what is told of a length, and
SIGNS = 2  # of a beginning
_BARRED = -1e9
_AT_ONCE = 512  # projects that are judged together


def judge(states: Floats, beginnings: Sequence[Beginning]) -> list[tuple[int, float]]:
    """For each beginning the likeliest length of a firm's name, 0 for none, and how likely it is."""
    found: list[tuple[int, float]] = []
    for at in range(0, len(beginnings), _AT_ONCE):
        found += _judged(states, beginnings[at : at + _AT_ONCE])
    return found


def _judged(states: Floats, beginnings: Sequence[Beginning]) -> list[tuple[int, float]]:
    w = load().weights
    places, told, signs, barred = numbers(beginnings, len(states))
    x = states[places]
    hidden = (x[:, 0] @ w["owners.first.weight"].T + w["owners.first.bias"])[:, None]
    hidden = hidden + x[:, SHORTEST - 1 : LONGEST] @ w["owners.last.weight"].T
    hidden += x[:, SHORTEST : LONGEST + 1] @ w["owners.next.weight"].T
    hidden += w["owners.length.weight"][SHORTEST:] + told @ w["owners.told.weight"].T
    scores = np.maximum(hidden, 0) @ w["owners.score.weight"][0] + w["owners.score.bias"][0]
    scores[barred] = _BARRED
    none = np.concatenate([x[:, 0], signs], 1) @ w["owners.none.weight"][0] + w["owners.none.bias"][0]
    every = np.concatenate([none[:, None], scores], 1)
    shares = np.exp(every - every.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    best = shares.argmax(1)
    return [(int(i) + SHORTEST - 1 if i else 0, float(row[i])) for i, row in zip(best.tolist(), shares, strict=True)]


def numbers(beginnings: Sequence[Beginning], size: int) -> tuple[Ints, Floats, Floats, npt.NDArray[np.bool_]]:
    """Beginnings in numbers.

    Offsets of characters (beginnings, LONGEST + 1), below `size`; what is told of each length from SHORTEST on
    (beginnings, lengths, TOLD); signs (beginnings, SIGNS); which lengths are barred (beginnings, lengths).
    """
    starts = np.array([b.start for b in beginnings], dtype=np.int64)
    lengths = range(SHORTEST, LONGEST + 1)
    told = np.array(
        [[(n == b.named, n == b.ruled, n in b.words, n in b.general) for n in lengths] for b in beginnings],
        dtype=np.float32,
    ).reshape(-1, len(lengths), TOLD)
    signs = np.array([(b.named > 0, b.ruled > 0) for b in beginnings], dtype=np.float32).reshape(-1, SIGNS)
    most = np.array([b.end - b.start - REST for b in beginnings], dtype=np.int64)
    places = np.minimum(starts[:, None] + np.arange(LONGEST + 1), size - 1)
    return places, told, signs, np.arange(SHORTEST, LONGEST + 1) > most[:, None]
