"""The tagger in use: feature ids come in, the most likely spans and how likely they are go out. NumPy only."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from ingest.mentions.candidate import Candidate
from ingest.tagger.features import IDS

_Floats = npt.NDArray[np.float32]
_LONG = 512  # characters; a longer stretch without a sentence's end is cut for decoding


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of a linear-chain CRF: `ids` name the rows of `weights`; `moves[i, j]` weighs tag j after tag i."""

    tags: tuple[str, ...]
    ids: npt.NDArray[np.uint32]
    weights: _Floats
    moves: _Floats

    def emissions(self, ids: npt.NDArray[np.uint32]) -> _Floats:
        """The score of every tag at every character, from feature ids of shape (characters, templates)."""
        row_of = _rows(self)
        weights = np.vstack([self.weights, np.zeros((1, len(self.tags)), dtype=np.float32)])
        scores = np.zeros((len(ids), len(self.tags)), dtype=np.float32)
        for column in range(ids.shape[1]):
            scores += weights[row_of[ids[:, column]]]
        return scores


_TABLES: dict[int, npt.NDArray[np.int32]] = {}


def _rows(model: Model) -> npt.NDArray[np.int32]:
    """The row of the weights for every possible feature id; ids without a weight have the row after the last."""
    table = _TABLES.get(id(model.ids))
    if table is None:
        table = np.full(IDS, len(model.ids), dtype=np.int32)
        table[model.ids] = np.arange(len(model.ids), dtype=np.int32)
        _TABLES.clear()
        _TABLES[id(model.ids)] = table
    return table


@cache
def load() -> Model:
    """The model that ships with Chantu."""
    with (resources.files("ingest") / "tagger" / "model.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        return Model(
            tuple(str(t) for t in stored["tags"]), stored["ids"], stored["weights"].astype(np.float32), stored["moves"]
        )


def tag(model: Model, ids: npt.NDArray[np.uint32], stretches: Sequence[tuple[int, int]]) -> list[Candidate]:
    """The spans found in each stretch (start, end), with their probability as score; stretches do not overlap."""
    scores = model.emissions(ids)
    pieces = [(a, min(a + _LONG, end)) for start, end in stretches for a in range(start, end, _LONG)]
    found: list[Candidate] = []
    pieces.sort(key=lambda s: s[1] - s[0], reverse=True)
    for at in range(0, len(pieces), 256):
        found += _decode(model, scores, pieces[at : at + 256])
    return sorted(found, key=lambda c: c.start)


def _decode(model: Model, scores: _Floats, pieces: Sequence[tuple[int, int]]) -> list[Candidate]:
    """Best paths and marginals of a batch of stretches, longest first."""
    width, count = pieces[0][1] - pieces[0][0], len(model.tags)
    batch = np.full((len(pieces), width, count), 0, dtype=np.float32)
    lengths = np.array([b - a for a, b in pieces])
    for row, (a, b) in enumerate(pieces):
        batch[row, : b - a] = scores[a:b]
    paths = _viterbi(model, batch, lengths)
    marginals = _marginals(model, batch, lengths)
    found: list[Candidate] = []
    for row, (a, b) in enumerate(pieces):
        found += _spans(model, paths[row, : b - a], marginals[row, : b - a], a)
    return found


def _viterbi(model: Model, batch: _Floats, lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.int8]:
    rows, width, count = batch.shape
    best = batch[:, 0].copy()
    back = np.zeros((rows, width, count), dtype=np.int8)
    for step in range(1, width):
        live = int(np.searchsorted(-lengths, -step))  # lengths fall, so the live rows come first
        reach = best[:live, :, None] + model.moves[None]
        back[:live, step] = reach.argmax(1)
        best[:live] = reach.max(1) + batch[:live, step]
    paths = np.zeros((rows, width), dtype=np.int8)
    last = best.argmax(1)
    for row in range(rows):
        state = int(last[row])
        for step in range(int(lengths[row]) - 1, -1, -1):
            paths[row, step] = state
            state = int(back[row, step, state])
    return paths


def _marginals(model: Model, batch: _Floats, lengths: npt.NDArray[np.int64]) -> _Floats:
    """The probability of every tag at every character (forward-backward in the probability domain, scaled)."""
    width = batch.shape[1]
    potential = np.exp(batch - batch.max(2, keepdims=True))
    moves = np.exp(np.maximum(model.moves, -30))
    forward = np.zeros_like(potential)
    forward[:, 0] = potential[:, 0] / potential[:, 0].sum(1, keepdims=True)
    for step in range(1, width):
        live = int(np.searchsorted(-lengths, -step))
        value = (forward[:live, step - 1] @ moves) * potential[:live, step]
        forward[:live, step] = value / value.sum(1, keepdims=True)
    backward = np.ones_like(potential)
    for step in range(width - 2, -1, -1):
        live = int(np.searchsorted(-lengths, -(step + 1)))
        value = (backward[:live, step + 1] * potential[:live, step + 1]) @ moves.T
        backward[:live, step] = value / value.sum(1, keepdims=True)
    joint: _Floats = forward * backward
    shares: _Floats = joint / np.maximum(joint.sum(2, keepdims=True), 1e-30)
    return shares


def _spans(model: Model, path: npt.NDArray[np.int8], marginals: _Floats, offset: int) -> list[Candidate]:
    found: list[Candidate] = []
    start, cls = -1, ""
    for i in range(len(path) + 1):
        label = model.tags[path[i]] if i < len(path) else "O"
        if start >= 0 and label != f"I-{cls}":
            sure = float(marginals[start:i][np.arange(i - start), path[start:i]].min())
            found.append(Candidate(offset + start, offset + i, cls, sure))
            start = -1
        if label.startswith("B-") or (label.startswith("I-") and start < 0):
            start, cls = i, label[2:]
    return found
