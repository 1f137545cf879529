"""Teaches the network: lessons come in, a network goes out; and measures it on lessons it was not taught.

The loss is the sum of those of its parts: names and events as a CRF, facts as yes or no at their surest place (what a
document states, it states at least once), amounts by what they are figures of.
"""

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from ingest.learned.amounts import MEASURES, indicators
from ingest.learned.inputs import SIZES
from ingest.learned.nodes import labels
from training.below import Below
from training.curriculum import NAMES_ONLY
from training.lessons import TAGS, TRIGGERS, Lesson
from training.network import Network
from training.owners import owners_loss
from training.worth import threshold

_COLUMNS = 1 + len(SIZES)
_READERS = 1e-4  # how fast the reader learns; faster, it forgets what it came with
_MEMORY = 0.985  # of the running mean of the weights, which is what is kept


def network(below: Below) -> Network:
    """One that knows nothing yet but what came with jieba and the reader."""
    return Network(below, TAGS, TRIGGERS, len(labels()), len(indicators()), len(MEASURES))


def teach(
    net: Network,
    lessons: Sequence[Lesson],
    more: Sequence[Lesson],
    epochs: int,
    *,
    size: int = 16,
    seed: int = 3,
    rate: float = 1.0,
    after: Callable[[Network], None] = lambda _: None,
) -> None:
    """Teach a network; of `more` every epoch takes some. `after` every epoch is shown what is kept of it."""

    def batches(rng: random.Random) -> list[list[Lesson]]:
        order = [*lessons, *rng.sample(list(more), min(len(more), len(lessons) // 3))]
        rng.shuffle(order)
        order.sort(key=lambda lesson: len(lesson.ids) // 400 + rng.random())
        found = [order[i : i + size] for i in range(0, len(order), size)]
        rng.shuffle(found)
        return found

    rounds(net, _optimizer(net, rate), batches, lambda batch: loss_of(net, batch), epochs, seed=seed, after=after)


def rounds(
    net: Network,
    optimizer: torch.optim.Optimizer,
    batches: Callable[[random.Random], list[list[Lesson]]],
    loss: Callable[[list[Lesson]], Tensor],
    epochs: int,
    *,
    seed: int,
    after: Callable[[Network], None],
) -> None:
    """Teach what the optimizer holds, ever slower; what is left in the network is the running mean of its weights."""
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)  # the smallest numbers are no use and take most of the time
    rng = random.Random(seed)
    net.train()
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: 1 - 0.95 * epoch / epochs)
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(_MEMORY))
    for epoch in range(epochs):
        started, total, some = time.time(), 0.0, batches(rng)
        for batch in some:
            step = loss(batch)
            optimizer.zero_grad()
            step.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            mean.update_parameters(net)
            total += step.item()
        schedule.step()
        after(mean.module)
        sys.stdout.write(f"epoch {epoch} loss {total / len(some):.3f} {time.time() - started:.0f} s\n")
        sys.stdout.flush()
    net.load_state_dict(mean.module.state_dict())
    net.eval()


def _optimizer(net: Network, rate: float) -> torch.optim.Optimizer:
    slow = [*net.encoder.first.parameters(), *net.encoder.second.parameters()]
    read = [p for p in net.below.parameters() if p.requires_grad]
    taken = {id(p) for p in [*slow, *net.below.parameters()]}
    rest = [p for p in net.parameters() if id(p) not in taken]
    groups = [(slow, 1.5e-3 * rate), (rest, 3e-3 * rate), (read, _READERS)]
    return torch.optim.Adam([{"params": p, "lr": r} for p, r in groups if p], fused=True)


def loss_of(net: Network, lessons: Sequence[Lesson]) -> Tensor:
    """The loss of a few documents."""
    whole = [lesson.example.group != NAMES_ONLY for lesson in lessons]
    states, batch = encode(net, lessons)
    tags, triggers, starts, mask = _targets(lessons, batch)
    loss = net.names.loss(states, tags, mask)
    told = mask & torch.tensor([whole[i] for i, _, _ in batch])[:, None]
    loss = loss + net.triggers.loss(states, triggers, told)
    begin = nn.functional.binary_cross_entropy_with_logits(
        net.starts(states)[:, :, 0], starts, reduction="none", pos_weight=torch.tensor(3.0)
    )
    loss = loss + (begin * told).sum()
    for lesson, flat, is_whole in zip(lessons, _flat(states, batch, lessons), whole, strict=True):
        if is_whole:
            loss = loss + facts_loss(net, lesson, flat)
    return loss / len(lessons) / 10


def encode(net: Network, lessons: Sequence[Lesson]) -> tuple[Tensor, list[tuple[int, int, int]]]:
    """States of all stretches of some documents, (stretches, steps, width); each row's (document, start, end)."""
    batch = [(i, a, b) for i, lesson in enumerate(lessons) for a, b in lesson.stretches]
    longest = max(b - a for _, a, b in batch)
    ids = torch.zeros(len(batch), longest, _COLUMNS, dtype=torch.long)
    before = np.cumsum([0, *(len(lesson.cut.ids) for lesson in lessons)])
    owner = torch.full((len(batch), longest), int(before[-1]))
    for row, (i, a, b) in enumerate(batch):
        ids[row, : b - a] = torch.from_numpy(lessons[i].ids[a:b].astype(np.int64))
        mine = lessons[i].cut.owner[a:b].astype(np.int64)
        owner[row, : b - a] = torch.from_numpy(np.where(mine < 0, before[-1], mine + before[i]))
    states: Tensor = net.encoder(ids, torch.tensor([b - a for _, a, b in batch]), net.below(lessons), owner)
    return states, batch


def _targets(lessons: Sequence[Lesson], batch: Sequence[tuple[int, int, int]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    longest = max(b - a for _, a, b in batch)
    tags, triggers = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(2))
    starts = torch.zeros(len(batch), longest)
    mask = torch.zeros(len(batch), longest, dtype=torch.bool)
    for row, (i, a, b) in enumerate(batch):
        tags[row, : b - a] = torch.from_numpy(lessons[i].tags[a:b])
        triggers[row, : b - a] = torch.from_numpy(lessons[i].triggers[a:b])
        starts[row, : b - a] = torch.from_numpy(lessons[i].starts[a:b]).float()
        mask[row, : b - a] = True
    return tags, triggers, starts, mask


def _flat(states: Tensor, batch: Sequence[tuple[int, int, int]], lessons: Sequence[Lesson]) -> Sequence[Tensor]:
    """The states of each document's characters, in order; zero where no sentence is."""
    longest = states.shape[1]
    offsets = np.cumsum([0, *(len(lesson.ids) for lesson in lessons)])
    index = np.full(int(offsets[-1]), len(batch) * longest, dtype=np.int64)
    for row, (i, a, b) in enumerate(batch):
        index[offsets[i] + a : offsets[i] + b] = row * longest + np.arange(b - a)
    rows = torch.cat([states.reshape(-1, states.shape[2]), states.new_zeros(1, states.shape[2])])
    return rows[torch.from_numpy(index)].split([len(lesson.ids) for lesson in lessons])


def flat_states(net: Network, lesson: Lesson) -> Tensor:
    """The states of one document's characters, (characters, width)."""
    states, batch = encode(net, [lesson])
    return _flat(states, batch, [lesson])[0]


def facts_loss(net: Network, lesson: Lesson, states: Tensor) -> Tensor:
    """The loss of one document's facts and figures, and of the firms in its projects' names."""
    loss = states.new_zeros(())
    if len(lesson.beginnings):
        loss = loss + owners_loss(net.owners, lesson, states)
    if len(lesson.facts):
        surest = fact_scores(net, lesson, states)
        loss = loss + nn.functional.binary_cross_entropy_with_logits(
            surest, torch.from_numpy(lesson.holds), reduction="sum"
        )
    if len(lesson.amounts):
        of, how = _amounts(net, lesson, states)
        loss = loss + nn.functional.cross_entropy(of, torch.from_numpy(lesson.indicators), reduction="sum")
        known = torch.from_numpy(lesson.measures) >= 0
        if known.any():
            measures = torch.from_numpy(lesson.measures)[known]
            loss = loss + nn.functional.cross_entropy(how[known], measures, reduction="sum")
    return loss


def fact_scores(net: Network, lesson: Lesson, states: Tensor) -> Tensor:
    """The score of every fact that may hold, at its surest place."""
    cells = torch.from_numpy(lesson.cells)
    may = states.new_zeros(len(lesson.pairs), len(labels()))
    may[cells[:, 0], cells[:, 1]] = 1
    scores = net.facts.pairs(
        states, torch.from_numpy(lesson.nodes), torch.from_numpy(lesson.pairs), torch.from_numpy(lesson.features),
        torch.from_numpy(lesson.between), may, lesson.couples,
    )  # fmt: skip
    each = scores[cells[:, 0], cells[:, 1]]
    surest = torch.full((len(lesson.facts),), -1e9)
    return surest.scatter_reduce(0, torch.from_numpy(lesson.groups), each, "amax")


def _amounts(net: Network, lesson: Lesson, states: Tensor) -> tuple[Tensor, Tensor]:
    stretches = torch.tensor([(q.start, q.end) for q in lesson.amounts])
    of, how = net.facts.amounts(states, stretches, torch.from_numpy(lesson.around))
    return of, how


def measure(net: Network, lessons: Sequence[Lesson]) -> Iterator[str]:
    """Lines on how good the parts are with the names given: facts by label, amounts."""
    told: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    wanted: dict[str, int] = defaultdict(int)
    right = found = all_ = 0
    with torch.no_grad():
        for lesson in lessons:
            flat = flat_states(net, lesson)
            if len(lesson.facts):
                scores = torch.sigmoid(fact_scores(net, lesson, flat)).tolist()
                for fact, score, holds in zip(lesson.facts, scores, lesson.holds, strict=True):
                    told[fact[1]].append((score, bool(holds)))
            for _, p, _ in {*lesson.example.relations, *lesson.example.dates}:
                wanted[p] += 1
            wanted["subject"] += len(lesson.example.figures)
            all_ += len(lesson.example.figures)
            if len(lesson.amounts):
                of, how = _amounts(net, lesson, flat)
                for i in range(len(lesson.amounts)):
                    a, b = int(of[i].argmax()), int(how[i].argmax())
                    found += a > 0
                    right += a > 0 and a == lesson.indicators[i] and b == lesson.measures[i]
    for label in sorted(told):
        t, f = threshold(told[label], wanted[label])
        yield f"{label:16} F1 {f:.3f} at {t:.2f}, wanted {wanted[label]}"
    cells = [c for label, rows in told.items() if label != "subject" for c in rows]
    t, f = threshold(cells, sum(n for p, n in wanted.items() if p != "subject"))
    yield f"{'all but subject':16} F1 {f:.3f} at {t:.2f}"
    yield f"{'amounts':16} F1 {2 * right / max(1, found + all_):.3f}, found {found}, wanted {all_}"
