"""When: comes in a figure with its subject, goes out the EDTF period that it belongs to, or None.

A flow (营收, 新引进企业) takes the time of its clause, its sentence or the paragraph; what lasts (规划面积) only one that
the text sets for it (至2019年底); an aim the time it aims at; what a happening brought the happening's date.
"""

import re
from collections.abc import Sequence

from ingest.figures.clauses import Line
from ingest.figures.lexicon import ACTUAL, TARGET, lexicon
from ingest.figures.said import Said
from ingest.model import DateSpan, Reading

_LEAD = 8  # characters between the start of a clause and a time that opens it
_STOCK_BEFORE = ("至", "到", "截至", "截止", "至今年", "截止到")
_STOCK_AFTER = ("时", "末", "底")
_AFTER_STATE = re.compile("达产后|投产后|建成后|投用后|运营后|满产后")
_FLOW = re.compile("完成|实现|实际|到位|累计|新增|利用|同比|增长|比上年|计划投资")
_BREAKS = "，。；：、！？\n（"


class Periods:
    """Dates the figures of a document, sentence by sentence in order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._at = 0
        self._dates: list[DateSpan] = []
        self._paragraph: str | None = None
        self._events: dict[int, str] = {}
        self._start = 0

    def open(self, start: int, end: int, *, paragraph: bool) -> None:
        """Go on to the sentence clean[start:end]."""
        if paragraph:
            self._paragraph = None
        else:
            self._paragraph = self._period_of_sentence() or self._paragraph
        self._start = start
        dates = self._reading.dates
        while self._at < len(dates) and dates[self._at].start < start:
            self._at += 1
        last = self._at
        while last < len(dates) and dates[last].start < end:
            last += 1
        self._dates = list(dates[self._at : last])

    def times(self) -> Sequence[tuple[int, int, bool]]:
        """Start, end and whether planned of the sentence's times."""
        return [(d.start, d.end, d.planned) for d in self._dates]

    def find(self, line: Line, said: Said, subject: int) -> str | None:
        """The period of a figure about `subject`."""
        cls = self._reading.entities[subject].cls
        if said.measure == TARGET:
            return self._aim(line, said)
        own = self._own(line, said, planned=False)
        is_lasting = self._is_lasting(line, said, cls)
        if own is not None and not (is_lasting and not self._sets(own, said)):
            return own.edtf
        if cls == "Event":
            return self._happening(subject, said)
        openers = [d for d in self._dates if d.end <= said.clause[0] and self._opens(d) and not d.planned]
        if is_lasting:
            openers = [d for d in openers if self._is_stock(d)]
        if openers:
            return openers[-1].edtf
        return None if is_lasting else self._paragraph

    def _is_lasting(self, line: Line, said: Said, cls: str) -> bool:
        if said.measure != ACTUAL:
            return False
        if said.indicator in lexicon().lasting:
            return said.indicator != "buildingCount" or cls == "Project"
        if said.indicator == "investment" and cls in ("Project", "Parcel", "Enterprise"):
            return not _FLOW.search(line.slice(max(line.start, said.clause[0]), said.quantity.start))
        return False

    def _aim(self, line: Line, said: Said) -> str | None:
        before = line.slice(max(line.start, said.clause[0]), said.quantity.start)
        own = self._own(line, said, planned=None)
        if own is not None:
            return own.edtf
        if lexicon().of_year.search(before):
            openers = [d for d in self._dates if d.end <= said.quantity.start and not d.planned]
            year = (openers[-1].edtf if openers else self._paragraph or self._reading.source.issued or "")[:4]
            return year or None
        if _AFTER_STATE.search(before) or said.indicator in lexicon().lasting or said.indicator == "investment":
            return None
        openers = [d for d in self._dates if d.end <= said.clause[0] and d.planned]
        return openers[-1].edtf if openers else None

    def _own(self, line: Line, said: Said, *, planned: bool | None) -> DateSpan | None:
        """The last time in the figure's own clause before its number."""
        inside = [d for d in self._dates if said.clause[0] <= d.start and d.end <= said.quantity.start]
        inside = [d for d in inside if planned is None or d.planned == planned]
        outside = [b for b in line.brackets if b.host is not None]
        inside = [d for d in inside if not any(b.start <= d.start < b.end for b in outside)]
        return inside[-1] if inside else None

    def _sets(self, date: DateSpan, said: Said) -> bool:
        """Whether a time in the clause is when the lasting thing was so: it says 至…, …时 or stands at the start."""
        return self._is_stock(date) or self._opens(date)

    def _is_stock(self, date: DateSpan) -> bool:
        clean = self._reading.text.clean
        return clean.endswith(_STOCK_BEFORE, max(0, date.start - 3), date.start) or clean.startswith(
            _STOCK_AFTER, date.end
        )

    def _opens(self, date: DateSpan) -> bool:
        """Whether the time opens a clause."""
        clean = self._reading.text.clean
        start = max(0, date.start - _LEAD - 1)
        return date.start == self._start or any(c in _BREAKS for c in clean[start : date.start]) or start < self._start

    def _period_of_sentence(self) -> str | None:
        """The year or longer stretch that the sentence before opened with, which the next sentences keep to."""
        opening = [d for d in self._dates if self._opens(d) and not d.planned]
        lasting = [d for d in opening if len(d.edtf) == 4 or "/" in d.edtf]
        return lasting[-1].edtf if lasting else None

    def _happening(self, event: int, said: Said) -> str | None:
        """The date of a happening: the time before its name in a sentence, else behind it, else the last day named."""
        if event in self._events:
            return self._events[event]
        first = next(m for m in self._reading.mentions if m.entity == event)
        dates = self._reading.dates
        sentence = next((s for s in self._reading.sentences if s.start <= first.start < s.end), None)
        if sentence is None:
            return None
        inside = [d for d in dates if sentence.start <= d.start < sentence.end and not d.planned]
        before = [d for d in inside if d.end <= first.start + 1]
        after = [d for d in inside if d.start >= first.end]
        chosen = before[-1] if before else after[0] if after else None
        if chosen is None:
            earlier = [d for d in dates if d.start < said.quantity.start and len(d.edtf) >= 7 and not d.planned]
            chosen = earlier[-1] if earlier else None
        if chosen is not None:
            self._events[event] = chosen.edtf
        return chosen.edtf if chosen else None
