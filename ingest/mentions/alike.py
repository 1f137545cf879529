"""What two names have in common: comes in how two entities are called, go out features for `coreference`.

The names compared are those of the two that share most; places before them, legal endings and the rules' ways of
shortening (`shortforms`) count, but nothing is decided here.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import product

from ingest.mentions import shortforms
from ingest.mentions.shortening import shortening

TRIED = 4  # names of each, the longest ones
_WAYS_TRIED = 3
_SHARES = (0.0, 0.34, 0.5, 0.67, 0.99)
_PARTS = re.compile("[0-9一二三四五六七八九十东西南北中新老A-D]")  # 一期, 东区, B座: what says that it is another one
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
_LONG = 8

Names = tuple[str, ...]


def features(one: Names, other: Names) -> Iterator[str]:
    """What the names of two entities, folded and the longest first, have in common and what not.

    `one` is the entity named later: a short name behind a long one is another matter than a long one behind a short.
    """
    short, long, shared = _closest(one, other)
    order = "short later" if short in one else "long later"
    kind = _kind(short, long, shared)
    yield from (f"kind {kind}", f"kind {kind} {min(len(short), _LONG)}", f"kind {kind} {short[-1]}")
    yield from (order, f"kind {kind} {order}", f"shared {step(shared / len(short), _SHARES)}")
    yield from (f"ends {short[-1]}", f"ends {short[-1]} {long[-1]}", f"ends {short[-1]} {long[-1]} {order}")
    yield from (word for word, holds in _edges(short, long) if holds)
    yield f"head {short[:2] in long:d} tail {short[-2:] in long:d}"
    yield from _sorts(short, long, f"{kind} {order}")
    if kind == "prefix":
        yield f"rest {long[len(short)]} {order}"
    if kind == "suffix":
        yield f"longer by {min(len(long) - len(short), 6)} before"
    own = [c for c in short if c not in long]
    yield f"own {min(len(own), 5)}"
    if _PARTS.search("".join(own)):
        yield "part in short"
    if _PARTS.search("".join(c for c in long if c not in short)):
        yield "part in long"
    if _is_foreign(short) and _is_foreign(long):
        yield "both foreign"


def one_is_foreign(one: Names, other: Names) -> bool:
    """Whether of the two names that share most one is in Latin letters and the other is not."""
    short, long, _ = _closest(one, other)
    return _is_foreign(short) != _is_foreign(long)


def ways(cls: str, one: Names, other: Names) -> frozenset[str]:
    """How a name of the one may be short for a name of the other, as written and by form alone: whole, head, inside.

    `… elsewhere` where they are of different places.
    """
    found = set()
    for a, b in product(one[:_WAYS_TRIED], other[:_WAYS_TRIED]):
        short, long = sorted((a, b), key=len)
        for form, full in product(shortforms.forms(cls, short), shortforms.forms(cls, long)):
            way = _way(form.text, full.text)
            if way:
                found.add(way if shortforms.agree(form, full) else f"{way} elsewhere")
    return frozenset(found)


def legal(one: Names, other: Names) -> Iterator[str]:
    """Which of two firms are called by their legal names, and whether one is a branch."""
    yield f"legal {_has_legal(one):d}{_has_legal(other):d}"
    if any(shortening().branch.search(name) for name in (*one, *other)):
        yield "branch"


def step(value: float, edges: Collection[float]) -> str:
    """The first of the rising edges that is not below the value; + where all are."""
    return next((f"{edge:g}" for edge in edges if value <= edge), "+")


@lru_cache(maxsize=256)
def _closest(one: Names, other: Names) -> tuple[str, str, int]:
    """The shorter and the longer name of those that share most, and how many characters in order they share."""
    best, most = ("", "", 0), (-1.0, 0, 0)
    for a, b in product(one[:TRIED], other[:TRIED]):
        short, long = (a, b) if len(a) <= len(b) else (b, a)
        shared = _in_order(short, long)
        share = (shared / len(short), shared, len(long))
        if share > most:
            best, most = (short, long, shared), share
    return best


def _in_order(one: str, other: str) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for c in one:
        before = 0
        for j, d in enumerate(other):
            above = row[j + 1]
            row[j + 1] = before + 1 if c == d else max(above, row[j])
            before = above
    return row[-1]


def _kind(short: str, long: str, shared: int) -> str:
    if short == long:
        return "equal"
    if long.startswith(short):
        return "prefix"
    if long.endswith(short):
        return "suffix"
    if short in long:
        return "inside"
    if shared == len(short):
        return "contracted" if short[0] == long[0] else "contracted behind"
    return "partial" if shared > 1 else "none"


def _edges(short: str, long: str) -> Sequence[tuple[str, bool]]:
    return (
        ("same first", short[0] == long[0]),
        ("same last", short[-1] == long[-1]),
        ("same last two", short[-2:] == long[-2:]),
    )


def _sorts(short: str, long: str, how: str) -> Iterator[str]:
    """Whether both names say of what kind the thing is, and of the same; `how` the one is short for the other."""
    one, other = _ending(short), _ending(long)
    sorts = "same" if one == other else "two" if one and other else "one"
    sorts = sorts if one or other else "none"
    yield from (f"sorts {sorts}", f"sorts {sorts} {how}")
    if one:
        yield f"full {how}"
    if how.startswith("prefix") and long[len(short) :] in shortforms.endings():
        yield "rest only says the kind"


def _way(short: str, long: str) -> str:
    if len(short) > len(long):
        return ""
    if short == long:
        return "whole"
    if long.startswith(short):
        return "head"
    return "inside" if short in long else ""


@lru_cache(maxsize=8192)
def _ending(name: str) -> str:
    """The longest ending, of two characters or more, that says of what kind a thing is; none if that is all of it."""
    if name in shortforms.endings():
        return ""
    return next((name[at:] for at in range(1, len(name) - 1) if name[at:] in shortforms.endings()), "")


def _has_legal(names: Names) -> bool:
    return any(shortforms.is_legal(name) for name in names)


def _is_foreign(name: str) -> bool:
    return bool(_LATIN.search(name)) and not _CHINESE.search(name)
