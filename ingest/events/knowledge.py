"""What ingest/rules/events.yaml says, compiled once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest import rules


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The words of events.yaml as patterns; `kinds` are those that the network sees, in the order of their numbers.

    `leading`, `giving`, `noun` and `issuing` stand at the end of what is searched; `given` is `giving` anywhere.
    """

    title: re.Pattern[str]
    occasion: re.Pattern[str]
    action: re.Pattern[str]
    empty: re.Pattern[str]
    agreement: re.Pattern[str]
    denied: re.Pattern[str]
    leading: re.Pattern[str]
    giving: re.Pattern[str]
    given: re.Pattern[str]
    noun: re.Pattern[str]
    issuing: re.Pattern[str]
    organizes: re.Pattern[str]
    participates: re.Pattern[str]

    @property
    def kinds(self) -> Sequence[re.Pattern[str]]:
        """The patterns, those that matter most last."""
        return (self.participates, self.organizes, self.agreement, self.denied, self.action, self.title)


@cache
def knowledge() -> Knowledge:
    """The compiled rules."""
    raw: dict[str, Any] = rules.load("events.yaml")
    return Knowledge(
        _any(raw["titles"]),
        re.compile(f"(?:{_any(raw['occasions']).pattern})[”’』」》]?$"),
        _any(raw["actions"]),
        _any(raw["empty"]),
        _any(raw["agreements"]),
        _any(raw["not"]),
        _ending(raw["leading"]),
        _ending(raw["giving"]),
        _any(raw["giving"]),
        _ending(raw["nouns"]),
        _ending(raw["issuing"]),
        _any(raw["roles"]["organizes"]),
        _any(raw["roles"]["participates"]),
    )


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rules.any_of(words))


def _ending(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{_any(words).pattern})$")
