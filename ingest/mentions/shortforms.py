"""How names are shortened: comes in a name as written, go out the ways to say it, and whether one may mean another.

`WAYS` holds them, the surest first; `keys` and `lookups` say where a long name is kept and a short one looked up, so
that a document with thousands of names is read in time that grows with their number. Words: rules/shortforms.yaml.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ingest import lexicon
from ingest.mentions.knowledge import names
from ingest.mentions.shortening import shortening

# Classes of which a short name may mean a longer one.
MERGED = (
    "Enterprise", "Platform", "Institution", "Project", "Agency", "Place", "Parcel", "Industry", "Policy",
    "Talent", "Person",
)  # fmt: skip
_FOLD = re.compile(r"[\s·“”（）()\-—《》、]")
_LOOSE = re.compile(r"[\s·“”《》]")  # of a plot's number the marks stay that part its figures
_ASIDE = re.compile(r"（[^）]*）")
_INNER = re.compile(r"(?<=（)[^）集]*(?=）)")
_KIND = 4  # characters of an ending that says no more than of what kind a thing is (开发区, 高新园区)
_TOWN = "小镇"  # 某园小镇 is that park, 某园孵化器 a part of it
_VALLEY = "谷港"  # and a park by the name of one is that valley too: 某谷产业园, but not 某谷大厦


@dataclass(frozen=True, slots=True)
class Form:
    """A way to say a name: what is said, the places left out, and the legal ending (a place's level, 项目) left out."""

    text: str
    place: str
    legal: str


def fold(written: str) -> str:
    """A name without spaces and marks."""
    return _FOLD.sub("", written)


@lru_cache(maxsize=8192)
def forms(cls: str, written: str) -> tuple[Form, ...]:
    """A name with and without the places before it, its bracket and, of a firm, its legal ending."""
    found: dict[Form, None] = {}
    scope = shortening().scope
    aside = "".join(_ASIDE.findall(written)).strip("（）")
    for name, where in {written: "", _ASIDE.sub("", written): aside}.items():
        for bare, legal in _bare(cls, name):
            for cut in cuts(cls, bare):
                if len(bare) - cut > 1:
                    place = scope.sub("", bare[:cut]) + (where or "".join(_INNER.findall(legal)))
                    found[Form(bare[cut:], place, legal)] = None
            if cls == "Enterprise" and not legal and (branch := _placed_behind(bare)):
                found[Form(bare.removesuffix(branch), branch, "")] = None
    return tuple(found)


def is_legal(name: str) -> bool:
    """Whether a name of a firm has its legal ending."""
    return bool(shortening().legal.search(name))


def is_zone(name: str) -> bool:
    """Whether a platform is a zone that other parks may lie in: 某新区, 某经济开发区."""
    return bool(shortening().zone.search(name))


def largest(places: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of names of places those of the highest level: 某市 rather than 某区 or 某镇."""
    ranks = shortening().ranks
    ranked = [(next((i for i, levels in enumerate(ranks) if k[1][-1] in levels), len(ranks)), k) for k in places]
    highest = min((rank for rank, _ in ranked), default=0)
    return [k for rank, k in ranked if rank == highest]


def _bare(cls: str, name: str) -> Iterator[tuple[str, str]]:
    """A name folded, without its ending; and the ending."""
    how = shortening()
    legal = how.legal.search(name) if cls == "Enterprise" else how.level.search(name) if cls == "Place" else None
    bare = (_LOOSE if cls == "Parcel" else _FOLD).sub("", name[: legal.start()] if legal else name)
    for usual, short in how.usual.get(cls, ()):
        bare = bare.replace(usual, short)
    for one, other in how.same.items() if cls == "Platform" else ():
        if bare.endswith(one):
            yield bare.removesuffix(one) + other, ""
    if cls == "Place" and (peoples := how.peoples.search(bare)):
        yield bare[: peoples.start()], legal.group() if legal else ""
    tail = next((t for t in how.tails.get(cls, ()) if bare.endswith(t) and len(bare) > len(t) + 1), "")
    yield bare.removesuffix(tail), legal.group() if legal else tail if cls == "Project" else ""
    if legal and cls == "Place":
        yield bare + legal.group(), ""
    elif legal and "控股" in legal.group():
        yield bare + "控股", legal.group()


def _placed_behind(name: str) -> str:
    """The place that a firm's short name ends with, if it is more: 某川德州 is the one with （德州） in its name."""
    return next((name[-n:] for n in (4, 3, 2) if len(name) - n > 1 and name[-n:] in lexicon.places()), "")


def cuts(cls: str, name: str) -> list[int]:
    """Where a name can begin: at its start, and behind each place, country or parent body before it."""
    how = shortening()
    starts = [0]
    at = 0
    while at < len(name) - 2 and cls not in ("Industry", "Parcel", "Policy"):
        length = next((n for n in (5, 4, 3, 2) if name[at : at + n] in lexicon.places()), 0)
        further = (cls == "Institution" and how.parent.match(name[at:])) or (not length and how.region.match(name, at))
        length = len(further.group()) if further else length
        if not length or at + length > len(name) - 2:
            break
        at += length
        if cls in ("Agency", "Institution") and how.level.search(name[:at]):
            starts.append(at - 1)  # 某区文旅局 is 区文旅局
        rest = name[at:]
        if rest not in ("政府", "管委会") and (rest not in endings() or len(rest) > _KIND):  # 综合保税区 is 综保区
            starts.append(at)
    return starts


def keys(cls: str, form: Form) -> Iterator[tuple[str, str]]:
    """Where a long name is kept."""
    text = form.text
    yield "whole", text
    yield "contracted", text[0] if cls == "Enterprise" else text[0] + text[-1]
    if cls == "Platform":
        yield from (("spread", text[at] + text[-2:]) for at in range(1, len(text) - 3))
    if text.endswith("大学"):
        yield "abbreviated", text[0]
    if cls == "Institution" and (left := next((x for e, x in shortening().bodies.items() if text.endswith(e)), "")):
        yield "contracted", text[0] + left
    for at in range(1, len(text) - 1):
        yield "head", text[: at + 1]
        yield "tail", text[at:]
        yield "inside", text[at : at + 2]


def lookup(cls: str, way: str, form: Form) -> str:
    """Where the names that a short one may mean are kept."""
    text = form.text
    if way == "contracted":
        return text[0] if cls == "Enterprise" else text[0] + text[-1]
    return {"inside": text[:2], "abbreviated": text[0], "spread": text[0] + text[-2:]}.get(way, text)


def agree(short: Form, long: Form) -> bool:
    """Whether neither says of itself what the other denies: another place, or that it is a group."""
    one, other = (shortening().outer.sub("", form.place) for form in (short, long))
    near = one in other or other in one
    return near and ("集团" not in short.legal or "集团" in long.legal)


def _is_same(cls: str, short: Form, long: Form) -> bool:
    return not (cls == "Place" and short.legal and long.legal and short.legal != long.legal)


def _is_end(cls: str, short: Form, long: Form) -> bool:
    """管委会, 科创港: what a longer name ends with, if it has no place of its own."""
    if cls == "Parcel":
        before = long.text[-len(short.text) - 1]
        return bool(re.search(r"[A-Z\d]", short.text)) and not (short.text[0].isdigit() and before.isdigit())
    if cls in ("Place", "Industry") or short.place:
        return False
    return len(short.text) > 2 or bool(short.legal) or cls not in ("Enterprise", "Policy")


def _is_brand(cls: str, short: Form, long: Form) -> bool:
    """华栾 of 华栾制药: what a longer name begins with, if that is neither a branch nor a part: no place follows.

    Of a project only with 项目 behind it (云栈项目 of 云栈减速器项目), of a policy if the rest only says its kind.
    A platform may be called as the place that it lies in; what was read as one is no place then.
    """
    how = shortening()
    rest = long.text[len(short.text) :]
    if (cls != "Platform" and short.text in lexicon.places()) or how.branch.search(long.text + long.legal):
        return False
    if cls == "Enterprise":
        return not any(rest[:n] in lexicon.places() for n in (2, 3, 4))
    if cls == "Platform":
        whole = rest == _TOWN or (short.text[-1] in _VALLEY and how.park.search(rest))
        return bool(whole) or not how.parted.search(short.text)
    if cls == "Project":
        return bool(short.legal)
    if cls == "Policy":
        return bool(how.plan.search(rest))
    return cls == "Institution" and rest in endings() and not how.parted.search(short.text)


def _is_contracted(cls: str, short: Form, long: Form) -> bool:
    """综保区 for 综合保税区, 交大 for 交通大学: the characters follow each other; 某园二期 is another thing.

    A branch or a fund only where the short name says that it is one: 建行某分行 for 建设银行某分行.
    """
    how = shortening()
    one, other = short.text, long.text
    if not _may_shorten(cls, one, other):
        return False
    if cls == "Institution" and any(one[-1] == left and other.endswith(ending) for ending, left in how.bodies.items()):
        return _follows(one, other)
    least = 2 if cls == "Enterprise" and short.legal else 3  # 开空集团
    if len(one) < least or other.startswith(one) or how.full.search(one):
        return False
    if cls == "Enterprise":
        branch = how.branch.search(other)
        return _follows(one, other) and (not branch or one.endswith(branch.group()))
    if cls == "Project":
        ends = 1 if len(one) > _KIND else 2
        return one[:2] == other[:2] and one[-ends:] == other[-ends:] and _follows(one, other)
    if one.endswith("开发区") and "高新" in other and "高新" not in one:  # 某开发区 is the 经济技术开发区
        return False
    return one[-1] == other[-1] and _follows(one, other) and not (cls == "Institution" and _is_other(one, other))


def _is_inside(cls: str, short: Form, long: Form) -> bool:
    """直播园 for 湾东直播产业园: a contraction that leaves out what no list knows for a place.

    Of a firm two characters are enough before 公司 and 集团: 智谷公司 for 某某智谷开发公司.
    """
    one, other = short.text, long.text
    how = shortening()
    least = 2 if short.legal in ("公司", "集团") and cls == "Enterprise" else 3
    if len(one) < least or not _may_shorten(cls, one, other) or short.place or how.full.search(one):
        return False
    if cls in ("Enterprise", "Project") and one in other:
        return not how.branch.search(other)
    ends = {"Platform": 1, "Project": 2, "Enterprise": 2}.get(cls, 0)
    return bool(ends) and one[-ends:] == other[-ends:] and _follows(one, other[other.find(one[:2], 1) :])


def _is_spread(cls: str, short: Form, long: Form) -> bool:
    """通航小镇 for 河口通用航空小镇: a contraction of what is left without a place that no list knows."""
    one, other = short.text, long.text
    if cls != "Platform" or len(one) < 4 or one in other or short.place or not _may_shorten(cls, one, other):
        return False
    return any(_follows(one, other[at:]) for at in range(1, 4) if other[at] == one[0])


def _is_abbreviated(cls: str, short: Form, long: Form) -> bool:
    """哈工程 for 哈尔滨工程大学: of a university any two to four characters in their order."""
    one, other = short.text, long.text
    return cls == "Institution" and len(one) <= 4 and one not in other[1:] and _follows(one, other.removesuffix("大学"))


WAYS: Mapping[str, Callable[[str, Form, Form], bool]] = {
    "whole": _is_same,
    "tail": _is_end,
    "head": _is_brand,
    "contracted": _is_contracted,
    "inside": _is_inside,
    "spread": _is_spread,
    "abbreviated": _is_abbreviated,
}


def endings() -> Mapping[str, tuple[str, bool]]:
    """Endings such as 新区 and 产业园: by themselves they are no names."""
    return names().classes


def _may_shorten(cls: str, one: str, other: str) -> bool:
    return 2 <= len(one) < len(other) and cls not in ("Place", "Industry", "Parcel", "Policy")


def _is_other(one: str, other: str) -> bool:
    """Whether a word is put into a name, which makes it another's: 某地大学, 某地工商大学."""
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    put_in = other[same : len(other) - len(one) + same]
    is_full = len(one) - same > 2 and one[same:] not in endings() and put_in not in names().generic
    return is_full and other.endswith(one[same:])


def _follows(short: str, long: str) -> bool:
    """Whether the characters of `short` follow each other in `long`, the first at its start."""
    if short[0] != long[:1]:
        return False
    at = iter(long)
    return all(c in at for c in short)
