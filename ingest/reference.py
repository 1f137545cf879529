"""Reference: comes in a document with its names found, goes out with 小镇, 该项目, 其… and missing subjects resolved.

An anaphor stands for the nearest fitting entity: the one the sentence already named, else the one its sections are
headed by, else the last one named before it. A sentence without a subject of its own speaks about its topic.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from ingest.model import Entity, Mention, Section, Sentence

TOPICS = ("Platform", "Project", "Enterprise", "Institution", "Place", "Parcel")
_LEADING = re.compile(r"[一-鿿A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Anaphor:
    """One kind of stand-in: the classes it may stand for and the endings of the names it may stand for."""

    classes: frozenset[str]
    heads: tuple[str, ...]

    def fits(self, entity: Entity) -> bool:
        """Whether `entity` may be meant."""
        if entity.cls not in self.classes:
            return False
        return not self.heads or any(n.endswith(self.heads) for n in (entity.name, *entity.aliases))


def resolve(
    clean: str, sections: Sequence[Section], sentences: Sequence[Sentence], entities: Sequence[Entity],
    mentions: Sequence[Mention],
) -> tuple[tuple[Mention, ...], tuple[int | None, ...]]:
    """All mentions with the anaphors among them, in order, and the topic of every sentence."""
    pattern, kinds = _anaphors()
    by_sentence = _by_sentence(sentences, mentions)
    heads = _section_heads(sections, entities, mentions)
    taken = bytearray(len(clean) + 1)
    for m in mentions:
        taken[m.start : m.end] = b"\x01" * (m.end - m.start)
    found: list[Mention] = list(mentions)
    topics: list[int | None] = []
    recent: list[int] = []
    for sentence, named in zip(sentences, by_sentence, strict=True):
        headed = _headed(sentence.section, sections, heads)
        for match in pattern.finditer(clean, sentence.start, sentence.end):
            if any(taken[match.start() : match.end()]) or not _stands_alone(clean, match.start(), match.end()):
                continue
            candidates = [
                *reversed([m.entity for m in named if m.end <= match.start()]), *headed, *reversed(recent)
            ]
            chosen = next((e for e in candidates if any(k.fits(entities[e]) for k in kinds[match.group()])), None)
            if chosen is not None:
                found.append(Mention(match.start(), match.end(), chosen, anaphor=True))
        topics.append(_topic(clean, sentence, named, headed, recent, entities))
        recent += [m.entity for m in named]
        del recent[:-40]
    found.sort(key=lambda m: (m.start, -m.end))
    return tuple(found), tuple(topics)


def _by_sentence(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[list[Mention]]:
    groups: list[list[Mention]] = [[] for _ in sentences]
    at = 0
    for mention in mentions:
        while at < len(sentences) - 1 and sentences[at].end <= mention.start:
            at += 1
        groups[at].append(mention)
    return groups


def _section_heads(
    sections: Sequence[Section], entities: Sequence[Entity], mentions: Sequence[Mention]
) -> list[list[int]]:
    """For each section the entities that its heading names, those that make up most of it first."""
    heads: list[list[int]] = []
    for section in sections:
        inside = [m for m in mentions if section.start <= m.start and m.end <= section.start + len(section.heading)]
        inside.sort(key=lambda m: (m.end - m.start, -m.start), reverse=True)
        heads.append([m.entity for m in inside if entities[m.entity].cls in TOPICS])
    return heads


def _headed(section: int | None, sections: Sequence[Section], heads: Sequence[list[int]]) -> list[int]:
    """The entities that the headings above stand for, nearest first."""
    found: list[int] = []
    while section is not None:
        found += heads[section]
        section = sections[section].parent
    return found


def _topic(
    clean: str, sentence: Sentence, named: Sequence[Mention], headed: Sequence[int], recent: Sequence[int],
    entities: Sequence[Entity],
) -> int | None:
    if headed:
        return headed[0]
    fitting = (e for e in reversed(recent) if entities[e].cls in ("Platform", "Place", "Project", "Enterprise"))
    return next(fitting, None)


def _stands_alone(clean: str, start: int, end: int) -> bool:
    """Whether the word is no part of a longer one, as 产业园 in 产业园区 or 项目 in 项目部."""
    word = clean[start:end]
    if word.startswith(("该", "本", "此", "我", "全")):
        return True
    before = clean[start - 1 : start]
    return not before or before in "，。；：、（“”《》\n在将使与和对为让由是，及" or before.isspace()


@cache
def _anaphors() -> tuple[re.Pattern[str], Mapping[str, tuple[Anaphor, ...]]]:
    raw = yaml.safe_load((resources.files("ingest") / "rules" / "anaphors.yaml").read_text("utf-8"))
    kinds: dict[str, list[Anaphor]] = {}
    for entry in raw:
        anaphor = Anaphor(frozenset(entry["classes"]), tuple(entry.get("heads", ())))
        for word in entry["words"]:
            kinds.setdefault(word, []).append(anaphor)
    words = sorted(kinds, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))), {w: tuple(k) for w, k in kinds.items()}
