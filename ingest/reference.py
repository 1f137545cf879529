"""Reference: comes in a document with its names found, goes out with 小镇, 该项目… and missing subjects resolved.

该园 stands for the last one named; 园区 for what the sentence, else its paragraph, else the headings above speak
about; 我区 for the one that the document names most. A sentence without a subject of its own speaks about its topic.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import yaml

from ingest.model import Entity, Mention, Section, Sentence

TOPICS = ("Platform", "Project", "Enterprise", "Institution", "Parcel", "Place")
_BREAKS = "，。；：、（！？\n"
_OBLIQUE = frozenset("在由与和同向对从经被将把为于以给据按受因跟往至到及")
_TIME = re.compile(
    r"(?:[0-9①-⑳◎●○◆■▲★※□·.]{1,4})?"
    r"(?:[^，。；：、（）！？\n]{0,10}[年月日内底末初前后中时起]|其中|目前|如今|同时|此外|同日|当日|当天)?"
)
_LINK = re.compile(r"(?:内|里)?(?:的|企业|园中园|[一-鿿]{0,3}项目|[一-鿿]{0,2}企业)?")
_LISTED = ("、", "和", "与", "及", "等", "”、", "》、", "以及")
_RECENT = 40  # how many names back a stand-in may point
_MAIN = 3  # a document is about the area that it names most, if that often
_AFTER_HEAD = ("，", "（", "”", "》")  # what stands behind the head of a long subject: 动工的某园，…
_TITLED = 4  # how much more often an area has to be named that the title does not name
_OPENING = 24  # characters before the name of the subject
_FIRST = 6  # how many names of a sentence may be its subject


@dataclass(frozen=True, slots=True)
class Anaphor:
    """One kind of stand-in; the fields are those of anaphors.yaml."""

    classes: frozenset[str]
    heads: tuple[str, ...]
    mean: str
    then: tuple[str, ...]
    opens: bool

    def fits(self, entity: Entity) -> bool:
        """Whether `entity` may be meant."""
        if entity.cls not in self.classes:
            return False
        return not self.heads or any(n.endswith(self.heads) for n in (entity.name, *entity.aliases))


@dataclass(frozen=True, slots=True)
class _Document:
    """What does not change while a document is read: how often each entity is named, the area that it is about."""

    clean: str
    entities: Sequence[Entity]
    counts: Mapping[int, int]
    often: Sequence[int]  # what is named often, the most first
    main: int | None
    titled: bool  # whether the title names it


@dataclass(slots=True)
class _State:
    """What has been said before a sentence."""

    section: int | None = None
    headed: list[int] = field(default_factory=list)
    subject: int | None = None  # of the paragraph so far
    earlier: int | None = None  # of the paragraphs before
    recent: list[int] = field(default_factory=list)  # of the section

    def turn_page(self) -> None:
        """A new paragraph begins."""
        if self.subject is not None:
            self.subject, self.earlier = None, self.subject


def resolve(
    clean: str,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
) -> tuple[tuple[Mention, ...], tuple[int | None, ...]]:
    """All mentions with the anaphors among them, in order, and the topic of every sentence."""
    counts = Counter(m.entity for m in mentions)
    often = [e for e, n in counts.most_common(_RECENT) if n >= _MAIN]
    main = main_area(sentences, entities, mentions)
    titled = any(m.entity == main for m in mentions[:_RECENT] if m.start < sentences[0].end)
    document = _Document(clean, entities, counts, often, main, titled)
    heads = headings_of(sections, entities, mentions)
    words = _stand_ins(clean, entities, mentions)
    word = next(words, None)
    found: list[Mention] = list(mentions)
    topics: list[int | None] = []
    state = _State()
    end = -1
    for sentence, names in zip(sentences, _by_sentence(sentences, entities, mentions), strict=True):
        if sentence.start != end:
            state.turn_page()
        end = sentence.end
        if sentence.section != state.section:
            state.section, state.recent = sentence.section, []
        state.headed = _headed(sentence.section, sections, heads, entities)
        topics.append(_topic(state, document))
        said: list[Mention] = []
        read = 0
        while word is not None and word[0] < sentence.end:
            start, stop, kinds = word
            while read < len(names) and names[read].end <= start:
                said.append(names[read])
                read += 1
            chosen = _meant(document, state, sentence, said, kinds) if start >= sentence.start else None
            if chosen is not None:
                said.append(Mention(start, stop, chosen, anaphor=True))
                found.append(said[-1])
            word = next(words, None)
        said += names[read:]
        if not sentence.heading:
            _hear(document, state, sentence, said)
    found.sort(key=lambda m: (m.start, -m.end))
    return tuple(found), tuple(topics)


def headings_of(
    sections: Sequence[Section], entities: Sequence[Entity], mentions: Sequence[Mention]
) -> list[list[int]]:
    """For each section the entities that its heading names outside other names, the longest name first."""
    heads: list[list[int]] = []
    at = 0
    for section in sections:
        end = section.start + len(section.heading)
        while at < len(mentions) and mentions[at].start < section.start:
            at += 1
        inside: list[Mention] = []
        last = at
        while last < len(mentions) and mentions[last].end <= end:
            if entities[mentions[last].entity].cls in TOPICS and not (inside and mentions[last].end <= inside[-1].end):
                inside.append(mentions[last])
            last += 1
        inside.sort(key=lambda m: m.start - m.end)
        heads.append([m.entity for m in inside])
    return heads


def main_area(sentences: Sequence[Sentence], entities: Sequence[Entity], mentions: Sequence[Mention]) -> int | None:
    """The platform or place that the document is about: the one named most, where being in the title counts more."""
    named: Counter[int] = Counter()
    titled: set[int] = set()
    title = sentences[0].end if sentences else 0
    end = 0
    for m in mentions:
        cls = entities[m.entity].cls
        if cls != "Event" and m.start >= end:
            end = m.end
            if cls in ("Platform", "Place"):
                named[m.entity] += 1
                titled |= {m.entity} if m.start < title else set()
    weighed = sorted(named, key=lambda e: named[e] * (_TITLED if e in titled else 1), reverse=True)
    return next((e for e in weighed if e in titled or named[e] >= _MAIN), None)


def _by_sentence(
    sentences: Sequence[Sentence], entities: Sequence[Entity], mentions: Sequence[Mention]
) -> Iterator[list[Mention]]:
    """For each sentence its mentions that are part of no longer one; a happening's name hides no other."""
    at, end = 0, 0
    for sentence in sentences:
        inside: list[Mention] = []
        while at < len(mentions) and mentions[at].start < sentence.end:
            mention = mentions[at]
            at += 1
            if entities[mention.entity].cls == "Event":
                inside.append(mention)
            elif mention.start >= end:
                inside.append(mention)
                end = mention.end
        yield inside


def _headed(
    section: int | None, sections: Sequence[Section], heads: Sequence[list[int]], entities: Sequence[Entity]
) -> list[int]:
    """The entities that the headings above stand for, nearest first; mere places last."""
    found: list[int] = []
    while section is not None:
        found += heads[section]
        section = sections[section].parent
    return [e for e in found if entities[e].cls != "Place"] + [e for e in found if entities[e].cls == "Place"]


def _topic(state: _State, document: _Document) -> int | None:
    if state.subject is not None:
        return state.subject
    if state.headed:
        return state.headed[0]
    is_area = state.earlier is not None and document.entities[state.earlier].cls == "Platform"
    return state.earlier if (is_area and not document.titled) or document.main is None else document.main


def _hear(document: _Document, state: _State, sentence: Sentence, said: Sequence[Mention]) -> None:
    """Take in what a sentence has said."""
    subject = _subject(document, sentence, said)
    if subject is not None:
        is_place = document.entities[subject].cls == "Place"
        if not is_place or not (state.headed or state.subject is not None):
            state.subject = subject
    state.recent += [m.entity for m in said[-_RECENT:]]
    del state.recent[:-_RECENT]


def _subject(document: _Document, sentence: Sentence, said: Sequence[Mention]) -> int | None:
    """The entity that the sentence speaks about: the first name that opens a clause and is no list, or None."""
    clean, entities = document.clean, document.entities
    said = [m for m in said[:_FIRST] if entities[m.entity].cls != "Event"]
    for index, mention in enumerate(said):
        start = max(clean.rfind(b, sentence.start, mention.start) for b in _BREAKS) + 1 or sentence.start
        before = clean[max(start, sentence.start) : mention.start].strip("“《【 ")
        opening = clean[sentence.start : mention.start]
        if len(opening) > _OPENING or "；" in opening or "：" in opening:
            return None
        described = before[-1:] == "的" and (
            start <= sentence.start or clean[mention.end : mention.end + 1] in _AFTER_HEAD
        )
        if not described and ((before[-1:] in _OBLIQUE and before) or not _TIME.fullmatch(before)):
            continue
        head: Mention | None = mention
        for following in said[index + 1 : index + 3]:
            if following.start >= head.end and _LINK.fullmatch(clean, head.end, following.start):
                head = following
        if clean.startswith(_LISTED, head.end):  # of 某园的甲、乙 the paragraph speaks about 某园
            head = mention if head is not mention and entities[mention.entity].cls == "Platform" else None
        return head.entity if head is not None and entities[head.entity].cls in TOPICS else None
    return None


def _meant(
    document: _Document, state: _State, sentence: Sentence, said: Sequence[Mention], kinds: Sequence[Anaphor]
) -> int | None:
    """The entity that a stand-in behind `said` means."""
    near = [m.entity for m in reversed(said[-_RECENT:])]
    last = [*near, *reversed(state.recent)]
    for kind in kinds:
        if kind.mean == "main":
            fitting = [e for e in document.counts if kind.fits(document.entities[e])]
            if fitting:
                return max(fitting, key=lambda e: document.counts[e])
            continue
        if kind.mean == "nearest":
            candidates = [*last, *state.headed]
        else:
            own = _subject(document, sentence, said)
            spoken = [e for e in (own, state.subject, *state.headed, document.main) if e is not None]
            candidates = [*spoken, *document.often, *last] if kind.heads else [*spoken, *last, *document.often]
        chosen = next((e for e in candidates if kind.fits(document.entities[e])), None)
        if chosen is not None:
            return chosen
    return None


def _stand_ins(
    clean: str, entities: Sequence[Entity], mentions: Sequence[Mention]
) -> Iterator[tuple[int, int, Sequence[Anaphor]]]:
    """Start, end and kinds of every stand-in that is part of no name and no longer word, in order."""
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
    """Whether the word is no part of a longer one, as 小镇 in 特色小镇 or 项目 in 项目部."""
    if kind.then and not clean.startswith(kind.then, end):
        return False
    if clean[start] in "该本此我全":
        return clean[end : end + 1] not in ("域", "面")
    before = clean[start - 1 : start]
    if not before or before in _BREAKS or before in "“《" or before.isspace():
        return True
    return not kind.opens and clean.endswith(after, max(0, start - 4), start)


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
