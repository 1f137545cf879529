"""Further names: come in entities and where they are named, go out forms that stand in the text by no mention of them.

A name says more than it needs (意大利某机械, 2020年度某称号, “某英才”计划, 某公司年产5万吨某材料项目) or less than the
text (a city before it, 某英才 of “某英才”支持计划). Rules: rules/contexts.yaml and names.yaml.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from ingest import lexicon, quantities, rules
from ingest.mentions import shortforms
from ingest.mentions.knowledge import names
from ingest.model import Entity, Mention

_LEAST = 3  # characters of a name by itself
_PLACED = ("Enterprise", "Platform", "Institution", "Honour")
_NUMBERED = re.compile(r"^(?:(?:19|20)\d\d年?度?|第[一二三四五六七八九十百\d]{1,4}批|首批|首家)+")
_QUOTED = re.compile(r"^[^“”]{0,4}“([^“”]{2,16})”[^“”]{0,8}$")
_CODE = re.compile(r"[A-Z〔\[（(\d].*$")
_CODED = re.compile(r"[A-Z\d]")
_REST = 4  # characters of a project's name without its firm


def further(clean: str, entities: Sequence[Entity], mentions: Sequence[Mention]) -> list[tuple[str, ...]]:
    """The further names of each entity; a name that an entity already has means that one."""
    taken = {name for e in entities for name in (e.name, *e.aliases)}
    parks = {name for e in entities if e.cls == "Platform" for name in (e.name, *e.aliases)}
    firms = {name for e in entities if e.cls == "Enterprise" for name in (e.name, *e.aliases)}
    placed = _placed(clean, entities, mentions)
    behind = _behind(clean, entities, mentions)
    found = []
    for index, entity in enumerate(entities):
        shorter = (form for name in (entity.name, *entity.aliases) for form in _of(entity.cls, name, parks, firms))
        longer = (*placed.get(index, ()), *behind.get(index, ()))
        found.append(tuple(f for f in dict.fromkeys((*shorter, *longer)) if f not in taken))
    return found


def _placed(clean: str, entities: Sequence[Entity], mentions: Sequence[Mention]) -> Mapping[int, Sequence[str]]:
    """Names with the place right before them, by the entity's index; of a firm the country, or with its full name."""
    starts = {m.end: m.start for m in mentions if entities[m.entity].cls == "Place" and not m.anaphor}
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for m in mentions:
        cls, at = entities[m.entity].cls, m.start
        if m.anaphor or cls not in ("Enterprise", "Platform", "Institution"):
            continue
        listed = next((at - n for n in (5, 4, 3, 2) if n <= at and clean[at - n : at] in lexicon.places()), None)
        start = starts.get(at, listed)
        if start is None:
            continue
        is_whole = cls != "Enterprise" or listed is None or shortforms.is_legal(clean[at : m.end])
        if is_whole:
            found[m.entity]["".join(clean[start : m.end].split())] = None
    return {entity: tuple(names) for entity, names in found.items()}


def _behind(clean: str, entities: Sequence[Entity], mentions: Sequence[Mention]) -> Mapping[int, Sequence[str]]:
    """Names of policies and plots with what behind them says of what kind they are, by the entity's index."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    kinds = _kinds()
    for m in mentions:
        pattern = kinds.get(entities[m.entity].cls)
        if pattern and not m.anaphor and (kind := pattern.match(clean, m.end)):
            found[m.entity]["".join(clean[m.start : kind.end()].split())] = None
    return {entity: tuple(names) for entity, names in found.items()}


def _of(cls: str, name: str, parks: Collection[str], firms: Collection[str]) -> Iterator[str]:
    if cls in _PLACED:
        yield from (form for cut in shortforms.cuts(cls, name)[1:] if _is_own(form := name[cut:]))
    if cls == "Platform":
        yield from _parts(name, parks)
    elif cls == "Project":
        yield from _projects(name, firms)
    elif cls == "Honour":
        forms = (name, _listed().sub("", name))
        yield from (f for form in forms for f in (form, _NUMBERED.sub("", form)) if f != name and _is_own(f))
    elif cls == "Policy" and (quoted := _QUOTED.match(name)):
        yield quoted[1]
    elif cls == "Parcel" and (code := _CODE.search(name)):
        yield from (code[0], _plot().sub("", code[0]))


def _parts(name: str, parks: Collection[str]) -> Iterator[str]:
    """What follows the name of the park that a part of it is in: B组团, 3号创芯楼."""
    for length in range(len(name) - _LEAST, 1, -1):
        if name[:length] in parks and (_CODED.search(name[length:]) or _is_own(name[length:])):
            yield name[length:]
            return


def _projects(name: str, firms: Collection[str]) -> Iterator[str]:
    """A project's name without the firm that it begins with, and without how large it is."""
    firm = next((n for n in range(len(name) - _REST, 1, -1) if name[:n] in firms), 0)
    for rest in dict.fromkeys((name, name[firm:])):
        size = _size().match(rest)
        begins = size.end() if size else 0
        amount = next((q for q in quantities.find(rest) if q.start == begins and rest[begins].isdigit()), None)
        for form in (rest, rest[amount.end :] if amount else rest):
            if form != name and len(form) >= _REST and form[0].isalnum() and _is_own(form):
                yield form


def _is_own(form: str) -> bool:
    """Whether a form has a word of its own: 医药集团 and 示范基地 could be anybody's."""
    if len(form) < _LEAST:
        return False
    ending = max((m.group() for m in names().suffix.finditer(form) if m.end() == len(form)), key=len, default="")
    rest = form.removesuffix(ending)
    while rest:
        word = next((rest[:n] for n in range(min(5, len(rest)), 0, -1) if rest[:n] in names().generic), "")
        if not word:
            return len(rest) > 1
        rest = rest[len(word) :]
    return False


@cache
def _listed() -> re.Pattern[str]:
    """What an honour's name ends with that is no part of the honour: 入选名单, 牌匾."""
    raw = rules.load("contexts.yaml")["honour"]
    return re.compile(f"(?<=.{{4}})(?:(?:{rules.any_of(raw['listed'])})*名单|{rules.any_of(raw['shown'])})$")


@cache
def _size() -> re.Pattern[str]:
    """What stands in a project's name before how large it is, or nothing."""
    return re.compile(f"(?:{rules.any_of(rules.load('names.yaml')['sizes'])})?")


@cache
def _plot() -> re.Pattern[str]:
    """What a parcel's name ends with behind its code."""
    raw = rules.load("names.yaml")
    return re.compile(f"(?:号?(?:{rules.any_of([*raw['plots'], *raw['grounds']])})|号)$")


@cache
def _kinds() -> Mapping[str, re.Pattern[str]]:
    """What may stand behind a name of a class and say of what kind it is."""
    raw = rules.load("names.yaml")
    plans = rules.any_of([*raw["policy"]["plans"], *raw["policy"]["behind"]])
    return {
        "Policy": re.compile(f"(?:(?<=”)|”)[一-鿿]{{0,8}}?(?:{plans})"),
        "Parcel": re.compile(f"号?(?:{rules.any_of(raw['plots'])})"),
    }
