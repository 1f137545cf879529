"""What lies above the states taught alone: a network and lessons come in, its part for facts has learned on.

The reader, the units and the taggers stay as they are, so the states of all texts are worked out once, and a round
takes a tenth of the time. That part learns slower than the rest: a network that knows the names of its texts by heart
has not yet learned all that they say of facts (docs/decisions/2026-11-27-c).
"""

import random
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from training.fit import facts_loss, flat_states, rounds
from training.lessons import Lesson
from training.network import Network

_RATE = 3e-3
_UNSEEN = 0.15  # of the states, so that none is leant on alone
_SIZE = 16  # documents of a batch


def teach_above(net: Network, lessons: Sequence[Lesson], epochs: int, *, seed: int) -> None:
    """Teach `net.facts` and `net.owners` alone; the reader's lessons must be worked out (`net.below.fix`)."""
    net.eval()
    with torch.no_grad():
        states = {id(lesson): flat_states(net, lesson).half() for lesson in lessons}

    def batches(rng: random.Random) -> list[list[Lesson]]:
        order = rng.sample(list(lessons), len(lessons))
        return [order[i : i + _SIZE] for i in range(0, len(order), _SIZE)]

    def loss(batch: list[Lesson]) -> Tensor:
        each = [facts_loss(net, x, nn.functional.dropout(states[id(x)].float(), _UNSEEN)) for x in batch]
        return torch.stack(each).sum() / len(batch) / 10

    optimizer = torch.optim.Adam([*net.facts.parameters(), *net.owners.parameters()], lr=_RATE, fused=True)
    rounds(net, optimizer, batches, loss, epochs, seed=seed, after=lambda _: None)
