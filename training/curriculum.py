"""What is taught in every round, what is rehearsed and what is kept out: annotated texts come in, lessons go out.

Every text is taught under other names too (training.augment), so that the network learns contexts and forms and not
the firms it was shown.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ingest import dates
from ingest.layout import lay_out
from ingest.learned.pieces import Vocabulary
from ingest.sections import divide
from training.augment import RENAMED, pool_of, renamed
from training.examples import Example, from_gold
from training.lessons import Lesson, lesson
from training.texts import is_kept_out

NAMES_ONLY = "names"  # the group of examples in which nothing but the names is annotated
_GOLD = "gold"
_RENAMED = 4  # times that a gold document is taught under other names


@dataclass(frozen=True, slots=True)
class Curriculum:
    """Examples taught in every round, examples of which every round takes some, and examples not taught.

    `measured_by` names the gold documents among the taught.
    """

    taught: Sequence[Example]
    rehearsed: Sequence[Example]
    kept: Sequence[Example]
    measured_by: frozenset[str]


def curriculum(
    known: Sequence[Example], named: Iterable[Example], fresh: re.Pattern[str] | None, rng: random.Random
) -> Curriculum:
    """Divide all examples; `fresh` matches names that a former teaching did not know, None where there was none.

    What a former teaching knew is rehearsed only, no more of it than is taught, a third under other names; what is new
    is taught under its own names and under others.
    """
    open_ = [one for one in known if one.group == _GOLD or not is_kept_out(one.name)]
    pool = pool_of(open_)
    golds = [one for one in open_ if one.group == _GOLD]
    ours = [one for one in open_ if one.group != _GOLD]
    again = [replace(renamed(one, pool, rng), name=f"{one.name}{RENAMED}{i}") for one in golds for i in range(_RENAMED)]
    names = [replace(one, group=NAMES_ONLY) for one in named]
    kept = [one for one in known if one.group != _GOLD and is_kept_out(one.name)]
    measured_by = frozenset(one.name for one in golds)
    if fresh is None:
        others = [renamed(one, pool, rng) for one in ours]
        return Curriculum([*open_, *again], [*names, *others], kept, measured_by)
    new = [one for one in ours if fresh.match(one.name)]
    old = [one for one in ours if not fresh.match(one.name)]
    again += [renamed(one, pool, rng) for one in new]
    some = [renamed(one, pool, rng) for one in rng.sample(old, len(old) // 2)]
    taught, former = [*golds, *new, *again], [*names, *old, *some]
    return Curriculum(taught, rng.sample(former, min(len(former), len(taught))), kept, measured_by)


def given(paths: Sequence[Path], folders: Sequence[Path]) -> Iterator[Example]:
    """The examples of gold files, each with the issue date of its whole document."""
    for path in paths:
        example = from_gold(path, folders, _GOLD)
        file = next(f for folder in folders for f in folder.glob("*") if f.name == example.document)
        text, blocks = lay_out(file.read_bytes().decode("utf-8"))
        yield example.dated(dates.issued(text, divide(text, blocks)[1]))


def lessons_of(examples: Sequence[Example], words: Vocabulary) -> list[Lesson]:
    """The lessons of examples, in their order, worked out on all cores."""
    with ProcessPoolExecutor() as pool:
        return list(pool.map(partial(lesson, vocabulary=words), examples, chunksize=50))
