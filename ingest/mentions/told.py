"""Names that the text says are one thing's: comes in where names stand, go out pairs of places and further places.

以下简称 and the like in brackets, words between two names (全称), a bracket that holds nothing but a name, and words
before a name that are said of one named before (更名, 原名, 人叫它). Rules: rules/told.yaml.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise

from ingest import rules
from ingest.mentions import shortforms
from ingest.mentions.candidate import Candidate
from ingest.mentions.occurrences import occurrences
from ingest.mentions.shortforms import fold

_ASIDE = ("Enterprise", "Institution", "Talent", "Person")  # of a place or a park, what stands there is what it lies in
_STAND_IN = (
    3  # characters of an ending that stands for a name (科技城, 开发区); a longer one is a name where it is said to be
)
_BEFORE = 32  # characters before a name in which the word stands that tells
_APART = 90  # characters between two names of one thing at most
_CUT = re.compile(r"[。；\n]")
_WHEN = r"(?:(?:于|在)?(?:\d{4}年(?:\d+月)?(?:\d+日)?)?[^，。；：、“”（）\n]{0,6}?的)?[：“]?"

Key = tuple[str, str]


def key(clean: str, name: Candidate) -> Key:
    """The class of a name, and the name without spaces and marks."""
    return name.cls, fold(clean[name.start : name.end])


def introduced(clean: str, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Every place where a short form stands that the text itself introduces: X（以下简称“Y”）."""
    taken = {(c.start, c.end) for c in chosen}
    ends = {c.end: c for c in chosen}
    short_of: dict[str, Candidate] = {}
    for full, short in _short_forms(clean, ends):
        if len(short) > _STAND_IN or short not in shortforms.endings():
            short_of.setdefault(short, full)
    covered = _covered(clean, chosen)
    found: list[Candidate] = []
    for start, short in occurrences(clean, short_of):
        end = start + len(short)
        if (start, end) not in taken and covered[start] < end:
            found.append(Candidate(start, end, short_of[short].cls, short_of[short].score))
    return found


def same(clean: str, chosen: Sequence[Candidate]) -> dict[Key, Key]:
    """For names that the text says mean the same as another, that other; `chosen` are in the order of the text."""
    ends = {c.end: c for c in chosen}
    pairs: dict[Key, Key] = {}
    for full, introduced_as in _short_forms(clean, ends):
        pairs[full.cls, fold(introduced_as)] = key(clean, full)
    for one, other in _beside(clean, chosen):
        short, long = sorted((key(clean, one), key(clean, other)), key=lambda k: len(k[1]))
        if short != long:
            pairs.setdefault(short, long)
    return pairs


def _beside(clean: str, chosen: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Names of one class with nothing between them but the words that say so, or the second alone in a bracket."""
    between = _between()
    for one, other in pairwise(chosen):
        if one.cls != other.cls or one.cls not in shortforms.MERGED:
            continue
        if _is_aside(clean, one, other) or between.fullmatch(clean, one.end, other.start):
            yield one, other


def _is_aside(clean: str, one: Candidate, other: Candidate) -> bool:
    """Whether the second name is all that a bracket behind the first holds; of a park in quotation marks only."""
    before, behind = clean[one.end : other.start], clean[other.end : other.end + 2]
    if before == "（" and behind.startswith("）"):
        return one.cls in _ASIDE or (clean[other.start] == "“" and clean[other.end - 1] == "”")
    return before == "（“" and behind == "”）"


def renamed(clean: str, chosen: Sequence[Candidate]) -> Iterator[tuple[Key, Key]]:
    """Each name behind a word that tells (rules/told.yaml), with the last one of its class before."""
    last: dict[str, Candidate] = {}
    for name in chosen:
        word, other = _word(clean, name), last.get(name.cls)
        if word and other is not None and _reaches(clean, word, other, name):
            yield key(clean, name), key(clean, other)
        last[name.cls] = name


def _reaches(clean: str, word: str, one: Candidate, name: Candidate) -> bool:
    """Whether the word before `name` may be said of `one`: it is near, and a former name is told in its sentence."""
    near = 0 <= name.start - one.end <= _APART
    return near and (word != "former" or not _CUT.search(clean, one.end, name.start))


def _word(clean: str, name: Candidate) -> str | None:
    """Which words of rules/told.yaml stand before a name, if they hold of its class."""
    for sort, (classes, words) in _words().items():
        if name.cls in classes and words.search(clean, max(0, name.start - _BEFORE), name.start):
            return sort
    return None


@cache
def _words() -> Mapping[str, tuple[frozenset[str], re.Pattern[str]]]:
    raw = rules.load("told.yaml")
    links = rules.any_of([*raw["links"], *raw["before_links"]])
    return {
        sort: (frozenset(told["of"]), re.compile(f"(?:{rules.any_of(told['words'])})(?:{links}){{0,2}}{_WHEN}$"))
        for sort, told in raw["before"].items()
    }


@cache
def _bracket() -> re.Pattern[str]:
    """A short form behind a name: group 1 behind any word, 2 alone and foreign, 3 behind a word that holds of parks."""
    raw = rules.load("told.yaml")
    anywhere, within, parks = (rules.any_of(raw[key]) for key in ("bracketed", "in_brackets", "in_parks"))
    said = r"(?:为)?：?“?([^”），。]{2,16})”?"
    return re.compile(
        rf"(?:（(?:[^）（]{{0,8}})?(?:{anywhere}|{within})|，(?:{anywhere})){said}[），]"
        rf"|（([A-Z][A-Za-z .]{{3,30}})）|（(?:[^）（]{{0,8}})?(?:{parks}){said}[），]"
    )


def _short_forms(clean: str, ends: Mapping[int, Candidate]) -> Iterator[tuple[Candidate, str]]:
    """Each name with the short form that a bracket or a clause behind it introduces."""
    for match in _bracket().finditer(clean):
        full = ends.get(match.start())
        if full is not None and (not match[3] or full.cls == "Platform"):
            yield full, match[1] or match[2] or match[3]


def between(stretch: str) -> tuple[int, int] | None:
    """Where a stretch has the words that say that what stands before and behind them are names of one thing."""
    found = _between().search(stretch, 1)
    return found.span() if found else None


@cache
def _between() -> re.Pattern[str]:
    raw = rules.load("told.yaml")
    return re.compile(f"[，（]?(?:{rules.any_of(raw['between'])})(?:{rules.any_of(raw['links'])}){{0,2}}[：“]?")


def _covered(clean: str, chosen: Sequence[Candidate]) -> list[int]:
    """For every character how far the candidates reach that begin there or before (0: none has begun)."""
    reach = [0] * len(clean)
    for candidate in chosen:
        reach[candidate.start] = max(reach[candidate.start], candidate.end)
    return list(accumulate(reach, max))
