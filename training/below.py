"""The reader as it is taught: lessons come in, the states of their pieces go out.

Its lower layers stay as they are. What they say of a lesson is worked out once and kept, in 16 bits: the upper layers
alone go through it again and again.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn

from training.lessons import Ints, Lesson
from training.reader import Reader

_AT_ONCE = 4096  # pieces that go through the layers together, filled up ones included


class Below(nn.Module):
    """A reader of which some of the upper layers are taught, at first none."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self._fixed = len(reader.layers)
        self._kept: dict[str, Tensor] = {}

    def fix(self, fixed: int, lessons: Iterable[Lesson]) -> None:
        """Teach the layers from `fixed` on only, and work out what those below say of all lessons, by their names."""
        self._fixed = fixed
        self.reader.requires_grad_(False)
        for layer in self.reader.layers[fixed:]:
            layer.requires_grad_(True)
        with torch.no_grad():
            for lesson in lessons:
                ids = torch.from_numpy(lesson.cut.ids.astype(np.int64))
                bounds = lesson.cut.bounds
                embedded = torch.cat([self.reader.embedded(ids[a:b][None])[0] for a, b in pairwise(bounds)])
                self._kept[lesson.example.name] = self._through(embedded, np.diff(bounds), slice(self._fixed)).half()

    def forward(self, lessons: Sequence[Lesson]) -> Tensor:
        """The states of all pieces of some lessons, one behind the other, (pieces, WIDTH)."""
        states = torch.cat([self._kept[lesson.example.name] for lesson in lessons]).float()
        lengths = np.concatenate([np.diff(lesson.cut.bounds) for lesson in lessons])
        return self._through(states, lengths, slice(self._fixed, None))

    def _through(self, states: Tensor, lengths: Ints, layers: slice) -> Tensor:
        """States of windows of these lengths, one behind the other, through some of the layers."""
        if not len(self.reader.layers[layers]):
            return states
        starts = np.cumsum(lengths) - lengths
        order = np.argsort(-lengths, kind="stable")
        out, places, at = [], [], 0
        while at < len(order):
            longest = int(lengths[order[at]])
            some = order[at : at + max(1, _AT_ONCE // longest)]
            at += len(some)
            inside = np.arange(longest)[None] < lengths[some][:, None]
            where = np.where(inside, starts[some][:, None] + np.arange(longest)[None], 0)
            x = self.reader(states[torch.from_numpy(where)], torch.from_numpy(inside), layers)
            out.append(x[torch.from_numpy(inside)])
            places.append(where[inside])
        back = np.argsort(np.concatenate(places))
        return torch.cat(out)[torch.from_numpy(back)]
