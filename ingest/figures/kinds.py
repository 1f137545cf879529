"""What a number says: comes in a line with its quantities, go out figures with indicator and measure, no subject."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.figures import areas
from ingest.figures.clauses import Clause, Line
from ingest.figures.counts import count
from ingest.figures.lexicon import ACTUAL, CONNECTORS, MASKS, NAME, TARGET, lexicon
from ingest.figures.ratios import ratios, run_of_words
from ingest.figures.said import Said, Spoken
from ingest.quantities import MONEY, Quantity, find

Times = Sequence[tuple[int, int, bool]]  # start, end and whether planned of the times in the sentence

_REACH = 24  # characters between an indicator's word and its number
_CLAUSE = 120  # characters of a clause before or behind a number that say what it is
_AROUND = 200  # characters around an area in which it may be said what kind of land is spoken of
_OPENING = 12  # an aimed-at time this near the start of a sentence (到2025年，…) governs all of it
_RIGHT = re.compile("(?:以上|左右|的|年|总){0,3}")
_BOUND_END = "，。；、）：！？"
_SAME_SIZE = re.compile("(?:约合|折合|合|即|约){0,2}")
_PROJECT_AFTER = re.compile(rf"(?:以上|左右)?的[^，。；、：]{{0,8}}?[{MASKS['Project']}{MASKS['Platform']}]")
_PLOT_BEFORE = re.compile(f"{MASKS['Parcel']}，")
_MOVED = re.compile(f"[至到]{NAME}")  # 核心区拓展至某街道41平方公里行政区域
_PART = "其中"


def read_line(line: Line, spoken: Spoken, times: Times) -> Iterator[tuple[Line, Said]]:
    """Every number of the line and of its brackets with what it says, in order; `spoken` is brought up to date."""
    brackets = deque(line.brackets)
    for clause in line.clauses:
        reader = _Clause(line, clause, times, spoken)
        for group in _groups(line, clause):
            while brackets and (brackets[0].host or 0) < group[0].start:
                yield from _aside(brackets.popleft(), spoken, times)
            for said in reader.read(group):
                yield line, said
        reader.listen(clause.end)
        while brackets and (brackets[0].host or 0) <= clause.end:
            yield from _aside(brackets.popleft(), spoken, times)


def _aside(line: Line, spoken: Spoken, times: Times) -> Iterator[tuple[Line, Said]]:
    """What a bracket says; the same size again in another unit (约合30亩) says nothing new."""
    quantities = list(find(line.text))
    last = spoken.recent[-1].quantity if spoken.recent else None
    if len(quantities) == 1 and last is not None and last.end == line.host and last.unit == quantities[0].unit:
        q = quantities[0]
        if _SAME_SIZE.fullmatch(line.text, 0, q.start) and q.end == len(line.text):
            return
    yield from read_line(line, spoken.copy(), times)


def _groups(line: Line, clause: Clause) -> list[list[Quantity]]:
    """The quantities of a clause, those that a list joins (236.5%、148.7%) together; thresholds are left out."""
    groups: list[list[Quantity]] = []
    for found in find(line.text, clause.start - line.start, clause.end - line.start):
        q = replace(found, start=found.start + line.start, end=found.end + line.start)
        after = line.text[found.end : found.end + 1]
        if q.bound and q.unit in MONEY and after and after not in _BOUND_END:
            continue  # 10亿元以上的项目: what kind of project, not how much money
        last = groups[-1][-1] if groups else None
        alike = last is not None and (last.unit, last.is_ratio) == (q.unit, q.is_ratio)
        if last is not None and alike and line.slice(last.end, q.start) in CONNECTORS:
            groups[-1].append(q)
        else:
            groups.append([q])
    return groups


class _Clause:
    """Reads the groups of one clause."""

    def __init__(self, line: Line, clause: Clause, times: Times, spoken: Spoken) -> None:
        self.line, self.clause, self.spoken = line, clause, spoken
        first = bisect_left(times, (clause.start,))
        self.times = times[first : bisect_left(times, (clause.end,))]
        self.lexicon = lexicon()
        self.read_to = clause.start
        if clause.fresh and line.host is None:
            spoken.target = any(aim and at < line.start + _OPENING for at, _, aim in times[:2])

    def read(self, group: Sequence[Quantity]) -> list[Said]:
        """The group's figures; `spoken` learns of them."""
        gap_start, self.read_to = self.read_to, group[-1].end
        gap = self.line.slice(gap_start, group[0].start)
        if group[0].word == "个百分点":
            return []
        self.listen(group[0].start)
        if group[0].is_ratio:
            filled = self.line.text[gap_start - self.line.start : group[0].start - self.line.start]
            clause = (self.clause.start, self.clause.end)
            return ratios(self.lexicon, group, filled, gap_start, clause, self.spoken)
        bare = self.lexicon.about.sub("", gap)
        if self.lexicon.says("not_before", bare):
            return []
        said = [self._amount(q, gap, i, len(group)) for i, q in enumerate(group)]
        said = self._spread(said, gap)
        self.spoken.take_in(said)
        after = self._after(group[-1].end)
        is_old = self.lexicon.says("from_before", bare) and self.lexicon.opens("to_after", after)
        return [] if is_old else said

    def listen(self, end: int) -> None:
        """Hear whether the clause up to `end` speaks of aims; that goes on over commas until something is done."""
        before = self._before(end)
        times = self.times[: bisect_left(self.times, (end,))]
        if self.lexicon.says("target_before", before):
            self.spoken.target = True
        elif self.lexicon.says("real", before):
            self.spoken.target = False
        elif times:
            self.spoken.target = times[-1][2]

    def _before(self, offset: int) -> str:
        """The words of the clause up to the offset, as far back as they matter."""
        return self.line.slice(max(self.clause.start, offset - _CLAUSE), offset)

    def _after(self, offset: int) -> str:
        """The words of the clause behind the offset, as far as they matter."""
        return self.line.slice(offset, min(self.clause.end, offset + _CLAUSE))

    def _amount(self, q: Quantity, gap: str, place: int, places: int) -> Said:
        """A number that is no ratio."""
        after = self._after(q.end)
        said = Said(q, "", clause=(self.clause.start, self.clause.end), place=place, places=places)
        if q.unit == "1":
            before = self.line.slice(max(self.line.start, self.clause.start - _CLAUSE), self.clause.start)
            found = count(self.lexicon, q, gap, after, self.spoken, before)
            if found is None or not found.is_figure:
                self.spoken.counted = found.indicator if found else ""
                return said
            said = replace(said, indicator=found.indicator, scope=found.scope, sureness=found.sureness)
        else:
            indicator, sureness = self._measured(q, gap, after)
            said = replace(said, indicator=indicator, sureness=sureness)
        if not said.indicator:
            return said
        if q.unit == "m2":
            word = areas.last_word([w for w in self.lexicon.find(gap) if self.lexicon.fits(w.indicator, q)], gap)
            label = (self.spoken.lead or self.line.text)[:_CLAUSE]
            near = self.line.slice(max(self.line.start, q.start - _CLAUSE), q.start)
            said = replace(said, kinds=areas.named(self.lexicon, q, word, said.indicator, label, near))
        return replace(said, measure=self._measure(q, said.indicator, after))

    def _measured(self, q: Quantity, gap: str, after: str) -> tuple[str, float]:
        """The indicator of an amount of money, area or goods, and how sure that is."""
        known = self.lexicon
        if q.unit in MONEY and known.says("not_said_of", gap):
            return "", 0.0
        words = [w for w in known.find(gap) if known.fits(w.indicator, q) or not w.indicator]
        if words and words[-1].indicator and len(gap) - words[-1].end <= _REACH:
            right = self._right(q, after) if _MOVED.search(gap, words[-1].end) else ""
            is_other = known.says("not_between", gap, words[-1].end)
            return ("", 0.0) if is_other else (right or words[-1].indicator, 0.95)
        if known.says("not_between", gap):
            return "", 0.0
        right = self._right(q, after)
        if right:
            return right, 0.9
        if gap in CONNECTORS and known.fits(self.spoken.measured, q):
            return self.spoken.measured, 0.85
        if q.unit in MONEY:
            return self._money(q, gap, after)
        if q.unit != "m2":
            return "", 0.0
        ahead = self.line.slice(max(self.line.start, self.clause.start - 2), self.clause.start)
        if not known.about.sub("", gap) and _PLOT_BEFORE.fullmatch(ahead):
            return "landArea", 0.75
        around = self.line.slice(max(self.line.start, q.start - _AROUND), min(self.line.end, q.end + _AROUND))
        return areas.unnamed(known, q, gap, after, around)

    def _right(self, q: Quantity, after: str) -> str:
        """The indicator that follows its number: 200亿元产值, 248亿元的年产值."""
        skipped = _RIGHT.match(after)
        start = skipped.end() if skipped else 0
        words = self.lexicon.find(after, 0, start + 10)
        return next((w.indicator for w in words if w.start <= start and self.lexicon.fits(w.indicator, q)), "")

    def _money(self, q: Quantity, gap: str, after: str) -> tuple[str, float]:
        """Money without an indicator's word: 30亿元的某项目, 某项目（70亿元, 其中一期20亿元, 完成27.83亿元."""
        if _PROJECT_AFTER.match(after):
            return "investment", 0.85
        opens_bracket = self.line.host is not None and q.start == self.line.start + len(gap)
        if opens_bracket and not self.lexicon.about.sub("", gap):
            return "investment", 0.75
        goes_on = gap.startswith(_PART) or self.lexicon.goes_on.search(gap)
        last = self.spoken.recent[-1] if self.spoken.recent else None
        if goes_on and self.lexicon.fits(self.spoken.measured, q) and (last is None or last.indicator):
            return self.spoken.measured, 0.75
        return "", 0.0

    def _measure(self, q: Quantity, indicator: str, after: str) -> str:
        """Whether the number is a fact or an aim."""
        known = self.lexicon
        before = self._before(q.start)
        if known.says("target_before", before) or known.says("target_own", before) or known.says("target_after", after):
            return TARGET
        is_built = indicator == "investment" or indicator in known.lasting - {"capacity"}
        if is_built and not any(aim for at, _, aim in self.times if at < q.start):
            return ACTUAL  # what a planned thing measures is a fact about the plan
        if self._after(self.clause.start).startswith(_PART):
            same = [s for s in self.spoken.recent if s.indicator == indicator]
            if same:
                return same[-1].measure
        return TARGET if self.spoken.target else ACTUAL

    def _spread(self, said: list[Said], gap: str) -> list[Said]:
        """Several indicators before as many numbers take one each: 营收、税收分别为…."""
        if len(said) == 1:
            return said
        words = run_of_words(self.lexicon, gap, said[0].quantity)
        if len(words) == len(said) and len(set(words)) > 1:
            return [replace(s, indicator=w, places=1) for s, w in zip(said, words, strict=True)]
        first = said[0]
        return [
            s if s.indicator else replace(first, quantity=s.quantity, place=s.place, sureness=first.sureness * 0.95)
            for s in said
        ]
