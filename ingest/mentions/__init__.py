"""Mentions: comes in repaired text, go out the entities that it names and every place that names them.

Each finder proposes candidates; of those that overlap the surest stays; `aliases` tells which mean the same thing.
"""

from collections.abc import Iterable, Sequence

from ingest.mentions import aliases, brands, coded, honours, industries, people, places, suffixed
from ingest.mentions.candidate import Candidate
from ingest.mentions.tokens import tokenize
from ingest.model import Entity, Mention, Section, Sentence, Text

_NESTABLE = frozenset({("Agency", "Platform")})


def find(
    text: Text, sections: Sequence[Section], sentences: Sequence[Sentence]
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The named entities of a document but events, and their mentions in the order of the text."""
    clean = text.clean
    tokens = tokenize(clean)
    found = [
        *coded.find(clean),
        *suffixed.find(clean, tokens),
        *places.find(clean, tokens),
        *people.find(clean, tokens),
        *honours.find(clean, tokens),
        *industries.find(clean, tokens),
    ]
    found += brands.find(clean, tokens, choose(found))
    return aliases.cluster(clean, choose(found))


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


def _inside(inner: Candidate, outer: Candidate) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner != outer
