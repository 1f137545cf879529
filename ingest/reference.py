"""Reference: comes in a document with its names found, goes out with 小镇, 该项目… and missing subjects resolved.

该园 stands for the last one named; 园区 for what the sentence, else its paragraph, else the headings above speak
about; 我区 for the one that the document names most. A sentence without a subject of its own speaks about its topic.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ingest.anaphors import BREAKS, Anaphor, stand_ins
from ingest.model import Entity, Mention, Section, Sentence

TOPICS = ("Platform", "Project", "Enterprise", "Institution", "Parcel", "Place")
_OBLIQUE = frozenset("在由与和同向对从经被将把为于以给据按受因跟往至到及")
_TIME = re.compile(
    r"(?:[0-9①-⑳◎●○◆■▲★※□·.]{1,4})?"
    r"(?:[^，。；：、（）！？\n]{0,10}[年月日内底末初前后中时起]|其中|目前|如今|同时|此外|同日|当日|当天)?"
)
_LINK = re.compile(r"(?:内|里)?(?:的|企业|园中园|[一-鿿]{0,3}项目|[一-鿿]{0,2}企业)?")  # 某园的, 某园重点项目
_LISTED = ("、", "和", "与", "及", "等", "”、", "》、", "以及")
_AFTER_HEAD = ("，", "（", "”", "》")  # what stands behind the head of a long subject: 动工的某园，…
_RECENT = 40  # how many names back a stand-in may point
_MAIN = 3  # a document is about the area that it names most, if that often
_TITLED = 4  # how much more often an area has to be named that the title does not name
_OPENING = 24  # characters before the name of the subject
_FIRST = 6  # how many names of a sentence may be its subject


def resolve(
    clean: str,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
) -> tuple[tuple[Mention, ...], tuple[int | None, ...]]:
    """Give all mentions with the anaphors among them, in order, and the topic of every sentence."""
    listener = _Listener(clean, sections, sentences, entities, mentions)
    words = stand_ins(clean, entities, mentions)
    word = next(words, None)
    found: list[Mention] = list(mentions)
    topics: list[int | None] = []
    for sentence, names in zip(sentences, _by_sentence(sentences, entities, mentions), strict=True):
        listener.turn_to(sentence)
        topics.append(listener.topic())
        said: list[Mention] = []
        read = 0
        while word is not None and word[0] < sentence.end:
            start, stop, kinds = word
            while read < len(names) and names[read].end <= start:
                said.append(names[read])
                read += 1
            chosen = listener.meant(sentence, said, kinds) if start >= sentence.start else None
            if chosen is not None:
                said.append(Mention(start, stop, chosen, anaphor=True))
                found.append(said[-1])
            word = next(words, None)
        listener.hear(sentence, [*said, *names[read:]])
    found.sort(key=lambda m: (m.start, -m.end))
    return tuple(found), tuple(topics)


def headings_of(
    sections: Sequence[Section], entities: Sequence[Entity], mentions: Sequence[Mention]
) -> list[list[int]]:
    """Give for each section the entities that its heading names outside other names, the longest name first."""
    heads: list[list[int]] = []
    at = 0
    for section in sections:
        end = section.start + len(section.heading)
        while at < len(mentions) and mentions[at].start < section.start:
            at += 1
        inside: list[Mention] = []
        last, covered = at, 0
        while last < len(mentions) and mentions[last].end <= end:
            mention = mentions[last]
            cls = entities[mention.entity].cls
            if cls in TOPICS and mention.end > covered:
                inside.append(mention)
            # An agency's heading is about its park; behind an agency's name and a title stands a speaker.
            if cls in TOPICS or (cls == "Agency" and mention.end < end):
                covered = max(covered, mention.end)
            last += 1
        inside.sort(key=lambda m: m.start - m.end)
        heads.append([m.entity for m in inside])
    return heads


def main_area(sentences: Sequence[Sentence], entities: Sequence[Entity], mentions: Sequence[Mention]) -> int | None:
    """Give the platform or place that the document is about: the one named most, those of its title before others."""
    named: Counter[int] = Counter()
    titled = _titled(sentences, mentions)
    end = 0
    for m in mentions:
        cls = entities[m.entity].cls
        if cls != "Event" and m.start >= end:
            end = m.end
            if cls in ("Platform", "Place"):
                named[m.entity] += 1
    weighed = sorted(named, key=lambda e: named[e] * (_TITLED if e in titled else 1), reverse=True)
    return next((e for e in weighed if e in titled or named[e] >= _MAIN), None)


def _titled(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> frozenset[int]:
    """Give the entities that the title, the first sentence, names."""
    title = sentences[0].end if sentences else 0
    return frozenset(m.entity for m in takewhile(lambda m: m.start < title, mentions))


def _by_sentence(
    sentences: Sequence[Sentence], entities: Sequence[Entity], mentions: Sequence[Mention]
) -> Iterator[list[Mention]]:
    """Give for each sentence its mentions that are part of no longer one; a happening's name hides no other."""
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


class _Listener:
    """Follows a document sentence by sentence and knows at each what has been spoken about."""

    def __init__(
        self,
        clean: str,
        sections: Sequence[Section],
        sentences: Sequence[Sentence],
        entities: Sequence[Entity],
        mentions: Sequence[Mention],
    ) -> None:
        self._clean = clean
        self._sections = sections
        self._entities = entities
        self._heads = headings_of(sections, entities, mentions)
        self._counts = Counter(m.entity for m in mentions)
        self._often = [e for e, n in self._counts.most_common(_RECENT) if n >= _MAIN]
        self._most: dict[Anaphor, int | None] = {}
        self._main = main_area(sentences, entities, mentions)
        self._is_titled = self._main in _titled(sentences, mentions)
        self._end = -1
        self._section: int | None = None
        self._headed: list[int] = []
        self._subject: int | None = None  # of the paragraph so far
        self._earlier: int | None = None  # of the paragraphs before
        self._recent: list[int] = []  # names of the section, the last one last

    def turn_to(self, sentence: Sentence) -> None:
        """Begin a sentence; one that does not go on where the last one ended begins a paragraph."""
        if sentence.start != self._end and self._subject is not None:
            self._subject, self._earlier = None, self._subject
        self._end = sentence.end
        if sentence.section != self._section:
            self._section, self._recent, self._headed = sentence.section, [], self._headings(sentence.section)

    def topic(self) -> int | None:
        """Give what the sentence speaks about if it names no subject."""
        if self._subject is not None:
            return self._subject
        if self._headed:
            return self._headed[0]
        is_area = self._earlier is not None and self._entities[self._earlier].cls == "Platform"
        goes_on = is_area and not self._is_titled
        return self._earlier if goes_on or self._main is None else self._main

    def meant(self, sentence: Sentence, said: Sequence[Mention], kinds: Sequence[Anaphor]) -> int | None:
        """Give the entity that a stand-in behind `said` means."""
        last = [*(m.entity for m in reversed(said[-_RECENT:])), *reversed(self._recent)]
        for kind in kinds:
            if kind.mean == "main":
                candidates = [self._named_most(kind)]
            elif kind.mean == "nearest":
                candidates = [*last, *self._headed]
            else:
                spoken = [self._spoken(sentence, said), self._subject, *self._headed, self._main]
                candidates = [*spoken, *self._often, *last] if kind.heads else [*spoken, *last, *self._often]
            chosen = next((e for e in candidates if e is not None and kind.fits(self._entities[e])), None)
            if chosen is not None:
                return chosen
        return None

    def hear(self, sentence: Sentence, said: Sequence[Mention]) -> None:
        """Take in what a sentence has said."""
        if sentence.heading:
            return
        subject = self._spoken(sentence, said)
        if subject is not None:
            is_place = self._entities[subject].cls == "Place"
            if not is_place or not (self._headed or self._subject is not None):
                self._subject = subject
        self._recent += [m.entity for m in said[-_RECENT:]]
        del self._recent[:-_RECENT]

    def _headings(self, section: int | None) -> list[int]:
        """Give the entities that the headings above stand for, nearest first; mere places last."""
        found: list[int] = []
        while section is not None:
            found += self._heads[section]
            section = self._sections[section].parent
        return sorted(found, key=lambda e: self._entities[e].cls == "Place")

    def _named_most(self, kind: Anaphor) -> int | None:
        if kind not in self._most:
            fitting = (e for e in self._counts if kind.fits(self._entities[e]))
            self._most[kind] = max(fitting, key=lambda e: self._counts[e], default=None)
        return self._most[kind]

    def _spoken(self, sentence: Sentence, said: Sequence[Mention]) -> int | None:
        """Give what the sentence speaks about: the first name that opens a clause and is no list, or None."""
        clean = self._clean
        named = [m for m in said[:_FIRST] if self._entities[m.entity].cls != "Event"]
        for index, mention in enumerate(named):
            opening = clean[sentence.start : mention.start]
            if len(opening) > _OPENING or "；" in opening or "：" in opening:
                return None
            if not self._opens(sentence, mention):
                continue
            head = mention
            for following in named[index + 1 : index + 3]:
                if following.start >= head.end and _LINK.fullmatch(clean, head.end, following.start):
                    head = following
            if clean.startswith(_LISTED, head.end):  # of 某园的甲、乙 the paragraph speaks about 某园
                is_park = self._entities[mention.entity].cls == "Platform"
                return mention.entity if head is not mention and is_park else None
            return head.entity if self._entities[head.entity].cls in TOPICS else None
        return None

    def _opens(self, sentence: Sentence, mention: Mention) -> bool:
        """Tell whether nothing but words of time, or a description that ends in 的, stands before in the clause."""
        clean = self._clean
        start = max(sentence.start, *(clean.rfind(b, sentence.start, mention.start) + 1 for b in BREAKS))
        before = clean[start : mention.start].strip("“《【 ")
        if before.endswith("的"):
            return start <= sentence.start or clean[mention.end : mention.end + 1] in _AFTER_HEAD
        return before[-1:] not in _OBLIQUE and _TIME.fullmatch(before) is not None
