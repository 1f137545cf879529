"""What ingest/rules/names.yaml and titles.yaml say, compiled once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Names:
    """How names are built: `suffix` finds name endings; `classes` tells the class of an ending and if it is weak.

    `complete` finds names that need nothing before them; `whole` tells their class.
    """

    suffix: re.Pattern[str]
    classes: Mapping[str, tuple[str, bool]]
    complete: re.Pattern[str]
    whole: Mapping[str, str]
    stops: frozenset[str]
    ambiguous: frozenset[str]
    generic: frozenset[str]
    trim: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles of persons: `pattern` finds one or several in a row; `official` are Person's, the rest Talent's."""

    pattern: re.Pattern[str]
    official: frozenset[str]


def rules(name: str) -> Any:
    """The YAML file of that name under ingest/rules."""
    return yaml.safe_load((resources.files("ingest") / "rules" / name).read_text("utf-8"))


@cache
def names() -> Names:
    """The rules of names.yaml."""
    raw = rules("names.yaml")
    classes: dict[str, tuple[str, bool]] = {}
    for weak, group in ((False, raw["suffixes"]), (True, raw["weak"])):
        for cls, suffixes in group.items():
            for suffix in suffixes:
                classes.setdefault(suffix, (cls, weak))
    whole = {name: cls for cls, group in raw["complete"].items() for name in group}
    complete = "|".join(re.escape(s) for s in sorted(whole, key=len, reverse=True))
    pattern = "|".join(re.escape(s) for s in sorted(classes, key=len, reverse=True))
    return Names(
        re.compile(pattern),
        classes,
        re.compile(complete),
        whole,
        frozenset(raw["stops"]),
        frozenset(raw["ambiguous"]),
        frozenset(raw["generic"]),
        tuple(sorted(raw["trim"], key=len, reverse=True)),
    )


@cache
def titles() -> Titles:
    """The rules of titles.yaml."""
    raw = rules("titles.yaml")
    every = sorted({*raw["official"], *raw["talent"]}, key=len, reverse=True)
    one = "(?:" + "|".join(map(re.escape, every)) + ")"
    return Titles(
        re.compile(rf"{one}(?:[、兼及，]{{0,2}}(?:党委|党组|总工会)?{one}){{0,3}}"), frozenset(raw["official"])
    )
