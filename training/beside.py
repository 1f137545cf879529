"""What else holds of the two things of a pair, in PyTorch; ingest.learned.beside is the same in NumPy."""

import torch
from torch import Tensor

from ingest.learned.beside import WITHIN, Couples, ways
from ingest.learned.nodes import labels

BLOCKS = 9


def blocks(first: Tensor, c: Couples) -> list[Tensor]:
    """The blocks of ingest.learned.beside.blocks; what was first taken to hold is taught by what it does to others."""
    best = _most(first, torch.from_numpy(c.which), len(c.subject))
    subject, object_ = torch.from_numpy(c.subject), torch.from_numpy(c.object)
    size = int(max(subject.max(), object_.max())) + 1
    to, to_other = _rivals(best, subject, size)
    of, of_other = _rivals(best, object_, size)
    turned = torch.cat([best, best.new_zeros(1, best.shape[1])])[torch.from_numpy(c.turned)]
    found = [best, to_other, of_other, turned, of[subject], to[object_]]
    sure = best[:, [labels().index(label) for label in WITHIN]].amax(1)
    for way in ways(c, sure.detach().numpy()):
        edge, source, target = (torch.from_numpy(index) for index in (way.edge, way.source, way.target))
        heard = torch.zeros_like(best).index_add(0, target, best[source] * sure[edge, None])
        found.append(heard.clamp(max=1))
    return found


def _rivals(best: Tensor, group: Tensor, size: int) -> tuple[Tensor, Tensor]:
    first = _most(best, group, size)
    is_first = best >= first[group]
    second = _most(torch.where(is_first, torch.zeros_like(best), best), group, size)
    return first, torch.where(is_first, second[group], first[group])


def _most(rows: Tensor, group: Tensor, size: int) -> Tensor:
    index = group[:, None].expand(-1, rows.shape[1])
    return rows.new_zeros(size, rows.shape[1]).scatter_reduce(0, index, rows, "amax")
