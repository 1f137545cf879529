"""Persons: a family name and a given name beside a title. Titles: ingest/rules/titles.yaml."""

import re
from collections.abc import Iterator

from ingest import lexicon
from ingest.mentions.candidate import Candidate
from ingest.mentions.knowledge import titles
from ingest.mentions.tokens import Tokens

_HAN = re.compile(r"[一-鿿]")
_FOREIGN = re.compile(r"[一-鿿]{1,5}(?:·[一-鿿]{1,6}){1,2}")
_MARKS = frozenset("，。；：、（“ \n")  # what a name may follow


def find(clean: str, tokens: Tokens) -> Iterator[Candidate]:
    """Persons named after or before a title, and those listed with them."""
    rules = titles()
    for match in rules.pattern.finditer(clean):
        official = _is_official(match.group(), rules.official)
        cls = "Person" if official else "Talent"
        found = False
        for start, end in _after(clean, tokens, match.end()):
            found = True
            yield Candidate(start, end, cls, 0.75)
        if not found:
            before = _before(clean, tokens, match.start())
            if before:
                yield Candidate(*before, cls, 0.7)
    for match in _FOREIGN.finditer(clean):
        if tokens.words[tokens.at(match.start())] not in lexicon.places() and _foreign_context(clean, match):
            yield Candidate(match.start(), match.end(), "Talent", 0.6)


def _foreign_context(clean: str, match: re.Match[str]) -> bool:
    around = clean[max(0, match.start() - 12) : match.start()] + clean[match.end() : match.end() + 12]
    return titles().pattern.search(around) is not None


def _is_official(group: str, official: frozenset[str]) -> bool:
    parts = [p for p in re.split(r"[、兼及，]+", group) if p]
    return all(any(p.endswith(t) for t in official) for p in parts)


def _after(clean: str, tokens: Tokens, at: int) -> Iterator[tuple[int, int]]:
    """Names that follow a title: 局长 甲、乙出席."""
    while at < len(clean):
        if clean[at] in " ：":
            at += 1
        name = _name_at(clean, tokens, at)
        if name is None:
            return
        yield name
        at = name[1]
        if clean[at : at + 1] not in ("、", " "):
            return
        at += 1


def _name_at(clean: str, tokens: Tokens, at: int) -> tuple[int, int] | None:
    """A Chinese name that starts at `at`: its end is where a word begins that goes on in the sentence."""
    family = clean[at : at + 2] if clean[at : at + 2] in lexicon.surnames() else clean[at : at + 1]
    if family not in lexicon.surnames():
        return None
    not_given = titles().not_given
    first = tokens.at(at)
    if len(tokens.words[first]) > 3 or (tokens.starts[first] != at and len(tokens.words[first]) > 2):
        return None
    for length in (len(family) + 2, len(family) + 1):
        end = at + length
        stretch = clean[at:end]
        if len(stretch) < length or not all(_HAN.match(c) for c in stretch):
            continue
        if any(c in not_given for c in stretch[len(family) :]):
            continue
        last = tokens.at(end - 1)
        if tokens.starts[last] + len(tokens.words[last]) > end:
            continue
        if length > len(family) + 1 and _word_begins_inside(tokens, at + len(family), end):
            continue
        return at, end
    return None


def _word_begins_inside(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the last character of a name of three opens a word that runs past the name."""
    index = tokens.at(end - 1)
    return tokens.starts[index] == end - 1 and len(tokens.words[index]) > 1


def _before(clean: str, tokens: Tokens, end: int) -> tuple[int, int] | None:
    """A name that stands before a title: 甲博士, after a boundary."""
    for length in (3, 2, 4):
        start = end - length
        if start < 0:
            continue
        if start > 0 and clean[start - 1] not in _MARKS and clean[start - 1] not in titles().behind:
            continue
        name = _name_at(clean, tokens, start)
        if name == (start, end):
            return name
    return None
