"""Whose figure it is: comes in what numbers say, goes out the entity that each is about.

In this order: the name that the number describes (总投资30亿元的某项目), the happening whose name holds the number,
the name before the bracket, the last fitting name before the number in its clause, what the figure before it was
about or the subject of an earlier clause, and what the paragraph, the headings or the document speak about.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.figures.clauses import Line, outermost
from ingest.figures.lexicon import TARGET, lexicon
from ingest.figures.said import Said
from ingest.model import Mention, Reading
from ingest.reference import headings_of, main_area

_DESCRIBES = re.compile(r"(?:以上|左右)?的[^，。；、：（）的]{0,10}")
_BUILDS = re.compile(r"[^，。；：（）]{0,14}?(?:建设|打造|兴建|新建|实施|建立|布局)(?:的)?")
_SETTLES = re.compile(r"[^，。；：（）\d]{0,26}?(?:集聚|聚集|落户|入驻|进驻|落地|汇聚|迁入|落子|扎根)(?:于|在|到)?")
_SETTLES_IN = re.compile(r"[^，。；：（）\d]{0,16}?在")
_SETTLED = re.compile("扎|安家|落户|集聚|布局|注册")
_AHEAD = 32  # characters from a number to the name that it describes
_INSIDE = ("内", "里", "中", "区域", "范围")
_LINK = re.compile(r"(?:内|里)?(?:的|旗下|首发项目|重点项目|核心区块?|[一-鿿]{0,3}项目|[一-鿿]{0,2}企业|园中园)?")
_LEAD = re.compile(
    r"(?:.{0,4}[处家个座宗块][是为]|.{0,14}(?:年|月|日|期|后|前|时|底|初|末|内|来|上|中|间)|其中|目前|如今|同时|此外|另外?|而|且|并|这|该|即|[“（\d.◎●]*"
    r"|.{0,40}的[^，]{0,4})"
)
_OFFICE = 16  # characters between a body and the person who serves it
_BUILT = frozenset(("investment", "landArea", "floorArea", "capacity", "jobs", "progress"))
_EARLIER = 12  # how many clauses back a subject may stand
_OPENED = re.compile("(?:开工|开工建设|竣工|投产|投用|结顶|封顶|投入使用|启用|出让|完工)$")
_CEREMONY = re.compile("集中|仪式|活动|签约|大会|会议|峰会|论坛|推介|挂牌|[流接览布谈洽]会|[商谈]会")
_TITLED = re.compile("(?:仪式|活动|会|论坛|会议)$")
_HAPPENING = re.compile("当天|当日|会上|现场|签约|签下|仪式|活动|清单|此次|本次|到会|参会|与会")


_SO_FAR = re.compile("至此|累计|截至")
_NATIONAL = re.compile("(?:[^，。]{0,10}[年月日末底])?(?:中国|全国|我国|全球|世界|国内)(?!首|第|最|唯一)")
_MARK = re.compile(r"^[\s（(]*[0-9一二三四五六七八九十]{0,3}[）)．.、\s◆●◎■]*$")
_TITLE_HOLDERS = re.compile(r"[”》]?[一-鿿]{0,4}\d")
_FIRMS = re.compile("企业|公司|机构|项目|客商")
_AREAS = tuple("省市区县镇乡村州盟旗") + ("街道", "社区")


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
        self._things = outermost(reading)
        self._events = [m for m in reading.mentions if reading.entities[m.entity].cls == "Event"]
        self._heads = headings_of(reading.sections, reading.entities, reading.mentions)
        self._main = main_area(reading.sentences, reading.entities, reading.mentions)
        self._ranks = {i: {c: n for n, c in enumerate(known)} for i, known in lexicon().subjects.items()}
        self._at = self._at_event = self._sentence = self._start = 0
        self.mentions: list[Mention] = []  # of the sentence, those in longer ones left out
        self._happenings: list[Mention] = []
        self._starts: list[int] = []
        self._ends: frozenset[int] = frozenset()
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
        self._paragraph |= {m.entity for m in self.mentions}
        if self._happenings:
            self._event = self._happenings[-1].entity
        self._at, self.mentions = _within(self._things, self._at, bounds.start, bounds.end)
        self._at_event, self._happenings = _within(self._events, self._at_event, bounds.start, bounds.end)
        self._starts = [m.start for m in self.mentions]
        self._ends = frozenset(m.end for m in self.mentions)
        self._sentence, self._start = sentence, bounds.start
        if paragraph:
            self._last, self._paragraph, self._label = None, set(), self._labelled(bounds.start, bounds.end)
        if bounds.section != self._section:
            self._section, self._event = bounds.section, None

    def find(self, line: Line, said: Said, row: int | None = None) -> Found | None:
        """The subject of one figure; `row` is what a table row is about."""
        found = self._find(line, said, row)
        if found is not None:
            self._subject_of[said.quantity.start] = found.entity
            if line.host is None:
                self._last, self._last_end = found.entity, said.quantity.end
        return found

    def _find(self, line: Line, said: Said, row: int | None) -> Found | None:
        described = self._described(said)
        if described is not None:
            return Found(described, 1.0)
        if said.places > 1:
            listed = self._listed(line, said)
            if listed is not None:
                return Found(listed, 0.9)
        holding = self._holding(said)
        if holding is not None:
            return Found(holding, 0.95)
        if line.host is not None:
            host = next((m for m in self.mentions if line.host - 1 <= m.end <= line.host), None)
            if host is not None and self._fits(host.entity, said):
                return Found(host.entity, 0.95)
        own = self._own(line, said)
        if own is not None:
            return Found(own, 1.0)
        if said.base is not None and said.base.quantity.start in self._subject_of:
            return Found(self._subject_of[said.base.quantity.start], 0.95)
        if row is not None and self._fits(row, said):
            return Found(row, 0.95)
        if _NATIONAL.match(self._clean, said.clause[0]):
            return None
        return self._earlier(line, said) or self._around(said)

    def _fits(self, entity: int, said: Said) -> bool:
        """Whether the entity's class can bear the indicator."""
        cls = self._cls(entity)
        return cls in dict(said.kinds) if said.kinds else cls in self._ranks[said.indicator]

    def _cls(self, entity: int) -> str:
        return self._reading.entities[entity].cls

    def _order(self, said: Said) -> Mapping[str, int]:
        """How likely each class is to bear the figure, 0 the likeliest."""
        return {c: n for n, (c, _) in enumerate(said.kinds)} if said.kinds else self._ranks[said.indicator]

    def _described(self, said: Said) -> int | None:
        """The name that the number's phrase belongs to: 规划面积99平方公里的某城, 投资150亿元建设的某厂, 9家企业落户某区."""
        end = said.quantity.end
        settles = said.indicator.endswith("Count") and said.quantity.unit == "1"
        first = bisect_left(self._starts, end)
        for mention in (*self.mentions[first : first + 6], *self._happenings):
            if not end <= mention.start <= end + _AHEAD or not self._fits(mention.entity, said):
                continue
            between = self._clean[end : mention.start]
            if _DESCRIBES.fullmatch(between) and not said.quantity.is_ratio:
                return mention.entity
            if said.indicator == "investment" and self._cls(mention.entity) in ("Project", "Platform"):
                if _BUILDS.fullmatch(between):
                    return mention.entity
            elif settles and (
                _SETTLES.fullmatch(between) or _SETTLES_IN.fullmatch(between) and _SETTLED.match(self._clean, mention.end)
            ):
                return mention.entity
        return None

    def _listed(self, line: Line, said: Said) -> int | None:
        """The entity at the same place of a list of names as the number has in its list of numbers."""
        if not re.search("分别|依次", self._clean[line.start : said.quantity.end]):
            return None
        runs: list[list[Mention]] = []
        for mention in self.mentions:
            if mention.end > said.before or mention.anaphor or not self._fits(mention.entity, said):
                continue
            between = self._clean[runs[-1][-1].end : mention.start] if runs else ""
            if runs and between.strip("”“") in ("、", "和", "及", "与", "以及"):
                runs[-1].append(mention)
            else:
                runs.append([mention])
        run = next((r for r in reversed(runs) if len(r) == said.places), None)
        return run[said.place].entity if run else None

    def _holding(self, said: Said) -> int | None:
        """The happening whose name holds the number (8个重大项目集中开工), if it is more than work begun or done."""
        if self._order(said).get("Event", 9) > 1:
            return None
        at = said.quantity.start
        held = [m for m in self._happenings if m.start <= at < m.end and self._is_ceremony(m.entity)]
        if not held:
            return None
        titled = [m for m in self._happenings if m.end <= at and _TITLED.search(self._reading.entities[m.entity].name)]
        return titled[-1].entity if titled else min(held, key=lambda m: m.end - m.start).entity

    def _is_ceremony(self, event: int) -> bool:
        name = self._reading.entities[event].name
        return bool(_CEREMONY.search(name)) or not _OPENED.search(name)

    def _own(self, line: Line, said: Said) -> int | None:
        """The last fitting name before the number in its clause that can be its subject."""
        start, end = said.clause[0], said.before
        fitting = [m for m in self._between(line, start, end) if self._fits(m.entity, said) and not self._in_list(line, m)]
        free = [m for m in fitting if not self._is_oblique(m, start) and not self._only_describes(m, start)]
        if not free and said.indicator.endswith("Count"):
            free = [m for m in fitting if self._is_where(m)]
        if free and free[-1].anaphor and self._cls(free[-1].entity) == "Place" and self._order(said).get("Event", 9) <= 1:
            earlier = [m for m in self._happenings if m.end <= start and self._is_ceremony(m.entity)]
            if earlier:  # 某活动举行，全市共签约…: the total is the happening's
                return earlier[-1].entity
        if free:
            return free[-1].entity
        happening = [m for m in self._happenings if start <= m.start and m.end <= end and self._is_ceremony(m.entity)]
        return happening[-1].entity if happening and self._order(said).get("Event", 9) <= 1 else None

    def _only_describes(self, mention: Mention, start: int) -> bool:
        """Whether the name only says of what kind something is: 市“某某”人才, 德国企业."""
        cls = self._cls(mention.entity)
        if cls == "Policy":
            opens = not self._clean[start : mention.start].strip("“《")
            return not opens or bool(_TITLE_HOLDERS.match(self._clean, mention.end))
        if cls != "Place" or not _FIRMS.match(self._clean, mention.end):
            return False
        entity = self._reading.entities[mention.entity]
        return not any(name.endswith(_AREAS) for name in (entity.name, *entity.aliases))

    def _is_where(self, mention: Mention) -> bool:
        """Whether the name says where things are counted: 在某园内, 落户某区的."""
        return self._clean.startswith((*_INSIDE, "的"), mention.end)

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
        inside = self._between(line, start, end)
        if self._order(said).get("Event", 9) <= 1:
            inside += [m for m in self._happenings if start <= m.start < end and self._is_ceremony(m.entity)]
        clauses: dict[int, list[Mention]] = {}
        for mention in sorted(inside, key=lambda m: (m.start, -m.end)):
            opening = max(start, max(self._clean.rfind(b, start, mention.start) for b in "，。；：！？") + 1)
            clauses.setdefault(opening, []).append(mention)
        for opening in sorted(clauses, reverse=True)[:_EARLIER]:
            chosen = self._best(line, clauses[opening], opening, said)
            if chosen is not None:
                return chosen
        return None

    def _best(self, line: Line, mentions: Sequence[Mention], opening: int, said: Said) -> int | None:
        """Of a clause's names the one that opens it; of things built the likeliest class, objects too."""
        order = self._order(said)
        fitting = [m for m in mentions if self._fits(m.entity, said) and not self._in_list(line, m)]
        free = [m for m in fitting if not self._is_oblique(m, opening) and not self._serves(m)]
        free = [m for m in free if not self._only_describes(m, opening)]
        if said.indicator in _BUILT:
            free = [m for m in free if self._cls(m.entity) != "Institution"] or free
        if not free:
            return None
        is_event = any(self._cls(m.entity) == "Event" for m in free)
        if said.indicator in _BUILT or said.measure == TARGET or said.kinds or is_event:
            likeliest = min(order[self._cls(m.entity)] for m in free)
            head = next(m for m in free if order[self._cls(m.entity)] == likeliest)
            is_built = self._cls(head.entity) in ("Project", "Parcel", "Event")
            if is_built or _LEAD.fullmatch(self._clean, opening, head.start):
                return head.entity
        head = free[0]
        if not _LEAD.fullmatch(self._clean, opening, head.start):
            return None
        for following in free[1:3]:
            if following.start >= head.end and _LINK.fullmatch(self._clean, head.end, following.start):
                head = following
        return head.entity

    def _around(self, said: Said) -> Found | None:
        """What the paragraph, the headings above or the document are about."""
        reading = self._reading
        chain: list[tuple[int | None, float]] = []
        bounds = reading.sentences[self._sentence]
        if self._event is not None and self._order(said).get("Event", 9) <= 1:
            is_last = self._last == self._event
            before = self._clean[bounds.start : said.quantity.end]
            is_named = _CEREMONY.search(reading.entities[self._event].name) and _HAPPENING.search(before)
            if is_last or is_named and not _SO_FAR.search(before):
                chain.append((self._event, 0.8))
        topic = reading.topics[self._sentence]
        if topic is not None and self._cls(topic) == "Place" and topic not in self._paragraph and self._main is not None:
            if self._cls(self._main) == "Platform" and self._last is None:
                chain.append((self._main, 0.7))
        chain += [(self._label, 0.9), (topic, 0.85), (self._last, 0.7)]
        section = bounds.section
        while section is not None:
            chain += [(e, 0.75) for e in self._heads[section]]
            section = reading.sections[section].parent
        chain.append((self._main, 0.6))
        fitting = ((e, s) for e, s in chain if e is not None and self._fits(e, said))
        return next((Found(e, s) for e, s in fitting), None)

    def _labelled(self, start: int, end: int) -> int | None:
        """The entity whose name is all that the sentence says, a list mark aside."""
        bare = next((m for m in self.mentions if not _MARK.sub("", self._clean[start : m.start])), None)
        return bare.entity if bare and not self._clean[bare.end : end].strip("。：:；，") else None

    def _is_oblique(self, mention: Mention, opening: int) -> bool:
        """Whether a preposition or verb before the name makes it no subject."""
        before = self._clean[max(opening, mention.start - 2) : mention.start]
        return bool(before) and (before[-1] in lexicon().oblique or before in lexicon().oblique_verbs)

    def _in_list(self, line: Line, mention: Mention) -> bool:
        """Whether the name is one of several in a list, so that a total is not its own."""
        if self._cls(mention.entity) == "Event":
            return False
        end = next((b.end + 1 for b in line.brackets if b.host == mention.end), mention.end)
        if self._clean.startswith("等", end):
            return True
        if self._clean.startswith("、", end) and self._begins(end + 1):
            return True
        before = self._clean[max(0, mention.start - 2) : mention.start]
        return before.endswith("、") and (mention.start - 1 in self._ends or before[0] in "）”")

    def _begins(self, offset: int) -> bool:
        """Whether a name begins right there."""
        place = bisect_left(self._starts, offset)
        return place < len(self._starts) and self._starts[place] == offset

    def _between(self, line: Line, start: int, end: int) -> list[Mention]:
        """The names of clean[start:end], those in brackets of the line left out."""
        found = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [m for m in found if m.end <= end and not _is_aside(line, m)]

    def _serves(self, mention: Mention) -> bool:
        """Whether the name only says where a person serves: 某市副市长张三出席."""
        return any(
            mention.end <= m.start <= mention.end + _OFFICE and self._cls(m.entity) in ("Person", "Talent")
            for m in self.mentions[bisect_left(self._starts, mention.end) :][:2]
        )


def _is_aside(line: Line, mention: Mention) -> bool:
    """Whether the name stands in a bracket of the line."""
    return any(b.start <= mention.start < b.end for b in line.brackets)


def _within(mentions: Sequence[Mention], at: int, start: int, end: int) -> tuple[int, list[Mention]]:
    """The mentions of clean[start:end], from index `at` of the sorted mentions on, and where to go on."""
    while at < len(mentions) and mentions[at].start < start:
        at += 1
    last = at
    while last < len(mentions) and mentions[last].start < end:
        last += 1
    return last, list(mentions[at:last])
