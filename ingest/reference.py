"""Reference: comes in a document with its names found, goes out with 小镇, 该项目… and missing subjects resolved.

该园 stands for the last one named; 园区 for what the sentence, else its paragraph, else the headings above speak
about; 我区 for the one that the document names most. A sentence without a subject of its own speaks about its topic.
"""

import math
import re
from collections import Counter, OrderedDict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ingest.anaphors import Anaphor, stand_ins
from ingest.model import Entity, Mention, Section, Sentence
from ingest.subjects import TOPICS, Clauses

_ROW = re.compile(r"(?:（[^）]*）)?(?:[、与和及同]|以及|，)")
_FIRMS = frozenset({"Enterprise"})
_BEFORE = 8  # characters that may stand before 该公司 at the start of a sentence
_KEPT = 4  # subjects of sentences before the last that 公司 may mean
_RECENT = 40  # how many names back a stand-in may point
_MAIN = 3  # a document is about the area that it names most, if that often
_FADES = 800  # characters after which a name weighs a third
_HEARD = 2.0  # what an area's names have to weigh together for 全区 to mean it
_TITLED = 4  # how much more often an area has to be named that the title does not name


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
            chosen = listener.meant(sentence, said, start, kinds) if start >= sentence.start else None
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


def areas_around(
    sentences: Sequence[Sentence], entities: Sequence[Entity], mentions: Sequence[Mention], *, heard: float = 1.0
) -> list[int | None]:
    """Give for each sentence the platform that the text before it names most, what stands near counting more.

    `heard` is how often it has to be named; a name far back counts for a part.

    In a magazine or a newspaper page it is what an article is about whose title was not seen as a heading.
    """
    weights: OrderedDict[int, tuple[float, int]] = OrderedDict()  # what a name weighed at an offset, the last one last
    areas: list[int | None] = []
    at = end = 0
    for sentence in sentences:
        while at < len(mentions) and mentions[at].start < sentence.start:
            m = mentions[at]
            at += 1
            if m.start < end or m.anaphor or entities[m.entity].cls == "Event":
                continue
            end = m.end
            if entities[m.entity].cls == "Platform":
                weight, place = weights.pop(m.entity, (0.0, m.start))
                weights[m.entity] = (weight * _faded(m.start - place) + 1, m.start)
                if len(weights) > _RECENT:
                    weights.popitem(last=False)
        now = {e: weight * _faded(sentence.start - place) for e, (weight, place) in weights.items()}
        most = max(now, key=lambda e: now[e], default=None)
        areas.append(most if most is not None and now[most] >= heard else None)
    return areas


def _faded(characters: int) -> float:
    return math.exp(-characters / _FADES)


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
        self._clauses = Clauses(clean, entities)
        self._heads = headings_of(sections, entities, mentions)
        self._counts = Counter(m.entity for m in mentions)
        self._often = [e for e, n in self._counts.most_common(_RECENT) if n >= _MAIN]
        self._most: dict[Anaphor, int | None] = {}
        self._firsts: dict[int, int] = {}  # where an entity is first named; before, nothing stands for it
        for m in mentions:
            self._firsts.setdefault(m.entity, m.start)
        self._main = main_area(sentences, entities, mentions)
        self._is_titled = self._main in _titled(sentences, mentions)
        self._around = iter(areas_around(sentences, entities, mentions, heard=_HEARD))
        self._area_around: int | None = None
        self._end = -1
        self._section: int | None = None
        self._headed: list[int] = []
        self._subject: int | None = None  # of the paragraph so far
        self._earlier: int | None = None  # of the paragraphs before
        self._area: int | None = None  # the last platform among those
        self._titled: int | None = None  # by a line above that is nothing but a name
        self._latter: int | None = None  # 后者, after 前者 in the same sentence
        self._heard: Sequence[Mention] = ()  # the names of the last sentence
        self._subjects: list[int] = []  # of the section's sentences, the last one first
        self._recent: list[int] = []  # names of the section, the last one last

    def turn_to(self, sentence: Sentence) -> None:
        """Begin a sentence; one that does not go on where the last one ended begins a paragraph."""
        if sentence.start != self._end and self._subject is not None:
            self._subject, self._earlier = None, self._subject
            if self._earlier is not None and self._entities[self._earlier].cls == "Platform":
                self._area = self._earlier
        self._end = sentence.end
        self._latter = None
        self._area_around = next(self._around)
        if sentence.section != self._section:
            headed = self._headings(sentence.section)
            if headed != self._headed:
                self._area = None
            self._section, self._headed = sentence.section, headed
            self._recent, self._subjects, self._titled = [], [], None

    def topic(self) -> int | None:
        """Give what the sentence speaks about if it names no subject."""
        if self._subject is not None:
            return self._subject
        if self._titled is not None:
            return self._titled
        around = self._headed[0] if self._headed else self._main
        if around is None:
            return self._area if self._area is not None else self._earlier
        is_settled = bool(self._headed) or self._is_titled
        goes_on = not is_settled or self._entities[around].cls == "Place"
        return self._area if goes_on and self._area is not None else around

    def meant(self, sentence: Sentence, said: Sequence[Mention], start: int, kinds: Sequence[Anaphor]) -> int | None:
        """Give the entity that a stand-in at `start`, behind `said`, means."""
        last = [*(m.entity for m in reversed(said[-_RECENT:])), *reversed(self._recent)]
        for kind in kinds:
            candidates = self._candidates(sentence, said, start, kind, last)
            named = (e for e in candidates if e is not None and self._firsts[e] < start)
            chosen = next((e for e in named if kind.fits(self._entities[e])), None)
            if chosen is not None:
                return chosen
        return None

    def _candidates(
        self, sentence: Sentence, said: Sequence[Mention], start: int, kind: Anaphor, last: Sequence[int]
    ) -> Sequence[int | None]:
        """Give what a stand-in of a kind may mean, the likeliest first; `last` are the names before, the last first."""
        if kind.mean == "main":
            return [self._named_most(kind)]
        if kind.mean == "around":
            return [self._area_around, self._named_most(kind)]
        if kind.mean == "nearest":
            return [*last, *self._headed]
        if kind.mean == "former":
            self._latter, former = self._pair(kind, said, last)
            return [former]
        if kind.mean == "latter":
            return [self._latter, *last]
        if kind.mean == "last":
            opens = start - sentence.start <= _BEFORE and not said
            return [*self._subjects[:1], *last] if opens else last
        if kind.mean == "clause":
            return [*self._clauses.before(sentence, said, start), self._subject, *self._subjects, *self._headed]
        spoken = [self._clauses.spoken(sentence.start, said), self._subject]
        if kind.classes == _FIRMS:
            spoken += self._subjects
        spoken += [self._titled, *self._headed, self._main]
        return [*spoken, *self._often, *last] if kind.heads else [*spoken, *last, *self._often]

    def _pair(self, kind: Anaphor, said: Sequence[Mention], last: Sequence[int]) -> tuple[int | None, int | None]:
        """Give the last two names that stand in a row, else the last two of one class: the latter and the former."""
        near = [m for m in [*self._heard, *said[-_RECENT:]] if not m.anaphor and kind.fits(self._entities[m.entity])]
        for one, other in zip(near[-2::-1], near[:0:-1], strict=True):
            if _ROW.fullmatch(self._clean, one.end, max(one.end, other.start)):
                return other.entity, one.entity
        fitting = [e for e in dict.fromkeys(last) if kind.fits(self._entities[e])]
        pair = [e for e in fitting if self._entities[e].cls == self._entities[fitting[0]].cls][:2]
        return (pair[0], pair[1]) if len(pair) == 2 else (None, None)

    def hear(self, sentence: Sentence, said: Sequence[Mention]) -> None:
        """Take in what a sentence has said."""
        if sentence.heading:
            return
        subject = self._clauses.alone(sentence, said)
        if subject is not None and self._clauses.is_line(sentence):
            self._titled = subject if not self._heads_park() else None
        subject = subject if subject is not None else self._clauses.spoken(sentence.start, said)
        part = self._clean.rfind("；", sentence.start, sentence.end) + 1
        later = self._clauses.spoken(part, [m for m in said[-_RECENT:] if m.start >= part]) if part else None
        self._subjects = [*(e for e in (later, subject) if e is not None), *self._subjects][:_KEPT]
        if subject is not None:
            is_place = self._entities[subject].cls == "Place"
            if not is_place or not (self._headed or self._subject is not None):
                self._subject = subject
        self._heard = said[-_RECENT:]
        self._recent += [m.entity for m in said[-_RECENT:]]
        del self._recent[:-_RECENT]

    def _heads_park(self) -> bool:
        return any(self._entities[e].cls != "Place" for e in self._headed)

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
