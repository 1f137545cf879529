"""The names of a sentence: comes in a reading, sentence by sentence, go out names by place and by their part."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from ingest.figures.clauses import Line
from ingest.figures.lexicon import lexicon
from ingest.model import Mention, Reading

_OFFICE = 16  # characters between a body and the person who serves it
_CROWD = 48  # no further back than so many names is one looked for
_VERB = 2  # characters of the verb right before a name
_LIST = ("、", "和", "及", "与", "以及")


class Names:
    """The names of the current sentence, those in longer ones left out; happenings are apart, in `happenings`."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.clean = reading.text.clean
        self._things = reading.outermost()
        self._events = [m for m in reading.mentions if reading.entities[m.entity].cls == "Event"]
        self._at = self._at_event = 0
        self.all: list[Mention] = []
        self.happenings: list[Mention] = []
        self._starts: list[int] = []
        self._ends: frozenset[int] = frozenset()

    def open(self, start: int, end: int) -> None:
        """Go on to the sentence clean[start:end]."""
        self._at, self.all = _within(self._things, self._at, start, end)
        self._at_event, self.happenings = _within(self._events, self._at_event, start, end)
        self._starts = [m.start for m in self.all]
        self._ends = frozenset(m.end for m in self.all)

    def cls(self, entity: int) -> str:
        """The class of an entity."""
        return self._reading.entities[entity].cls

    def between(self, line: Line, start: int, end: int) -> list[Mention]:
        """The last names of clean[start:end], those in brackets of the line left out."""
        last = bisect_left(self._starts, end)
        first = max(bisect_left(self._starts, start), last - _CROWD)
        return [m for m in self.all[first:last] if m.end <= end and not _is_aside(line, m)]

    def behind(self, offset: int, count: int) -> list[Mention]:
        """The next `count` names from the offset on."""
        first = bisect_left(self._starts, offset)
        return self.all[first : first + count]

    def before(self, offset: int) -> Mention | None:
        """The name that ends at the offset or one character before it."""
        place = bisect_left(self._starts, offset)
        near = (m for m in reversed(self.all[max(0, place - 3) : place]) if offset - 1 <= m.end <= offset)
        return next(near, None)

    def runs(self, mentions: Sequence[Mention]) -> list[list[Mention]]:
        """The names grouped by the enumerations that they stand in: 甲、乙和丙 together."""
        runs: list[list[Mention]] = []
        for mention in mentions:
            between = self.clean[runs[-1][-1].end : mention.start].strip("”“") if runs else ""
            if between in _LIST:
                runs[-1].append(mention)
            else:
                runs.append([mention])
        return runs

    def is_oblique(self, mention: Mention, opening: int) -> bool:
        """Whether a preposition or verb before the name, in the clause from `opening` on, makes it no subject."""
        return lexicon().says("oblique", self.clean, max(opening, mention.start - _VERB), mention.start) is not None

    def is_where(self, mention: Mention) -> bool:
        """Whether the name says where things are counted: 在某园内, 落户某区的."""
        return lexicon().opens("inside", self.clean, mention.end)

    def is_listed(self, line: Line, mention: Mention) -> bool:
        """Whether the name is one of several in a list, so that a total is not its own."""
        if self.cls(mention.entity) == "Event":
            return False
        end = mention.end
        if self.clean.startswith("（", end):
            place = bisect_left([b.start for b in line.brackets], end)
            end = line.brackets[place].end + 1 if place < len(line.brackets) else end
        if self.clean.startswith("等", end) or (self.clean.startswith("、", end) and self._begins(end + 1)):
            return True
        before = self.clean[max(0, mention.start - 2) : mention.start]
        return before.endswith("、") and (mention.start - 1 in self._ends or before[0] in "）”")

    def only_describes(self, mention: Mention, opening: int) -> bool:
        """Whether the name only says of what kind something is: 市“某某”人才, 德国企业."""
        cls = self.cls(mention.entity)
        if cls == "Policy":
            opens = not self.clean[opening : mention.start].strip("“《")
            return not opens or lexicon().opens("holders", self.clean, mention.end)
        if cls != "Place" or not lexicon().opens("described_firms", self.clean, mention.end):
            return False
        entity = self._reading.entities[mention.entity]
        return not any(lexicon().says("levels", name) for name in (entity.name, *entity.aliases))

    def serves(self, mention: Mention) -> bool:
        """Whether the name only says where a person serves: 某市副市长张三出席."""
        return any(
            m.start <= mention.end + _OFFICE and self.cls(m.entity) in ("Person", "Talent")
            for m in self.behind(mention.end, 2)
        )

    def label(self, start: int, end: int) -> int | None:
        """The entity whose name is all that clean[start:end] says, a list mark aside: （三）某科技城。."""
        first = self.all[0] if self.all else None
        if first is None or self.clean[first.end : end].strip("。：:；，"):
            return None
        return first.entity if lexicon().is_all("list_mark", self.clean, start, first.start) else None

    def is_ceremony(self, event: int) -> bool:
        """Whether a happening is one that figures are about: more than work begun or done."""
        name = self._reading.entities[event].name
        return lexicon().says("ceremony", name) is not None or not lexicon().says("opened", name)

    def is_titled(self, event: int) -> bool:
        """Whether a happening has the name of a meeting."""
        return lexicon().says("titled", self._reading.entities[event].name) is not None

    def _begins(self, offset: int) -> bool:
        place = bisect_left(self._starts, offset)
        return place < len(self._starts) and self._starts[place] == offset


def is_spread(text: str) -> bool:
    """Whether the text says that a list of numbers goes with a list of names."""
    return re.search("分别|依次", text) is not None


def _is_aside(line: Line, mention: Mention) -> bool:
    """Whether the name stands in a bracket of the line."""
    if not line.brackets:
        return False
    place = bisect_left([b.start for b in line.brackets], mention.start + 1) - 1
    return place >= 0 and mention.start < line.brackets[place].end


def _within(mentions: Sequence[Mention], at: int, start: int, end: int) -> tuple[int, list[Mention]]:
    """The mentions of clean[start:end], from index `at` of the sorted mentions on, and where to go on."""
    while at < len(mentions) and mentions[at].start < start:
        at += 1
    last = at
    while last < len(mentions) and mentions[last].start < end:
        last += 1
    return last, list(mentions[at:last])
