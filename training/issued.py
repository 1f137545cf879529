"""Teaches what tells the year of a text that does not say its date: the annotated texts come in, year.json goes out.

    python -m training.issued

A log-linear model over the candidates of ingest.dates.year, by L-BFGS with a Gaussian prior. Of texts that do say their
date the line is left out. Prints how often the year is right on the texts kept out.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from ingest.dates import issue, year
from ingest.layout import lay_out
from training.marked import Marked
from training.texts import is_kept_out, own

_PRIOR = 15.0  # of what stands around years, thousands of features
_PRIOR_FEW = 3.0  # of the few others
_FEW = re.compile("@|[^@]*$")  # all but what stands around years
_OFTEN = 8  # what fewer texts hold tells too little
_ROUNDS = 150
_SMALL = 0.02  # a weight below it is left out
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A text: the years that it may be of with what speaks for them, the right one, and whether it is kept out."""

    told: Mapping[int, Mapping[str, int]]
    right: int
    kept: bool


def cases(texts: Iterator[Marked]) -> Iterator[Case]:
    """The texts that speak from their day and name a year."""
    for one in texts:
        if one.issued:
            clean = lay_out(_undated(one.text))[0].clean
            told = year.candidates(clean)
            if told and issue.speaks_from_its_day(clean):
                yield Case(told, int(one.issued[:4]), is_kept_out(one.name))


def weights(taught: Sequence[Case]) -> dict[str, float]:
    """The weights that make the right years likeliest; texts whose right year is no candidate teach nothing."""
    known = [case for case in taught if case.right in case.told]
    held = Counter(name for case in known for name in set().union(*case.told.values()))
    names = sorted(name for name, times in held.items() if times >= _OFTEN)
    column = {name: i for i, name in enumerate(names)}
    rows = [told for case in known for told in case.told.values()]
    cells = [[(column[name], times) for name, times in told.items() if name in column] for told in rows]
    table = csr_matrix(
        (
            [float(times) for row in cells for _, times in row],
            [at for row in cells for at, _ in row],
            np.cumsum([0, *map(len, cells)]),
        ),
        shape=(len(rows), len(names)),
    )
    sizes = np.array([len(case.told) for case in known])
    starts = np.cumsum(sizes) - sizes
    right = starts + np.array([list(case.told).index(case.right) for case in known])
    wanted = np.asarray(table[right].sum(0)).ravel()
    prior = np.array([_PRIOR_FEW if _FEW.match(name) else _PRIOR for name in names])

    def cost(guess: Floats) -> tuple[float, Floats]:
        scores = table @ guess
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        likely = np.exp(scores)
        sums = np.add.reduceat(likely, starts)
        missed = np.log(sums).sum() - scores[right].sum()
        slope = table.T @ (likely / np.repeat(sums, sizes)) - wanted
        return missed + float(prior @ guess**2) / 2, slope + prior * guess

    found = minimize(cost, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
    return {name: round(float(found[i]), 2) for name, i in column.items() if abs(found[i]) >= _SMALL}


def _undated(text: str) -> str:
    """The text without the lines that say its date."""
    lines = text.splitlines()
    return "\n".join(line for line in lines if not line.strip() or issue.dateline(line) is None)


def main() -> int:
    """The command."""
    every = list(cases(own()))
    learned = weights([case for case in every if not case.kept])
    Path(year.__file__).with_name(year.FILE).write_text(
        json.dumps(learned, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8"
    )
    kept = [case for case in every if case.kept]
    right = sum(case.right == year.likeliest(case.told, learned) for case in kept)
    sys.stdout.write(f"{len(every) - len(kept)} texts taught; of {len(kept)} kept out the year is right in {right}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
