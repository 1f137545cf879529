"""Cuts text into the pieces of words that the reader knows: stretches come in, ids of pieces and their places go out.

A piece is a word, part of one or a character; of all ways to cut a stretch the likeliest is taken (unigram language
model: Kudo 2018, "Subword Regularization"). Which pieces there are, and how likely each is, comes with the weights.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ingest.learned.inputs import Stretch

BEGIN, END, UNKNOWN = "<s>", "</s>", "<unk>"
SPACE = "▁"
_MOST = 510  # pieces of a window between its marks, as the reader has 512 places; only signs like ﷺ make more
_RARER = 10.0  # how much rarer than the rarest piece a character without one is, as SentencePiece has it
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Vocabulary:
    """The id and the logarithmic probability of every piece."""

    known: Mapping[str, tuple[int, float]]
    longest: int
    unknown: float

    @classmethod
    def of(cls, pieces: Sequence[str], scores: Sequence[float]) -> "Vocabulary":
        """The vocabulary of pieces in the order of their ids."""
        known = {piece: (i, float(score)) for i, (piece, score) in enumerate(zip(pieces, scores, strict=True))}
        return cls(known, max(map(len, pieces)), min(float(s) for s in scores) - _RARER)


@dataclass(frozen=True, slots=True)
class Cut:
    """Windows of a text in pieces.

    `ids` of all pieces, each window's between BEGIN and END; `bounds` where windows start and end in them; `owner`
    which of them a character is in, and `place` where (inputs.PLACES); of a character in none they are -1 and 0.
    """

    ids: Ints
    bounds: Ints
    owner: Ints
    place: Ints


def cut(clean: str, windows: Sequence[Stretch], vocabulary: Vocabulary) -> Cut:
    """Cut the windows of a text, which are in order and do not overlap."""
    owner, place = np.full(len(clean), -1, dtype=np.int32), np.zeros(len(clean), dtype=np.int32)
    ids: list[int] = []
    bounds = [0]
    begin, end = (vocabulary.known[mark][0] for mark in (BEGIN, END))
    for low, high in windows:
        ids.append(begin)
        for piece, a, b in _likeliest(*_normal(clean, low, high), vocabulary)[:_MOST]:
            owner[a:b] = len(ids)
            ids.append(piece)
            place[a:b] = 3
            place[a], place[b - 1] = (2, 4) if b - a > 1 else (1, 1)
        ids.append(end)
        bounds.append(len(ids))
    return Cut(np.array(ids, np.int32), np.array(bounds, np.int32), owner, place)


def _normal(clean: str, low: int, high: int) -> tuple[str, list[int]]:
    """The characters of a window as the vocabulary has them, and which character of the text each is of."""
    written, owners = [SPACE], [low]
    for i in range(low, high):
        for c in _forms(clean[i]):
            if c != SPACE or written[-1] != SPACE:
                written.append(c)
                owners.append(i)
    return "".join(written), owners


@lru_cache(maxsize=1 << 14)
def _forms(character: str) -> str:
    if character.isspace():
        return SPACE
    return "".join(c for c in unicodedata.normalize("NFKC", character).replace(" ", SPACE) if c.isprintable())


def _likeliest(text: str, owners: Sequence[int], vocabulary: Vocabulary) -> list[tuple[int, int, int]]:
    """The pieces in order: id, and start and end in the text that `owners` count in."""
    known, longest = vocabulary.known, vocabulary.longest
    unknown = known[UNKNOWN][0]
    size = len(text)
    best = [0.0] + [-1e30] * size
    back: list[tuple[int, int]] = [(unknown, 0)] * (size + 1)
    for i in range(size):
        so_far = best[i]
        if so_far + vocabulary.unknown > best[i + 1]:
            best[i + 1], back[i + 1] = so_far + vocabulary.unknown, (unknown, i)
        for j in range(i + 1, min(size, i + longest) + 1):
            found = known.get(text[i:j])
            if found is not None and so_far + found[1] > best[j]:
                best[j], back[j] = so_far + found[1], (found[0], i)
    steps = [size]
    while steps[-1]:
        steps.append(back[steps[-1]][1])
    return [(back[j][0], owners[i], owners[j - 1] + 1) for i, j in pairwise(reversed(steps))]
