"""What a number says: comes in a line with its quantities, go out figures with indicator and measure, no subject yet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.figures import areas
from ingest.figures.clauses import Clause, Line
from ingest.figures.counts import count
from ingest.figures.lexicon import ACTUAL, MASKS, NAME, TARGET, lexicon
from ingest.figures.ratios import ratios, run_of_words
from ingest.figures.said import Said, Spoken
from ingest.quantities import MONEY, Quantity, find

Times = Sequence[tuple[int, int, bool]]  # start, end and whether planned of the times in the sentence

_CONNECTORS = frozenset(("、", "和", "及", "与", "以及", "和约", "、约", "、近"))
_REACH = 24  # characters between an indicator's word and its number
_RIGHT = re.compile(r"(?:以上|左右|的|年|总){0,3}")
_OPENING = 12  # an aimed-at time this near the start of a sentence (到2025年，…) governs all of it
_BOUND_END = "，。；、）：！？"
_ASIDE = re.compile("(?:约合|折合|合|即|约){0,2}")
_PROJECT_AFTER = re.compile(rf"(?:以上|左右)?的[^，。；、：]{{0,8}}?[{MASKS['Project']}{MASKS['Platform']}]")
_PART = re.compile("其中")
_PLOT_BEFORE = re.compile(f"{MASKS['Parcel']}，$")
_FROM = re.compile(r"[从由](?:\d{4}年[底末]?的?|去年的?|原来?的?)?$")
_TO = re.compile(r"[^，。；]{0,2}(?:增|提|升|扩|拓|发展|跃|上升|下降|降)[^，。；]{0,3}[到至]")
_MOVED = re.compile(f"[至到]{NAME}")  # 核心区拓展至某街道41平方公里行政区域


def read_line(line: Line, spoken: Spoken, times: Times) -> Iterator[tuple[Line, Said]]:
    """Every number of the line and of its brackets with what it says, in order; `spoken` is brought up to date."""
    brackets = list(line.brackets)
    for clause in line.clauses:
        reader = _Clause(line, clause, times, spoken)
        for group in _groups(line, clause):
            while brackets and (brackets[0].host or 0) < group[0].start:
                yield from _aside(brackets.pop(0), spoken, times)
            for said in reader.read(group):
                yield line, said
        reader.listen(clause.end)
        while brackets and (brackets[0].host or 0) <= clause.end:
            yield from _aside(brackets.pop(0), spoken, times)


def _aside(line: Line, spoken: Spoken, times: Times) -> Iterator[tuple[Line, Said]]:
    """What a bracket says; the same size again in another unit (约合30亩) says nothing new."""
    quantities = list(find(line.text))
    last = spoken.recent[-1].quantity if spoken.recent else None
    if len(quantities) == 1 and last is not None and last.end == line.host and last.unit == quantities[0].unit:
        q = quantities[0]
        if _ASIDE.fullmatch(line.text, 0, q.start) and q.end == len(line.text):
            return
    yield from read_line(line, spoken.copy(), times)


def _groups(line: Line, clause: Clause) -> list[list[Quantity]]:
    """The quantities of a clause, those that a list joins (236.5%、148.7%) together; thresholds are left out."""
    groups: list[list[Quantity]] = []
    for found in find(line.text, clause.start - line.start, clause.end - line.start):
        q = replace(found, start=found.start + line.start, end=found.end + line.start)
        after = line.text[found.end : found.end + 1]
        if q.bound and q.unit in MONEY and after and after not in _BOUND_END:
            continue
        last = groups[-1][-1] if groups else None
        if last is not None and (last.unit, last.is_ratio) == (q.unit, q.is_ratio) and (
            line.slice(last.end, q.start) in _CONNECTORS
        ):
            groups[-1].append(q)
        else:
            groups.append([q])
    return groups


class _Clause:
    """Reads the groups of one clause."""

    def __init__(self, line: Line, clause: Clause, times: Times, spoken: Spoken) -> None:
        self.line, self.clause, self.spoken = line, clause, spoken
        self.times = [t for t in times if clause.start <= t[0] < clause.end]
        self.lexicon = lexicon()
        self.read_to = clause.start
        if clause.fresh and line.host is None:
            spoken.target = any(aim and t < line.start + _OPENING for t, _, aim in times)

    def read(self, group: Sequence[Quantity]) -> list[Said]:
        """The group's figures; `spoken` learns of them."""
        gap_start, self.read_to = self.read_to, group[-1].end
        gap = self.line.slice(gap_start, group[0].start)
        if group[0].word == "个百分点":
            return []
        self.listen(group[0].start)
        if group[0].is_ratio:
            filled = self.line.text[gap_start - self.line.start : group[0].start - self.line.start]
            return ratios(
                self.lexicon, group, filled, gap_start, (self.clause.start, self.clause.end), self.spoken
            )  # fmt: skip
        bare = self.lexicon.about.sub("", gap)
        if self.lexicon.not_before.search(bare):
            return []
        if _FROM.search(bare) and _TO.match(self.line.slice(group[-1].end, self.clause.end)):
            self.spoken.take_in([self._amount(group[0], gap, 0, 1)])  # what follows goes on from it
            return []
        said = [self._amount(q, gap, i, len(group)) for i, q in enumerate(group)]
        said = self._spread(said, gap)
        self.spoken.take_in(said)
        return said

    def listen(self, end: int) -> None:
        """Hear whether the clause up to `end` speaks of aims; that goes on over commas until something is done or dated."""
        before = self.line.slice(self.clause.start, end)
        times = [t for t in self.times if t[0] < end]
        if self.lexicon.target_before.search(before):
            self.spoken.target = True
        elif self.lexicon.real.search(before):
            self.spoken.target = False
        elif times:
            self.spoken.target = times[-1][2]

    def _amount(self, q: Quantity, gap: str, place: int, places: int) -> Said:
        """A number that is no ratio."""
        after = self.line.slice(q.end, self.clause.end)
        said = Said(q, "", clause=(self.clause.start, self.clause.end), place=place, places=places)
        indicator, sureness, scope = "", 0.0, None
        if q.unit == "1":
            found = count(self.lexicon, q, gap, after, self.spoken, self.line.slice(self.line.start, self.clause.start))
            if found is None or not found.is_figure:
                self.spoken.counted = found.indicator if found else ""
                return said
            indicator, sureness, scope = found.indicator, found.sureness, found.scope
        else:
            indicator, sureness = self._measured(q, gap, after)
        if not indicator:
            return said
        kinds: tuple[tuple[str, str], ...] = ()
        if q.unit == "m2":
            word = areas.last_word([w for w in self.lexicon.find(gap) if self.lexicon.fits(w.indicator, q)], gap)
            context = self.spoken.lead + self.line.slice(self.line.start, q.start)
            kinds = areas.named(self.lexicon, q, word, indicator, context)
        measure = self._measure(q, indicator, after)
        return replace(said, indicator=indicator, measure=measure, scope=scope, sureness=sureness, kinds=kinds)

    def _measured(self, q: Quantity, gap: str, after: str) -> tuple[str, float]:
        """The indicator of an amount of money, area or goods, and how sure that is."""
        if q.unit in MONEY and self.lexicon.not_said_of.search(gap):
            return "", 0.0
        words = [w for w in self.lexicon.find(gap) if self.lexicon.fits(w.indicator, q) or not w.indicator]
        if words and words[-1].indicator and len(gap) - words[-1].end <= _REACH:
            is_other = self.lexicon.not_between.search(gap, words[-1].end)
            right = self._right(q, after) if _MOVED.search(gap, words[-1].end) else ""
            return ("", 0.0) if is_other else (right or words[-1].indicator, 0.95)
        if self.lexicon.not_between.search(gap):
            return "", 0.0
        right = self._right(q, after)
        if right:
            return right, 0.9
        if gap in _CONNECTORS and self.lexicon.fits(self.spoken.measured, q):
            return self.spoken.measured, 0.85
        if q.unit in MONEY:
            return self._money(q, gap, after)
        if q.unit != "m2":
            return "", 0.0
        if not self.lexicon.about.sub("", gap) and _PLOT_BEFORE.search(self.line.text, 0, self.clause.start - self.line.start):
            return "landArea", 0.75
        return areas.unnamed(self.lexicon, q, gap, after, self.line.text)

    def _right(self, q: Quantity, after: str) -> str:
        """The indicator that follows its number: 200亿元产值, 248亿元的年产值."""
        skipped = _RIGHT.match(after)
        start = skipped.end() if skipped else 0
        for word in self.lexicon.find(after, 0, start + 10):
            if word.start <= start and self.lexicon.fits(word.indicator, q):
                return word.indicator
        return ""

    def _money(self, q: Quantity, gap: str, after: str) -> tuple[str, float]:
        """Money without an indicator's word: 30亿元的某项目, 某项目（70亿元, 其中一期20亿元, 完成27.83亿元."""
        if _PROJECT_AFTER.match(after):
            return "investment", 0.85
        if self.line.host is not None and not self.lexicon.about.sub("", gap) and q.start == self.line.start + len(gap):
            return "investment", 0.75
        if self.lexicon.fits(self.spoken.measured, q) and (_PART.match(gap) or self.lexicon.goes_on.search(gap)):
            last = self.spoken.recent[-1] if self.spoken.recent else None
            if last is None or last.indicator:
                return self.spoken.measured, 0.75
        return "", 0.0

    def _measure(self, q: Quantity, indicator: str, after: str) -> str:
        """Whether the number is a fact or an aim."""
        before = self.line.slice(self.clause.start, q.start)
        own = self.lexicon.target_before.search(before) or self.lexicon.target_own.search(before)
        if own or self.lexicon.target_after.search(after):
            return TARGET
        is_built = indicator == "investment" or indicator in self.lexicon.lasting - {"capacity"}
        if is_built and not any(t[2] for t in self.times if t[0] < q.start):
            return ACTUAL  # what a planned thing measures is a fact about the plan
        if _PART.match(self.line.slice(self.clause.start, self.clause.end)):
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
