"""More training text from little: the names of an annotated text are put out, others of their class put in.

What stands around a name stays, so that the tagger learns contexts and forms and not the firms it was shown. New names
are made up from parts (ingest/tagger/phrases/) or come from the pool of all annotated ones.
"""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ingest.mentions.candidate import Candidate
from ingest.tagger import phrases

_SWAPPED = frozenset(
    {"Enterprise", "Platform", "Institution", "Project", "Talent", "Person", "Place", "Honour", "Policy"}
)
_LEFT = 0.15  # part of the names that stay
_MADE = {"Enterprise": 0.7, "Talent": 0.8, "Person": 0.8}  # part of the new names that are made up


def pool_of(texts: Sequence[tuple[str, Sequence[Candidate]]]) -> dict[str, list[str]]:
    """All annotated names by class."""
    pool: dict[str, set[str]] = defaultdict(set)
    for clean, spans in texts:
        for span in spans:
            pool[span.cls].add(clean[span.start : span.end])
    return {cls: sorted(names) for cls, names in pool.items()}


def swap(
    clean: str,
    sentences: Sequence[tuple[int, int]],
    spans: Sequence[Candidate],
    pool: Mapping[str, Sequence[str]],
    rng: random.Random,
) -> tuple[str, list[tuple[int, int]], list[Candidate]]:
    """The text with other names in it, its sentences and its spans; one name becomes the same other name throughout."""
    renamed: dict[tuple[str, str], str] = {}
    parts: list[str] = []
    moved: list[Candidate] = []
    shifts: list[tuple[int, int]] = [(0, 0)]  # from this offset of the old text on, this many characters more
    at = length = 0
    for span in sorted(spans, key=lambda s: s.start):
        old = clean[span.start : span.end]
        key = (span.cls, old)
        if key not in renamed:
            renamed[key] = _another(span.cls, old, pool, rng)
        parts += [clean[at : span.start], renamed[key]]
        length += span.start - at
        moved.append(Candidate(length, length + len(renamed[key]), span.cls, 1.0))
        length += len(renamed[key])
        at = span.end
        shifts.append((span.end, length - span.end))
    parts.append(clean[at:])
    bounds = [(_shifted(a, shifts), _shifted(b, shifts)) for a, b in sentences]
    return "".join(parts), [(a, b) for a, b in bounds if a < b], moved  # a name may have swallowed a bound


def _shifted(offset: int, shifts: Sequence[tuple[int, int]]) -> int:
    by = 0
    for start, shift in shifts:
        if start > offset:
            break
        by = shift
    return offset + by


def _another(cls: str, old: str, pool: Mapping[str, Sequence[str]], rng: random.Random) -> str:
    if cls not in _SWAPPED or rng.random() < _LEFT:
        return old
    return phrases.name(cls, rng) if rng.random() < _MADE.get(cls, 0.4) else rng.choice(pool[cls])
