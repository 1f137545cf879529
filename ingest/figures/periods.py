"""When: comes in a figure with its subject, goes out the EDTF period that it belongs to, or None.

A flow (营收, 新引进企业) takes the time of its clause, its sentence, the paragraph or the section, or else the one that
the document reports on; a stock (企业86家) none at which something else happened (2013年建成); what lasts (规划面积)
only one that the text sets for it (至2019年底); an aim the time it aims at; a happening's figures its date.
"""

from bisect import bisect_left, bisect_right

from ingest.dates.expressions import words
from ingest.dates.issue import is_yearbook, reported_by
from ingest.figures.clauses import Line
from ingest.figures.lexicon import ACTUAL, GROWTH, TARGET, lexicon
from ingest.figures.said import Said
from ingest.model import DateSpan, Reading

_LEAD = 10  # characters between the start of a clause and a time that opens it
_MANY = 24  # no further back than so many times is one looked for
_LINE = 240  # characters back that are looked at
_BREAKS = "，。；：、！？\n（|"
_PART = "其中"
_AGO = "年前"  # 两年前开园的某园: says which thing is meant
_DAY = 10  # the length of EDTF that is a day
_SAID = 30  # characters behind a time in which its clause says what happened
_STOCKS = frozenset(
    ("enterpriseCount", "talentCount", "jobs", "patentCount", "highTechCount", "largeEnterpriseCount",
     "listedCompanyCount", "buildingCount")
)  # fmt: skip


class Periods:
    """Dates the figures of a document, sentence by sentence in order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._clean = reading.text.clean
        self._dates = reading.dates
        self._date_starts = [d.start for d in reading.dates]
        self._sentence_starts = [s.start for s in reading.sentences]
        self._mentions: dict[int, list[tuple[int, int]]] = {}
        for m in reading.mentions:
            if reading.entities[m.entity].cls == "Event":
                self._mentions.setdefault(m.entity, []).append((m.start, m.end))
        self._events: dict[int, str | None] = {}
        self._start = self._end = 0
        self._paragraph: str | None = None  # the stretch of time that the paragraph keeps to
        self._section_period: str | None = None
        self._section: int | None = None
        self._before: str | None = None  # the time that the sentence before opened with
        self._is_yearbook = is_yearbook(reading.text, reading.sentences)
        self._reported = reported_by(reading.text, reading.sentences, reading.dates, reading.source.issued)

    def open(self, sentence: int, *, paragraph: bool) -> None:
        """Go on to a sentence; `paragraph` where it begins one."""
        bounds = self._reading.sentences[sentence]
        stretch = self._stretch()
        self._section_period = stretch or self._section_period
        self._paragraph = None if paragraph else stretch or self._paragraph
        opening = [d for d in self._upto(self._end) if self._opens(d) and not d.planned]
        self._before = opening[-1].edtf if opening and not paragraph else None
        if bounds.section != self._section:
            self._section, self._section_period = bounds.section, None
        self._start, self._end = bounds.start, bounds.end

    def times(self) -> list[tuple[int, int, bool]]:
        """Start, end and whether planned of the sentence's times."""
        first, last = bisect_left(self._date_starts, self._start), bisect_left(self._date_starts, self._end)
        return [(d.start, d.end, d.planned) for d in self._dates[first:last]]

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
        if not is_lasting and self._is_of_day(said):
            return self._last_day(said.quantity.start, 10)
        opener = self._opener(said, cls, is_lasting=is_lasting)
        last = opener.end if opener else max(self._start, said.quantity.start - _LINE)
        if lexicon().says("now", self._clean, last, said.quantity.start):
            return None
        if opener is not None:
            return opener.edtf.rpartition("/")[2] if self._is_count(said) else opener.edtf
        return None if is_lasting else self._kept(line, said, cls)

    def _opener(self, said: Said, cls: str, *, is_lasting: bool) -> DateSpan | None:
        """The last time that opened a clause before the figure's and may be the figure's too."""
        openers = [d for d in self._upto(said.clause[0]) if self._opens(d) and not d.planned]
        if is_lasting:
            openers = [d for d in openers if self._is_stock(d)]
        elif self._is_count(said):
            openers = [d for d in openers if self._is_stock(d) or self._dates_count(d, said, cls)]
        return openers[-1] if openers else None

    def _is_count(self, said: Said) -> bool:
        """Whether the figure says how many there are."""
        return said.measure == ACTUAL and said.indicator in _STOCKS

    def _dates_count(self, date: DateSpan, said: Said, cls: str) -> bool:
        """Whether a time that opened a clause before may be that of a count: no day, no time of a happening.

        What a semicolon parts from a firm's figures is mostly another firm's, and of now.
        """
        if len(date.edtf) == _DAY or self._tells(date):
            return False
        start = max(date.end, said.quantity.start - _LINE)
        return cls != "Enterprise" or self._clean.find("；", start, said.quantity.start) < 0

    def _kept(self, line: Line, said: Said, cls: str) -> str | None:
        """The time that the sentence before, the paragraph, the section or the report keeps to."""
        if self._before is not None and self._clean.startswith(_PART, self._start):
            return self._before
        is_yearly = said.measure == ACTUAL and "年" in self._words(line, said)  # 年税收: every year
        is_flow = said.measure == GROWTH or (said.indicator in lexicon().flows and not is_yearly)
        if self._paragraph or (is_flow and self._section_period):
            return self._paragraph or self._section_period
        return self._reported if self._is_of_report(line, said, cls) else None

    def _is_of_report(self, line: Line, said: Said, cls: str) -> bool:
        """Whether an undated figure is one of those for whose time the report was made."""
        if said.measure != ACTUAL:
            return True
        if said.indicator == "investment":
            return lexicon().says("flow", self._words(line, said)) is not None
        if self._is_count(said):
            return self._is_yearbook and cls in ("Platform", "Place") and said.indicator != "buildingCount"
        return said.indicator not in (*lexicon().lasting, "progress")

    def _is_of_day(self, said: Said) -> bool:
        """Whether the sentence tells of a day named before: 会上, 首批企业签约."""
        start = max(self._start, said.quantity.start - _LINE)
        is_count = said.indicator.endswith("Count")
        return is_count and lexicon().says("of_day", self._clean, start, said.clause[1]) is not None

    def _is_lasting(self, line: Line, said: Said, cls: str) -> bool:
        """Whether the figure describes the thing as it is, at no time in particular."""
        before = self._words(line, said)
        if said.measure != ACTUAL or lexicon().says("changes", before):
            return False
        if said.indicator == "investment":
            return cls in ("Project", "Parcel", "Enterprise") and not lexicon().says("flow", before)
        if said.indicator in ("registeredCapital", "buildingCount"):
            return cls in ("Enterprise", "Project")
        return said.indicator in lexicon().lasting

    def _aim(self, line: Line, said: Said) -> str | None:
        """The time that an aim is set for."""
        known = lexicon()
        own = self._own(line, said, tasks=True)
        if own:
            return own[-1].edtf
        earlier = self._upto(said.clause[0])
        until = [d for d in earlier if d.planned and self._is_stock(d)]
        if until:
            return until[-1].edtf
        issued = self._reading.source.issued or ""
        if known.says("of_year", self._words(line, said)):
            past = [d for d in earlier if not d.planned]
            return (past[-1].edtf if past else self._paragraph or issued)[:4] or None
        last = earlier[-1].end if earlier else max(self._start, said.quantity.start - _LINE)
        is_open = known.says("after_state", self._clean, last, said.quantity.start)
        if is_open or said.indicator in known.lasting or said.indicator == "investment":
            return None
        aimed = [d for d in earlier if d.planned or "/" in d.edtf or d.edtf == issued[:4] or self._is_aimed(d)]
        return aimed[-1].edtf if aimed else None

    def _words(self, line: Line, said: Said) -> str:
        """The words of the clause before the number."""
        return line.slice(max(line.start, said.clause[0], said.quantity.start - _LINE), said.quantity.start)

    def _upto(self, offset: int) -> list[DateSpan]:
        """The sentence's times that end before the offset, the last of them."""
        last = bisect_left(self._date_starts, min(offset, self._end))
        first = max(bisect_left(self._date_starts, self._start), last - _MANY)
        return [d for d in self._dates[first:last] if d.end <= offset]

    def _own(self, line: Line, said: Said, *, tasks: bool = False) -> list[DateSpan]:
        """The times in the figure's own clause before its number, those in brackets left out."""
        inside = [d for d in self._upto(said.quantity.start) if d.start >= said.clause[0]]
        inside = [d for d in inside if not self._clean.endswith(_AGO, d.start, d.end)]
        outside = [d for d in inside if not any(b.start <= d.start < b.end for b in line.brackets)]
        return [d for d in outside if tasks or not lexicon().opens("task", self._clean, d.end)]

    def _is_aimed(self, date: DateSpan) -> bool:
        """Whether a word of aims stands before the time in its clause."""
        back = max(self._start, date.start - _LINE)
        start = max(back, max(self._clean.rfind(b, back, date.start) for b in "，。；：") + 1)
        return lexicon().says("target_before", self._clean, start, date.start) is not None

    def _is_stock(self, date: DateSpan) -> bool:
        """Whether the time is one up to which things are counted: 至2019年底, 开园时."""
        before = lexicon().says("stock_before", self._clean, max(0, date.start - 2), date.start)
        return before is not None or lexicon().opens("stock_after", self._clean, date.end)

    def _opens(self, date: DateSpan) -> bool:
        """Whether the time opens a clause, a word or two aside."""
        if lexicon().opens("task", self._clean, date.end) or self._clean.endswith(_AGO, date.start, date.end):
            return False
        start = max(self._start, date.start - _LEAD)
        return start == self._start or any(c in _BREAKS for c in self._clean[start : date.start])

    def _tells(self, date: DateSpan) -> bool:
        """Whether the clause of the time tells what happened to the thing: 2013年建成, 2017年12月在某镇奠基."""
        last = min(len(self._clean), date.end + _SAID)
        end = min((i for b in _BREAKS if (i := self._clean.find(b, date.end, last)) >= 0), default=last)
        happened = tuple(words()["happened"])
        return self._clean.startswith(happened, date.end) or self._clean.endswith(happened, date.end, end)

    def _stretch(self) -> str | None:
        """The year or longer stretch that the sentence opened with, which the next sentences keep to."""
        found: str | None = None
        for date in self._upto(self._end):
            is_first = date.start - self._start <= 3
            lead = self._clean[max(self._start, date.start - 1) : date.start]
            is_until = lexicon().says("stock_before", self._clean, max(self._start, date.start - 2), date.start)
            opens = is_first or is_until or (lead and lead in _BREAKS)
            closes = is_first or self._clean.startswith(("，", "："), date.end)
            if opens and closes and not date.planned and (len(date.edtf) == 4 or "/" in date.edtf):
                found = date.edtf
        return found

    def _happening(self, event: int, at: int) -> str | None:
        """The date of a happening: before its name in a sentence, else behind it, else the last day named before."""
        if event not in self._events:
            self._events[event] = self._dated(event, before=True) or self._dated(event, before=False)
        return self._events[event] or self._last_day(at, 7)

    def _last_day(self, offset: int, length: int) -> str | None:
        """The last time before the offset that is as exact as `length` characters of EDTF say."""
        last = bisect_left(self._date_starts, offset)
        exact = (d for d in reversed(self._dates[max(0, last - _MANY) : last]) if len(d.edtf) >= length)
        return next((d.edtf for d in exact if not d.planned), None)

    def _dated(self, event: int, *, before: bool) -> str | None:
        for start, end in self._mentions[event]:
            place = bisect_right(self._sentence_starts, start) - 1
            sentence = self._reading.sentences[max(place, 0)]
            first = bisect_left(self._date_starts, sentence.start)
            last = bisect_left(self._date_starts, sentence.end)
            inside = [d for d in self._dates[first:last] if not d.planned]
            if before:
                chosen = [d for d in inside if d.end <= start + 1]
            else:  # a dateline behind a title does not date what the title tells
                chosen = [d for d in inside if d.start >= end and d.edtf != self._reading.source.issued][::-1]
            if chosen:
                return chosen[-1].edtf
        return None
