"""From names to entities: comes in where names stand, goes out which of them mean the same thing.

A short form means the longer name that it is part of: 以下简称, or one of the ways of `shortforms`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

from ingest.mentions import shortforms
from ingest.mentions.candidate import Candidate
from ingest.mentions.occurrences import occurrences
from ingest.mentions.shortforms import Form, fold
from ingest.model import Entity, Mention

_BRACKET = re.compile(
    r"(?:（(?:[^）（]{0,8})?|，)(?:简称|下称|又称|即|原名)(?:为)?：?“?([^”），。]{2,16})”?[），]"
    r"|（([A-Z][A-Za-z .]{3,30})）"
)
_CALLED = re.compile(  # between two names of one thing: 某谷全称某产业集聚区
    r"[，（]?(?:全称|即|又称|又名|亦称|也称|别称|别名|俗称|简称|下称|英文名|注册名|曾用名|现更名|更名|改称|改名)[为是叫作]{0,2}[：“]?"
)
_NEARLY = 0.6  # a name of at least this part of the longest is full as well
_MERGED = ("Enterprise", "Platform", "Institution", "Project", "Agency", "Place", "Parcel", "Industry", "Policy")
_STAND_IN = (
    3  # characters of an ending that stands for a name (科技城, 开发区); a longer one is a name where it is said to be
)
_CROWD = 64  # a short form that this many names could be meant by means none

Key = tuple[str, str]


def cluster(clean: str, chosen: Sequence[Candidate]) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Entities in the order of their first mention, and the mentions of them, short forms in brackets among them."""
    by_name: dict[Key, list[Candidate]] = defaultdict(list)
    for candidate in [*chosen, *_bracketed(clean, chosen)]:
        by_name[candidate.cls, fold(clean[candidate.start : candidate.end])].append(candidate)
    explicit = _explicit(clean, chosen)
    families = _Families(by_name)
    written_as = {key: clean[found[0].start : found[0].end] for key, found in by_name.items()}
    for key in sorted(by_name, key=lambda k: (_core(k[0], written_as[k]), len(k[1])), reverse=True):
        written = written_as[key]
        target = explicit.get(key)
        if target not in by_name and key[0] in _MERGED:
            target = families.longer(key, written)
        if target in by_name:
            families.join(key, target)
        if key[0] in _MERGED:
            families.learn(key, written)
    groups: dict[Key, list[Candidate]] = defaultdict(list)
    for key, found in by_name.items():
        groups[families.root(key)] += found
    return _entities(clean, groups.values())


def _core(cls: str, written: str) -> int:
    """How long a name is without the places before it."""
    return min((len(form.text) for form in shortforms.forms(cls, written)), default=0) if cls == "Platform" else 0


def _entities(clean: str, groups: Iterable[list[Candidate]]) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    entities: list[Entity] = []
    mentions: list[Mention] = []
    for group in sorted(groups, key=lambda g: min(c.start for c in g)):
        written = Counter(clean[c.start : c.end].replace(" ", "") for c in group)
        name = _fullest(group[0].cls, written)
        mentions += [Mention(c.start, c.end, len(entities)) for c in group]
        entities.append(Entity(group[0].cls, name, tuple(n for n in written if n != name)))
    mentions.sort(key=lambda m: (m.start, -m.end))
    return tuple(entities), tuple(mentions)


def _fullest(cls: str, written: Mapping[str, int]) -> str:
    """The fullest official name: the longest; of a platform the commonest that is not much shorter than that.

    What stands before a platform's name mostly says where it is (拱墅区的…) and is no part of it.
    """
    longest = max(written, key=len)
    if cls != "Platform":
        return longest
    bare = longest[shortforms.cuts(cls, longest)[-1] :]
    if bare in written:
        longest = bare
    near = [n for n in written if len(n) >= _NEARLY * len(longest) and len(n) <= len(longest)]
    return max(near, key=lambda n: (written[n], len(n)))


def _bracketed(clean: str, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Every place where a short form stands that the text itself introduces: X（以下简称“Y”）."""
    taken = {(c.start, c.end) for c in chosen}
    ends = {c.end: c for c in chosen}
    introduced: dict[str, Candidate] = {}
    for match in _BRACKET.finditer(clean):
        full, short = ends.get(match.start()), match[1] or match[2]
        if full is not None and (len(short) > _STAND_IN or short not in shortforms.endings()):
            introduced.setdefault(short, full)
    covered = _covered(clean, chosen)
    found: list[Candidate] = []
    for start, short in occurrences(clean, introduced):
        end = start + len(short)
        if (start, end) not in taken and covered[start] < end:
            found.append(Candidate(start, end, introduced[short].cls, introduced[short].score))
    return found


def _covered(clean: str, chosen: Sequence[Candidate]) -> list[int]:
    """For every character how far the candidates reach that begin there or before (0: none has begun)."""
    reach = [0] * len(clean)
    for candidate in chosen:
        reach[candidate.start] = max(reach[candidate.start], candidate.end)
    return list(accumulate(reach, max))


def _explicit(clean: str, chosen: Sequence[Candidate]) -> dict[Key, Key]:
    ends = {c.end: c for c in chosen}
    pairs: dict[Key, Key] = {}
    for match in _BRACKET.finditer(clean):
        full = ends.get(match.start())
        if full is not None:
            long = (full.cls, fold(clean[full.start : full.end]))
            pairs[full.cls, fold(match[1] or match[2])] = long
    for one, other in pairwise(chosen):
        if one.cls == other.cls in _MERGED and _CALLED.fullmatch(clean, one.end, other.start):
            keys = sorted(((c.cls, fold(clean[c.start : c.end])) for c in (one, other)), key=lambda k: len(k[1]))
            if keys[0] != keys[1]:
                pairs.setdefault(*keys)
    return pairs


class _Families:
    """Which names mean the same; names are learnt longest first, and found again by what they begin and end with."""

    def __init__(self, places: Mapping[Key, Sequence[Candidate]]) -> None:
        self._places = places
        self._parent: dict[Key, Key] = {}
        self._known: dict[tuple[str, str, str], dict[tuple[Key, Form], None]] = defaultdict(dict)

    def root(self, key: Key) -> Key:
        """The name that stands for all that mean the same as `key`."""
        while (above := self._parent.get(key, key)) != key:
            key = above
        return key

    def join(self, short: Key, long: Key) -> None:
        """Take both for the same."""
        one, other = self.root(short), self.root(long)
        if one != other:
            self._parent[one] = other

    def learn(self, key: Key, written: str) -> None:
        """Take in a name, to be found by its short forms."""
        cls = key[0]
        for form in shortforms.forms(cls, written):
            for way, kept in shortforms.keys(cls, form):
                self._known[cls, way, kept][key, form] = None

    def longer(self, key: Key, written: str) -> Key | None:
        """The name learnt before that `key` is a short form of, or None; the surest way of shortening decides."""
        cls = key[0]
        for way, holds in shortforms.WAYS.items():
            fitting: dict[Key, None] = {}
            for form in shortforms.forms(cls, written):
                near = self._known.get((cls, way, shortforms.lookup(cls, way, form)), {})
                if len(near) <= _CROWD:
                    fitting |= {k: None for k, f in near if shortforms.agree(form, f) and holds(cls, form, f)}
            roots = {self.root(k) for k in fitting}
            if len(roots) == 1:
                return next(iter(fitting))
            if roots:
                return self._meant(key, way, fitting)
        return None

    def _meant(self, key: Key, way: str, fitting: Iterable[Key]) -> Key | None:
        """Of several names that `key` may be short for: 管委会 is the last one named before, a brand the only one.

        A brand rather means the firm that is named in full than a branch or a product of it.
        """
        if way == "head" and key[0] == "Enterprise":
            full = {self.root(k): k for k in fitting if shortforms.is_legal(k[1])}
            if len(full) == 1:
                return next(iter(full.values()))
        first = min(c.start for c in self._places[key])
        said = {k: [c.start for c in self._places[k] if c.start < first] for k in fitting}
        before = [k for k in said if said[k]]
        if way == "tail":
            return max(before, key=lambda k: max(said[k]), default=None)
        if way == "whole" or (way == "head" and key[0] == "Enterprise"):
            return before[0] if len(before) == 1 else None
        return None
