"""The network in PyTorch, as it is taught; ingest.learned.network is the same in NumPy, as it is used.

Two layers of gated recurrent units in both directions over characters, started from the network that comes with jieba;
the second layer also sees what rules and lexicons know of each character, and what the reader says of its piece.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from ingest.learned import pretrained
from ingest.learned.beside import Couples
from ingest.learned.features import FEATURES
from ingest.learned.inputs import SIZES
from training import reader
from training.below import Below
from training.beside import BLOCKS, blocks
from training.owners import Owners

UNITS = 128
_UNSEEN = 0.12  # how often a column of a stretch is not seen in training
KNOWN = 40  # width of what rules and lexicons say of a character
TAKEN = 96  # width of what is taken of the reader's state of its piece
WIDTH = 2 * UNITS + KNOWN + TAKEN  # of a character's state


class _Scan(torch.autograd.Function):
    """The units over x of shape (steps, 2, batch, 3 * UNITS), the second direction reversed.

    Written out because taking the derivative of every step apart takes ten times as long.
    """

    @staticmethod
    def forward(ctx: Any, x: Tensor, gates: Tensor, state: Tensor) -> Tensor:
        steps, _, batch, _ = x.shape
        size = state.shape[1]
        before = x.new_zeros(steps + 1, 2, batch, size)
        both = x.new_empty(steps, 2, batch, 2 * size)
        candidates = x.new_empty(steps, 2, batch, size)
        for t in range(steps):
            h = before[t]
            torch.baddbmm(x[t, :, :, : 2 * size], h, gates, out=both[t]).sigmoid_()
            reset = both[t, :, :, size:]
            torch.baddbmm(x[t, :, :, 2 * size :], reset * h, state, out=candidates[t]).tanh_()
            torch.lerp(h, candidates[t], both[t, :, :, :size], out=before[t + 1])
        ctx.save_for_backward(before, both, candidates, gates, state)
        return before[1:]

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        before, both, candidates, gates, state = ctx.saved_tensors
        steps, _, batch, size = candidates.shape
        update, reset, earlier = both[..., :size], both[..., size:], before[:-1]
        by_update = (candidates - earlier) * update * (1 - update)
        by_candidate = update * (1 - candidates * candidates)
        by_reset = earlier * reset * (1 - reset)
        stays = 1 - update
        d = both.new_empty(steps, 2, batch, 3 * size)
        gates_, state_ = gates.transpose(1, 2).contiguous(), state.transpose(1, 2).contiguous()
        dh = torch.zeros_like(before[0])
        for t in range(steps - 1, -1, -1):
            dh = dh + grads[0][t]
            dc = dh * by_candidate[t]
            through = torch.bmm(dc, state_)
            d[t, :, :, 2 * size :] = dc
            d[t, :, :, :size] = dh * by_update[t]
            d[t, :, :, size : 2 * size] = through * by_reset[t]
            dh = torch.baddbmm(dh * stays[t] + through * reset[t], d[t, :, :, : 2 * size], gates_)
        flat = d.permute(1, 0, 2, 3).reshape(2, steps * batch, 3 * size)
        h = earlier.permute(1, 3, 0, 2).reshape(2, size, steps * batch)
        rh = (reset * earlier).permute(1, 3, 0, 2).reshape(2, size, steps * batch)
        return d, torch.bmm(h, flat[:, :, : 2 * size]), torch.bmm(rh, flat[:, :, 2 * size :])


class Layer(nn.Module):
    """One layer in both directions, as Paddle's dynamic_gru computes it."""

    def __init__(self, index: int, inputs: int, more: int) -> None:
        super().__init__()
        weights, biases, gates, states = [], [], [], []
        for direction in (index, index + 1):
            w = pretrained.tensor(f"fc_{direction}.w_0").reshape(inputs, 3 * UNITS)
            extra = np.random.default_rng(direction).normal(0, 0.02, (more, 3 * UNITS)).astype(np.float32)
            weights.append(np.concatenate([w, extra]))
            biases.append(pretrained.tensor(f"fc_{direction}.b_0") + pretrained.tensor(f"gru_{direction}.b_0"))
            recurrent = pretrained.tensor(f"gru_{direction}.w_0")
            gates.append(recurrent[: 2 * UNITS * UNITS].reshape(UNITS, 2 * UNITS))
            states.append(recurrent[2 * UNITS * UNITS :].reshape(UNITS, UNITS))
        self.weight = nn.Parameter(torch.tensor(np.stack(weights)))
        self.bias = nn.Parameter(torch.tensor(np.stack(biases)))
        self.gates = nn.Parameter(torch.tensor(np.stack(gates)))
        self.state = nn.Parameter(torch.tensor(np.stack(states)))

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        """From (batch, steps, inputs) to (batch, steps, 2 * UNITS)."""
        back = _reversed(x, lengths)
        both = torch.stack([x, back])  # direction, batch, steps, inputs
        projected = torch.einsum("dbti,dio->tdbo", both, self.weight) + self.bias[None, :, None]
        out = _Scan.apply(projected, self.gates, self.state)  # steps, direction, batch, units
        forward, backward = out[:, 0].transpose(0, 1), _reversed(out[:, 1].transpose(0, 1), lengths)
        return torch.cat([forward, backward], 2)


def _reversed(x: Tensor, lengths: Tensor) -> Tensor:
    """Each row's first `length` steps in reverse."""
    steps = torch.arange(x.shape[1])[None].expand(x.shape[0], -1)
    index = torch.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)
    return torch.gather(x, 1, index[:, :, None].expand_as(x))


class Encoder(nn.Module):
    """From ids to a state for every character."""

    def __init__(self, *, dropout: float = 0.45) -> None:
        super().__init__()
        self.known = nn.ModuleList(nn.Embedding(size, KNOWN) for size in SIZES)
        for table in self.known:
            nn.init.normal_(table.weight, 0, 0.08)  # type: ignore[arg-type]
        self.register_buffer("vectors", torch.tensor(pretrained.vectors()), persistent=False)
        self.first = Layer(0, pretrained.WIDTH, 0)
        self.second = Layer(2, 2 * UNITS, KNOWN + TAKEN)
        self.taken = nn.Linear(reader.WIDTH, TAKEN)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, lengths: Tensor, read: Tensor, owner: Tensor) -> Tensor:
        """From (batch, steps, columns) to (batch, steps, WIDTH).

        `read` (pieces, reader.WIDTH) is what the reader says of pieces, `owner` (batch, steps) the piece of each
        character; that of a character in none is one behind the last.
        """
        known = torch.stack([table(ids[:, :, i + 1]) for i, table in enumerate(self.known)])
        if self.training:  # now and then a column is not seen, so that none is leant on alone
            kept = torch.rand(known.shape[:2]) >= _UNSEEN
            known = known * kept[:, :, None, None]
        known = known.sum(0)
        x = self.vectors[ids[:, :, 0]]
        x = self.first(self.dropout(x), lengths)
        taken = self.taken(self.dropout(read))
        taken = torch.cat([taken, taken.new_zeros(1, TAKEN)])[owner]
        x = self.second(self.dropout(torch.cat([x, known, taken], 2)), lengths)
        return self.dropout(torch.cat([x, known, taken], 2))


class Tagger(nn.Module):
    """A linear-chain CRF over states."""

    def __init__(self, tags: Sequence[str], width: int) -> None:
        super().__init__()
        self.tags = tuple(tags)
        self.emit = nn.Linear(width, len(tags))
        self.moves = nn.Parameter(torch.zeros(len(tags), len(tags)))
        barred = torch.zeros(len(tags), len(tags))
        for i, before in enumerate(tags):
            for j, after in enumerate(tags):
                if after.startswith("I-") and before[2:] != after[2:]:
                    barred[i, j] = -1e4
        self.register_buffer("barred", barred, persistent=False)

    def loss(self, states: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood of the labels (batch, steps), summed; `mask` is true where there is a character."""
        emitted = self.emit(states)
        moves = self.moves + self.barred
        chosen = emitted.gather(2, labels[:, :, None])[:, :, 0]
        right = (chosen * mask).sum() + (moves[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum()
        return self._all(emitted, moves, mask) - right

    def _all(self, emitted: Tensor, moves: Tensor, mask: Tensor) -> Tensor:
        """The logarithm of the sum over all paths, scaled at every step so that nothing overflows."""
        top = emitted.detach().amax(2)
        potential = torch.exp(emitted - top[:, :, None])
        weights = torch.exp(moves)
        steps = potential.unbind(1)  # slices one by one would each have a derivative as large as the whole
        total = steps[0]
        logs = []
        for t, step in enumerate(steps):
            value = (total @ weights) * step if t else total
            scale = value.sum(1, keepdim=True) + 1e-30
            total = torch.where(mask[:, t, None], value / scale, total)
            logs.append(torch.log(scale[:, 0]))
        return ((torch.stack(logs, 1) + top) * mask).sum()


class Facts(nn.Module):
    """What pairs of nodes are to each other, and what amounts are figures of."""

    def __init__(self, width: int, labels: int, indicators: int, measures: int, *, hidden: int = 96) -> None:
        super().__init__()
        self.subject = nn.Linear(2 * width, hidden)
        self.object = nn.Linear(2 * width, hidden)
        self.between = nn.Linear(width, hidden)
        self.features = nn.EmbeddingBag(FEATURES, hidden, mode="sum")
        nn.init.normal_(self.features.weight, 0, 0.02)
        self.related = nn.Linear(hidden, labels)
        nn.init.constant_(self.related.bias, -3)
        self.own = nn.Linear(labels, hidden)
        self.others = nn.Linear(BLOCKS * labels, hidden, bias=False)
        self.again = nn.Linear(hidden, labels)
        nn.init.zeros_(self.again.weight)
        nn.init.zeros_(self.again.bias)
        self.amount = nn.Linear(2 * width, hidden)
        self.around = nn.EmbeddingBag(FEATURES, hidden, mode="sum")
        nn.init.normal_(self.around.weight, 0, 0.02)
        self.indicator = nn.Linear(hidden, indicators)
        self.measure = nn.Linear(hidden, measures)
        self.dropout = nn.Dropout(0.35)

    def pairs(
        self, states: Tensor, nodes: Tensor, pairs: Tensor, features: Tensor, between: Tensor, may: Tensor, c: Couples
    ) -> Tensor:
        """Scores (pairs, labels).

        `states` (characters, width) of a document, `nodes` (nodes, 2) start and end, `pairs` and `between` (pairs, 2),
        `may` (pairs, labels) is 1 where a label may hold, `c` the couples of the pairs.
        """
        edges = torch.cat([states[nodes[:, 0]], states[nodes[:, 1] - 1]], 1)
        subject, object_ = self.subject(edges), self.object(edges)
        sums = torch.cat([torch.zeros(1, states.shape[1]), states.cumsum(0)])
        length = (between[:, 1] - between[:, 0]).clamp(min=1)[:, None]
        mean = (self.between(sums)[between[:, 1]] - self.between(sums)[between[:, 0]]) / length
        hidden = subject[pairs[:, 0]] + object_[pairs[:, 1]] + mean + self.features(features)
        scores: Tensor = self.related(self.dropout(torch.relu(hidden)))
        if not len(pairs):
            return scores
        first = torch.sigmoid(scores) * may
        told = self.own(first) + self.others(torch.cat(blocks(first, c), 1))[torch.from_numpy(c.which)]
        again: Tensor = self.again(self.dropout(torch.relu(told)))
        return scores + again

    def amounts(self, states: Tensor, stretches: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """Scores (amounts, indicators) and (amounts, measures)."""
        edges = torch.cat([states[stretches[:, 0]], states[stretches[:, 1] - 1]], 1)
        hidden = self.dropout(torch.relu(self.amount(edges) + self.around(features)))
        return self.indicator(hidden), self.measure(hidden)


class Network(nn.Module):
    """All that is taught, over one encoder."""

    def __init__(
        self, below: Below, tags: Sequence[str], triggers: Sequence[str], labels: int, indicators: int, measures: int
    ) -> None:
        super().__init__()
        self.below = below
        self.encoder = Encoder()
        self.names = Tagger(tags, WIDTH)
        self.triggers = Tagger(triggers, WIDTH)
        self.starts = nn.Linear(WIDTH, 1)
        self.facts = Facts(WIDTH, labels, indicators, measures)
        self.owners = Owners(WIDTH)
