"""Words that stand for something named elsewhere: comes in a text, goes out where 小镇, 该项目, 我区… stand alone.

Which words those are, and what each may stand for, says rules/anaphors.yaml.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from ingest.model import Entity, Mention

BREAKS = "，。；：、（！？\n"
_POINTING = "该本此我全"
_AFTER_REACH = 4  # characters before a word in which one of `after` may stand


@dataclass(frozen=True, slots=True)
class Anaphor:
    """One kind of stand-in; the fields are those of anaphors.yaml."""

    classes: frozenset[str]
    heads: tuple[str, ...]
    mean: str
    then: tuple[str, ...]
    opens: bool

    def fits(self, entity: Entity) -> bool:
        """Tell whether `entity` may be meant."""
        if entity.cls not in self.classes:
            return False
        return not self.heads or any(n.endswith(self.heads) for n in (entity.name, *entity.aliases))


def stand_ins(
    clean: str, entities: Sequence[Entity], mentions: Sequence[Mention]
) -> Iterator[tuple[int, int, Sequence[Anaphor]]]:
    """Find every stand-in that is part of no name and no longer word: start, end and kinds, in order."""
    pattern, kinds, after = _anaphors()
    taken = bytearray(len(clean) + 1)
    for m in mentions:
        if entities[m.entity].cls != "Event":  # its name is a sentence about others
            taken[m.start : m.end] = b"\x01" * (m.end - m.start)
    for match in pattern.finditer(clean):
        start, end = match.span()
        if taken[start] or taken[end - 1]:
            continue
        fitting = [k for k in kinds[match.group()] if _stands_alone(clean, start, end, k, after)]
        if fitting:
            yield start, end, fitting


def _stands_alone(clean: str, start: int, end: int, kind: Anaphor, after: tuple[str, ...]) -> bool:
    """Tell whether the word is no part of a longer one, as 小镇 in 特色小镇 or 项目 in 项目部."""
    if kind.then and not clean.startswith(kind.then, end):
        return False
    if clean[start] in _POINTING:
        return clean[end : end + 1] != "域"
    before = clean[start - 1 : start]
    if not before or before in BREAKS or before in "“《" or before.isspace():
        return True
    return not kind.opens and clean.endswith(after, max(0, start - _AFTER_REACH), start)


@cache
def _anaphors() -> tuple[re.Pattern[str], Mapping[str, tuple[Anaphor, ...]], tuple[str, ...]]:
    raw = yaml.safe_load((resources.files("ingest") / "rules" / "anaphors.yaml").read_text("utf-8"))
    kinds: dict[str, list[Anaphor]] = {}
    for entry in raw["anaphors"]:
        anaphor = Anaphor(
            frozenset(entry["classes"]),
            tuple(entry.get("heads", ())),
            entry.get("mean", "subject"),
            tuple(entry.get("then", ())),
            entry.get("opens", False),
        )
        for word in entry["words"]:
            kinds.setdefault(word, []).append(anaphor)
    words = sorted(kinds, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))), {w: tuple(k) for w, k in kinds.items()}, tuple(raw["after"])
