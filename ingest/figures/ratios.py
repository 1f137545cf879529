"""Ratios: comes in a list of percents, tenths or times with the words before it, goes out what they compare."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.figures.lexicon import ACTUAL, COMPLETION, GROWTH, SHARE, Lexicon
from ingest.figures.said import Said, Spoken
from ingest.quantities import Quantity

_CONNECTORS = frozenset(("、", "和", "及", "与", "以及"))
_PROGRESS = "progress"
_HEADLESS = re.compile("的[约近]?$")


@dataclass(frozen=True, slots=True)
class _Kind:
    measure: str
    at: int  # where in the gap its word stands
    negative: bool = False


def ratios(
    lexicon: Lexicon, group: Sequence[Quantity], gap: str, gap_start: int, clause: tuple[int, int], spoken: Spoken
) -> list[Said]:
    """The growth, shares, completion or progress that the numbers of `group` say, `gap` being the words before them."""
    kind = _kind(lexicon, gap, group[0])
    if kind is None:
        return []
    named = run_of_words(lexicon, gap[: kind.at], group[0])
    if not named and kind.measure == SHARE and not spoken.recent:
        named = run_of_words(lexicon, gap, group[0])
    said: list[Said] = []
    for place, q in enumerate(group):
        base = None if kind.measure == _PROGRESS else _base(place, len(group), spoken, bool(_HEADLESS.search(gap, 0, kind.at)))
        indicator, sureness = (base.indicator if base else ""), 0.85
        if kind.measure == _PROGRESS:
            indicator, sureness = _PROGRESS, 0.9
        elif named:
            indicator, sureness = named[place] if len(named) == len(group) else named[-1], 0.9
            base = base if base and base.indicator == indicator else None
        if not indicator:
            continue
        said.append(
            Said(
                q, indicator, ACTUAL if kind.measure == _PROGRESS else kind.measure, base.scope if base else None,
                sureness, clause, base=base, negative=kind.negative,
                place=0 if base else place, places=1 if base else len(group),
                cut=gap_start + kind.at if kind.measure == SHARE else None,
            )
        )  # fmt: skip
    return said


def run_of_words(lexicon: Lexicon, gap: str, q: Quantity) -> list[str]:
    """The indicators that the last list in `gap` names: 营收、税收 → revenue, tax."""
    words = [w for w in lexicon.find(gap) if w.indicator and (q.is_ratio or lexicon.fits(w.indicator, q))]
    run: list[str] = []
    start = 0
    for word in reversed(words):
        if run and gap[word.end : start] not in _CONNECTORS:
            break
        run.insert(0, word.indicator)
        start = word.start
    return run


def _kind(lexicon: Lexicon, gap: str, q: Quantity) -> _Kind | None:
    words = lexicon.ratios
    completion = words["completion"].search(gap)
    if completion:
        return _Kind(COMPLETION, completion.start())
    share = words["share"].search(gap)
    if share and not words["not_share"].search(gap):
        return _Kind(SHARE, share.start())
    growth, fall = words["growth"].search(gap), words["fall"].search(gap)
    if growth or fall:
        at = min(m.start() for m in (growth, fall) if m)
        return _Kind(GROWTH, at, negative=fall is not None)
    progress = words["progress"].search(gap)
    return _Kind(_PROGRESS, progress.start()) if progress and q.word == "%" else None


def _base(place: int, places: int, spoken: Spoken, headless: bool) -> Said | None:
    """The figure that the ratio at `place` of `places` compares: the last one, or its pendant among the last.

    A `headless` share (来自北京的约占一半) is one of what was counted.
    """
    recent = spoken.recent
    if headless:
        recent = [s for s in recent if s.quantity.unit == "1" and s.indicator]
    if places > 1 and len(recent) >= places:
        return recent[len(recent) - places + place]
    return recent[-1] if recent and recent[-1].indicator else None
