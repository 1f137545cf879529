"""Administrative areas: names of the division list and names that end like one. Rules: rules/divisions.yaml."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from ingest import lexicon, rules
from ingest.mentions.candidate import Candidate
from ingest.mentions.tokens import Tokens

_SHORTEST = 2  # characters of a place


@dataclass(frozen=True, slots=True)
class _Divisions:
    """What divisions.yaml says; `ending` finds where a name ends that is written with its level."""

    ending: re.Pattern[str]
    written: tuple[str, ...]
    complete: tuple[str, ...]
    former: tuple[str, ...]
    no_level: tuple[str, ...]
    unlisted: frozenset[str]
    common: frozenset[str]
    roads: frozenset[str]


def find(clean: str, tokens: Tokens) -> Iterator[Candidate]:
    """Places; several in a row (浙江省杭州市拱墅区) come out one by one."""
    known = lexicon.places()
    written = frozenset(tokens.words)
    for index, word in enumerate(tokens.words):
        at = tokens.starts[index]
        if len(word) >= 2 and word in known and _may_be(clean, tokens, index, known[word], written):
            end = at + len(word)
            longer = clean[at : end + 2]
            grown = next((w for w in (longer, longer[:-1]) if w != word and w in known), word)
            yield Candidate(at, at + len(grown), "Place", 0.5 if len(grown) == 2 else 0.6)
    for match in _divisions().ending.finditer(clean):
        for length in (4, 3, 2):
            start = match.start() - length
            if start >= 0 and clean[start : match.end()] in known:
                yield Candidate(start, match.end(), "Place", 0.6)
                break
        else:
            yield from _unlisted(clean, tokens, match)


def _may_be(clean: str, tokens: Tokens, index: int, level: str, written: frozenset[str]) -> bool:
    """Whether a word of the list is meant as a place here: short names of counties are words of many meanings."""
    divisions = _divisions()
    word = tokens.words[index]
    after = clean[tokens.starts[index] + len(word) : tokens.starts[index] + len(word) + 1]
    if after in divisions.roads:
        return False
    if len(word) > 2 and word.endswith(divisions.written):
        return True
    if level == "county":
        return any(word + end in written for end in divisions.former)
    return level in ("region", "province", "city") and tokens.tags[index] == "ns"


def roads() -> frozenset[str]:
    """What says behind the name of a place that something is not in it: 南京路 and 苏州河 are elsewhere."""
    return _divisions().roads


def _unlisted(clean: str, tokens: Tokens, match: re.Match[str]) -> Iterator[Candidate]:
    """A sub-district, community or village of two or three characters that no list holds."""
    divisions = _divisions()
    if match.group() not in divisions.unlisted:
        return
    for length in (2, 3):
        start = match.start() - length
        stretch = clean[start : match.start()]
        if start >= 0 and re.fullmatch(r"[一-鿿]+", stretch) and tokens.is_start(start):
            index = tokens.at(start)
            if tokens.tags[index][0] not in "vdpcurm" and stretch not in divisions.common:
                yield Candidate(start, match.end(), "Place", 0.5)
                return


def apart(clean: str, chosen: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates, with places that stand in a row (浙江省杭州市) as one each."""
    known = lexicon.places()
    for candidate in _grown(clean, chosen):
        at = candidate.start
        if candidate.cls == "Place" and clean[at : candidate.end] not in known:
            while at < candidate.end:
                length = next((n for n in range(min(11, candidate.end - at), 1, -1) if clean[at : at + n] in known), 0)
                if not length or candidate.end - at - length < _SHORTEST:
                    break
                yield replace(candidate, start=at, end=at + length)
                at += length
        yield replace(candidate, start=at)


def _grown(clean: str, chosen: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates, places with the level that is written behind them; a county may be a city by now (无为县)."""
    known = lexicon.places()
    divisions = _divisions()
    for candidate in chosen:
        name = clean[candidate.start : candidate.end]
        if candidate.cls == "Place" and name in known:
            further = clean[candidate.end : candidate.end + 2]
            level = next((w for w in (further, further[:1]) if name + w in known), "")
            if not level and not name.endswith(divisions.complete) and further[:1] in divisions.former:
                level = further[:1]
            if not clean.startswith(divisions.no_level, candidate.end + len(level)):
                candidate = replace(candidate, end=candidate.end + len(level))
        yield candidate


@cache
def _divisions() -> _Divisions:
    raw = rules.load("divisions.yaml")
    no_end = rules.any_of([*raw["no_level"], *raw["no_end"]])
    return _Divisions(
        ending=re.compile(f"(?:{rules.any_of(raw['written'])})(?!{no_end})"),
        written=tuple(raw["written"]),
        complete=tuple(raw["complete"]),
        former=tuple(raw["former"]),
        no_level=tuple(raw["no_level"]),
        unlisted=frozenset(raw["unlisted"]),
        common=frozenset(raw["common"]),
        roads=frozenset(raw["roads"]),
    )
