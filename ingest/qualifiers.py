"""What a sentence says more of a relation: 主办 or 承办, 控股 or 合资, by whom an honour was given.

Comes in a reading and one of its relations, go out pairs of a property and its value. The words are the ontology's
(ct:saidBy) and those of qualifiers.yaml.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import ontology
from ingest import rules
from ingest.model import Mention, Reading, Relation

_APART = 20  # characters that a mark between the word and the subject counts for
_MARKS = re.compile("[，；。：]")
Qualifier = tuple[str, str | int]  # a property, and a kind's local name or an entity's index


def qualifiers(reading: Reading, relation: Relation) -> tuple[Qualifier, ...]:
    """The qualifiers of one relation, read within its own stretch."""
    first = bisect_left(reading.mentions, relation.start, key=lambda m: m.start)
    last = bisect_left(reading.mentions, relation.end, lo=first, key=lambda m: m.start)
    inside = [m for m in reading.mentions[first:last] if m.end <= relation.end]
    return (*_kinds(reading.text.clean, relation, inside), *_giver(reading, relation, inside))


def _kinds(clean: str, relation: Relation, inside: Sequence[Mention]) -> Iterator[Qualifier]:
    subjects = [m for m in inside if m.entity == relation.subject]
    for telling in ontology.tellings():
        if telling.qualifies != relation.predicate:
            continue
        found = [
            (_distance(clean, match, subjects, relation), -len(match.group()), telling.words[match.group()])
            for match in _pattern(telling.property).finditer(clean, relation.start, relation.end)
            if not any(m.start <= match.start() and match.end() <= m.end for m in inside)
        ]
        if found:
            yield telling.property, min(found)[2]


def _distance(clean: str, word: re.Match[str], subjects: Sequence[Mention], relation: Relation) -> int:
    """How far a word stands from the nearest place that names the subject; a mark between them counts more."""
    edges = [(m.start, m.end) for m in subjects] or [(relation.start, relation.start)]
    gaps = [(end, word.start()) if end <= word.start() else (word.end(), start) for start, end in edges]
    return min(b - a + _APART * len(_MARKS.findall(clean, a, b)) for a, b in gaps)


def _giver(reading: Reading, relation: Relation, inside: Sequence[Mention]) -> Iterator[Qualifier]:
    if relation.predicate != "holdsHonour":
        return
    classes, after = _giving()
    for mention in inside:
        cls = reading.entities[mention.entity].cls
        gives = cls in classes and after.match(reading.text.clean, mention.end)
        if gives and mention.entity not in (relation.subject, relation.object):
            yield "givenBy", mention.entity
            return


@cache
def _pattern(name: str) -> re.Pattern[str]:
    (telling,) = (t for t in ontology.tellings() if t.property == name)
    return re.compile(rules.any_of(telling.words))


@cache
def _giving() -> tuple[frozenset[str], re.Pattern[str]]:
    raw: Any = rules.load("qualifiers.yaml")["giver"]
    return frozenset(raw["classes"]), re.compile(rules.any_of(raw["after"]))
