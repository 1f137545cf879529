"""Whose figure it is: comes in what numbers say, goes out the entity that each is about.

In this order: the name that the number describes (总投资30亿元的某项目), the happening whose name holds the number,
the name before the bracket, the last fitting name before the number in its clause, what the figure before it was
about or the subject of an earlier clause, and what the paragraph, the headings or the document speak about.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.figures.clauses import Clause, Line, outermost
from ingest.figures.lexicon import TARGET, lexicon
from ingest.figures.said import Said
from ingest.model import Mention, Reading
from ingest.reference import headings_of, main_area

_DESCRIBES = re.compile(r"(?:以上|左右)?的[^，。；、：（）的]{0,10}")
_BUILDS = re.compile(r"[^，。；：（）]{0,14}?(?:建设|打造|兴建|新建|实施|建立|布局)(?:的)?")
_AHEAD = 22  # characters from a number to the name that it describes
_INSIDE = ("内", "里", "中", "区域", "范围")
_LISTED = ("、", "和", "及", "等", "以及", "与")
_LINK = re.compile(r"(?:内|里)?(?:的|旗下|首发项目|重点项目|核心区块?|[一-鿿]{0,3}项目|[一-鿿]{0,2}企业|园中园)?")
_BUILT = frozenset(("investment", "landArea", "floorArea", "capacity", "jobs", "progress"))
_EARLIER = 12  # how many clauses back a subject may stand


@dataclass(frozen=True, slots=True)
class Found:
    """An entity, and how sure it is that the figure is its."""

    entity: int
    sureness: float


class Subjects:
    """Finds the subjects of a document's figures, sentence by sentence in order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._things = outermost(reading)
        self._events = [m for m in reading.mentions if reading.entities[m.entity].cls == "Event"]
        self._heads = headings_of(reading.sections, reading.entities, reading.mentions)
        self._main = main_area(reading.sentences, reading.entities, reading.mentions)
        self._ranks = {i: {c: n for n, c in enumerate(known)} for i, known in lexicon().subjects.items()}
        self._at = self._at_event = 0
        self._sentence = 0
        self._mentions: list[Mention] = []
        self._happenings: list[Mention] = []
        self._last: int | None = None  # of the paragraph
        self._last_end = 0

    def open(self, sentence: int, *, paragraph: bool) -> None:
        """Go on to a sentence; `paragraph` where it begins one."""
        bounds = self._reading.sentences[sentence]
        self._at, self._mentions = _within(self._things, self._at, bounds.start, bounds.end)
        self._at_event, self._happenings = _within(self._events, self._at_event, bounds.start, bounds.end)
        self._sentence = sentence
        if paragraph:
            self._last = None

    def fits(self, entity: int, indicator: str) -> bool:
        """Whether the entity's class can bear the indicator."""
        return self._reading.entities[entity].cls in self._ranks[indicator]

    def find(self, line: Line, said: Said, row: int | None) -> Found | None:
        """The subject of one figure; `row` is what a table row is about."""
        found = self._find(line, said, row)
        if found is not None:
            self._last, self._last_end = found.entity, said.quantity.end
        return found

    def _find(self, line: Line, said: Said, row: int | None) -> Found | None:
        described = self._described(line, said)
        if described is not None:
            return Found(described, 1.0)
        if said.places > 1:
            listed = self._listed(line, said)
            if listed is not None:
                return Found(listed, 0.9)
        happening = self._holding(said)
        if happening is not None:
            return Found(happening, 0.95)
        if line.host is not None:
            host = next((m for m in self._mentions if line.host - 1 <= m.end <= line.host), None)
            if host is not None and self.fits(host.entity, said.indicator):
                return Found(host.entity, 0.95)
        own = self._own(said)
        if own is not None:
            return Found(own, 1.0)
        if row is not None and self.fits(row, said.indicator):
            return Found(row, 0.95)
        earlier = self._earlier(line, said)
        if earlier is not None:
            return earlier
        return self._around(said)

    def _described(self, line: Line, said: Said) -> int | None:
        """The name that the number's phrase belongs to: 规划面积99平方公里的某城, 投资150亿元建设的某厂."""
        end = said.quantity.end
        clean = self._reading.text.clean
        for mention in (*self._happenings, *self._mentions):
            if not end <= mention.start <= end + _AHEAD or not self.fits(mention.entity, said.indicator):
                continue
            between = clean[end : mention.start]
            if _DESCRIBES.fullmatch(between):
                return mention.entity
            is_built = self._reading.entities[mention.entity].cls in ("Project", "Platform")
            if said.indicator == "investment" and is_built and _BUILDS.fullmatch(between):
                return mention.entity
        return None

    def _listed(self, line: Line, said: Said) -> int | None:
        """The entity at the same place of a list of names as the number has in its list of numbers."""
        clean = self._reading.text.clean
        before = [
            m for m in self._mentions
            if m.end <= said.quantity.start and self.fits(m.entity, said.indicator) and not m.anaphor
        ]  # fmt: skip
        runs: list[list[Mention]] = []
        for mention in before:
            between = clean[runs[-1][-1].end : mention.start] if runs else ""
            if runs and between.strip("”“") in ("、", "和", "及", "与", "以及"):
                runs[-1].append(mention)
            else:
                runs.append([mention])
        run = next((r for r in reversed(runs) if len(r) == said.places), None)
        spread = re.search("分别|依次", clean[line.start : said.quantity.end])
        return run[said.place].entity if run and spread else None

    def _holding(self, said: Said) -> int | None:
        """The happening whose name holds the number (8个重大项目集中开工)."""
        rank = self._ranks[said.indicator].get("Event")
        if rank is None or rank > 1:
            return None
        at = said.quantity.start
        held = [m for m in self._happenings if m.start <= at < m.end]
        return min(held, key=lambda m: m.end - m.start).entity if held else None

    def _own(self, said: Said) -> int | None:
        """The last fitting name before the number in its clause that can be its subject."""
        start, end = said.clause[0], said.quantity.start
        inside = [m for m in self._mentions if start <= m.start and m.end <= end]
        for mention in reversed(inside):
            if self.fits(mention.entity, said.indicator) and not self._is_oblique(mention, start, said):
                return mention.entity
        happening = [m for m in self._happenings if start <= m.start and m.end <= end]
        rank = self._ranks[said.indicator].get("Event", 9)
        return happening[-1].entity if happening and rank <= 1 else None

    def _earlier(self, line: Line, said: Said) -> Found | None:
        """The subject of the clauses before, back to the last figure, and then that figure's own."""
        position = line.host if line.host is not None else said.clause[0]
        last_here = self._last is not None and self._last_end > self._reading.sentences[self._sentence].start
        floor = self._last_end if last_here else self._reading.sentences[self._sentence].start
        chosen = self._clause_subject(floor, position, said)
        if chosen is not None:
            return Found(chosen, 0.93)
        if last_here and self._last is not None and self.fits(self._last, said.indicator):
            return Found(self._last, 0.9)
        chosen = self._clause_subject(self._reading.sentences[self._sentence].start, position, said)
        return None if chosen is None else Found(chosen, 0.85)

    def _clause_subject(self, start: int, end: int, said: Said) -> int | None:
        """What the stretch before the number's clause speaks about, its last clause first."""
        clean = self._reading.text.clean
        inside = [m for m in self._mentions if start <= m.start and m.end <= end]
        inside += [m for m in self._happenings if start <= m.start < end]
        clauses: dict[int, list[Mention]] = {}
        for mention in sorted(inside, key=lambda m: (m.start, -m.end)):
            opening = max(start, max(clean.rfind(b, start, mention.start) for b in "，。；：！？") + 1)
            clauses.setdefault(opening, []).append(mention)
        for opening in sorted(clauses, reverse=True)[:_EARLIER]:
            chosen = self._best(clauses[opening], opening, said)
            if chosen is not None:
                return chosen
        return None

    def _best(self, mentions: Sequence[Mention], opening: int, said: Said) -> int | None:
        """Of a clause's names the first that fits and is no object; of things built the likeliest class first."""
        clean = self._reading.text.clean
        ranks = self._ranks[said.indicator]
        fitting = [m for m in mentions if self.fits(m.entity, said.indicator) and not self._in_list(m)]
        free = [m for m in fitting if not self._is_oblique(m, opening, said)]
        if not free:
            return None
        if said.indicator in _BUILT or said.measure == TARGET or self._reading.entities[free[0].entity].cls == "Event":
            best = min(ranks[self._reading.entities[m.entity].cls] for m in free)
            free = [m for m in free if ranks[self._reading.entities[m.entity].cls] == best]
            return free[0].entity
        head = free[0]
        for following in free[1:3]:
            if following.start >= head.end and _LINK.fullmatch(clean, head.end, following.start):
                head = following
        return head.entity

    def _around(self, said: Said) -> Found | None:
        """What the paragraph, the headings above or the document are about."""
        reading = self._reading
        chain: list[tuple[int | None, float]] = []
        is_event = self._last is not None and reading.entities[self._last].cls == "Event"
        if is_event and self._ranks[said.indicator].get("Event", 9) <= 1:
            chain.append((self._last, 0.8))
        chain += [(reading.topics[self._sentence], 0.85), (self._last, 0.7)]
        section = reading.sentences[self._sentence].section
        while section is not None:
            chain += [(e, 0.75) for e in self._heads[section]]
            section = reading.sections[section].parent
        chain.append((self._main, 0.6))
        fitting = ((e, s) for e, s in chain if e is not None and self.fits(e, said.indicator))
        return next((Found(e, s) for e, s in fitting), None)

    def _is_oblique(self, mention: Mention, opening: int, said: Said) -> bool:
        """Whether a preposition or verb before the name makes it no subject; 在某园内 is where things are counted."""
        clean = self._reading.text.clean
        before = clean[max(opening, mention.start - 1) : mention.start]
        if before not in lexicon().oblique or not before:
            return False
        return not (said.indicator.endswith("Count") and clean.startswith(_INSIDE, mention.end))

    def _in_list(self, mention: Mention) -> bool:
        """Whether the name is one of several in a list, so that a total is not its own."""
        if self._reading.entities[mention.entity].cls in ("Event", "Platform", "Place"):
            return False
        clean = self._reading.text.clean
        return clean[mention.start - 1 : mention.start] == "、" or clean.startswith(_LISTED, mention.end)


def _within(mentions: Sequence[Mention], at: int, start: int, end: int) -> tuple[int, list[Mention]]:
    """The mentions of clean[start:end], from index `at` of the sorted mentions on, and where to go on."""
    while at < len(mentions) and mentions[at].start < start:
        at += 1
    last = at
    while last < len(mentions) and mentions[last].start < end:
        last += 1
    return last, list(mentions[at:last])


__all__ = ["Clause", "Found", "Subjects"]
