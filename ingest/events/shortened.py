"""Short names of titled events: comes in a text and where its titles end, go out what they are called for short.

A fair is named whole once, …博览会（以下简称“某博会”）, and is 某博会 from there on.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

_DEFINED = re.compile(
    r"[”’』」》]?[（(](?:以下|下文)?(?:简称|下称|又称|也称|俗称)(?:为)?[“‘「『]?([^“”‘’「」『』（）()，。；：\n]{2,12})[”’」』]?[）)]"
)
_BEFORE = re.compile(r"(?:本届|本次|今年)?的?")
_OTHER = ("去年", "上届", "前年", "往年", "往届", "历届", "明年", "下届")  # before the name of another year's


def defined(clean: str, end: int) -> str | None:
    """The short name that stands in brackets behind a title ending at `end`; None where there is none."""
    match = _DEFINED.match(clean, end)
    return match[1] if match else None


def meant(clean: str, start: int, end: int, known: Mapping[str, int]) -> int | None:
    """The event that clean[start:end] names by a short name or a part of one, alone or behind 本届."""
    for short, event in known.items():
        at = end - len(short)
        if clean.startswith(short, max(at, 0)) and (start >= at or _BEFORE.fullmatch(clean, start, at)):
            return event
    return None


def occurrences(clean: str, known: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Every place of the short names that is not another year's, in order: start, end (exclusive) and the name."""
    names = sorted(known, key=len, reverse=True)
    if names:
        for match in re.finditer("|".join(map(re.escape, names)), clean):
            if not clean.endswith(_OTHER, 0, match.start()):
                yield match.start(), match.end(), match.group()
