"""Runs the rules over views: comes in a view, goes out every relation that a rule reads there."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from ingest.model import Reading, Relation
from ingest.relations.context import Context
from ingest.relations.pattern import Pattern
from ingest.relations.rulebook import Rule, fitting_rules, rulebook
from ingest.relations.views import CLAUSE_ENDS, SENTENCE_ENDS, View, classes_at, first_of, last_of

_PRODUCT_LIMIT = 2000  # more pairs than that out of one match are no statement any more
_PAIR_LIMIT = 12
_BEFORE, _AFTER = 6, 12  # characters around a rule's word in which a negation is its own
_PLANNED = 0.9
_DISTRIBUTING = ("分别", "依次")


@dataclass(frozen=True, slots=True)
class Found:
    """A relation and the rule that read it; a `fallback` holds where no other rule says the like of its subject."""

    relation: Relation
    rule: str
    fallback: bool = False


class Matcher:
    """All rules on one reading."""

    def __init__(self, reading: Reading, context: Context) -> None:
        words = rulebook().words
        self._reading = reading
        self._context = context
        self._negation, self._tentative, self._plan = (_any_of(words[w]) for w in ("negation", "tentative", "plan"))

    def match(self, view: View) -> Iterator[Found]:
        """Read every relation that the rules for such a view read in it."""
        place = "name" if view.whole else "aside" if view.aside else "text"
        present = frozenset().union(*(classes_at(view.text[i]) for i in view.places))
        for rule, pattern in fitting_rules(place, present):
            search = pattern.regex.search
            match = search(view.text)
            while match is not None:
                yield from self._read(rule, pattern, view, match)
                match = search(view.text, match.start() + 1)

    def _read(self, rule: Rule, pattern: Pattern, view: View, match: re.Match[str]) -> Iterator[Found]:
        if rule.under and not self._context.is_under(view.sentence, rule.under):
            return
        sureness = self._sureness(rule, view.text, match)
        if not sureness:
            return
        pairs, weight = self._pairs(rule, pattern, view, match)
        confidence = round(rule.confidence * sureness * weight, 3)
        span: tuple[int, int] | None = None
        for s, o in pairs:
            if s != o and self._is_called(s, rule.ends.get("s")) and self._is_called(o, rule.ends.get("o")):
                span = span or _evidence(view, match)
                yield Found(Relation(s, rule.relation, o, *span, confidence), rule.name, rule.fallback)

    def _pairs(
        self, rule: Rule, pattern: Pattern, view: View, match: re.Match[str]
    ) -> tuple[Iterable[tuple[int, int]], float]:
        """Give the subjects and objects of a match, and how sure what is implied is."""
        if pattern.pairs:
            members = self._members(view, match.start("s"), pattern.classes["s"])
            return combinations(members[:_PAIR_LIMIT], 2), 1.0
        weight = 1.0
        ends = {role: self._members(view, match.start(role), pattern.classes[role]) for role in pattern.named}
        if pattern.rest:
            ends[pattern.rest] = self._rest(view, match.end(), pattern.classes[pattern.rest])
        if pattern.implied:
            others = [e for named in ends.values() for e in named]
            ends[pattern.implied], weight = self._implied(rule, pattern, view, match, others)
        return _paired(ends, distributed=any(w in match.group() for w in _DISTRIBUTING)), weight

    def _is_called(self, entity: int, ends: tuple[str, ...] | None) -> bool:
        named = self._reading.entities[entity]
        return ends is None or any(n.endswith(ends) for n in (named.name, *named.aliases))

    def _members(self, view: View, place: int, classes: frozenset[str]) -> list[int]:
        entities = self._reading.entities
        return [m.entity for m in view.groups[place] if entities[m.entity].cls in classes]

    def _rest(self, view: View, at: int, classes: frozenset[str]) -> list[int]:
        end = first_of(SENTENCE_ENDS, view.text, at)
        behind = view.places[bisect_left(view.places, at) : bisect_left(view.places, end)]
        return [e for place in behind for e in self._members(view, place, classes)]

    def _implied(
        self, rule: Rule, pattern: Pattern, view: View, match: re.Match[str], others: Sequence[int]
    ) -> tuple[list[int], float]:
        classes = pattern.classes[pattern.implied or ""]
        if view.whole is not None:
            fits = self._reading.entities[view.whole.entity].cls in classes
            return ([view.whole.entity] if fits else []), 1.0
        if rule.under:
            listed = self._context.listed(view.sentence)
            return ([] if listed is None else [listed]), 1.0
        if pattern.manner == "^":
            return self._context.around(view.sentence, classes, others) or ([], 1.0)
        find = self._context.subject if pattern.manner == "!" else self._context.implied
        return find(view, match.start(), classes, others, rule.unless) or ([], 1.0)

    def _sureness(self, rule: Rule, text: str, match: re.Match[str]) -> float:
        """Give 0 where what the rule's word says is denied or left open, less than 1 where it is planned."""
        if "t" not in match.re.groupindex or match.start("t") < 0:
            return 1.0
        start, end = match.span("t")
        near = max(start - _BEFORE, last_of(CLAUSE_ENDS, text, start))
        if self._negation.search(text, near, start) or self._tentative.match(text, end, end + _AFTER):
            return 0.0
        if self._plan.search(text, near, start):
            return _PLANNED if rule.planned else 0.0
        return 1.0


def _paired(ends: Mapping[str, Sequence[int]], *, distributed: bool) -> Iterable[tuple[int, int]]:
    subjects, objects = ends["s"], ends["o"]
    if distributed and len(subjects) == len(objects):
        return zip(subjects, objects, strict=True)
    return product(subjects, objects) if len(subjects) * len(objects) <= _PRODUCT_LIMIT else ()


def _evidence(view: View, match: re.Match[str]) -> tuple[int, int]:
    """Give the clauses that the match lies in, as offsets of the clean text."""
    if view.whole is not None:
        return view.whole.start, view.whole.end
    start = last_of(CLAUSE_ENDS, view.text, match.start())
    last = first_of(CLAUSE_ENDS, view.text, match.end()) - 1
    final = view.groups.get(last)
    return view.offsets[start], max(m.end for m in final) if final else view.offsets[last] + 1


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))
