"""What a clause speaks about: comes in a text with its names, goes out the name that is the subject of a sentence.

It is the name that opens a clause: nothing but a number, a time or a description that ends in 的 stands before it.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.anaphors import BREAKS
from ingest.model import Entity, Mention, Sentence

TOPICS = ("Platform", "Project", "Enterprise", "Institution", "Parcel", "Place")
_OBLIQUE = frozenset("在由与和同向对从经被将把为于以给据按受因跟往至到及")
_TIME = re.compile(
    r"(?:[0-9①-⑳◎●○◆■▲★※□·.]{1,4})?"
    r"(?:[^，。；：、（）！？\n]{0,10}[年月日内底末初前后中时起]|其中|目前|如今|同时|此外|同日|当日|当天)?"
)
_LABEL = re.compile(  # （一）, 2., 【冠军】, 第三家：
    r"[◎●○◆◇■▲▪★☆※□⊙§·•—\-─#*|▍☞ ]*"
    r"(?:(?:[（〔\[]?(?:[0-9]{1,2}|[一二三四五六七八九十甲乙丙丁]{1,2}|[①-⑳])[）〕\]][.、]?|[0-9一二三四五六七八九十]{1,2}[.、．]"
    r"|[①-⑳]|[【〔]?(?:[冠亚季]军|第[一二三四五六七八九十][家个名位]?)[】〕：]) *)?"
)
_ALONE = re.compile(r"[”》】」]?(?:（[^）]{1,30}）)?[。：】|— ]*")  # what may follow a name that is a line of its own
_LINK = re.compile(r"(?:内|里)?(?:的|企业|园中园|[一-鿿]{0,3}项目|[一-鿿]{0,2}企业)?")  # 某园的, 某园重点项目
_LISTED = ("、", "和", "与", "及", "等", "”、", "》、", "以及")
_AFTER_HEAD = ("，", "（", "”", "》")  # what stands behind the head of a long subject: 动工的某园，…
_OPENING = 24  # characters before the name of the subject
_FIRST = 6  # how many names of a sentence may be its subject
_CLAUSE = 200  # characters that a clause has at most


class Clauses:
    """The clauses of a text whose names are known."""

    def __init__(self, clean: str, entities: Sequence[Entity]) -> None:
        self._clean = clean
        self._entities = entities

    def spoken(self, start: int, said: Sequence[Mention]) -> int | None:
        """Give what is spoken about from `start` on: the first name that opens a clause and is no list, or None."""
        clean = self._clean
        start = self._labelled(start)
        named = [m for m in said[:_FIRST] if self._entities[m.entity].cls != "Event"]
        for index, mention in enumerate(named):
            opening = clean[start : mention.start]
            if len(opening) > _OPENING or "；" in opening or "：" in opening:
                return None
            if not self._opens(start, mention):
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

    def alone(self, sentence: Sentence, said: Sequence[Mention]) -> int | None:
        """Give the entity whose name is the whole sentence, its number or bullet aside."""
        start = self._labelled(sentence.start)
        for mention in said[:2]:
            begins = mention.start <= start + 1  # a quotation mark
            if begins and not mention.anaphor and self._entities[mention.entity].cls in TOPICS:
                return mention.entity if _ALONE.fullmatch(self._clean, mention.end, sentence.end) else None
        return None

    def is_line(self, sentence: Sentence) -> bool:
        """Tell whether the sentence is a line of its own."""
        clean = self._clean
        begins = sentence.start == 0 or clean[sentence.start - 1] == "\n"
        return begins and not clean[sentence.end : sentence.end + 1].strip("\n")

    def before(self, sentence: Sentence, said: Sequence[Mention], start: int) -> Iterator[int]:
        """Give what the clauses of the sentence before the one at `start` begin or end with, the last first."""
        clause = self._clause(sentence.start, start)
        for mention in reversed(said[-_FIRST:]):
            if mention.end <= clause and (mention.end == clause - 1 or self._opens(sentence.start, mention)):
                yield mention.entity

    def _opens(self, start: int, mention: Mention) -> bool:
        """Tell whether nothing but words of time, or a description that ends in 的, stands before in the clause."""
        clean = self._clean
        clause = self._clause(start, mention.start)
        before = clean[clause : mention.start].strip("“《【 ")
        if before.endswith("的"):
            return clause <= start or clean[mention.end : mention.end + 1] in _AFTER_HEAD
        return before[-1:] not in _OBLIQUE and _TIME.fullmatch(before) is not None

    def _clause(self, start: int, at: int) -> int:
        """Give where the clause that holds `at` begins, not before `start`."""
        first = max(start, at - _CLAUSE)
        return max(first, *(self._clean.rfind(b, first, at) + 1 for b in BREAKS))

    def _labelled(self, start: int) -> int:
        """Give where the words begin behind a number or a bullet."""
        label = _LABEL.match(self._clean, start)
        return label.end() if label else start
