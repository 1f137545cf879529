"""Whose figure it is: comes in what numbers say, goes out the entity that each is about.

In this order: the name that the number describes (总投资30亿元的某项目), the happening whose name holds the number,
the name before the bracket, the last fitting name before the number in its clause, what the figure before it was
about or the subject of an earlier clause, and what the paragraph, the headings or the document speak about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.figures.clauses import Line
from ingest.figures.lexicon import TARGET, lexicon
from ingest.figures.names import Names, is_spread
from ingest.figures.said import Said
from ingest.model import Mention, Reading
from ingest.reference import headings_of, main_area

_AHEAD = 32  # characters from a number to the name that it describes
_NEXT = 6  # names behind a number that it may describe
_EARLIER = 12  # how many clauses back a subject may stand
_VERB = 3  # characters of the verb right before a name
_LINE = 240  # characters back in which 分别 or a word about a happening may stand
_BREAKS = "，。；：！？"


@dataclass(frozen=True, slots=True)
class Found:
    """An entity, and how sure it is that the figure is its."""

    entity: int
    sureness: float


class Subjects:
    """Finds the subjects of a document's figures, sentence by sentence in order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._clean = reading.text.clean
        self.names = Names(reading)
        self._heads = headings_of(reading.sections, reading.entities, reading.mentions)
        self._main = main_area(reading.sentences, reading.entities, reading.mentions)
        self._ranks = {i: {c: n for n, c in enumerate(known)} for i, known in lexicon().subjects.items()}
        self._sentence = self._start = 0
        self._last: int | None = None  # the subject of the paragraph's last figure
        self._last_end = 0
        self._event: int | None = None  # the last happening of the section
        self._section: int | None = None
        self._paragraph: set[int] = set()  # what the paragraph has named
        self._label: int | None = None  # what the paragraph's first words name: （三）某科技城。…
        self._subject_of: dict[int, int] = {}  # by where the number starts

    def open(self, sentence: int, *, paragraph: bool) -> None:
        """Go on to a sentence; `paragraph` where it begins one."""
        bounds = self._reading.sentences[sentence]
        self._paragraph |= {m.entity for m in self.names.all}
        if self.names.happenings:
            self._event = self.names.happenings[-1].entity
        self.names.open(bounds.start, bounds.end)
        self._sentence, self._start = sentence, bounds.start
        if paragraph:
            self._last, self._paragraph = None, set()
            self._label = self.names.label(bounds.start, bounds.end)
        if bounds.section != self._section:
            self._section, self._event = bounds.section, None

    def find(self, line: Line, said: Said, row: int | None) -> Found | None:
        """The subject of one figure; `row` is what its table row is about, if it stands in one."""
        found = self._named(line, said)
        if found is None and said.base is not None and said.base.quantity.start in self._subject_of:
            found = Found(self._subject_of[said.base.quantity.start], 0.95)
        if found is None and row is not None and self._fits(row, said):
            found = Found(row, 0.95)
        if found is None and not lexicon().opens("national", self._clean, said.clause[0]):
            found = self._earlier(line, said) or self._around(said)
        if found is not None:
            self._subject_of[said.quantity.start] = found.entity
            if line.host is None:
                self._last, self._last_end = found.entity, said.quantity.end
        return found

    def _fits(self, entity: int, said: Said) -> bool:
        """Whether the entity's class can bear the indicator."""
        return self.names.cls(entity) in self._order(said)

    def _order(self, said: Said) -> Mapping[str, int]:
        """How likely each class is to bear the figure, 0 the likeliest."""
        return {c: n for n, (c, _) in enumerate(said.kinds)} if said.kinds else self._ranks[said.indicator]

    def _is_of_events(self, said: Said) -> bool:
        return self._order(said).get("Event", 9) <= 1

    def _named(self, line: Line, said: Said) -> Found | None:
        """The subject that the number's own clause names."""
        described = self._described(said)
        if described is not None:
            return Found(described, 1.0)
        listed = self._listed(line, said) if said.places > 1 else None
        if listed is not None:
            return Found(listed, 0.9)
        holding = self._holding(said)
        if holding is not None:
            return Found(holding, 0.95)
        host = self.names.before(line.host) if line.host is not None else None
        if host is not None and self._fits(host.entity, said):
            return Found(host.entity, 0.95)
        own = self._own(line, said)
        return None if own is None else Found(own, 1.0)

    def _described(self, said: Said) -> int | None:
        """The name behind the number that it belongs to: 面积99亩的某城, 投资5亿元建设的某厂, 9家企业落户某区."""
        end = said.quantity.end
        near = (*self.names.behind(end, _NEXT), *self.names.happenings)
        for mention in near:
            fits = end <= mention.start <= end + _AHEAD and self._fits(mention.entity, said)
            if fits and self._belongs(said, end, mention):
                return mention.entity
        return None

    def _belongs(self, said: Said, end: int, mention: Mention) -> bool:
        """Whether the words between the number and the name make the number the name's."""
        known, between = lexicon(), (self._clean, end, mention.start)
        if known.is_all("describes", *between) and not said.quantity.is_ratio:
            return True
        if said.indicator == "investment":
            return self.names.cls(mention.entity) in ("Project", "Platform") and known.is_all("builds", *between)
        if not said.indicator.endswith("Count") or said.quantity.unit != "1":
            return False
        settled = known.is_all("settles_in", *between) and known.opens("settled", self._clean, mention.end)
        return settled or known.is_all("settles", *between)

    def _listed(self, line: Line, said: Said) -> int | None:
        """The entity at the same place of a list of names as the number has in its list of numbers."""
        if not is_spread(self._clean[max(line.start, said.quantity.start - _LINE) : said.quantity.end]):
            return None
        before = [m for m in self.names.between(line, line.start, said.before) if not m.anaphor]
        runs = self.names.runs([m for m in before if self._fits(m.entity, said)])
        run = next((r for r in reversed(runs) if len(r) == said.places), None)
        return run[said.place].entity if run else None

    def _holding(self, said: Said) -> int | None:
        """The happening whose name holds the number (8个重大项目集中开工), or the meeting at which it happens."""
        at = said.quantity.start
        held = [m for m in self.names.happenings if m.start <= at < m.end and self.names.is_ceremony(m.entity)]
        if not held or not self._is_of_events(said):
            return None
        titled = [m for m in self.names.happenings if m.end <= at and self.names.is_titled(m.entity)]
        return titled[-1].entity if titled else min(held, key=lambda m: m.end - m.start).entity

    def _own(self, line: Line, said: Said) -> int | None:
        """The last fitting name before the number in its clause that can be its subject."""
        start, end = said.clause[0], said.before
        names = self.names
        fitting = [m for m in names.between(line, start, end) if self._fits(m.entity, said)]
        fitting = [m for m in fitting if not names.is_listed(line, m)]
        free = [m for m in fitting if not names.is_oblique(m, start) and not names.only_describes(m, start)]
        if not free and said.indicator.endswith("Count"):
            free = [m for m in fitting if names.is_where(m)]
        ceremonies = [m for m in names.happenings if m.end <= end and names.is_ceremony(m.entity)]
        if not self._is_of_events(said):
            ceremonies = []
        if free and free[-1].anaphor and names.cls(free[-1].entity) == "Place":
            earlier = [m for m in ceremonies if m.end <= start]
            if earlier:  # 某活动举行，全市共签约…: the total is the happening's
                return earlier[-1].entity
        if free:
            return free[-1].entity
        here = [m for m in ceremonies if m.start >= start]
        return here[-1].entity if here else None

    def _earlier(self, line: Line, said: Said) -> Found | None:
        """The subject of the clauses before, back to the last figure, and then that figure's own."""
        position = line.host if line.host is not None else said.clause[0]
        is_here = self._last is not None and self._last_end > self._start
        chosen = self._clause_subject(line, self._last_end if is_here else self._start, position, said)
        if chosen is not None:
            return Found(chosen, 0.93)
        if is_here and self._last is not None and self._fits(self._last, said):
            return Found(self._last, 0.9)
        chosen = self._clause_subject(line, self._start, position, said) if is_here else None
        return None if chosen is None else Found(chosen, 0.85)

    def _clause_subject(self, line: Line, start: int, end: int, said: Said) -> int | None:
        """What the stretch before the number's clause speaks about, its last clause first."""
        inside = self.names.between(line, start, end)
        if self._is_of_events(said):
            happenings = (m for m in self.names.happenings if start <= m.start < end)
            inside += [m for m in happenings if self.names.is_ceremony(m.entity)]
        clauses: dict[int, list[Mention]] = {}
        for mention in sorted(inside, key=lambda m: (m.start, -m.end)):
            back = max(start, mention.start - _LINE)
            opening = max(back, max(self._clean.rfind(b, back, mention.start) for b in _BREAKS) + 1)
            clauses.setdefault(opening, []).append(mention)
        for opening in sorted(clauses, reverse=True)[:_EARLIER]:
            chosen = self._best(line, clauses[opening], opening, said)
            if chosen is not None:
                return chosen
        return None

    def _best(self, line: Line, mentions: Sequence[Mention], opening: int, said: Said) -> int | None:
        """Of a clause's names the one that opens it; of things built the likeliest class, objects too."""
        names, order = self.names, self._order(said)
        free = [m for m in mentions if self._fits(m.entity, said) and not names.is_listed(line, m)]
        free = [m for m in free if not names.is_oblique(m, opening) and not names.serves(m)]
        free = [m for m in free if not names.only_describes(m, opening)]
        is_built = said.indicator in lexicon().built
        if is_built:
            free = [m for m in free if names.cls(m.entity) != "Institution"] or free
        if not free:
            return None
        if is_built or said.measure == TARGET or said.kinds or any(names.cls(m.entity) == "Event" for m in free):
            head = min(free, key=lambda m: order[names.cls(m.entity)])
            if names.cls(head.entity) in ("Project", "Parcel", "Event") or self._leads(opening, head):
                return head.entity
        head = free[0]
        if not self._leads(opening, head):
            return None
        for following in free[1:3]:
            if following.start >= head.end and lexicon().is_all("link", self._clean, head.end, following.start):
                head = following
        return head.entity

    def _leads(self, opening: int, mention: Mention) -> bool:
        """Whether the next clauses speak about the name: it opens the clause, or is what the clause creates."""
        if lexicon().says("creates", self._clean, max(opening, mention.start - _VERB), mention.start):
            return True
        return opening == mention.start or lexicon().is_all("lead", self._clean, opening, mention.start)

    def _around(self, said: Said) -> Found | None:
        """What the paragraph, the headings above or the document are about."""
        reading = self._reading
        chain: list[tuple[int | None, float]] = [(self._event, 0.8)] if self._tells_of_event(said) else []
        topic = reading.topics[self._sentence]
        is_place = topic is not None and self.names.cls(topic) == "Place"
        if is_place and topic not in self._paragraph:
            is_park = self._main is not None and self.names.cls(self._main) == "Platform"
            chain += [(self._main, 0.7)] if is_park and self._last is None else []
        spoken_of = [(topic, 0.85), (self._last, 0.7)]
        chain += [(self._label, 0.9), *(reversed(spoken_of) if is_place else spoken_of)]
        section = reading.sentences[self._sentence].section
        while section is not None:
            chain += [(e, 0.75) for e in self._heads[section]]
            section = reading.sections[section].parent
        chain.append((self._main, 0.6))
        fitting = ((e, s) for e, s in chain if e is not None and self._fits(e, said))
        return next((Found(e, s) for e, s in fitting), None)

    def _tells_of_event(self, said: Said) -> bool:
        """Whether the sentence goes on telling of the section's last happening."""
        if self._event is None or not self._is_of_events(said):
            return False
        if self._last == self._event:
            return True
        known, before = lexicon(), (self._clean, max(self._start, said.quantity.end - _LINE), said.quantity.end)
        is_named = known.says("ceremony", self._reading.entities[self._event].name) is not None
        return is_named and known.says("told_of", *before) is not None and not known.says("summed_up", *before)
