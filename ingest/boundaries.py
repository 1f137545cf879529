"""Boundaries: comes in a reading, goes out what each area ends at in which direction. Rules: boundaries.yaml."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import ontology
from ingest import rules
from ingest.model import Boundary, Reading

_SURE = 0.85
_GAP = 2  # characters between two sides of one edge: a comma, a blank


@dataclass(frozen=True, slots=True)
class _Rules:
    side: re.Pattern[str]
    directions: Mapping[str, str]
    ends: tuple[str, ...]
    classes: frozenset[str]
    at_least: int


def find(reading: Reading) -> Iterator[Boundary]:
    """The boundaries that a document draws, in the order of the text; `start`/`end` count in the repaired text."""
    rules = _rules()
    for number, sentence in enumerate(reading.sentences):
        sides = list(rules.side.finditer(reading.text.clean, sentence.start, sentence.end))
        for run in _runs(sides):
            if len({side["direction"] for side in run}) < rules.at_least:
                continue
            owner = _owner(reading, number, run[0].start(), rules.classes)
            for side in run if owner is not None else ():
                by = side["by"]
                for end in rules.ends:
                    by = by.removesuffix(end)
                if by and owner is not None:
                    yield Boundary(owner, rules.directions[side["direction"]], by, side.start(), side.end(), _SURE)


def _runs(sides: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for side in sides:
        if run and side.start() - run[-1].end() > _GAP:
            yield run
            run = []
        run.append(side)
    if run:
        yield run


def _owner(reading: Reading, sentence: int, at: int, classes: frozenset[str]) -> int | None:
    """The area named last before a place of its sentence, else what the sentence speaks about."""
    start = reading.sentences[sentence].start
    before = bisect_right(reading.mentions, at, key=lambda m: m.start)
    for mention in reversed(reading.mentions[:before]):
        if mention.start < start:
            break
        if reading.entities[mention.entity].cls in classes:
            return mention.entity
    topic = reading.topics[sentence]
    return topic if topic is not None and reading.entities[topic].cls in classes else None


@cache
def _rules() -> _Rules:
    raw: Any = rules.load("boundaries.yaml")
    (told,) = (t for t in ontology.tellings() if t.property == "direction")
    directions, links, sides = (rules.any_of(words) for words in (told.words, raw["links"], raw["sides"]))
    opening = rf"(?:{directions})(?:{sides})?(?:{links})"
    side = rf"(?P<direction>{directions})(?:{sides})?(?:{links})"
    name = rf"(?P<by>[^，、；。：！？\s]{{2,{int(raw['longest'])}}}?)(?=[，、；。：！？）)\s]|{opening}|$)"
    return _Rules(
        re.compile(side + name), told.words, tuple(raw["ends"]), frozenset(raw["classes"]), int(raw["at_least"])
    )
