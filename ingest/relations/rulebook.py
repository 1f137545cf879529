"""The rules of the relations: comes in rules/relations/*.yaml, goes out every rule compiled, once per process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

import ontology
from ingest.relations.pattern import Pattern, PatternError, compile_pattern

WORDS = "words.yaml"


class RuleError(ValueError):
    """A rule file that cannot be used; the message names the file and the rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which the language states a relation.

    `places` is where the pattern is looked for: in sentences ("text"), in what brackets hold ("aside") or inside a
    name ("name"; then `whole` is "s" or "o", the one whose name it is). A `fallback` holds for a subject of which
    no other rule says the same relation. `ends` says what names of its subjects and objects end with,
    `under` what the heading or lead of the list that the sentence is in has to speak of. Where a
    plan is no fact, `planned` is false. What is implied is not followed by a word of `unless`.
    """

    name: str
    relation: str
    pattern: Pattern
    confidence: float
    places: tuple[str, ...] = ("text",)
    whole: str | None = None
    fallback: bool = False
    ends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    under: tuple[str, ...] = ()
    planned: bool = True
    unless: tuple[str, ...] = ()
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


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """A relation between what a heading names and what the nearest heading above it names."""

    name: str
    relation: str
    classes: Mapping[str, frozenset[str]]
    confidence: float


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, and the words that the engine itself asks for (`negation`, `plan`, …)."""

    text: tuple[Rule, ...]
    aside: tuple[Rule, ...]
    name: tuple[Rule, ...]
    rows: tuple[RowRule, ...]
    headings: tuple[HeadingRule, ...]
    words: Mapping[str, tuple[str, ...]]


@cache
def rulebook() -> Rulebook:
    """Every rule in rules/relations/.

    Raises:
        RuleError: a file has an unknown relation, class or pattern.

    """
    folder = resources.files("ingest") / "rules" / "relations"
    words = {k: tuple(v) for k, v in _load(folder / WORDS).items()}
    titles = _load(resources.files("ingest") / "rules" / "titles.yaml")
    words["title"] = tuple(dict.fromkeys([*words["title"], *(w for group in titles.values() for w in group)]))
    patterns: list[Rule] = []
    rows: list[RowRule] = []
    headings: list[HeadingRule] = []
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name):
        if file.name == WORDS:
            continue
        for entry in _load(file):
            try:
                _add(entry, words, patterns, rows, headings)
            except (PatternError, KeyError, TypeError) as error:
                raise RuleError(f"{file.name}, rule {entry.get('rule')}: {error}") from error
    by_place = {p: tuple(r for r in patterns if p in r.places) for p in ("text", "aside", "name")}
    return Rulebook(by_place["text"], by_place["aside"], by_place["name"], tuple(rows), tuple(headings), words)


def _add(
    entry: Mapping[str, Any], words: Mapping[str, tuple[str, ...]], patterns: list[Rule], rows: list[RowRule],
    headings: list[HeadingRule],
) -> None:
    relation, name, confidence = entry["relation"], entry["rule"], float(entry["confidence"])
    known = ontology.relations()[relation]
    classes = {"s": known.domain, "o": known.range}
    for role in ("s", "o"):
        if role in entry.get("classes", {}):
            classes[role] = frozenset(entry["classes"][role])
    if "columns" in entry:
        columns = {role: tuple(entry["columns"][role]) for role in ("s", "o")}
        rows.append(RowRule(name, relation, classes, columns, confidence, entry.get("otherwise", False)))
        return
    places = (given,) if isinstance(given := entry.get("place", "text"), str) else tuple(given)
    if "heading" in places:
        headings.append(HeadingRule(name, relation, classes, confidence))
        return
    whole, fallback = entry.get("whole"), entry.get("fallback", False)
    ends = {role: _words(given, words) for role, given in entry.get("ends", {}).items()}
    under = tuple(entry.get("under", ()))
    for source in [entry["pattern"]] if isinstance(entry["pattern"], str) else entry["pattern"]:
        pattern = _compile(source, classes, whole, words)
        examples, against = tuple(entry.get("examples", ())), tuple(entry.get("not", ()))
        planned = entry.get("planned", True)
        unless = _words(entry.get("unless", []), words)
        patterns.append(Rule(name, relation, pattern, confidence, places, whole, fallback, ends, under, planned, unless, examples, against))


def _compile(
    source: str, classes: Mapping[str, frozenset[str]], whole: str | None, words: Mapping[str, tuple[str, ...]]
) -> Pattern:
    """Inside a name the pattern has no slot for the name itself: it is taken as implied."""
    if whole is None:
        return compile_pattern(source, classes["s"], classes["o"], words)
    return compile_pattern(f"{{{whole}?}}" + source, classes["s"], classes["o"], words)


def _words(given: str | list[str], words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A list written out, or the name of a list of words.yaml."""
    return words[given] if isinstance(given, str) else tuple(given)


def _load(file: Any) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))
