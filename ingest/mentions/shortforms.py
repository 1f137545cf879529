"""How names are shortened: comes in a name as written, go out the ways to say it, and whether one may mean another.

`WAYS` holds them, the surest first; `keys` and `lookups` say where a long name is kept and a short one looked up, so
that a document with thousands of names is read in time that grows with their number.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ingest import lexicon
from ingest.mentions.knowledge import names

_LEGAL = re.compile(
    r"(?:（[^）]*）)?(?:股份有限公司|有限责任公司|集团有限公司|控股有限公司|有限公司|股份公司|株式会社|控股集团|集团公司|集团|公司"
    r"|股份|（集团）)+$"
)
_FOLD = re.compile(r"[\s·“”（）()\-—《》、]")
_LOOSE = re.compile(r"[\s·“”《》]")  # of a plot's number the marks stay that part its figures
_ASIDE = re.compile(r"（[^）]*）")
_INNER = re.compile(r"(?<=（)[^）集]*(?=）)")
_TAILS = {"Project": ("建设项目", "项目"), "Industry": ("产业",), "Parcel": ("号宗地", "号地块", "地块", "宗地", "号")}
_OFFICE = (
    ("人民政府", "政府"),
    ("管理委员会", "管委会"),
    ("中共", ""),
    ("工业和信息化", "工信"),
    ("办公室", "办"),
    ("委员会", "委"),
)
_USUAL = {"Agency": _OFFICE, "Institution": _OFFICE, "Platform": (("园区", "园"),)}
_BRANCH = re.compile(r"(?:分行|支行|分公司|分院|分所|分会|分中心|校区|[研开]发部|营业部|办事处|附属医院|基金)$")
_FULL = re.compile(r"(?:大学|科学院|[省市区县州旗镇][委府]|政府)$")  # no contraction of a longer name
_PARTED = re.compile(r"[园区港城谷镇厦楼座街期]$")  # what follows such a name is a part of it
_TOWN = "小镇"  # 某谷小镇 is that valley, 某谷产业园 a part of it
_PARENT = re.compile(r"^.{2,}?(?:科学院|中科院|大学|集团|公司)(?=.{3})")  # a body within another: 某大学某研究所
_SCOPE = re.compile("[全本我][省市区县州旗镇]")  # stands where a place could, and says none
_REGION = re.compile(
    f"(?:{_SCOPE.pattern}|[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川黔滇陕甘青蒙宁新][东西南北中]|[华东西][东西南北中]"
    "|中国|中科院|内蒙古|广西|宁夏|新疆|西藏|香港|澳门|台湾|美国|英国|法国|德国|俄罗斯|日本|韩国|朝鲜|蒙古国?|印度尼西亚|印度"
    "|印尼|新加坡|马来西亚|泰国|越南|菲律宾|柬埔寨|老挝|缅甸|巴基斯坦|哈萨克斯坦|以色列|阿联酋|沙特|土耳其|伊朗|埃及|南非"
    "|荷兰|比利时|卢森堡|瑞士|瑞典|挪威|丹麦|芬兰|冰岛|爱尔兰|奥地利|意大利|西班牙|葡萄牙|希腊|波兰|捷克|匈牙利|罗马尼亚"
    "|塞尔维亚|乌克兰|白俄罗斯|加拿大|墨西哥|巴西|阿根廷|智利|澳大利亚|澳洲|新西兰)"
)
_LEVELS = re.compile(r"(?<=.)[省市区县州旗](?=.|$)")
_LEVEL = re.compile(r"(?:街道|[省市区县州旗镇乡])$")


@dataclass(frozen=True, slots=True)
class Form:
    """A way to say a name: what is said, the places left out, and the legal ending (of a place the level) left out."""

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
    aside = "".join(_ASIDE.findall(written)).strip("（）")
    for name, where in {written: "", _ASIDE.sub("", written): aside}.items():
        for bare, legal in _bare(cls, name):
            for cut in cuts(cls, bare):
                if len(bare) - cut > 1:
                    found[
                        Form(bare[cut:], _SCOPE.sub("", bare[:cut]) + (where or "".join(_INNER.findall(legal))), legal)
                    ] = None
            if cls == "Enterprise" and not legal and (branch := _placed_behind(bare)):
                found[Form(bare.removesuffix(branch), branch, "")] = None
    return tuple(found)


def is_legal(name: str) -> bool:
    """Whether a name of a firm has its legal ending."""
    return bool(_LEGAL.search(name))


def _bare(cls: str, name: str) -> Iterator[tuple[str, str]]:
    """A name folded, without its ending; and the ending."""
    legal = _LEGAL.search(name) if cls == "Enterprise" else _LEVEL.search(name) if cls == "Place" else None
    bare = (_LOOSE if cls == "Parcel" else _FOLD).sub("", name[: legal.start()] if legal else name)
    for usual, short in _USUAL.get(cls, ()):
        bare = bare.replace(usual, short)
    tail = next((t for t in _TAILS.get(cls, ()) if bare.endswith(t) and len(bare) > len(t) + 1), "")
    yield bare.removesuffix(tail), legal.group() if legal else ""
    if legal and cls == "Place":
        yield bare + legal.group(), ""
    elif legal and "控股" in legal.group():
        yield bare + "控股", legal.group()


def _placed_behind(name: str) -> str:
    """The place that a firm's short name ends with, if it is more: 某川德州 is the one with （德州） in its name."""
    return next((name[-n:] for n in (4, 3, 2) if len(name) - n > 1 and name[-n:] in lexicon.places()), "")


def cuts(cls: str, name: str) -> list[int]:
    """Where a name can begin: at its start, and behind each place, country or parent body before it."""
    starts = [0]
    at = 0
    while at < len(name) - 2 and cls not in ("Industry", "Parcel", "Policy"):
        length = next((n for n in (5, 4, 3, 2) if name[at : at + n] in lexicon.places()), 0)
        further = (cls == "Institution" and _PARENT.match(name[at:])) or (not length and _REGION.match(name, at))
        length = len(further.group()) if further else length
        if not length or at + length > len(name) - 2:
            break
        at += length
        if cls in ("Agency", "Institution") and _LEVEL.search(name[:at]):
            starts.append(at - 1)  # 某区文旅局 is 区文旅局
        if name[at:] not in endings() and name[at:] not in ("政府", "管委会"):
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
        yield from (("contracted", text[0] + "大"), ("abbreviated", text[0]))
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
    one, other = (_LEVELS.sub("", form.place) for form in (short, long))
    near = one in other or other in one
    return near and ("集团" not in short.legal or "集团" in long.legal)


def _is_same(cls: str, short: Form, long: Form) -> bool:
    return not (cls == "Place" and short.legal and long.legal)


def _is_end(cls: str, short: Form, long: Form) -> bool:
    """管委会, 科创港: what a longer name ends with, if it has no place of its own."""
    if cls == "Parcel":
        before = long.text[-len(short.text) - 1]
        return bool(re.search(r"[A-Z\d]", short.text)) and not (short.text[0].isdigit() and before.isdigit())
    if cls in ("Place", "Industry") or short.place:
        return False
    return len(short.text) > 2 or bool(short.legal) or cls not in ("Enterprise", "Policy")


def _is_brand(cls: str, short: Form, long: Form) -> bool:
    """华栾 of 华栾制药: what a longer name begins with, if that is neither a branch nor a part: no place follows."""
    rest = long.text[len(short.text) :]
    if short.text in lexicon.places() or _BRANCH.search(long.text + long.legal):
        return False
    if cls == "Enterprise":
        return not any(rest[:n] in lexicon.places() for n in (2, 3, 4))
    if cls == "Platform":
        return rest == _TOWN or not _PARTED.search(short.text)
    return cls == "Institution" and rest in endings() and not _PARTED.search(short.text)


def _is_contracted(cls: str, short: Form, long: Form) -> bool:
    """综保区 for 综合保税区, 交大 for 交通大学: the characters follow each other; 某园二期 is another thing."""
    one, other = short.text, long.text
    if not _may_shorten(cls, one, other):
        return False
    if cls == "Institution" and one[-1] == "大" and other.endswith("大学"):
        return _follows(one, other)
    if len(one) < 3 or other.startswith(one) or _FULL.search(one):
        return False
    if cls == "Enterprise":
        return _follows(one, other) and not _BRANCH.search(other)
    if cls == "Project":
        return one[:2] == other[:2] and one[-2:] == other[-2:] and _follows(one, other)
    return one[-1] == other[-1] and _follows(one, other) and not (cls == "Institution" and _is_other(one, other))


def _is_inside(cls: str, short: Form, long: Form) -> bool:
    """直播园 for 湾东直播产业园: a contraction that leaves out what no list knows for a place."""
    one, other = short.text, long.text
    if len(one) < 3 or not _may_shorten(cls, one, other) or short.place or _FULL.search(one):
        return False
    if cls in ("Enterprise", "Project"):
        return one in other and not _BRANCH.search(other)
    return cls == "Platform" and one[-1] == other[-1] and _follows(one, other[other.find(one[:2], 1) :])


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
