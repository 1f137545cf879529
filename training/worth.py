"""What scores are worth: scored facts come in, of each whether it holds; goes out from which score on F1 is best."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter


def threshold(rows: Sequence[tuple[float, bool]], wanted: int) -> tuple[float, float]:
    """The score from which F1 is best, and that F1; facts of one score count together."""
    best, right, found = (0.5, 0.0), 0, 0
    for score, same in groupby(sorted(rows, reverse=True), key=itemgetter(0)):
        held = [holds for _, holds in same]
        found += len(held)
        right += sum(held)
        f = 2 * right / (found + max(1, wanted))
        if f > best[1]:
            best = (score, f)
    return best
