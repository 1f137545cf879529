"""Words that stand for something named elsewhere: comes in a text, goes out where 小镇, 该项目, 我区… stand alone.

Which words those are, and what each may stand for, says rules/anaphors.yaml; the ends of the text's own names are such
words too (汽车城 where 某地汽车城 is named).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest import rules
from ingest.mentions.knowledge import names
from ingest.mentions.occurrences import occurrences
from ingest.model import Entity, Mention

BREAKS = "，。；：、（！？\n"
_POINTING = "该本此我全这"
_POINTED = re.compile(r"(?:该|此|本|这[家个座条栋处所项片]|全(?=[城港谷镇湾岛街群]))(?=([一-鿿]{1,4}))")
_PARTIAL = ("资本", "成本", "基本", "根本", "日本", "样本", "自我", "安全", "健全", "完全")  # 资本市场 is not 本市
_AFTER_REACH = 4  # characters before a word in which one of `after` may stand
_TAILED = ("Platform", "Institution", "Project")
_AREA = frozenset("城港谷园区镇湾岛街")  # a platform's name that ends so may be called by its last two words or so
_SHORT = frozenset("城港谷园区镇湾岛街楼厦社馆线站行院所校会厂塔库群局委")  # 该城, 该社
_PARTS = re.compile(r"[期程座栋]$|项目$|核心区$|拓展区$|^大学$")  # ends that do not tell which one is meant
_LONGER = tuple("块域级化部员长委局办划之")  # what makes a longer word of such an end
_PLANT = frozenset({"工厂", "电站", "车间", "装置", "产线", "厂房"})


@dataclass(frozen=True, slots=True)
class Anaphor:
    """One kind of stand-in; the fields are those of anaphors.yaml."""

    classes: frozenset[str]
    heads: tuple[str, ...]
    mean: str
    then: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    opens: bool = False
    skips: int = 0

    def fits(self, entity: Entity) -> bool:
        """Tell whether `entity` may be meant."""
        if entity.cls not in self.classes or entity.name.endswith(self.unlike):
            return False
        return not self.heads or any(n.endswith(self.heads) for n in (entity.name, *entity.aliases))


Found = tuple[int, int, Sequence[Anaphor]]


def stand_ins(clean: str, entities: Sequence[Entity], mentions: Sequence[Mention]) -> Iterator[Found]:
    """Find every stand-in that is part of no name and no longer word: start, end and kinds, in order."""
    taken = bytearray(len(clean) + 1)
    for m in mentions:
        if entities[m.entity].cls != "Event":  # its name is a sentence about others
            taken[m.start : m.end] = b"\x01" * (m.end - m.start)
    found = sorted([*_listed(clean), *_tails(clean, entities)], key=lambda f: (f[0], -f[1]))
    free = 0
    for start, end, kinds in found:
        if start < free or taken[start] or taken[end - 1]:
            continue
        yield start, end, kinds
        free = end


def _listed(clean: str) -> Iterator[Found]:
    """The words of anaphors.yaml where they stand alone."""
    firsts, pattern, kinds, after = _anaphors()
    for first in firsts.finditer(clean):
        match = pattern.match(clean, first.start())
        if match is None:
            continue
        start, end = match.span()
        fitting = [k for k in kinds[match.group()] if _stands_alone(clean, start, end, k, after)]
        if fitting:
            yield start + fitting[0].skips, end, fitting


def _tails(clean: str, entities: Sequence[Entity]) -> Iterator[Found]:
    """Ends of the text's names: alone at the start of a clause (汽车城…), or pointed at (该汽车城, 这座城)."""
    bare: dict[str, set[str]] = defaultdict(set)
    pointed: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for tail in _ends(entity):
            if len(tail) > 1 or tail in _SHORT:
                pointed[tail].add(entity.cls)
            if len(tail) > 1 and not _PARTS.search(tail) and _names_its_kind(entity, tail):
                bare[tail].add(entity.cls)
    for match in _POINTED.finditer(clean):
        found = next((match[1][:n] for n in (4, 3, 2, 1) if match[1][:n] in pointed), None)
        if found is not None:
            yield match.start(), match.end() + len(found), [Anaphor(frozenset(pointed[found]), (found,), "nearest")]
    after = _anaphors()[3]
    for start, tail in occurrences(clean, bare):
        kind = Anaphor(frozenset(bare[tail]), (tail,), "subject", never=_LONGER, opens=True)
        if _stands_alone(clean, start, start + len(tail), kind, after):
            yield start, start + len(tail), [kind]


def _ends(entity: Entity) -> Iterator[str]:
    """The last one to four characters of a name, if its class is called by them."""
    if entity.cls in _TAILED:
        for name in (entity.name, *entity.aliases):
            for length in range(1, min(5, len(name) - 1)):
                yield name[-length:]


def _names_its_kind(entity: Entity, tail: str) -> bool:
    is_area = entity.cls == "Platform" and tail[-1] in _AREA
    return is_area or tail in names().classes or tail in _PLANT


def _stands_alone(clean: str, start: int, end: int, kind: Anaphor, after: tuple[str, ...]) -> bool:
    """Tell whether the word is no part of a longer one, as 小镇 in 特色小镇 or 项目 in 项目部."""
    if (kind.then and not clean.startswith(kind.then, end)) or clean.startswith(kind.never, end):
        return False
    before = clean[start - 1 : start]
    if kind.skips or (clean[start] in _POINTING and not clean.endswith(_PARTIAL, 0, start + 1)):
        return clean[end : end + 1] != "域"
    if not before.isalnum() and before not in "、”":
        return True
    return not kind.opens and clean.endswith(after, max(0, start - _AFTER_REACH), start)


@cache
def _anaphors() -> tuple[re.Pattern[str], re.Pattern[str], Mapping[str, tuple[Anaphor, ...]], tuple[str, ...]]:
    raw = rules.load("anaphors.yaml")
    kinds: dict[str, list[Anaphor]] = {}
    for entry in raw["anaphors"]:
        anaphor = Anaphor(
            frozenset(entry["classes"]),
            tuple(entry.get("heads", ())),
            entry.get("mean", "subject"),
            tuple(entry.get("then", ())),
            tuple(entry.get("never", ())),
            tuple(entry.get("unlike", ())),
            entry.get("opens", False),
            entry.get("skips", 0),
        )
        for word in entry["words"]:
            kinds.setdefault(word, []).append(anaphor)
    words = sorted(kinds, key=len, reverse=True)
    return (
        re.compile(f"[{''.join(sorted({w[0] for w in words}))}]"),
        re.compile("|".join(map(re.escape, words))),
        {w: tuple(k) for w, k in kinds.items()},
        tuple(raw["after"]),
    )
