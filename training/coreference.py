"""Teaches which entities are one thing under two names: the annotated texts come in, coreference.json goes out.

    python -m training.coreference

A log-linear model over the pairs of ingest.mentions.coreference, by L-BFGS with a Gaussian prior. A pair counts more
the more is said of the entity, as all of it is lost with a name kept apart. Of the annotated names those are left out
that are words for any park or firm. Prints what is put together rightly and wrongly on the texts kept out.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from ingest import rules
from ingest.mentions import aliases, coreference, shortforms
from ingest.mentions.candidate import Candidate
from training.examples import Example, from_marked
from training.marked import Marked
from training.texts import is_kept_out, own

_PRIOR = 3.0
_OFTEN = 4  # what fewer pairs have tells too little
_ROUNDS = 200
_SMALL = 0.02  # a weight below it is left out
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A pair: its text and the place of its later entity there, its features, whether both are one, facts of that."""

    text: str
    later: int
    found: frozenset[str]
    same: bool
    facts: int


def cases(text: Marked) -> list[Case]:
    """The pairs of a text whose names are those annotated, after the rules have put together what they can."""
    example = from_marked(text)
    clean = example.text.clean
    annotated = {
        (m.start, m.end, example.entities[m.entity].cls): m.entity
        for m in example.mentions
        if not m.anaphor
        and example.entities[m.entity].cls in coreference.CLASSES
        and clean[m.start : m.end] not in _stand_ins()
    }
    names = sorted((Candidate(a, b, cls, 1.0) for a, b, cls in annotated), key=lambda c: (c.start, -c.end))
    entities, mentions = aliases.by_rules(clean, names)
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for mention in mentions:
        meant = annotated.get((mention.start, mention.end, entities[mention.entity].cls))
        if meant is not None:
            votes[mention.entity][meant] += 1
    means = {index: count.most_common(1)[0][0] for index, count in votes.items()}
    facts = _facts(example)
    return [
        Case(example.name, later, found, means[later] == means[earlier], facts[means[later]])
        for (later, earlier), found in coreference.pairs(clean, entities, mentions)
        if later in means and earlier in means
    ]


def weights(taught: Sequence[Case]) -> dict[str, float]:
    """The weights that make what is annotated likeliest."""
    held = Counter(one for case in taught for one in case.found)
    column = {one: i for i, one in enumerate(sorted(one for one, times in held.items() if times >= _OFTEN))}
    cells = [[column[one] for one in sorted(case.found) if one in column] for case in taught]
    table = csr_matrix(
        (np.ones(sum(map(len, cells))), [at for row in cells for at in row], np.cumsum([0, *map(len, cells)])),
        shape=(len(taught), len(column)),
    )
    wanted = np.array([case.same for case in taught], dtype=float)
    worth = np.sqrt([max(1, case.facts) for case in taught])
    prior = np.full(len(column), _PRIOR)
    prior[column[coreference.ALWAYS]] = 0

    def cost(guess: Floats) -> tuple[float, Floats]:
        scores = table @ guess
        missed = worth @ (np.logaddexp(0, scores) - wanted * scores)
        slope = table.T @ (worth * (1 / (1 + np.exp(-scores)) - wanted)) + prior * guess
        return float(missed + prior @ guess**2 / 2), slope

    found = minimize(cost, np.zeros(len(column)), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
    return {one: round(float(found[i]), 2) for one, i in column.items() if abs(found[i]) >= _SMALL}


def judged(kept: Iterable[Case], learned: dict[str, float]) -> tuple[list[Case], list[Case]]:
    """Of pairs that the weights put together those that are one thing and those that are not."""
    best: dict[tuple[str, int], tuple[float, Case]] = {}
    for case in kept:
        likely = coreference.likelihood(case.found, learned)
        if likely >= coreference.LEAST and likely > best.get((case.text, case.later), (0.0, case))[0]:
            best[case.text, case.later] = (likely, case)
    chosen = [case for _, case in best.values()]
    return [case for case in chosen if case.same], [case for case in chosen if not case.same]


def _facts(example: Example) -> Counter[int]:
    ends = Counter(end for s, _, o in example.relations for end in (s, o))
    return ends + Counter(figure.subject for figure in example.figures)


@cache
def _stand_ins() -> frozenset[str]:
    """Words for any park, firm or project; where they are annotated as names, the reading resolves them otherwise."""
    listed = rules.load("anaphors.yaml")["anaphors"]
    return frozenset(shortforms.endings()) | {word for rule in listed for word in rule["words"]}


def _every() -> Iterator[Case]:
    with ProcessPoolExecutor() as pool:
        for some in pool.map(cases, own(), chunksize=50):
            yield from some


def main() -> int:
    """The command."""
    every = list(_every())
    learned = weights([case for case in every if not is_kept_out(case.text)])
    Path(coreference.__file__).with_name(coreference.FILE).write_text(
        json.dumps(learned, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8"
    )
    right, wrong = judged([case for case in every if is_kept_out(case.text)], learned)
    sys.stdout.write(
        f"{len(every)} pairs, {sum(case.same for case in every)} of them one thing; on texts kept out {len(right)} put"
        f" together rightly (with {sum(case.facts for case in right)} facts), {len(wrong)} wrongly"
        f" ({sum(case.facts for case in wrong)})\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
