"""Short names of titled events: comes in a text and where its titles end, go out what they are called for short.

A fair is named whole once, …博览会（以下简称“某博会”）, and is 某博会 from there on.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from ingest.mentions.occurrences import occurrences as mentioned

_SHORTEST, _LONGEST = 2, 12  # characters of a short name
_DEFINED = re.compile(
    r"[”’』」》]?[（(](?:以下|下文)?(?:简称|下称|又称|也称|俗称)(?:为)?[“‘「『]?"
    rf"([^“”‘’「」『』（）()，。；：\n]{{{_SHORTEST},{_LONGEST}}})[”’」』]?[）)]"
)
_BEFORE = re.compile(r"(?:本届|本次|今年)?的?")
_OTHER = ("去年", "上届", "前年", "往年", "往届", "历届", "明年", "下届")  # before the name of another year's


def defined(clean: str, end: int) -> str | None:
    """The short name that stands in brackets behind a title ending at `end`; None where there is none."""
    match = _DEFINED.match(clean, end)
    return match[1] if match else None


def meant(clean: str, start: int, end: int, known: Mapping[str, int]) -> int | None:
    """The event that clean[start:end] names by a short name or a part of one, alone or behind 本届."""
    for length in range(_LONGEST, _SHORTEST - 1, -1):
        event = known.get(clean[end - length : end]) if length <= end else None
        if event is not None and (start >= end - length or _BEFORE.fullmatch(clean, start, end - length)):
            return event
    return None


def occurrences(clean: str, known: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Every place of the short names that is not another year's, in order: start, end (exclusive) and the name."""
    free = 0
    for start, short in mentioned(clean, known):
        if start >= free and not clean.endswith(_OTHER, 0, start):
            free = start + len(short)
            yield start, free, short
