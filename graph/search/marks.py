"""Which part of a name fits what was typed: a found name and the typed text come in, stretches of the name go out."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from rapidfuzz import fuzz

from graph.rdf import fold
from graph.search.fitting import words
from graph.search.index import Hit
from graph.search.sounds import is_spelt, southern, southern_sounds, spoken, together

Stretch = tuple[int, int]  # characters of the name, end exclusive


def marks(hit: Hit, typed: str) -> tuple[Stretch, ...]:
    """The stretches of the hit's name that fit, in order, none touching another; () where none can be told."""
    wanted = fold(typed)
    written = [fold(c) for c in hit.name]
    read = iter(together("".join(written)))
    syllables = ["".join(next(read) for _ in c) for c in written]
    found = _fitting(written, syllables, wanted)
    parts = () if found else words(typed)
    if hit.guess and not found and (not parts or is_spelt(wanted)):
        found, parts = _alike(written, syllables, wanted), ()
    for word in parts:
        found += _fitting(written, syllables, word) or (_alike(written, syllables, word) if hit.guess else [])
    return tuple(_joined(sorted(found)))


def _fitting(written: Sequence[str], syllables: Sequence[str], wanted: str) -> list[Stretch]:
    """The stretch that fits a folded text, as one or none."""
    for form in (written, syllables, [s[:1] for s in syllables]):
        if (at := "".join(form).find(wanted)) >= 0:
            return _characters(form, at, at + len(wanted))
    return []


def _alike(written: Sequence[str], syllables: Sequence[str], wanted: str) -> list[Stretch]:
    """The stretch that a guess takes for a folded text, by sound."""
    if is_spelt(wanted):
        form, said = [southern(s) for s in syllables], southern(wanted)
    else:
        *form, said = (southern_sounds(spoken(c, together).sounds) for c in (*written, wanted))
    found = fuzz.partial_ratio_alignment(said, "".join(form))
    return _characters(form, found.dest_start, found.dest_end) if found else []


def _characters(form: Sequence[str], start: int, end: int) -> list[Stretch]:
    """The characters of the name whose parts of a form reach into a stretch of it, as one stretch or none."""
    ends = list(accumulate(map(len, form)))
    reached = [n for n, (a, b) in enumerate(zip([0, *ends], ends, strict=False)) if a < end and b > start]
    return [(reached[0], reached[-1] + 1)] if reached else []


def _joined(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    start = end = -1
    for a, b in stretches:
        if a > end:
            if end > start:
                yield start, end
            start = a
        end = max(end, b)
    if end > start:
        yield start, end
