"""The reader: pieces of words come in, what each means where it stands goes out.

The lower layers of a transformer encoder (Vaswani et al. 2017, in BERT's form) that was taught on a hundred languages
(multilingual-e5-small, MIT) and then, together with the network over it, on our texts (training.reader). Of its
vocabulary only what Chinese documents hold is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.learned.pieces import Cut, Vocabulary

Floats = npt.NDArray[np.float32]
FILE = "reader.npz"
HEADS = 12
EPSILON = 1e-12
SCALE = ".scale"  # the array that a table in 8 bits is multiplied with, row by row
_AT_ONCE = 512  # pieces that go through the layers together, filled up ones included: what fits into a cache
_BARRED = np.float32(-1e9)
_MOST = np.float32(70)  # a score above it would overflow; they stay far below


@dataclass(frozen=True)
class Reader:
    """Weights by their names in training.reader; `words` are the vectors of pieces in 8 bits with a scale for each."""

    vocabulary: Vocabulary
    weights: dict[str, Floats]
    words: npt.NDArray[np.int8]
    scales: Floats
    layers: int

    def read(self, cut: Cut, onto: Floats, shift: Floats) -> Floats:
        """The states of all pieces, brought onto fewer columns: (pieces + 1, columns); the last row is zero.

        `onto` (columns, width) and `shift` (columns,) are those of the network that reads on.
        """
        out = np.zeros((len(cut.ids) + 1, len(onto)), dtype=np.float32)
        lengths = np.diff(cut.bounds)
        order = np.argsort(-lengths, kind="stable")
        at = 0
        while at < len(order):
            longest = int(lengths[order[at]])
            some = order[at : at + max(1, _AT_ONCE // longest)]
            at += len(some)
            places = cut.bounds[some][:, None] + np.arange(longest)[None]
            inside = np.arange(longest)[None] < lengths[some][:, None]
            ids = np.where(inside, cut.ids[np.minimum(places, len(cut.ids) - 1)], 0)
            out[places[inside]] = self._states(ids, inside)[inside] @ onto.T + shift
        return out

    def _states(self, ids: npt.NDArray[np.int32], inside: npt.NDArray[np.bool_]) -> Floats:
        """The states of a few windows, (windows, pieces, width)."""
        w = self.weights
        rows, steps = ids.shape
        x = self.words[ids] * self.scales[ids][:, :, None] + w["positions"][:steps]
        x = _normed(x, w["normed.weight"], w["normed.bias"]).reshape(rows * steps, -1)
        bar = None if inside.all() else np.where(inside, np.float32(0), _BARRED)[:, None, None, :]
        for layer in range(self.layers):
            name = f"layers.{layer}."
            x += self._attended(x, name, rows, bar)
            x = _normed(x, w[f"{name}attended.weight"], w[f"{name}attended.bias"])
            inner = _gelu(x @ w[f"{name}widen.weight"].T + w[f"{name}widen.bias"])
            x += inner @ w[f"{name}narrow.weight"].T + w[f"{name}narrow.bias"]
            x = _normed(x, w[f"{name}left.weight"], w[f"{name}left.bias"])
        return x.reshape(rows, steps, -1)

    def _attended(self, x: Floats, name: str, rows: int, bar: Floats | None) -> Floats:
        w = self.weights
        width = x.shape[1]
        size = width // HEADS
        asked = x @ w[f"{name}ask.weight"].T + w[f"{name}ask.bias"]
        query, key, value = (
            asked[:, i * width : (i + 1) * width].reshape(rows, -1, HEADS, size).transpose(0, 2, 1, 3) for i in range(3)
        )
        scores = (query * np.float32(size**-0.5)) @ key.transpose(0, 1, 3, 2)
        if bar is not None:
            scores += bar
        np.minimum(scores, _MOST, out=scores)
        np.exp(scores, out=scores)
        heard = scores @ value
        heard /= scores.sum(3, keepdims=True) + np.float32(1e-30)
        heard = heard.transpose(0, 2, 1, 3).reshape(-1, width)
        told: Floats = heard @ w[f"{name}tell.weight"].T + w[f"{name}tell.bias"]
        return told


def _normed(x: Floats, weight: Floats, bias: Floats) -> Floats:
    x = x - x.mean(-1, keepdims=True, dtype=np.float32)
    spread = np.einsum("...i,...i->...", x, x)[..., None] / np.float32(x.shape[-1])
    x *= np.float32(1) / np.sqrt(spread + np.float32(EPSILON))
    x *= weight
    x += bias
    return x


def _gelu(x: Floats) -> Floats:
    """The tanh form of the Gaussian error linear unit, by an exponential."""
    inner = x * x
    inner *= np.float32(-2 * 0.044715 * 0.7978845608)
    inner -= np.float32(2 * 0.7978845608)
    inner *= x
    np.minimum(inner, np.float32(80), out=inner)
    np.exp(inner, out=inner)
    inner += np.float32(1)
    done: Floats = np.divide(x, inner, out=inner)
    return done


@cache
def load() -> Reader:
    """The reader that ships with Chantu."""
    with (resources.files("ingest") / "learned" / FILE).open("rb") as file:
        return read(np.load(file, allow_pickle=False))


def read(stored: Mapping[str, npt.NDArray[Any]]) -> Reader:
    """The reader of a file's arrays."""
    vocabulary = Vocabulary.of([str(p) for p in stored["pieces"]], stored["probabilities"].tolist())
    named = ("pieces", "probabilities", "words", f"words{SCALE}")
    weights = {k: stored[k].astype(np.float32) for k in stored if k not in named and not k.endswith(SCALE)}
    for name in weights:
        if f"{name}{SCALE}" in stored:
            weights[name] *= stored[f"{name}{SCALE}"][:, None]
    layers = sum(name.endswith("ask.weight") for name in weights)
    return Reader(vocabulary, weights, stored["words"], stored[f"words{SCALE}"].astype(np.float32), layers)
