"""What is meant where a rule's subject or object is not named: the clause's subject, the topic, the headings above."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from ingest.model import Mention, Reading
from ingest.reference import headings_of, main_area
from ingest.relations.views import CLAUSE_ENDS, View, is_mention, last_of

SUBJECTS = frozenset(("Platform", "Project", "Enterprise", "Institution", "Parcel", "Place"))
_BREAKS = CLAUSE_ENDS + "、"
_OBLIQUE = frozenset("在由与和同向对从经被为于以给据按受因跟往至到获")
_UNNAMED = re.compile(r"[^等]?[^，；：。等]{0,5}0(?:家|个|名|位|项)")  # 另有0家, 有0个项目: others, who are not named
_LEADS = ("另有", "还有", "有", "其中", "包括", "如", "即", "其中有", "以及", "此外", "而")
_BACK = 12  # how many mentions back a clause's subject is looked for
_OFTEN = 3  # how often a document names the honour that it is about
_LONG = 300  # characters; a longer sentence leads no list
_SAME_CLAUSE, _EARLIER_CLAUSE, _TOPIC, _HEADING, _DOCUMENT = 1.0, 0.97, 0.93, 0.93, 0.7

Meant = tuple[list[int], float]  # entities, and how sure it is that they are meant


class Context:
    """Finds the unnamed end of a relation in one reading; `heads` are the entities that each heading names.

    A list stands under its section's heading and its lead, the last sentence of the section that ends in a colon.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.heads = headings_of(reading.sections, reading.entities, reading.mentions)
        self._main = main_area(reading.sentences, reading.entities, reading.mentions)
        self._leads = _leads(reading)
        self._honours = _honours(reading)
        counts = Counter(m.entity for m in self._honours)
        self._honour = next((e for e, n in counts.most_common(1) if n >= _OFTEN), None)

    def is_under(self, sentence: int, words: Sequence[str]) -> bool:
        """Tell whether the heading above the sentence, or the lead of its list, has one of `words` in it."""
        clean = self._reading.text.clean
        return any(clean.find(w, start, end) >= 0 for start, end in self._above(sentence) for w in words)

    def listed(self, sentence: int) -> int | None:
        """Give the honour that a list is about: named in its lead or heading, else what the document names most."""
        for start, end in self._above(sentence):
            first = bisect_left(self._honours, start, key=lambda m: m.start)
            if first < len(self._honours) and self._honours[first].end <= end:
                return self._honours[first].entity
        return self._honour

    def implied(
        self, view: View, at: int, classes: frozenset[str], others: Sequence[int], unless: tuple[str, ...] = ()
    ) -> Meant | None:
        """Give the nearest entities of `classes` that `view.text[at:]` may speak about, none of `others`.

        A mention in another clause is passed over where a word of `unless` follows it.
        """
        found = self._in_sentence(view, at, classes, classes, others, unless)
        return self.around(view.sentence, classes, others) if found is None else found

    def subject(
        self, view: View, at: int, classes: frozenset[str], others: Sequence[int], unless: tuple[str, ...] = ()
    ) -> Meant | None:
        """Give what `view.text[at:]` speaks about, where that is of `classes` and none of `others`."""
        found = self._in_sentence(view, at, classes, SUBJECTS | classes, others, unless)
        if found is not None:
            return found
        topic = self._reading.topics[view.sentence]
        return ([topic], _TOPIC) if topic is not None and self._fitting([topic], classes, others) else None

    def around(self, sentence: int, classes: frozenset[str], others: Sequence[int]) -> Meant | None:
        """Give what the sentence is about, else what its headings name, else what the document is about.

        Where one of `others` is in this row itself, only what stands above it can be meant.
        """
        reading = self._reading
        topic = reading.topics[sentence]
        chain = [(topic, _TOPIC)] if topic is not None else []
        section = reading.sentences[sentence].section
        while section is not None:
            chain += [(e, _HEADING) for e in self.heads[section]]
            section = reading.sections[section].parent
        if self._main is not None:
            chain.append((self._main, _DOCUMENT))
        below = max((i for i, (e, _) in enumerate(chain) if e in others), default=-1)
        for entity, sureness in chain[below + 1 :]:
            if reading.entities[entity].cls in classes:
                return [entity], sureness
        return None

    def _in_sentence(
        self,
        view: View,
        at: int,
        classes: frozenset[str],
        rivals: frozenset[str],
        others: Sequence[int],
        unless: tuple[str, ...],
    ) -> Meant | None:
        """Give what is of `classes` in the subject of the clause, else of one before; None without any of `rivals`."""
        text = view.text
        start = last_of(_BREAKS, text, at)
        if not view.aside and _UNNAMED.match(text, start, at):
            return [], 0.0
        behind = bisect_left(view.places, at)
        for place in reversed(view.places[max(0, behind - _BACK) : behind]):
            same_clause = place >= start
            if text[place - 1 : place] in _OBLIQUE or text[place + 1 : place + 2] == "的":
                continue
            if not same_clause and (not _opens(text, place) or text.startswith(unless, place + 1)):
                continue
            if same_clause and not view.aside and _UNNAMED.match(text, place + 1, at):
                return [], 0.0
            named = [m.entity for m in view.groups[place]]
            if self._fitting(named, rivals, others):
                return self._fitting(named, classes, others), _SAME_CLAUSE if same_clause else _EARLIER_CLAUSE
        return None

    def _above(self, sentence: int) -> list[tuple[int, int]]:
        """Find where the lead and the heading above a sentence stand."""
        reading = self._reading
        found = []
        lead = self._leads[sentence]
        if lead is not None:
            found.append((reading.sentences[lead].start, reading.sentences[lead].end))
        section = reading.sentences[sentence].section
        if section is not None:
            start = reading.sections[section].start
            found.append((start, start + len(reading.sections[section].heading)))
        return found

    def _fitting(self, found: Sequence[int], classes: frozenset[str], others: Sequence[int]) -> list[int]:
        return [e for e in found if self._reading.entities[e].cls in classes and e not in others]


def _leads(reading: Reading) -> list[int | None]:
    """Give for each sentence the lead that its list stands under, if any."""
    leads: list[int | None] = []
    lead: int | None = None
    section: int | None = None
    for index, sentence in enumerate(reading.sentences):
        if sentence.section != section:
            lead, section = None, sentence.section
        leads.append(lead)
        if reading.text.clean[sentence.end - 1] == "：" and sentence.end - sentence.start <= _LONG:
            lead = index
    return leads


def _honours(reading: Reading) -> list[Mention]:
    """Give the mentions of honours that are part of no longer one."""
    found: list[Mention] = []
    for mention in reading.mentions:
        is_inside = found and mention.end <= found[-1].end
        if reading.entities[mention.entity].cls == "Honour" and not is_inside:
            found.append(mention)
    return found


def _opens(text: str, place: int) -> bool:
    """Tell whether the mention is the head of what its clause opens with, as in 0年0月某园… and 0年动工的某园…."""
    before = text[last_of(_BREAKS, text, place) : place]
    if not before or before in _LEADS:
        return True
    if before[-1] == "的":
        return not any(is_mention(c) for c in text[place + 1 : place + 9].split("，")[0])
    if before[-1] in "是叫即":
        return text[place + 1 : place + 2] in _BREAKS
    return len(before) <= 10 and before[-1] in "年月日内底末初前后中时起其至此0"
