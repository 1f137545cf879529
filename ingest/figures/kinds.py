"""What a number says: comes in a line with its quantities, go out figures with indicator and measure, no subject yet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.figures.clauses import Clause, Line
from ingest.figures.counts import count
from ingest.figures.lexicon import (
    ACTUAL,
    COMPLETION,
    GROWTH,
    MASKS,
    SHARE,
    TARGET,
    Lexicon,
    lexicon,
)  # fmt: skip
from ingest.figures.said import Said, Spoken
from ingest.quantities import MONEY, Quantity, find

_CONNECTORS = frozenset(("、", "和", "及", "与", "以及", "和约", "、约", "、近"))
_REACH = 24  # characters between an indicator's word and its number
_RIGHT = re.compile(r"(?:以上|左右|的|年|总){0,3}")
_RIGHT_AREA = 8  # characters that may stand between an area and the land or building that has it
_BOUND_END = "，。；、）：！？"
_WHERE = re.compile(r"[^，。；、：（）\d]{2,16}?(?:产业|企业|项目|行业|类|板块|领域|载体|空间|楼宇)(?=的?$)")
_PART = re.compile(r"^(?:其中|包括|内有|含)?(?:，|：)?")
_ASIDE = frozenset(("约", "折合", "折合约", "合", "合约", "即", "约合"))
_PROJECT_AFTER = re.compile(rf"(?:以上|左右)?的[^，。；、：]{{0,8}}?[{MASKS['Project']}{MASKS['Platform']}]")


def read_line(line: Line, spoken: Spoken, planned: Sequence[tuple[int, int, bool]]) -> Iterator[tuple[Line, Said]]:
    """Every number of the line and of its brackets with what it says, in order; `spoken` is brought up to date.

    `planned` holds start, end and whether planned of the times in the text around.
    """
    brackets = list(line.brackets)
    for clause in line.clauses:
        if clause.fresh:
            spoken.target = False
        for group in _groups(line, clause):
            while brackets and (brackets[0].host or 0) < group[0].start:
                yield from _aside(brackets.pop(0), spoken, planned)
            for said in _Clause(line, clause, planned).read(group, spoken):
                yield line, said
        while brackets and (brackets[0].host or 0) < clause.end:
            yield from _aside(brackets.pop(0), spoken, planned)


def _aside(
    line: Line, spoken: Spoken, planned: Sequence[tuple[int, int, bool]]
) -> Iterator[tuple[Line, Said]]:
    """What a bracket says; the same size again in another unit (约合30亩) says nothing new."""
    quantities = list(find(line.text))
    if len(quantities) == 1 and line.text[: quantities[0].start] in _ASIDE | {""} and quantities[0].end == len(line.text):
        last = spoken.group[-1].quantity if spoken.group else None
        if last is not None and last.unit == quantities[0].unit and last.end == line.host:
            return
    yield from read_line(line, spoken.copy(), planned)


def _groups(line: Line, clause: Clause) -> list[list[Quantity]]:
    """The quantities of a clause, those that a list joins (236.5%、148.7%) together; thresholds are left out."""
    groups: list[list[Quantity]] = []
    for found in find(line.text, clause.start - line.start, clause.end - line.start):
        q = replace(found, start=found.start + line.start, end=found.end + line.start)
        after = line.text[q.end - line.start : q.end - line.start + 1]
        is_threshold = q.bound and q.unit in MONEY and after and after not in _BOUND_END and q.end < clause.end
        if is_threshold:
            continue
        last = groups[-1][-1] if groups else None
        joined = last is not None and line.slice(last.end, q.start) in _CONNECTORS
        if joined and last is not None and (last.unit, last.is_ratio) == (q.unit, q.is_ratio):
            groups[-1].append(q)
        else:
            groups.append([q])
    return groups


class _Clause:
    """Reads the groups of one clause."""

    def __init__(self, line: Line, clause: Clause, planned: Sequence[tuple[int, int, bool]]) -> None:
        self.line, self.clause, self.planned = line, clause, planned
        self.lexicon: Lexicon = lexicon()

    def read(self, group: Sequence[Quantity], spoken: Spoken) -> list[Said]:
        """The group's figures; `spoken` learns of them."""
        gap = self.line.slice(self._gap_start(group[0], spoken), group[0].start)
        bare = self.lexicon.about.sub("", gap)
        if group[0].word == "个百分点" or (self.lexicon.not_before.search(bare) and not group[0].is_ratio):
            return []
        if group[0].is_ratio:
            return self._ratios(group, gap, spoken)
        said = [self._amount(q, gap, spoken, i, len(group)) for i, q in enumerate(group)]
        said = self._spread(said, gap)
        spoken.group = said
        for s in said:
            if s.indicator and s.quantity.unit == "1":
                spoken.counted = s.indicator
            elif s.indicator:
                spoken.measured = s.indicator
        return said

    def _gap_start(self, first: Quantity, spoken: Spoken) -> int:
        """Where the text that belongs to the group starts: behind the number before it in the clause."""
        ends = [s.quantity.end for s in spoken.group if self.clause.start <= s.quantity.end <= first.start]
        return max(ends, default=self.clause.start)

    def _amount(self, q: Quantity, gap: str, spoken: Spoken, place: int, places: int) -> Said:
        """A number that is no ratio."""
        after = self.line.slice(q.end, self.clause.end)
        measure = self._measure(q, spoken)
        said = Said(q, "", measure, clause=(self.clause.start, self.clause.end), place=place, places=places)
        if q.unit == "1":
            found = count(self.lexicon, q, gap, after, spoken.counted)
            if found is None:
                return said
            if not found.is_figure:
                spoken.counted = found.indicator
                return said
            return replace(said, indicator=found.indicator, scope=found.scope, sureness=found.sureness)
        indicator, sureness = self._measured(q, gap, after, spoken)
        if not indicator:
            return said
        if measure == TARGET and not self._is_own_target(q, after) and self._is_whole(indicator):
            said = replace(said, measure=ACTUAL)
        scope = self._scope(gap) if q.unit in MONEY else None
        hints = self._hints(q, gap, after) if q.unit == "m2" else frozenset()
        return replace(said, indicator=indicator, scope=scope, sureness=sureness, hints=hints)

    def _measured(self, q: Quantity, gap: str, after: str, spoken: Spoken) -> tuple[str, float]:
        """The indicator of an amount of money, area or goods, and how sure that is."""
        words = [w for w in self.lexicon.find(gap) if self.lexicon.fits(w.indicator, q) or not w.indicator]
        if words and words[-1].indicator and len(gap) - words[-1].end <= _REACH:
            between = gap[words[-1].end :]
            if not self.lexicon.not_between.search(between):
                return words[-1].indicator, 0.95
            return "", 0.0
        if self.lexicon.not_between.search(gap):
            return "", 0.0
        right = self._right(q, after)
        if right:
            return right, 0.9
        if q.unit in MONEY:
            return self._money(q, gap, after, spoken)
        return self._area(q, gap, after, spoken) if q.unit == "m2" else ("", 0.0)

    def _right(self, q: Quantity, after: str) -> str:
        """The indicator that follows its number: 200亿元产值, 180亩产业用地."""
        skipped = _RIGHT.match(after)
        start = skipped.end() if skipped else 0
        reach = _RIGHT_AREA if q.unit == "m2" else 0
        for word in self.lexicon.find(after, 0, start + reach + 10):
            if word.start > start + reach or not set("，。；、：").isdisjoint(after[: word.start]):
                break
            if self.lexicon.fits(word.indicator, q) and word.start >= min(start, 1):
                return word.indicator
        return ""

    def _money(self, q: Quantity, gap: str, after: str, spoken: Spoken) -> tuple[str, float]:
        """Money without an indicator's word: 30亿元的某项目, 某项目（70亿元, 其中一期20亿元, 完成27.83亿元."""
        if _PROJECT_AFTER.match(after):
            return "investment", 0.85
        host = self.line.host
        if host is not None and not self.lexicon.about.sub("", gap):
            return "investment", 0.75
        if spoken.measured and self.lexicon.fits(spoken.measured, q):
            last = spoken.group[-1] if spoken.group else None
            is_near = last is not None and (last.indicator == spoken.measured or not last.quantity.unit != "1")
            if gap.startswith("其中") or gap in _CONNECTORS or (is_near and self.lexicon.goes_on.search(gap)):
                return spoken.measured, 0.75
        return "", 0.0

    def _area(self, q: Quantity, gap: str, after: str, spoken: Spoken) -> tuple[str, float]:
        """An area without an indicator's word, by what has it and by the unit it is measured in."""
        if gap in _CONNECTORS and self.lexicon.fits(spoken.measured, q):
            return spoken.measured, 0.85
        near = gap[-_REACH:]
        if self.lexicon.areas["core"].search(near):
            return "coreArea", 0.8
        if self.lexicon.areas["floor"].search(near) or self.lexicon.areas["floor"].match(after.removeprefix("的")):
            return "floorArea", 0.7
        if self.lexicon.areas["large_units"].fullmatch(q.word):
            return "plannedArea", 0.7
        if self.lexicon.areas["land_units"].fullmatch(q.word):
            return "landArea", 0.6
        return "", 0.0

    def _hints(self, q: Quantity, gap: str, after: str) -> frozenset[str]:
        """What the sentence so far says of the kind of area."""
        before = self.line.slice(self.line.start, q.start)
        words = [w for w in self.lexicon.find(gap) if self.lexicon.fits(w.indicator, q)]
        word = gap[words[-1].start : words[-1].end] if words else ""
        hints = {kind for kind in ("floor", "core") if self.lexicon.areas[kind].search(before)}
        if self.lexicon.areas["planned"].search(word) or self.lexicon.areas["large_units"].fullmatch(q.word):
            hints.add("planned")
        if word == "面积" or word.endswith("总面积"):
            hints.add("open")
        return frozenset(hints)

    def _measure(self, q: Quantity, spoken: Spoken) -> str:
        """Whether the number is a fact or an aim; an aim goes on over the commas until something is done or dated."""
        before = self.line.slice(self.clause.start, q.start)
        after = self.line.slice(q.end, self.clause.end)
        times = [t for t in self.planned if self.clause.start <= t[0] < q.start]
        if self.lexicon.target_before.search(before) or self.lexicon.target_after.search(after):
            spoken.target = True
        elif self.lexicon.real.search(before):
            spoken.target = False
        elif times:
            spoken.target = times[-1][2]
        return TARGET if spoken.target else ACTUAL

    def _is_own_target(self, q: Quantity, after: str) -> bool:
        before = self.line.slice(self.clause.start, q.start)
        return bool(self.lexicon.target_before.search(before) or self.lexicon.target_after.search(after))

    def _is_whole(self, indicator: str) -> bool:
        """Whether the indicator describes a thing as it is planned and built: no aim unless its own words say so."""
        return indicator == "investment" or indicator in self.lexicon.lasting - {"capacity"}

    def _scope(self, gap: str) -> str | None:
        """The part that is meant, in the text's words: 其中设计业…, 集成电路产业主营业务收入."""
        return None

    def _spread(self, said: list[Said], gap: str) -> list[Said]:
        """Several indicators before as many numbers take one each: 营收、税收分别为…."""
        if len(said) == 1:
            return said
        words = self._run_of_words(gap, said[0].quantity)
        if len(words) == len(said):
            return [replace(s, indicator=w) for s, w in zip(said, words, strict=True)]
        first = said[0].indicator
        return [replace(s, indicator=s.indicator or first, sureness=s.sureness or 0.85) for s in said]

    def _run_of_words(self, gap: str, q: Quantity) -> list[str]:
        """The indicators that a list in `gap` names last: 营收、税收 → revenue, tax."""
        words = [w for w in self.lexicon.find(gap) if w.indicator and (q.is_ratio or self.lexicon.fits(w.indicator, q))]
        run: list[str] = []
        for word in reversed(words):
            if run and gap[word.end : start] not in _CONNECTORS:
                break
            run.insert(0, word.indicator)
            start = word.start
        return run

    def _ratios(self, group: Sequence[Quantity], gap: str, spoken: Spoken) -> list[Said]:
        """Growth, shares, completion and progress."""
        measure, at, negative = self._ratio_kind(gap, group[0])
        if not measure:
            return []
        words = self._run_of_words(gap[:at], group[0]) or (self._run_of_words(gap, group[0]) if measure == SHARE else [])
        said: list[Said] = []
        for i, q in enumerate(group):
            base, sureness = self._base(i, len(group), spoken, gap), 0.85
            indicator = base.indicator if base else ""
            if measure == "progress":
                indicator, base, sureness = "progress", None, 0.9
            elif words:
                indicator, sureness = words[i] if len(words) == len(group) else words[-1], 0.9
                base = base if base and base.indicator == indicator else None
            if indicator:
                kind = ACTUAL if measure == "progress" else measure
                said.append(
                    Said(
                        q, indicator, kind, base.scope if base else None, sureness, (self.clause.start, self.clause.end),
                        base=base, negative=negative, place=i, places=len(group) if not base else 1,
                    )  # fmt: skip
                )
        return said

    def _base(self, place: int, places: int, spoken: Spoken, gap: str) -> Said | None:
        """The figure that the ratio at `place` of `places` compares: the last one, or its pendant among the last."""
        earlier = [s for s in spoken.group if s.quantity.end <= self.clause.end]
        if not earlier:
            return None
        if places > 1 and len(earlier) == places:
            return earlier[place]
        return earlier[-1]

    def _ratio_kind(self, gap: str, q: Quantity) -> tuple[str, int, bool]:
        """The measure of a ratio, where in `gap` its word stands, and whether it is a fall."""
        ratios = self.lexicon.ratios
        completion = ratios["completion"].search(gap)
        if completion:
            return COMPLETION, completion.start(), False
        share = list(ratios["share"].finditer(gap))
        if share and not ratios["not_share"].search(gap):
            return SHARE, share[0].start(), False
        kinds = [(m.start(), fall) for fall, k in ((False, "growth"), (True, "fall")) for m in ratios[k].finditer(gap)]
        if kinds:
            at, fall = max(kinds)
            return GROWTH, min(k[0] for k in kinds) if at else at, fall
        progress = ratios["progress"].search(gap)
        if progress and q.word == "%":
            return "progress", progress.start(), False
        return "", 0, False
