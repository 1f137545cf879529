"""What ingest/rules/names.yaml and titles.yaml say, compiled once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ingest import rules


@dataclass(frozen=True, slots=True)
class Names:
    """How names are built: `suffix` finds name endings; `classes` tells the class of an ending and if it is weak.

    `complete` finds names that need nothing before them; `whole` tells their class. `rank` finds at its start a name
    that begins with how high a thing ranks, `collective` what several parks are called together.
    """

    suffix: re.Pattern[str]
    classes: Mapping[str, tuple[str, bool]]
    complete: re.Pattern[str]
    whole: Mapping[str, str]
    stops: frozenset[str]
    ambiguous: frozenset[str]
    generic: frozenset[str]
    trim: tuple[str, ...]
    rank: re.Pattern[str]
    collective: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles of persons: `pattern` finds one or several in a row; `official` are Person's, the rest Talent's.

    `not_given` are characters that no given name has, `behind` words that a name before a title may follow.
    """

    pattern: re.Pattern[str]
    official: frozenset[str]
    not_given: frozenset[str]
    behind: frozenset[str]


@cache
def names() -> Names:
    """The rules of names.yaml."""
    raw = rules.load("names.yaml")
    classes: dict[str, tuple[str, bool]] = {}
    for weak, group in ((False, raw["suffixes"]), (True, raw["weak"])):
        for cls, suffixes in group.items():
            for suffix in suffixes:
                classes.setdefault(suffix, (cls, weak))
    whole = {name: cls for cls, group in raw["complete"].items() for name in group}
    return Names(
        re.compile(rules.any_of(classes)),
        classes,
        re.compile(rules.any_of(whole)),
        whole,
        frozenset(raw["stops"]),
        frozenset(raw["ambiguous"]),
        frozenset(raw["generic"]),
        tuple(sorted(raw["trim"], key=len, reverse=True)),
        re.compile(rf"(?:{rules.any_of(raw['levels'])})部?级|首批|第[一二三四五六七八九十\d]+批|全国|[A-Z\d]+级"),
        re.compile(rf"[二两三四五六七八九十\d]{{1,2}}大(?:{rules.any_of(raw['collective'])})?平台"),
    )


@cache
def titles() -> Titles:
    """The rules of titles.yaml."""
    raw = rules.load("titles.yaml")
    one = f"(?:{rules.any_of({*raw['official'], *raw['talent']})})"
    return Titles(
        re.compile(rf"{one}(?:[、兼及，]{{0,2}}(?:党委|党组|总工会)?{one}){{0,3}}"),
        frozenset(raw["official"]),
        frozenset(raw["not_given"]),
        frozenset(raw["behind"]),
    )
