"""Likeliest tags of stretches of text: scores of a linear-chain CRF come in, spans and how likely they are go out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
BARRED = -1e4  # the weight of a move that cannot be
_AT_ONCE = 256  # stretches that are decoded together


@dataclass(frozen=True, slots=True)
class Span:
    """A tagged stretch: offsets, end exclusive, its tag without B- or I-, and how likely it is, from 0 to 1."""

    start: int
    end: int
    tag: str
    score: float


def barred(tags: Sequence[str]) -> Floats:
    """The moves that cannot be (I-X behind anything but X) as weights, of shape (tags, tags)."""
    table = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for i, before in enumerate(tags):
        for j, after in enumerate(tags):
            if after.startswith("I-") and before[2:] != after[2:]:
                table[i, j] = BARRED
    return table


def decode(scores: Floats, moves: Floats, tags: Sequence[str], stretches: Sequence[tuple[int, int]]) -> list[Span]:
    """The spans of each stretch, in order.

    `scores` (characters, tags) are those of the whole text; `moves[i, j]` weighs tag j behind tag i; stretches do not
    overlap and are a few hundred characters long at most.
    """
    pieces = sorted(stretches, key=lambda s: s[0] - s[1])
    found: list[Span] = []
    for at in range(0, len(pieces), _AT_ONCE):
        some = pieces[at : at + _AT_ONCE]
        lengths = np.array([b - a for a, b in some])
        batch = np.zeros((len(some), int(lengths[0]), len(tags)), dtype=np.float32)
        for row, (a, b) in enumerate(some):
            batch[row, : b - a] = scores[a:b]
        paths = _viterbi(batch, moves, lengths)
        marginals = _marginals(batch, moves, lengths)
        for row, (a, b) in enumerate(some):
            found += _spans(paths[row, : b - a], marginals[row, : b - a], tags, a)
    return sorted(found, key=lambda s: s.start)


def _viterbi(batch: Floats, moves: Floats, lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.int8]:
    rows, width, count = batch.shape
    best = batch[:, 0].copy()
    back = np.zeros((rows, width, count), dtype=np.int8)
    for step in range(1, width):
        live = int(np.searchsorted(-lengths, -step))  # lengths fall, so the live rows come first
        reach = best[:live, :, None] + moves[None]
        back[:live, step] = reach.argmax(1)
        best[:live] = reach.max(1) + batch[:live, step]
    paths = np.zeros((rows, width), dtype=np.int8)
    state = best.argmax(1)
    every = np.arange(rows)
    for step in range(width - 1, -1, -1):
        inside = step < lengths
        paths[:, step] = np.where(inside, state, 0)
        state = np.where(inside, back[every, step, state], state)
    return paths


def _marginals(batch: Floats, moves: Floats, lengths: npt.NDArray[np.int64]) -> Floats:
    """The probability of every tag at every character (forward-backward in the probability domain, scaled)."""
    width = batch.shape[1]
    potential = np.exp(batch - batch.max(2, keepdims=True))
    weights = np.exp(np.maximum(moves, -30))
    forward = np.zeros_like(potential)
    forward[:, 0] = potential[:, 0] / potential[:, 0].sum(1, keepdims=True)
    for step in range(1, width):
        live = int(np.searchsorted(-lengths, -step))
        value = (forward[:live, step - 1] @ weights) * potential[:live, step]
        forward[:live, step] = value / value.sum(1, keepdims=True)
    backward = np.ones_like(potential)
    for step in range(width - 2, -1, -1):
        live = int(np.searchsorted(-lengths, -(step + 1)))
        value = (backward[:live, step + 1] * potential[:live, step + 1]) @ weights.T
        backward[:live, step] = value / value.sum(1, keepdims=True)
    joint: Floats = forward * backward
    shares: Floats = joint / np.maximum(joint.sum(2, keepdims=True), 1e-30)
    return shares


def _spans(path: npt.NDArray[np.int8], marginals: Floats, tags: Sequence[str], offset: int) -> list[Span]:
    found: list[Span] = []
    sure = marginals[np.arange(len(path)), path]
    end = 0
    for start in np.flatnonzero(path).tolist():
        if start < end:
            continue
        tag = tags[path[start]][2:]
        end = start + 1
        while end < len(path) and tags[path[end]] == f"I-{tag}":
            end += 1
        found.append(Span(offset + start, offset + end, tag, float(sure[start:end].min())))
    return found
