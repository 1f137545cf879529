"""From names to entities: comes in where names stand, goes out which of them mean the same thing.

A short form means the longer name that holds its characters: 以下简称, a name without its place or its legal
ending, or one whose characters follow each other in the longer name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from ingest import lexicon
from ingest.mentions.candidate import Candidate
from ingest.mentions.knowledge import names
from ingest.mentions.occurrences import occurrences
from ingest.model import Entity, Mention

_LEGAL = re.compile(
    r"(?:（[^）]*）)?(?:股份有限公司|有限责任公司|集团有限公司|控股有限公司|有限公司|控股集团|集团公司|集团|公司|股份|（集团）)+$"
)
_BRACKET = re.compile(
    r"（(?:(?:[^）（]{0,8})?(?:简称|下称|又称|即|原名)：?“?([^”）]{2,16})”?|([A-Z][A-Za-z .]{3,30}))）"
)
_FOLD = re.compile(r"[\s·“”（）()\-—《》、]")
_NEARLY = 0.6  # a name of at least this part of the longest is full as well
_MERGED = ("Enterprise", "Platform", "Institution", "Project", "Agency", "Place", "Parcel", "Industry")
_TAILS = {"Project": ("建设项目", "项目"), "Industry": ("产业",), "Parcel": ("地块", "宗地")}


def cluster(clean: str, chosen: Sequence[Candidate]) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Entities in the order of their first mention, and the mentions of them, short forms in brackets among them."""
    spans = [*chosen, *_bracketed(clean, chosen)]
    by_name: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in spans:
        by_name[candidate.cls, _FOLD.sub("", clean[candidate.start : candidate.end])].append(candidate)
    keys = list(by_name)
    parent = {k: k for k in keys}
    explicit = _explicit(clean, chosen)
    for cls in {k[0] for k in keys}:
        named = sorted((k for k in keys if k[0] == cls), key=lambda k: len(k[1]), reverse=True)
        blocks: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for short in named:
            target = explicit.get(short) or (_longer(short, blocks) if cls in _MERGED else None)
            if target is not None and target in parent and target != short:
                parent[short] = target
            for block in _blocks(short[1]):
                blocks[block].append(short)
    groups: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for key in keys:
        root = key
        while parent[root] != root:
            root = parent[root]
        groups[root] += by_name[key]
    return _entities(clean, groups.values())


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
    bare = _without_place(longest)
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
        full = ends.get(match.start())
        if full is not None and (match[1] or match[2]) not in _endings():
            introduced.setdefault(match[1] or match[2], full)
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


def _explicit(clean: str, chosen: Sequence[Candidate]) -> dict[tuple[str, str], tuple[str, str]]:
    ends = {c.end: c for c in chosen}
    pairs: dict[tuple[str, str], tuple[str, str]] = {}
    for match in _BRACKET.finditer(clean):
        full = ends.get(match.start())
        if full is not None and (match[1] or match[2]) not in _endings():
            long = (full.cls, _FOLD.sub("", clean[full.start : full.end]))
            pairs[full.cls, _FOLD.sub("", match[1] or match[2])] = long
    return pairs


def _blocks(name: str) -> set[str]:
    """Names that can mean the same share one of these: the first character, with or without a place; the last two."""
    return {name[:1], _without_place(name)[:1], f"…{name[-2:]}"}


def _longer(short: tuple[str, str], blocks: Mapping[str, Sequence[tuple[str, str]]]) -> tuple[str, str] | None:
    cls, name = short
    near = dict.fromkeys(k for block in _blocks(name) for k in blocks.get(block, ()))
    fitting = sorted((k for k in near if k[1] != name and _means(cls, name, k[1])), key=lambda k: -len(k[1]))
    if not all(_means(cls, fitting[-1][1], k[1]) for k in fitting[:-1]):  # several firms share the short name
        return None
    return fitting[-1] if fitting else None


def _means(cls: str, short: str, long: str) -> bool:
    """Whether `short` can be a short form of `long` (both folded)."""
    if len(short) < 2:
        return False
    for tail in _TAILS.get(cls, ()):
        if long == short + tail:
            return True
    if cls in ("Industry", "Parcel"):
        return cls == "Parcel" and long.endswith(short) and bool(re.search(r"[A-Z\d]", short))
    if cls == "Place":
        return long[:-1] == short and long[-1] in "省市区县镇乡"
    bare, own = _LEGAL.sub("", short), _LEGAL.sub("", long)
    if cls == "Enterprise":
        own_core = _without_place(own)
        return len(bare) >= 2 and (
            own == bare
            or own_core == bare
            or own_core.startswith(bare)
            or (len(bare) >= 3 and (own.startswith(bare) or _subsequence(bare, own_core)))
        )
    if len(short) < 3 or cls in ("Talent", "Person"):
        return False
    bare, own = _without_place(short), _without_place(long)
    return bare == own or (len(short) > 3 and long.endswith(short)) or (cls != "Project" and _contracted(bare, own))


def _contracted(short: str, long: str) -> bool:
    """综保区 for 综合保税区, 经开区 for 经济技术开发区: first and last character stay, the rest follow each other."""
    return 2 < len(short) < len(long) and short[-1] == long[-1] and _subsequence(short, long)


@lru_cache(maxsize=8192)
def _without_place(name: str) -> str:
    changed = True
    while changed:
        changed = False
        for length in (5, 4, 3, 2):
            if name[:length] in lexicon.places() and len(name) > length + 1 and name[length:] not in _endings():
                name = name[length:]
                changed = True
                break
    return name


def _endings() -> Mapping[str, tuple[str, bool]]:
    """Endings such as 新区 and 产业园: by themselves they are no names."""
    return names().classes


def _subsequence(short: str, long: str) -> bool:
    if short[0] != long[:1]:
        return False
    at = iter(long)
    return all(c in at for c in short)
