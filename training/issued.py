"""Teaches what tells the year of a text that does not say its date: the annotated texts come in, year.json goes out.

    python -m training.issued

A log-linear model over the candidates of ingest.dates.year, by gradient ascent with a Gaussian prior. Of texts that do
say their date the line is left out. Prints how often the year is right on the texts kept out.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.dates import issue, year
from ingest.layout import lay_out
from training.marked import Marked
from training.texts import is_kept_out, own

_PRIOR = 3.0
_ROUNDS = 400
_RATE = 0.01
_SMALL = 0.005  # a weight below it is left out


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
    """The weights that make the right years likeliest."""
    names = sorted({name for case in taught for told in case.told.values() for name in told})
    column = {name: i for i, name in enumerate(names)}
    tables = []
    for case in taught:
        table = np.zeros((len(case.told), len(names)))
        for row, told in enumerate(case.told.values()):
            for name, count in told.items():
                table[row, column[name]] = count
        if case.right in case.told:
            tables.append((table, list(case.told).index(case.right)))
    found = np.zeros(len(names))
    for round_ in range(_ROUNDS):
        slope = -_PRIOR * found
        for table, right in tables:
            scores = table @ found
            likely = np.exp(scores - scores.max())
            slope += table[right] - (likely / likely.sum()) @ table
        found += _RATE / (1 + 2 * round_ / _ROUNDS) * slope
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
