"""Teaches the network anew and writes what it learned (make model).

    python -m training.train [GOLD.json… --documents DIR…] [--epochs N N] [--above N] [--start DIR [--fresh REGEX]]
                             [--mean DIR] [--write DIR] [--seed N]

The annotated texts in training/corpus/ and training/names/ are always used; every tenth of the first is kept out, to
find from which score on a fact counts. Every text is taught under other names too (training/curriculum.py). Needs
PyTorch (the `train` extra). The same texts give the same network on the same machine. What it knows is written after
every round, so that a teaching cut short can be taken up again with `--start`.
"""

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

import ingest.learned
from ingest.learned.network import WEIGHTS
from ingest.learned.nodes import SUBJECT, labels
from ingest.learned.reader import FILE, SCALE
from training.above import teach_above
from training.augment import RENAMED
from training.below import Below
from training.curriculum import NAMES_ONLY, curriculum, given, lessons_of
from training.examples import from_marked
from training.fit import fact_scores, flat_states, measure, network, teach
from training.lessons import TAGS, TRIGGERS, Lesson
from training.network import Network
from training.reader import Reader
from training.shipped import halve, put
from training.texts import named, own
from training.worth import threshold

_TABLE = 4096  # rows; a larger array is a table of features
_GOLD = 2  # times that a gold document is taught as it is: its annotation is what others measure by
_AGAIN = 6  # times as often when the part for facts learns alone: it tells whether what a gold file counts is learned
_LAYERS = 8  # of the reader's twelve; what a name is, is told best in the middle
_TAUGHT = 4  # the uppermost of them, in the second round
_PULL = 12  # a label's own threshold counts as much as the common one when it has so many facts


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
    parser.add_argument(
        "--epochs",
        type=int,
        nargs=2,
        default=(8, 5),
        help="with the reader as it came, and taught; 0 0 with --above 0 and --mean teaches nothing more",
    )
    parser.add_argument("--above", type=int, default=8, help="and then of the part for facts alone (training/above.py)")
    parser.add_argument("--start", type=Path, help="where a former teaching wrote what it learned, to go on from")
    parser.add_argument("--fresh", help="what names of texts begin with that the former teaching did not know (regex)")
    parser.add_argument("--mean", type=Path, help="where another teaching wrote: write the mean of both")
    parser.add_argument("--seed", type=int, default=5, help="another seed teaches other names, in another order")
    parser.add_argument("--write", type=Path, default=Path(ingest.learned.__file__).parent)
    options = parser.parse_args()
    below = Below(Reader(_LAYERS))
    words = below.reader.vocabulary
    fresh = re.compile(options.fresh) if options.fresh else None
    known = [*map(from_marked, own()), *given(options.gold, options.documents)]
    texts = curriculum(known, map(from_marked, named()), fresh, random.Random(options.seed))
    taught, rehearsed, kept = (lessons_of(some, words) for some in (texts.taught, texts.rehearsed, texts.kept))
    taught += [one for one in taught if one.example.name in texts.measured_by] * (_GOLD - 1)
    sys.stdout.write(f"{len(taught)} documents to teach, {len(rehearsed)} to rehearse, {len(kept)} kept out\n")
    net = network(below)
    if options.start:
        put(net, options.start)

    def write(known: Network) -> None:
        known.eval()
        save(known, thresholds(known, kept), options.write / WEIGHTS)
        np.savez_compressed(options.write / FILE, **known.below.reader.packed())  # type: ignore[arg-type]

    for fixed, epochs, rate in ((_LAYERS, options.epochs[0], 1.0), (_LAYERS - _TAUGHT, options.epochs[1], 0.4)):
        if epochs:
            below.fix(fixed, [*taught, *rehearsed, *kept])
            teach(net, taught, rehearsed, epochs, seed=options.seed, rate=rate, after=write)
    if options.mean:
        halve(net, options.mean)
    whole = [one for one in [*taught, *rehearsed] if one.example.group != NAMES_ONLY]
    as_they_are = [one for one in whole if options.above and RENAMED not in one.example.name]
    if as_they_are or not any(options.epochs):
        below.fix(_LAYERS, [*as_they_are, *kept])
    if as_they_are:
        as_they_are += [one for one in as_they_are if one.example.name in texts.measured_by] * (_AGAIN - 1)
        teach_above(net, as_they_are, options.above, seed=options.seed)
    write(net)
    sys.stdout.write("\n".join(measure(net, kept)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
