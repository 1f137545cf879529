"""Mentions: comes in repaired text, go out the entities that it names and every place that names them.

Each finder proposes candidates; of those that overlap the surest stays; `aliases` tells which mean the same thing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.mentions import aliases, brands, coded, honours, industries, nested, people, places, recurring, suffixed
from ingest.mentions.candidate import Candidate
from ingest.mentions.knowledge import names
from ingest.mentions.tokens import Tokens
from ingest.model import Entity, Mention, Text

_RULED = frozenset({"Parcel", "Policy", "Person", "Talent", "Industry"})
_BOUNDED = frozenset({"Platform", "Enterprise", "Agency", "Institution"})
_INNER = frozenset("和与及同以") | {
    "企业",
    "公司",
    "国际",
    "合作",
    "组织",
    "主要",
    "重点",
    "全国",
    "全球",
    "世界",
    "国内",
    "海外",
    "发布",
    "旗下",
}
_SEEN = 0.55  # probability that a tagger's name needs at least; best by cross-validation over documents
_SHORTEST = 3  # characters that a name keeps at least
_NEAR = re.compile(r"[我本全该][省市区县镇州国]|[该其]")  # 我区十大平台 is named 十大平台
_NESTABLE = frozenset({("Agency", "Platform")})


def find(
    text: Text, tokens: Tokens, proposed: Sequence[Candidate], seen: Sequence[Candidate]
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The named entities of a document but events, and their mentions in the order of the text.

    `proposed` is what the rules take for names (`proposals`), `seen` what the network does.
    """
    clean = text.clean
    tagged = [bounded(clean, tokens, c) for c in seen if c.score >= _SEEN]
    chosen = agreed(clean, choose([*tagged, *(weighed(c) for c in proposed if _ruled(clean, c))]))
    chosen += recurring.find(clean, chosen)
    chosen += nested.find(clean, tokens, chosen)
    return aliases.cluster(clean, list(places.apart(clean, sorted(set(chosen), key=lambda c: (c.start, -c.end)))))


def _ruled(clean: str, candidate: Candidate) -> bool:
    """Whether the rules know the form as well as the tagger does."""
    firm = candidate.cls == "Enterprise" and clean[candidate.start : candidate.end].endswith("有限公司")
    return candidate.cls in _RULED or firm


def proposals(clean: str, tokens: Tokens) -> list[Candidate]:
    """What the rules take for names; candidates may overlap."""
    found = [
        *coded.find(clean, tokens),
        *suffixed.find(clean, tokens),
        *places.find(clean, tokens),
        *people.find(clean, tokens),
        *honours.find(clean, tokens),
        *industries.find(clean, tokens),
    ]
    return [*found, *brands.find(clean, tokens, choose(found))]


def bounded(clean: str, tokens: Tokens, candidate: Candidate) -> Candidate:
    """A tagger's span without the words at its left that no name holds (用市发改委 → 市发改委)."""
    rules = names()
    near = _NEAR.match(clean, candidate.start, candidate.end - _SHORTEST)
    start = near.end() if near else candidate.start
    first = tokens.at(start)
    last = tokens.at(candidate.end - 1)
    for index in range(first, last):
        word, at = tokens.words[index], tokens.starts[index]
        if at < candidate.start or word in rules.ambiguous or word not in rules.stops or word in _INNER:
            continue
        inside_quotes = clean.count("“", candidate.start, at) > clean.count("”", candidate.start, at)
        if (
            candidate.end - at - len(word) >= _SHORTEST
            and not inside_quotes
            and "（" not in clean[candidate.start : at]
        ):
            start = at + len(word)
    return replace(candidate, start=start) if candidate.cls in _BOUNDED else candidate


def weighed(candidate: Candidate) -> Candidate:
    """A rule's proposal beside the tagger's: it stays where the tagger saw nothing surer."""
    return replace(candidate, score=candidate.score * (0.3 if candidate.cls == "Industry" else 0.9))


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of candidates that overlap the one with the highest score, the longest of equals; in the order of the text."""
    chosen: list[Candidate] = []
    ordered = sorted(candidates, key=lambda c: (-c.score, c.start - c.end, c.start))
    taken: dict[int, Candidate] = {}
    for candidate in ordered:
        over = {taken[i] for i in range(candidate.start, candidate.end) if i in taken}
        if over and not all((o.cls, candidate.cls) in _NESTABLE and _inside(candidate, o) for o in over):
            continue
        chosen.append(candidate)
        if not over:
            taken.update(dict.fromkeys(range(candidate.start, candidate.end), candidate))
    return sorted(chosen, key=lambda c: (c.start, -c.end))


def agreed(clean: str, chosen: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with one class for one name: the class that most of its places speak for."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for candidate in chosen:
        votes[clean[candidate.start : candidate.end]][candidate.cls] += candidate.score
    best = {name: max(classes, key=classes.__getitem__) for name, classes in votes.items()}
    return [replace(c, cls=best[clean[c.start : c.end]]) for c in chosen]


def _inside(inner: Candidate, outer: Candidate) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner != outer
