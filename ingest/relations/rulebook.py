"""The rules of the relations: comes in rules/relations/*.yaml, goes out every rule compiled, once per process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import ontology
from ingest import rules as files
from ingest.relations.pattern import Pattern, PatternError, compile_pattern

_WORDS = "relations/words.yaml"


class RuleError(ValueError):
    """A rule file that cannot be used; the message names the file and the rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which the language states a relation.

    places: where the patterns are looked for: in sentences ("text"), in what brackets hold ("aside") or inside a
        name ("name"; then `whole` is "s" or "o", the one whose name it is).
    fallback: holds only for a subject of which no other rule says the same relation.
    ends: what names of its subjects and objects end with.
    under: words of which the heading, or the lead of the list, above the sentence has to have one.
    unless: words that do not follow what is implied.
    planned: whether a plan is a fact too.
    examples, counterexamples: sentences in which the rule has to read the relation, or must not; see test_rules.py.
    """

    name: str
    relation: str
    patterns: tuple[Pattern, ...]
    confidence: float
    places: frozenset[str]
    whole: str | None = None
    fallback: bool = False
    ends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    under: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    planned: bool = True
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowRule:
    """A relation between two columns of a table: the words that may head the subject's and the object's column.

    `otherwise`: where the object's cell is empty or has no column, what the table stands under is meant.
    """

    name: str
    relation: str
    classes: Mapping[str, frozenset[str]]
    columns: Mapping[str, tuple[str, ...]]
    confidence: float
    otherwise: bool = False
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """A relation between what a heading names and what the nearest heading above it names."""

    name: str
    relation: str
    classes: Mapping[str, frozenset[str]]
    confidence: float
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, and the words that the engine itself asks for (`negation`, `plan`, …)."""

    rules: tuple[Rule, ...]
    rows: tuple[RowRule, ...]
    headings: tuple[HeadingRule, ...]
    words: Mapping[str, tuple[str, ...]]


@cache
def rulebook() -> Rulebook:
    """Read every rule in rules/relations/.

    Raises:
        RuleError: a file has an unknown relation, class or pattern.

    """
    words = {name: tuple(listed) for name, listed in files.load(_WORDS).items()}
    titles = files.load("titles.yaml")
    words["title"] = tuple(dict.fromkeys([*words["title"], *titles["official"], *titles["talent"]]))
    rules: list[Rule] = []
    rows: list[RowRule] = []
    headings: list[HeadingRule] = []
    for file in files.inside("relations"):
        for entry in files.load(file) if file != _WORDS else ():
            try:
                if "columns" in entry:
                    rows.append(_row_rule(entry))
                elif entry.get("place") == "heading":
                    headings.append(_heading_rule(entry))
                else:
                    rules.append(_rule(entry, words))
            except (PatternError, KeyError, TypeError) as error:
                raise RuleError(f"{file}, rule {entry.get('rule')}: {error}") from error
    return Rulebook(tuple(rules), tuple(rows), tuple(headings), words)


@cache
def fitting_rules(place: str, present: frozenset[str]) -> tuple[tuple[Rule, Pattern], ...]:
    """Give the rules for such a place, with their patterns, whose slots these classes can fill."""
    return tuple(
        (rule, pattern)
        for rule in rulebook().rules
        if place in rule.places
        for pattern in rule.patterns
        if all(present & need for need in pattern.needs)
    )


def _rule(entry: Mapping[str, Any], words: Mapping[str, tuple[str, ...]]) -> Rule:
    classes, whole = _classes(entry), entry.get("whole")
    lead = f"{{{whole}?}}" if whole else ""  # a name's inside has no slot for the name itself
    sources = [entry["pattern"]] if isinstance(entry["pattern"], str) else entry["pattern"]
    place = entry.get("place", "text")
    return Rule(
        entry["rule"],
        entry["relation"],
        tuple(compile_pattern(lead + source, classes["s"], classes["o"], words) for source in sources),
        float(entry["confidence"]),
        frozenset([place] if isinstance(place, str) else place),
        whole,
        entry.get("fallback", False),
        {role: _listed(given, words) for role, given in entry.get("ends", {}).items()},
        tuple(entry.get("under", ())),
        _listed(entry.get("unless", ()), words),
        entry.get("planned", True),
        tuple(entry.get("examples", ())),
        tuple(entry.get("not", ())),
    )


def _row_rule(entry: Mapping[str, Any]) -> RowRule:
    columns = {role: tuple(entry["columns"][role]) for role in ("s", "o")}
    confidence, examples = float(entry["confidence"]), tuple(entry.get("examples", ()))
    otherwise = entry.get("otherwise", False)
    return RowRule(entry["rule"], entry["relation"], _classes(entry), columns, confidence, otherwise, examples)


def _heading_rule(entry: Mapping[str, Any]) -> HeadingRule:
    confidence, examples = float(entry["confidence"]), tuple(entry.get("examples", ()))
    return HeadingRule(entry["rule"], entry["relation"], _classes(entry), confidence, examples)


def _classes(entry: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Give what may be subject and object: what the ontology allows, or the part of it that the rule names."""
    known = ontology.relations()[entry["relation"]]
    given = entry.get("classes", {})
    return {"s": frozenset(given.get("s", known.domain)), "o": frozenset(given.get("o", known.range))}


def _listed(given: str | Sequence[str], words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Give a list that is written out, or that is named as one of words.yaml."""
    return words[given] if isinstance(given, str) else tuple(given)
