"""What scores are worth: scored facts come in, of each whether it holds; goes out from which score on F1 is best."""

from collections.abc import Sequence


def threshold(rows: Sequence[tuple[float, bool]], wanted: int) -> tuple[float, float]:
    """The score from which F1 is best, and that F1."""
    best, right = (0.5, 0.0), 0
    for found, (score, holds) in enumerate(sorted(rows, reverse=True), start=1):
        right += holds
        f = 2 * right / (found + max(1, wanted))
        if f > best[1]:
            best = (score, f)
    return best
