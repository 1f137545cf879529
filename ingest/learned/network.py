"""The network in use, in NumPy: ids come in, states of characters and scores go out (training.network teaches it)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.learned import crf, pretrained
from ingest.learned.beside import blocks, couples
from ingest.learned.inputs import Ids, Stretch
from ingest.learned.nodes import Ints, Nodes, allowed, things
from ingest.learned.pairs import Pairs
from ingest.learned.reader import SCALE

Floats = npt.NDArray[np.float32]
_AT_ONCE = 128  # stretches that go through the units together
_PAIRS = 1 << 15  # pairs that are judged again together
WEIGHTS = "weights.npz"
SHIFT = ".shift"  # behind the name of a CRF: how much readier it is to see nothing (training.calibrate)
CURVE = "curve."  # before the kind of fact whose scores the array calibrates (training.calibrate)
KINDS_OF_FACT = ("relations", "dates", "observations")


@dataclass(frozen=True)
class Network:
    """Weights by their names in training.network, as 32-bit numbers; `tags` and `triggers` name the CRFs' tags.

    `thresholds` says for each label of a pair from which score on it is taken to hold, `curves` how far the scores of
    a kind of fact are to be believed: rising scores, and the share of facts with such a score that is right.
    """

    weights: dict[str, Floats]
    tags: tuple[str, ...]
    triggers: tuple[str, ...]
    thresholds: dict[str, float]
    curves: dict[str, Floats]

    @property
    def taken(self) -> tuple[Floats, Floats]:
        """What the network takes of the reader's states: onto which columns it brings them, and what it adds."""
        return self.weights["encoder.taken.weight"], self.weights["encoder.taken.bias"]

    def states(self, ids: Ids, stretches: Sequence[Stretch], read: Floats, owner: npt.NDArray[np.int32]) -> Floats:
        """A state for every character, of shape (characters, width); zero where no stretch is.

        `read` (pieces + 1, columns) is what the reader says of each piece and `owner` the piece of each character.
        """
        w = self.weights
        known = sum(
            (w[f"encoder.known.{i}.weight"][ids[:, i + 1]] for i in range(ids.shape[1] - 1)),
            np.zeros((), dtype=np.float32),
        )
        pieces = sorted(stretches, key=lambda s: s[0] - s[1])
        half = w["encoder.second.gates"].shape[1]
        aside = 2 * half + known.shape[1]
        out = np.zeros((len(ids), aside + read.shape[1]), dtype=np.float32)
        out[:, 2 * half : aside] = known
        out[:, aside:] = read[owner]
        characters, which = np.unique(ids[:, 0], return_inverse=True)
        first = self._projected("encoder.first", pretrained.vectors()[characters])
        for at in range(0, len(pieces), _AT_ONCE):
            some = pieces[at : at + _AT_ONCE]
            places = np.concatenate([np.arange(a, b) for a, b in some])
            index, back, lengths = _indexes([b - a for a, b in some])
            x = out[places]
            self._layer("encoder.first", first[:, which[places]], index, back, lengths, x)
            self._layer("encoder.second", self._projected("encoder.second", x), index, back, lengths, x)
            out[places] = x
        return out

    def _projected(self, name: str, x: Floats) -> Floats:
        """What both directions of a layer take in from each row of x, of shape (2, rows, 3 * units)."""
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        taken: Floats = x @ weight
        taken += bias[:, None]
        return taken

    def _layer(self, name: str, projected: Floats, index: Ints, back: Ints, lengths: Ints, out: Floats) -> None:
        """Run the units of a layer over the stretches, both ways at once; states of characters go into `out`."""
        gates, state = self.weights[f"{name}.gates"], self.weights[f"{name}.state"]
        size = gates.shape[1]
        h = np.zeros((2, len(index), size), dtype=np.float32)
        for t in range(index.shape[1]):
            live = int(np.searchsorted(-lengths, -t))
            ahead, behind = index[:live, t], back[:live, t]
            old = h[:, :live]
            both = old @ gates
            both[0] += projected[0, ahead, : 2 * size]
            both[1] += projected[1, behind, : 2 * size]
            both *= np.float32(0.5)
            np.tanh(both, out=both)
            both += np.float32(1)
            both *= np.float32(0.5)
            new = (both[:, :, size:] * old) @ state
            new[0] += projected[0, ahead, 2 * size :]
            new[1] += projected[1, behind, 2 * size :]
            np.tanh(new, out=new)
            new -= old
            new *= both[:, :, :size]
            old += new
            out[ahead, :size] = old[0]
            out[behind, size : 2 * size] = old[1]

    def names(self, states: Floats, stretches: Sequence[Stretch]) -> list[crf.Span]:
        """The names in the text."""
        return self._tagged("names", self.tags, states, stretches)

    def happenings(self, states: Floats, stretches: Sequence[Stretch]) -> list[crf.Span]:
        """The words that tell of something that happened."""
        return self._tagged("triggers", self.triggers, states, stretches)

    def starts(self, states: Floats) -> Floats:
        """How likely the stretch that names a happening starts at a character, of shape (characters,)."""
        return sigmoid(states @ self.weights["starts.weight"][0] + self.weights["starts.bias"][0])

    def related(self, states: Floats, n: Nodes, pairs: Pairs) -> Floats:
        """How likely each label holds of each pair, of shape (pairs, labels)."""
        scores = self._alone(states, n, pairs)
        first = sigmoid(scores) * allowed()[n.kind[pairs.subject], n.kind[pairs.object]]
        w, others = self.weights, couples(things(n), pairs.subject, pairs.object)
        told = np.zeros((len(others.subject), len(w["facts.own.bias"])), dtype=np.float32)
        labels_ = first.shape[1]
        for i, block in enumerate(blocks(first, others)):
            told += block @ w["facts.others.weight"][:, i * labels_ : (i + 1) * labels_].T
        for at in range(0, len(first), _PAIRS):
            some = slice(at, at + _PAIRS)
            heard = first[some] @ w["facts.own.weight"].T + w["facts.own.bias"] + told[others.which[some]]
            scores[some] += np.maximum(heard, 0) @ w["facts.again.weight"].T + w["facts.again.bias"]
        return sigmoid(scores)

    def _alone(self, states: Floats, n: Nodes, pairs: Pairs) -> Floats:
        """The scores of each pair by itself."""
        w = self.weights
        edges = np.concatenate([states[n.start], states[n.end - 1]], 1)
        subject = edges @ w["facts.subject.weight"].T + w["facts.subject.bias"]
        object_ = edges @ w["facts.object.weight"].T + w["facts.object.bias"]
        told = (states @ w["facts.between.weight"].T).astype(np.float64)
        sums = np.concatenate([np.zeros((1, told.shape[1])), np.cumsum(told, 0)])
        low, high = pairs.between
        mean = (sums[high] - sums[low]) / np.maximum(high - low, 1)[:, None]
        hidden = subject[pairs.subject] + object_[pairs.object] + mean.astype(np.float32)
        table = w["facts.features.weight"]
        for column in range(pairs.features.shape[1]):
            hidden += table[pairs.features[:, column]]
        scores: Floats = np.maximum(hidden, 0) @ w["facts.related.weight"].T + w["facts.related.bias"]
        return scores

    def amounts(self, states: Floats, stretches: Ints, features: Ints) -> tuple[Floats, Floats]:
        """How likely each amount is a figure of each indicator, and each measure of it; rows sum to one."""
        w = self.weights
        edges = np.concatenate([states[stretches[:, 0]], states[stretches[:, 1] - 1]], 1)
        hidden = edges @ w["facts.amount.weight"].T + w["facts.amount.bias"]
        hidden += w["facts.around.weight"][features].sum(1)
        hidden = np.maximum(hidden, 0)
        of = hidden @ w["facts.indicator.weight"].T + w["facts.indicator.bias"]
        how = hidden @ w["facts.measure.weight"].T + w["facts.measure.bias"]
        return _softmax(of), _softmax(how)

    def believed(self, kind: str, score: float) -> float:
        """How likely a fact of this kind with this score is right."""
        curve = self.curves.get(kind)
        return round(float(score if curve is None else np.interp(score, curve[0], curve[1])), 3)

    def _tagged(self, name: str, tags: Sequence[str], states: Floats, stretches: Sequence[Stretch]) -> list[crf.Span]:
        w = self.weights
        scores = states @ w[f"{name}.emit.weight"].T + w[f"{name}.emit.bias"]
        if f"{name}{SHIFT}" in w:
            scores[:, tags.index("O")] += w[f"{name}{SHIFT}"]
        return crf.decode(scores, w[f"{name}.moves"] + crf.barred(tags), tags, stretches)


@cache
def load() -> Network:
    """The network that ships with Chantu."""
    with (resources.files("ingest") / "learned" / WEIGHTS).open("rb") as file:
        return read(np.load(file, allow_pickle=False))


def read(stored: Mapping[str, npt.NDArray[Any]]) -> Network:
    """The network of a file's arrays."""
    tags, triggers = (tuple(str(t) for t in stored[name]) for name in ("tags", "trigger_tags"))
    thresholds = {str(k): float(v) for k, v in zip(stored["labels"], stored["thresholds"], strict=True)}
    named = ("tags", "trigger_tags", "labels", "thresholds")
    weights = {k: stored[k].astype(np.float32) for k in stored if k not in named and not k.endswith(SCALE)}
    for name in weights:
        if f"{name}{SCALE}" in stored:
            weights[name] *= stored[f"{name}{SCALE}"]
    curves = {k.removeprefix(CURVE): weights.pop(k) for k in list(weights) if k.startswith(CURVE)}
    return Network(weights, tags, triggers, thresholds, curves)


def sigmoid(x: Floats) -> Floats:
    """The logistic function, without overflow."""
    done: Floats = np.tanh(x * np.float32(0.5)) * np.float32(0.5) + np.float32(0.5)
    return done


def _softmax(x: Floats) -> Floats:
    raised = np.exp(x - x.max(1, keepdims=True)) if len(x) else x
    done: Floats = raised / raised.sum(1, keepdims=True) if len(x) else x
    return done


def _indexes(given: Sequence[int]) -> tuple[Ints, Ints, Ints]:
    """Places of characters in stretches of these lengths (longest first) that are laid end to end.

    Per stretch and step the place from the start on, and from the end back, -1 behind the end; and the lengths.
    """
    lengths = np.array(given, dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    steps = np.arange(lengths[0])
    inside = steps[None] < lengths[:, None]
    ahead = np.where(inside, starts[:, None] + steps[None], -1)
    back = np.where(inside, starts[:, None] + lengths[:, None] - 1 - steps[None], -1)
    return ahead, back, lengths
