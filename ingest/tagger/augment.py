"""More training text from little: the names of an annotated text are put out, others of their class put in.

What stands around a name stays, so that the tagger learns contexts and forms and not the firms it was shown. Brands are
made from characters that brands are made of; other names come from the pool of all annotated ones.
"""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from ingest.mentions.candidate import Candidate

_BARE = 0.55  # part of the firms that are written without a legal form, as newspapers do


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = yaml.safe_load((resources.files("ingest") / "tagger" / "augment.yaml").read_text("utf-8"))
    return rules


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
    return "".join(parts), [(_shifted(a, shifts), _shifted(b, shifts)) for a, b in sentences], moved


def _shifted(offset: int, shifts: Sequence[tuple[int, int]]) -> int:
    by = 0
    for start, shift in shifts:
        if start > offset:
            break
        by = shift
    return offset + by


def _another(cls: str, old: str, pool: Mapping[str, Sequence[str]], rng: random.Random) -> str:
    if cls not in _rules()["swapped"] or rng.random() < 0.15:
        return old
    if cls == "Enterprise" and rng.random() < 0.7:
        return _firm(rng)
    return rng.choice(pool[cls])


def _firm(rng: random.Random) -> str:
    brand = "".join(rng.choices(_rules()["characters"], k=rng.choice((2, 2, 2, 3, 4))))
    trade = rng.choice(_rules()["trades"])
    if rng.random() < _BARE:
        return brand + (trade if rng.random() < 0.5 else "")
    legal = rng.choice(_rules()["legal"]).format(place=rng.choice(_rules()["cities"]))
    place = rng.choice(_rules()["cities"]) if rng.random() < 0.6 and "（" not in legal else ""
    return f"{place}{brand}{trade}{legal}"
