"""Teaches the network anew and writes what it learned (make model).

    python -m training.train [GOLD.json… --documents DIR…] [--epochs N N] [--start DIR [--mean]] [--write DIR]
                             [--seed N]

The annotated texts in training/corpus/ and training/names/ are always used; every tenth of the first is kept out, to
find from which score on a fact counts. Every text is taught under other names too (training/augment.py). Needs PyTorch
(the `train` extra). The same texts give the same network on the same machine. What it knows is written after every
round, so that a teaching cut short can be taken up again with `--start`.
"""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

import ingest.learned
from ingest import dates
from ingest.layout import lay_out
from ingest.learned.network import WEIGHTS
from ingest.learned.nodes import SUBJECT, labels
from ingest.learned.pieces import Vocabulary
from ingest.learned.reader import FILE, SCALE
from ingest.sections import divide
from training.augment import pool_of, renamed
from training.below import Below
from training.examples import Example, from_gold, from_marked
from training.fit import NAMES_ONLY, fact_scores, flat_states, measure, network, teach
from training.lessons import TAGS, TRIGGERS, Lesson, lesson
from training.network import Network
from training.reader import Reader
from training.shipped import halve, put
from training.texts import is_kept_out, named, own
from training.worth import threshold

_TABLE = 4096  # rows; a larger array is a table of features
_GOLD = 2  # times that a gold document is taught as it is: its annotation is what others measure by
_RENAMED = 4  # times that it is taught under other names
_LAYERS = 8  # of the reader's twelve; what a name is, is told best in the middle
_TAUGHT = 4  # the uppermost of them, in the second round
_PULL = 12  # a label's own threshold counts as much as the common one when it has so many facts


def given(paths: Sequence[Path], folders: Sequence[Path]) -> Iterator[Example]:
    """The examples of gold files, each with the issue date of its whole document."""
    for path in paths:
        example = from_gold(path, folders, "gold")
        file = next(f for folder in folders for f in folder.glob("*") if f.name == example.document)
        text, blocks = lay_out(file.read_bytes().decode("utf-8"))
        yield example.dated(dates.issued(text, divide(text, blocks)[1]))


def lessons_of(examples: Sequence[Example], words: Vocabulary) -> list[Lesson]:
    """The lessons of examples, in their order, worked out on all cores."""
    with ProcessPoolExecutor() as pool:
        return list(pool.map(partial(lesson, vocabulary=words), examples, chunksize=50))


def thresholds(net: Network, lessons: Sequence[Lesson]) -> dict[str, float]:
    """From which score on each label holds, by the best F1 on lessons not taught; rare labels lean on all."""
    told: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    with torch.no_grad():
        for one in lessons:
            scores = torch.sigmoid(fact_scores(net, one, flat_states(net, one))).tolist()
            for fact, score, holds in zip(one.facts, scores, one.holds, strict=True):
                told[fact[1]].append((score, bool(holds)))
    every = [row for label, rows in told.items() if label != SUBJECT for row in rows]
    common, _ = threshold(every, sum(h for _, h in every))
    found = {}
    for label in labels():
        rows = told[label]
        right = sum(h for _, h in rows)
        best, _ = threshold(rows, right) if right else (common, 0.0)
        found[label] = (best * right + common * _PULL) / (right + _PULL)
    return found


def save(net: Network, found: dict[str, float], path: Path) -> None:
    """Write the weights and the thresholds: tables in 8 bits with a scale for each column, the rest in 16."""
    arrays: dict[str, npt.NDArray[Any]] = {}
    for name, value in net.state_dict().items():
        if name.startswith("below."):
            continue
        array = value.numpy()
        if array.ndim == 2 and len(array) >= _TABLE:
            scale = np.maximum(np.abs(array).max(0), 1e-6) / 127
            arrays[name] = np.round(array / scale).astype(np.int8)
            arrays[f"{name}{SCALE}"] = scale.astype(np.float32)
        else:
            arrays[name] = array.astype(np.float16)
    np.savez_compressed(
        path,
        tags=np.array(TAGS),
        trigger_tags=np.array(TRIGGERS),
        labels=np.array(list(found)),
        thresholds=np.array(list(found.values())),
        **arrays,  # type: ignore[arg-type]
    )


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--documents", action="append", type=Path, default=[])
    parser.add_argument("--epochs", type=int, nargs=2, default=(8, 5), help="with the reader as it came, and taught")
    parser.add_argument("--start", type=Path, help="where a former teaching wrote what it learned, to go on from")
    parser.add_argument("--mean", action="store_true", help="write the mean of what was at the start and at the end")
    parser.add_argument("--seed", type=int, default=5, help="another seed teaches other names, in another order")
    parser.add_argument("--write", type=Path, default=Path(ingest.learned.__file__).parent)
    options = parser.parse_args()
    below = Below(Reader(_LAYERS))
    words = below.reader.vocabulary
    rng = random.Random(options.seed)
    known = [*map(from_marked, own()), *given(options.gold, options.documents)]
    open_ = [one for one in known if one.group == "gold" or not is_kept_out(one.name)]
    pool = pool_of(open_)
    golds = [one for one in open_ if one.group == "gold"]
    again = [replace(renamed(one, pool, rng), name=f"{one.name}~{i}") for one in golds for i in range(_RENAMED)]
    names = [replace(from_marked(one), group=NAMES_ONLY) for one in named()]
    others = [renamed(one, pool, rng) for one in open_ if one.group != "gold"]
    lessons = lessons_of([*known, *again], words)
    more = lessons_of([*names, *others], words)
    kept = [one for one in lessons if one.example.group == "own" and is_kept_out(one.example.name)]
    taught = [one for one in lessons if not (one.example.group == "own" and is_kept_out(one.example.name))]
    taught += [one for one in taught if one.example.name in {gold.name for gold in golds}] * (_GOLD - 1)
    sys.stdout.write(f"{len(taught)} documents to teach, {len(kept)} kept out\n")
    net = network(below)
    if options.start:
        put(net, options.start)

    def write(known: Network) -> None:
        known.eval()
        save(known, thresholds(known, kept), options.write / WEIGHTS)
        np.savez_compressed(options.write / FILE, **known.below.reader.packed())  # type: ignore[arg-type]

    for fixed, epochs, rate in ((_LAYERS, options.epochs[0], 1.0), (_LAYERS - _TAUGHT, options.epochs[1], 0.4)):
        if epochs:
            below.fix(fixed, [*lessons, *more])
            teach(net, taught, more, epochs, seed=options.seed, rate=rate, after=write)
    if options.start and options.mean:
        halve(net, options.start)
        write(net)
    sys.stdout.write("\n".join(measure(net, kept)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
