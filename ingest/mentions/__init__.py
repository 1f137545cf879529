"""Mentions: comes in repaired text, go out the entities that it names and every place that names them.

The rules propose, the network decides; of names that overlap the surest stays; `aliases` tells which mean the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.mentions import (
    aliases,
    brands,
    coded,
    edges,
    honours,
    industries,
    nested,
    people,
    places,
    recurring,
    suffixed,
)
from ingest.mentions.candidate import Candidate
from ingest.mentions.tokens import Tokens
from ingest.model import Entity, Mention, Text

_RULED = frozenset({"Parcel"})  # of what the rules propose, what stands without the network: a code is a code
_SEEN = 0.45  # probability that a name needs at least; best on texts not taught
_NESTABLE = frozenset({("Agency", "Platform")})


def find(
    text: Text,
    tokens: Tokens,
    proposed: Sequence[Candidate],
    seen: Sequence[Candidate],
    judge: nested.Judge | None = None,
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The named entities of a document but events, and their mentions in the order of the text.

    `proposed` is what the rules take for names (`proposals`), `seen` what the network does; `judge` tells what firm's
    name a project's begins with (`nested.find`).
    """
    clean = text.clean
    sure = [edges.whole(clean, c) for c in seen if c.score >= _SEEN]
    chosen = agreed(clean, choose([*sure, *(c for c in proposed if c.cls in _RULED)]))
    chosen = edges.parted(text, edges.untitled(clean, chosen))
    chosen += recurring.find(clean, chosen)
    chosen += list(nested.find(clean, tokens, chosen, judge))
    return aliases.cluster(clean, list(places.apart(clean, sorted(set(chosen), key=lambda c: (c.start, -c.end)))))


def proposals(clean: str, tokens: Tokens) -> list[Candidate]:
    """What the rules take for names; candidates may overlap."""
    found = [
        *coded.find(clean, tokens),
        *suffixed.find(clean, tokens),
        *places.find(clean, tokens),
        *people.find(clean, tokens),
        *honours.find(clean, tokens),
        *industries.find(clean, tokens),
    ]
    return [*found, *brands.find(clean, tokens, choose(found))]


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of candidates that overlap the one with the highest score, the longest of equals; in the order of the text."""
    chosen: list[Candidate] = []
    ordered = sorted(candidates, key=lambda c: (-c.score, c.start - c.end, c.start))
    taken: dict[int, Candidate] = {}
    for candidate in ordered:
        over = {taken[i] for i in range(candidate.start, candidate.end) if i in taken}
        if over and not all((o.cls, candidate.cls) in _NESTABLE and _inside(candidate, o) for o in over):
            continue
        chosen.append(candidate)
        if not over:
            taken.update(dict.fromkeys(range(candidate.start, candidate.end), candidate))
    return sorted(chosen, key=lambda c: (c.start, -c.end))


def agreed(clean: str, chosen: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with one class for one name: the class that most of its places speak for."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for candidate in chosen:
        votes[clean[candidate.start : candidate.end]][candidate.cls] += candidate.score
    best = {name: max(classes, key=classes.__getitem__) for name, classes in votes.items()}
    return [replace(c, cls=best[clean[c.start : c.end]]) for c in chosen]


def _inside(inner: Candidate, outer: Candidate) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner != outer
