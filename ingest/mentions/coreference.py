"""Which entities are one thing though no rule says so: come in a document's entities and mentions, go out pairs.

Every entity is compared with those of its class that the text names before it, if they are the last few near by or
share characters that few others have: what their names have in common (`alike`), how far apart and how often they
stand, what stands around the first place of the later one. How much each feature speaks for or against one thing is
learned from annotated texts (training.coreference) and kept in coreference.json: a log-linear model over pairs (Soon,
Ng and Lim 2001) of what rules have put together.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import islice
from math import exp, fsum

from ingest import rules
from ingest.mentions import alike, shortforms
from ingest.mentions.alike import step
from ingest.model import Entity, Mention

FILE = "coreference.json"
ALWAYS = ""  # the feature that every pair has
CLASSES = frozenset(shortforms.MERGED) - {"Place", "Industry"} | {"Honour"}
LEAST = 0.5  # probability from which on two are taken for one
_LAST = 3  # of the entities named last, as many are compared whatever they are called
_REACH = 120  # if they stand so near
_SHARED = 2  # characters that others share
_COMMON = 32  # and that are in the names of no more entities, so that lists of thousands are read in linear time
_LEFT = 12  # characters before a name that are looked at
_CLAUSE = 44  # and in which words are looked for that tell of a change of names
_NEAR = 90
_SMALL = 6
_LONGEST = 40  # characters of a name that are compared
_CROWD = 3
_GAPS = (-1, 0, 1, 2, 4, 8, 16, 32, 64, 120, 400)
_FOREIGN_GAPS = (0, 1, 2, 4, 8, 30)
_QUOTES = "“「『"

Pair = tuple[int, int]


def same(clean: str, entities: Sequence[Entity], mentions: Sequence[Mention]) -> list[Pair]:
    """Entities that are likely one thing: each with the likeliest of those named before it."""
    weights = _weights()
    best: dict[int, tuple[float, int]] = {}
    for (later, earlier), found in pairs(clean, entities, mentions):
        likely = likelihood(found, weights)
        if likely >= LEAST and (later not in best or likely > best[later][0]):
            best[later] = (likely, earlier)
    return [(later, earlier) for later, (_, earlier) in best.items()]


def likelihood(found: Iterable[str], weights: Mapping[str, float]) -> float:
    """The probability that a pair with these features is one thing."""
    return 1 / (1 + exp(-fsum(weights.get(one, 0.0) for one in found)))


def pairs(clean: str, entities: Sequence[Entity], mentions: Sequence[Mention]) -> Iterator[tuple[Pair, frozenset[str]]]:
    """Every pair that may be one thing, the one named later first, with its features."""
    times = Counter(mention.entity for mention in mentions)
    known: dict[str, _Known] = defaultdict(_Known)
    met: set[int] = set()
    for mention in mentions:
        entity = entities[mention.entity]
        if entity.cls not in CLASSES:
            continue
        of_class = known[entity.cls]
        if mention.entity not in met:
            met.add(mention.entity)
            one = _one(mention, entity, times[mention.entity])
            if one.names:
                yield from _compared(clean, one, of_class)
                of_class.add(one)
        of_class.seen(mention)


@dataclass(frozen=True, slots=True)
class _One:
    """An entity: class, its longest names as written and folded, what they are written with, first place, how often."""

    index: int
    cls: str
    written: alike.Names
    names: alike.Names
    characters: frozenset[str]
    start: int
    end: int
    times: int


def _one(first: Mention, entity: Entity, times: int) -> _One:
    written = sorted({entity.name[:_LONGEST], *(n[:_LONGEST] for n in entity.aliases)}, key=lambda n: (-len(n), n))
    folded = {shortforms.fold(name) for name in written} - {""}
    names = tuple(sorted(folded, key=lambda n: (-len(n), n)))
    characters = frozenset("".join(names))
    return _One(
        first.entity, entity.cls, tuple(written[: alike.TRIED]), names[: alike.TRIED], characters,
        first.start, first.end, times,
    )  # fmt: skip


@dataclass(slots=True)
class _Known:
    """What is known of the entities of one class so far: who has which character, where each was named last."""

    ones: dict[int, _One] = field(default_factory=dict)
    top: int | None = None  # the one named most
    by_character: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[int, int] = field(default_factory=dict)  # in the order in which they were named last

    def add(self, one: _One) -> None:
        """Take in an entity at its first place."""
        self.ones[one.index] = one
        if self.top is None or one.times > self.ones[self.top].times:
            self.top = one.index
        for character in one.characters:
            self.by_character[character].append(one.index)

    def seen(self, mention: Mention) -> None:
        """Take in a place of an entity."""
        if mention.entity in self.ones:
            self.ends.pop(mention.entity, None)
            self.ends[mention.entity] = mention.end

    def near(self, one: _One) -> Mapping[int, int]:
        """Those that one named for the first time is compared with, and which of the last they are (_LAST: none)."""
        latest = list(islice(reversed(self.ends), _LAST))
        ranks = {index: rank for rank, index in enumerate(latest)}
        shared: Counter[int] = Counter()
        for character in one.characters:
            others = self.by_character.get(character, ())
            if len(others) <= _COMMON:
                shared.update(others)
        found = {i for i in latest if one.start - self.ends[i] <= _REACH}
        found |= {i for i, n in shared.items() if n >= _SHARED}
        return {index: ranks.get(index, _LAST) for index in sorted(found)}


def _compared(clean: str, later: _One, known: _Known) -> Iterator[tuple[Pair, frozenset[str]]]:
    """The pairs of an entity with those known before its first place."""
    near = known.near(later)
    ways = {
        index: alike.ways(later.cls, later.written, known.ones[index].written)
        for index in near
        if len(later.characters & known.ones[index].characters) >= _SHARED
    }
    rivals = Counter(way for found in ways.values() for way in found)
    shortened = [index for index, found in ways.items() if found]
    words = _words_before(clean, later.start)
    for index, rank in near.items():
        earlier = known.ones[index]
        top = "top" if index == known.top else "other"
        gap = later.start - known.ends[index]
        found = {ALWAYS, top, f"rank {rank}", f"gap {step(gap, _GAPS)}"}
        found.update((f"class {later.cls}", f"class {later.cls} {rank}", f"class {later.cls} {top} {rank}"))
        found.add(f"times {step(earlier.times, (1, 2, 4, 8))} {step(later.times, (1, 2, 4))}")
        for told in alike.features(later.names, earlier.names):
            found.update((told, f"class {later.cls} {told}") if told.startswith("kind") else (told,))
        if later.cls == "Enterprise":
            found.update(alike.legal(later.written, earlier.written))
        mine = ways.get(index, frozenset())
        if len(shortened) > bool(mine):
            found.add("rival" if mine else "only rivals")
        for way in mine:
            crowd = f"way {way} of {min(rivals[way], _CROWD)}"
            found.update((f"way {way}", crowd, f"{crowd} {top} {rank}", f"{crowd} {later.cls}"))
            found.add(f"way {way} {'first' if index == shortened[0] else 'later'}")
        foreign = alike.one_is_foreign(later.names, earlier.names)
        if foreign:
            found.update(("foreign", f"foreign {rank}", f"foreign {top}"))
        if 0 <= gap <= _NEAR:
            found.update(_around(clean, later, gap, rank, foreign=foreign))
            found.update(f"word {word}{how}" for word in words for how in ("", f" {rank}", f" {top}"))
            found.update([f"told {rank}"] if words else ())
        yield (later.index, index), frozenset(found)


def _around(clean: str, later: _One, gap: int, rank: int, *, foreign: bool) -> Iterator[str]:
    """What stands around the first place of the later one and between it and the last place of the other."""
    left, right = clean[max(0, later.start - _LEFT) : later.start], clean[later.end : later.end + 1]
    between = clean[later.start - gap : later.start]
    if gap <= _SMALL:
        yield f"between {between}"
    if "。" in between or "\n" in between:
        yield "cut"
    yield from (f"behind {right}", f"behind {right} {left[-1:]}")
    if rank:
        yield f"left {left[-2:]} further"
        return
    if left[-1:] and left[-1:] in _QUOTES:
        yield "quoted"
    yield from (f"left {left[-1:]}", f"left {left[-2:]}")
    near = left[max(0, len(left) - min(gap, _LEFT - 2)) :]
    yield from (f"before {near[i : i + 2]}" for i in range(len(near) - 1))
    if foreign:
        yield from (f"foreign {left[-1:]}", f"foreign {left[-2:]}", f"foreign gap {step(gap, _FOREIGN_GAPS)}")


def _words_before(clean: str, start: int) -> list[str]:
    """The words that tell of a change of names in the sentence before a place."""
    before = clean[max(0, start - _CLAUSE) : start]
    before = before[max(before.rfind("。"), before.rfind("\n")) + 1 :]
    return [word for word in rules.load("told.yaml")["near"] if word in before]


@cache
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads((resources.files("ingest.mentions") / FILE).read_text("utf-8"))
    return weights
