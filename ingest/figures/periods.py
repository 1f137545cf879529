"""When: comes in a figure with its subject, goes out the EDTF period that it belongs to, or None.

A flow (营收, 新引进企业) takes the time of its clause, its sentence, the paragraph or the section; what lasts (规划面积)
only one that the text sets for it (至2019年底); an aim the time it aims at; what a happening brought its date.
"""

import re

from ingest.figures.clauses import Line
from ingest.figures.lexicon import ACTUAL, GROWTH, TARGET, lexicon
from ingest.figures.said import Said
from ingest.model import DateSpan, Reading

_LEAD = 10  # characters between the start of a clause and a time that opens it
_STOCK_BEFORE = ("至", "到", "截至", "截止")
_STOCK_AFTER = ("时", "末", "底")
_AFTER_STATE = re.compile("达产后|投产后|建成后|投用后|运营后|满产后|全部投用后")
_FLOW = re.compile("完成|实现|实际|到位|累计|新增|利用|同比|增长|比上年")
_OF_DAY = re.compile("会上|仪式上|大会上|活动现场|启动现场|首批|企业签约")
_OPENS_AFTER = ("，", ",", "：")
_FLOWS = frozenset(("revenue", "addedValue", "tax", "trade", "salesVolume", "newEnterpriseCount"))
_BREAKS = "，。；：、！？\n（|"
_TASK = ("任务", "目标", "计划", "的任务")


class Periods:
    """Dates the figures of a document, sentence by sentence in order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._clean = reading.text.clean
        self._at = 0
        self._dates: list[DateSpan] = []
        self._paragraph: str | None = None
        self._section_period: str | None = None
        self._before: str | None = None  # the time that the sentence before opened with
        self._section: int | None = None
        self._events: dict[int, str | None] = {}
        self._mentions: dict[int, list[tuple[int, int]]] = {}
        for m in reading.mentions:
            if reading.entities[m.entity].cls == "Event":
                self._mentions.setdefault(m.entity, []).append((m.start, m.end))
        self._start = 0

    def open(self, sentence: int, *, paragraph: bool) -> None:
        """Go on to a sentence; `paragraph` where it begins one."""
        bounds = self._reading.sentences[sentence]
        stretch = self._stretch()
        self._section_period = stretch or self._section_period
        self._paragraph = None if paragraph else stretch or self._paragraph
        opening = [d for d in self._dates if self._opens(d) and not d.planned]
        self._before = opening[-1].edtf if opening and not paragraph else None
        if bounds.section != self._section:
            self._section, self._section_period = bounds.section, None
        self._start = bounds.start
        dates = self._reading.dates
        while self._at < len(dates) and dates[self._at].start < bounds.start:
            self._at += 1
        last = self._at
        while last < len(dates) and dates[last].start < bounds.end:
            last += 1
        self._dates = list(dates[self._at : last])

    def times(self) -> list[tuple[int, int, bool]]:
        """Start, end and whether planned of the sentence's times."""
        return [(d.start, d.end, d.planned) for d in self._dates]

    def find(self, line: Line, said: Said, subject: int) -> str | None:
        """The period of a figure about `subject`."""
        if said.measure == TARGET:
            return self._aim(line, said)
        cls = self._reading.entities[subject].cls
        is_lasting = self._is_lasting(line, said, cls)
        own = [d for d in self._own(line, said) if not d.planned]
        if is_lasting:
            own = [d for d in own if self._is_stock(d) or self._opens(d)]
        if own:
            return own[-1].edtf
        if cls == "Event":
            return self._happening(subject, said.quantity.start)
        if not is_lasting and said.indicator.endswith("Count") and self._is_of_day(said):
            days = [d for d in self._reading.dates if d.end <= said.quantity.start and len(d.edtf) >= 10]
            return days[-1].edtf if days else None
        openers = [d for d in self._dates if d.end <= said.clause[0] and self._opens(d) and not d.planned]
        if is_lasting:
            openers = [d for d in openers if self._is_stock(d)]
        if openers:
            return openers[-1].edtf
        if is_lasting:
            return None
        if self._before is not None and self._clean.startswith("其中", self._start):
            return self._before
        before = line.slice(max(line.start, said.clause[0]), said.quantity.start)
        goes_on = said.indicator in _FLOWS and not (said.measure == ACTUAL and "年" in before)
        return self._paragraph or (self._section_period if goes_on or said.measure == GROWTH else None)

    def _is_of_day(self, said: Said) -> bool:
        """Whether the sentence tells of a day named before: 会上, 首批…签约."""
        return bool(_OF_DAY.search(self._clean, self._start, said.clause[1]))

    def _is_lasting(self, line: Line, said: Said, cls: str) -> bool:
        """Whether the figure describes the thing as it is, at no time in particular."""
        before = line.slice(max(line.start, said.clause[0]), said.quantity.start)
        if said.measure != ACTUAL or lexicon().changes.search(before):
            return False
        if said.indicator == "investment":
            return cls in ("Project", "Parcel", "Enterprise") and not _FLOW.search(before)
        if said.indicator in ("registeredCapital", "buildingCount"):
            return cls in ("Enterprise", "Project")
        return said.indicator in lexicon().lasting

    def _aim(self, line: Line, said: Said) -> str | None:
        """The time that an aim is set for."""
        before = line.slice(max(line.start, said.clause[0]), said.quantity.start)
        own = self._own(line, said, tasks=True)
        if own:
            return own[-1].edtf
        earlier = [d for d in self._dates if d.end <= said.clause[0]]
        until = [d for d in earlier if d.planned and self._is_stock(d)]
        if until:
            return until[-1].edtf
        if lexicon().of_year.search(before):
            past = [d for d in earlier if not d.planned]
            year = (past[-1].edtf if past else self._paragraph or self._reading.source.issued or "")[:4]
            return year or None
        last = earlier[-1].end if earlier else self._start
        if _AFTER_STATE.search(self._clean, last, said.quantity.start) or said.indicator in lexicon().lasting or said.indicator == "investment":
            return None
        now = (self._reading.source.issued or "")[:4]
        aimed = [d for d in earlier if d.planned or "/" in d.edtf or self._is_aimed(d) or d.edtf == now]
        return aimed[-1].edtf if aimed else None

    def _is_aimed(self, date: DateSpan) -> bool:
        """Whether a word of aims stands before the time in its clause."""
        start = max(self._start, max(self._clean.rfind(b, self._start, date.start) for b in "，。；：") + 1)
        return bool(lexicon().target_before.search(self._clean, start, date.start))

    def _own(self, line: Line, said: Said, *, tasks: bool = False) -> list[DateSpan]:
        """The times in the figure's own clause before its number, those in brackets left out."""
        inside = [d for d in self._dates if said.clause[0] <= d.start and d.end <= said.quantity.start]
        return [
            d for d in inside
            if not any(b.start <= d.start < b.end for b in line.brackets)
            and (tasks or not self._clean.startswith(_TASK, d.end))
        ]  # fmt: skip

    def _is_stock(self, date: DateSpan) -> bool:
        """Whether the time is one up to which things are counted: 至2019年底, 开园时."""
        before = self._clean.endswith(_STOCK_BEFORE, max(0, date.start - 2), date.start)
        return before or self._clean.startswith(_STOCK_AFTER, date.end)

    def _opens(self, date: DateSpan) -> bool:
        """Whether the time opens a clause, a word or two aside."""
        if self._clean.startswith(_TASK, date.end):
            return False
        start = max(self._start, date.start - _LEAD)
        return start == self._start or any(c in _BREAKS for c in self._clean[start : date.start])

    def _stretch(self) -> str | None:
        """The year or longer stretch that the sentence opened with, which the next sentences keep to."""
        found: str | None = None
        for date in self._dates:
            lead = self._clean[max(self._start, date.start - 3) : date.start]
            opens = date.start - self._start <= 3 or lead[-1:] in _BREAKS or lead.endswith(("截至", "截止", "至", "到"))
            closes = self._clean.startswith(_OPENS_AFTER, date.end) or date.start - self._start <= 3
            if opens and closes and not date.planned and (len(date.edtf) == 4 or "/" in date.edtf):
                found = date.edtf
        return found

    def _happening(self, event: int, at: int) -> str | None:
        """The date of a happening: before its name in a sentence, else behind it, else the last day named before."""
        if event not in self._events:
            self._events[event] = self._dated(event, before=True) or self._dated(event, before=False)
        if self._events[event] is None:
            earlier = [d for d in self._reading.dates if d.start < at and len(d.edtf) >= 7 and not d.planned]
            return earlier[-1].edtf if earlier else None
        return self._events[event]

    def _dated(self, event: int, *, before: bool) -> str | None:
        reading = self._reading
        for start, end in self._mentions[event]:
            for sentence in reading.sentences:
                if not sentence.start <= start < sentence.end:
                    continue
                inside = [d for d in reading.dates if sentence.start <= d.start < sentence.end and not d.planned]
                if before:
                    chosen = [d for d in inside if d.end <= start + 1]
                else:
                    chosen = [d for d in inside if d.start >= end and d.edtf != reading.source.issued][::-1]
                if chosen:
                    return chosen[-1].edtf
        return None
