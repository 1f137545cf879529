"""Runs the rules over views: comes in a view, goes out every relation that a rule reads there."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from ingest.model import Reading, Relation
from ingest.relations.context import Context
from ingest.relations.rulebook import Rule, Rulebook
from ingest.relations.views import View, classes_at

_PRODUCT_LIMIT = 400  # more pairs than that out of one match are no statement any more
_PAIR_LIMIT = 12
_BEFORE, _AFTER = 6, 12  # characters around a rule's word in which a negation is its own
_BREAKS = "，；。：！？\n"
_STOPS = "；。！？\n"
_PLANNED = 0.9


@dataclass(frozen=True, slots=True)
class Found:
    """A relation and the rule that read it; a `fallback` holds where no other rule says the like of its subject."""

    relation: Relation
    rule: str
    fallback: bool = False


class Matcher:
    """All rules on one reading."""

    def __init__(self, reading: Reading, book: Rulebook, context: Context) -> None:
        self._reading = reading
        self._context = context
        self._rules = {"text": book.text, "aside": book.aside, "name": book.name}
        self._candidates: dict[tuple[str, frozenset[str]], tuple[Rule, ...]] = {}
        self._negation, self._tentative, self._plan = (_any_of(book.words[w]) for w in ("negation", "tentative", "plan"))

    def match(self, view: View) -> Iterator[Found]:
        """Every relation that the rules for such a view read in it."""
        for rule in self._candidates_for(view):
            search = rule.pattern.regex.search
            match = search(view.text)
            while match is not None:
                yield from self._read(rule, view, match)
                match = search(view.text, match.start() + 1)

    def _candidates_for(self, view: View) -> tuple[Rule, ...]:
        """The rules whose slots can all be filled in the view."""
        place = "name" if view.whole else "aside" if view.aside else "text"
        present = frozenset().union(*(classes_at(view.text[i]) for i in view.groups))
        if (place, present) not in self._candidates:
            fitting = (r for r in self._rules[place] if all(present & need for need in r.pattern.needs))
            self._candidates[place, present] = tuple(fitting)
        return self._candidates[place, present]

    def _read(self, rule: Rule, view: View, match: re.Match[str]) -> Iterator[Found]:
        pattern = rule.pattern
        sureness = self._sureness(rule, view.text, match)
        if not sureness or rule.under and not self._context.is_under(view.sentence, rule.under):
            return
        ends = {r: self._members(view, match.start(r), pattern.classes[r]) for r in ("s", "o") if r in pattern.named}
        pairs: Iterable[tuple[int, int]]
        if pattern.pairs:
            pairs = combinations(self._members(view, match.start("s"), pattern.classes["s"])[:_PAIR_LIMIT], 2)
        else:
            if pattern.rest:
                ends[pattern.rest] = self._rest(view, match.end(), pattern.classes[pattern.rest])
            if pattern.implied:
                ends[pattern.implied], weight = self._implied(rule, view, match, ends)
                sureness *= weight
            pairs = _paired(ends["s"], ends["o"], distributed="分别" in match.group() or "依次" in match.group())
        start, end = self._evidence(view, match)
        for s, o in pairs:
            if s != o and self._is_called(s, rule.ends.get("s")) and self._is_called(o, rule.ends.get("o")):
                confidence = round(rule.confidence * sureness, 3)
                yield Found(Relation(s, rule.relation, o, start, end, confidence), rule.name, rule.fallback)

    def _is_called(self, entity: int, ends: tuple[str, ...] | None) -> bool:
        named = self._reading.entities[entity]
        return ends is None or any(n.endswith(ends) for n in (named.name, *named.aliases))

    def _members(self, view: View, place: int, classes: frozenset[str]) -> list[int]:
        entities = self._reading.entities
        return [m.entity for m in view.groups[place] if entities[m.entity].cls in classes]

    def _rest(self, view: View, at: int, classes: frozenset[str]) -> list[int]:
        stops = [i for i in (view.text.find(b, at) for b in _STOPS) if i >= 0]
        end = min(stops, default=len(view.text))
        return [e for place in view.groups if at <= place < end for e in self._members(view, place, classes)]

    def _implied(
        self, rule: Rule, view: View, match: re.Match[str], ends: Mapping[str, Sequence[int]]
    ) -> tuple[list[int], float]:
        role = rule.pattern.implied or ""
        classes = rule.pattern.classes[role]
        if view.whole is not None:
            fits = self._reading.entities[view.whole.entity].cls in classes
            return ([view.whole.entity] if fits else []), 1.0
        others = [e for named in ends.values() for e in named]
        if rule.under:
            listed = self._context.listed(view.sentence)
            return ([] if listed is None else [listed]), 1.0
        if rule.pattern.manner == "^":
            return self._context.around(view.sentence, classes, others) or ([], 1.0)
        find = self._context.subject if rule.pattern.manner == "!" else self._context.implied
        return find(view, match.start(), classes, others, rule.unless) or ([], 1.0)

    def _sureness(self, rule: Rule, text: str, match: re.Match[str]) -> float:
        """0 where what the rule's word says is denied or left open, less than 1 where it is planned."""
        if "t" not in match.re.groupindex or match.start("t") < 0:
            return 1.0
        start, end = match.span("t")
        before = text[max(0, start - _BEFORE) : start]
        before = before[max(before.rfind(b) for b in _BREAKS) + 1 :]
        if self._negation.search(before) or self._tentative.match(text, end, end + _AFTER):
            return 0.0
        planned = _PLANNED if rule.planned else 0.0
        return planned if self._plan.search(before) else 1.0

    def _evidence(self, view: View, match: re.Match[str]) -> tuple[int, int]:
        """The clauses that the match lies in, as offsets of the clean text."""
        if view.whole is not None:
            return view.whole.start, view.whole.end
        start = max(view.text.rfind(b, 0, match.start()) for b in _BREAKS) + 1
        ends = [i for i in (view.text.find(b, match.end()) for b in _BREAKS) if i >= 0]
        last = min(ends, default=len(view.text)) - 1
        final = view.groups.get(last)
        return view.offsets[start], max(m.end for m in final) if final else view.offsets[last] + 1


def _paired(subjects: Sequence[int], objects: Sequence[int], *, distributed: bool) -> Iterable[tuple[int, int]]:
    if distributed and len(subjects) == len(objects):
        return zip(subjects, objects, strict=True)
    return product(subjects, objects) if len(subjects) * len(objects) <= _PRODUCT_LIMIT else ()


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))
