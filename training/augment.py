"""More training text from little: the names of an annotated text are put out, others of their class put in.

What stands around a name stays, so that the tagger learns contexts and forms and not the firms it was shown. New names
are made up from parts (training/phrases/) or come from the pool of all annotated ones.
"""

import random
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.mentions.candidate import Candidate
from ingest.model import Entity, Mention, Text
from training import phrases
from training.examples import Example

_SWAPPED = frozenset(
    {"Enterprise", "Platform", "Institution", "Project", "Talent", "Person", "Place", "Honour", "Policy"}
)
_LEFT = 0.15  # part of the names that stay
_MADE = {"Enterprise": 0.7, "Talent": 0.8, "Person": 0.8}  # part of the new names that are made up


def pool_of(examples: Iterable[Example]) -> dict[str, list[str]]:
    """All annotated names by class."""
    pool: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for m in example.names:
            pool[example.entities[m.entity].cls].add(example.text.clean[m.start : m.end])
    return {cls: sorted(names) for cls, names in pool.items()}


def renamed(example: Example, pool: Mapping[str, Sequence[str]], rng: random.Random) -> Example:
    """The example with other names in it; nothing but the names is annotated any more."""
    spans = [Candidate(m.start, m.end, example.entities[m.entity].cls, 1.0) for m in example.names]
    bounds = [(s.start, s.end) for s in example.sentences]
    clean, moved_bounds, moved = swap(example.text.clean, bounds, spans, pool, rng)
    sentences = [
        replace(s, start=a, end=b, section=None)
        for s, (a, b) in zip(example.sentences, moved_bounds, strict=True)
        if a < b
    ]
    names = [Mention(c.start, c.end, i) for i, c in enumerate(moved)]
    return replace(
        example, name=f"{example.name}~", group="names", text=Text(clean, clean, array("I", range(len(clean)))),
        sections=(), sentences=sentences, entities=[Entity(c.cls, clean[c.start : c.end]) for c in moved],
        names=names, mentions=names, relations=frozenset(), dates=frozenset(), figures=(),
    )  # fmt: skip


def swap(
    clean: str,
    sentences: Sequence[tuple[int, int]],
    spans: Sequence[Candidate],
    pool: Mapping[str, Sequence[str]],
    rng: random.Random,
) -> tuple[str, list[tuple[int, int]], list[Candidate]]:
    """The text with other names in it, its sentences and its spans; one name becomes the same other name throughout.

    A name may have swallowed a bound, so that a sentence is empty.
    """
    others: dict[tuple[str, str], str] = {}
    parts: list[str] = []
    moved: list[Candidate] = []
    shifts: list[tuple[int, int]] = [(0, 0)]  # from this offset of the old text on, this many characters more
    at = length = 0
    for span in sorted(spans, key=lambda s: s.start):
        old = clean[span.start : span.end]
        key = (span.cls, old)
        if key not in others:
            others[key] = _another(span.cls, old, pool, rng)
        parts += [clean[at : span.start], others[key]]
        length += span.start - at
        moved.append(Candidate(length, length + len(others[key]), span.cls, 1.0))
        length += len(others[key])
        at = span.end
        shifts.append((span.end, length - span.end))
    parts.append(clean[at:])
    bounds = [(_shifted(a, shifts), _shifted(b, shifts)) for a, b in sentences]
    return "".join(parts), bounds, moved


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
