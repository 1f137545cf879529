"""What ingest/rules/events.yaml says, compiled once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can happen to things of the classes `of`.

    `place` and `honour` say what may follow the verb; `object` that the thing itself may (成立某学会, 印发某办法).
    """

    verbs: tuple[str, ...]
    of: frozenset[str]
    place: bool
    honour: bool
    object: bool


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The rules of events.yaml; patterns are tried at a place of the clean text."""

    title: re.Pattern[str]
    title_stop: re.Pattern[str]
    generic: frozenset[str]
    action: re.Pattern[str]
    actions: Mapping[str, tuple[Action, ...]]
    between: re.Pattern[str]
    behind_date: re.Pattern[str]
    denied: re.Pattern[str]
    signing: re.Pattern[str]
    agreement: re.Pattern[str]
    topics: frozenset[str]
    heading_ends: tuple[str, ...]
    organizes: re.Pattern[str]
    participates: re.Pattern[str]


@cache
def knowledge() -> Knowledge:
    """The compiled rules."""
    raw: dict[str, Any] = yaml.safe_load((resources.files("ingest") / "rules" / "events.yaml").read_text("utf-8"))
    actions: dict[str, tuple[Action, ...]] = {}
    for entry in raw["actions"]:
        action = Action(
            tuple(entry["verbs"]),
            frozenset(entry["of"]),
            entry.get("place", False),
            entry.get("honour", False),
            entry.get("object", False),
        )
        for verb in entry["verbs"]:
            actions[verb] = (*actions.get(verb, ()), action)
    return Knowledge(
        title=re.compile(f"(?:{_any(raw['titles'])})(?!厅|中心|馆|址|者|名额|现场|场|期间)"),
        title_stop=re.compile(_any(raw["title_stops"])),
        generic=frozenset(raw["title_generic"]),
        action=re.compile(_any(list(actions))),
        actions=actions,
        between=re.compile(f"(?:{_any(raw['between'])}|{raw['approved']}|{raw['where']}){{0,3}}"),
        behind_date=re.compile(f"，?(?:{_any(raw['between'])}|{raw['approved']}){{0,3}}"),
        denied=re.compile(_any(raw["not"])),
        signing=re.compile(_any(raw["signing"])),
        agreement=re.compile(_any(raw["agreements"])),
        topics=frozenset(raw["topics"]),
        heading_ends=tuple(raw["heading_ends"]),
        organizes=re.compile(_any(raw["roles"]["organizes"])),
        participates=re.compile(_any(raw["roles"]["participates"])),
    )


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
