"""The firm that a project's name begins with, in PyTorch; ingest.learned.owners is the same in NumPy."""

import torch
from torch import Tensor, nn

from ingest.learned.owners import LONGEST, SHORTEST, SIGNS, TOLD, numbers
from training.lessons import Lesson


class Owners(nn.Module):
    """Scores of how long the firm's name is that a project's begins with."""

    def __init__(self, width: int, *, hidden: int = 64) -> None:
        super().__init__()
        self.first = nn.Linear(width, hidden)
        self.last = nn.Linear(width, hidden, bias=False)
        self.next = nn.Linear(width, hidden, bias=False)
        self.length = nn.Embedding(LONGEST + 1, hidden)
        nn.init.normal_(self.length.weight, 0, 0.05)
        self.told = nn.Linear(TOLD, hidden, bias=False)
        self.score = nn.Linear(hidden, 1)
        self.none = nn.Linear(width + SIGNS, 1)
        self.dropout = nn.Dropout(0.3)

    def forward(self, x: Tensor, told: Tensor, signs: Tensor, barred: Tensor) -> Tensor:
        """Scores (beginnings, 1 + lengths): no firm, then each length from SHORTEST on.

        `x` (beginnings, LONGEST + 1, width) holds the states from the beginning on, the rest is that of
        ingest.learned.owners.numbers.
        """
        x = self.dropout(x)
        hidden = self.first(x[:, 0])[:, None] + self.last(x[:, SHORTEST - 1 : LONGEST])
        hidden = hidden + self.next(x[:, SHORTEST : LONGEST + 1]) + self.length.weight[SHORTEST:] + self.told(told)
        scores = self.score(self.dropout(torch.relu(hidden)))[:, :, 0].masked_fill(barred, -1e9)
        return torch.cat([self.none(torch.cat([x[:, 0], signs], 1)), scores], 1)


def owners_loss(owners: Owners, lesson: Lesson, states: Tensor) -> Tensor:
    """The loss of one document's projects; `states` (characters, width)."""
    places, *told = numbers(lesson.beginnings, len(states))
    scores = owners(states[torch.from_numpy(places)], *map(torch.from_numpy, told))
    loss: Tensor = nn.functional.cross_entropy(scores, torch.from_numpy(lesson.owners), reduction="sum")
    return loss
