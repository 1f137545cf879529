"""Ratios: comes in a list of percents, tenths or times with the words before it, goes out what they compare."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.figures.lexicon import ACTUAL, COMPLETION, CONNECTORS, GROWTH, SHARE, Lexicon
from ingest.figures.said import Said, Spoken
from ingest.quantities import Quantity

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
    """The growth, shares, completion or progress that the numbers of `group` say.

    `gap` is the text before them in their clause, from the offset `gap_start` on.
    """
    kind = _kind(lexicon, gap, group[0])
    if kind is None:
        return []
    if kind.measure == _PROGRESS:
        return [Said(q, _PROGRESS, ACTUAL, sureness=0.9, clause=clause) for q in group]
    named = run_of_words(lexicon, gap[: kind.at], group[0])
    if not named and kind.measure == SHARE and not spoken.recent:
        named = run_of_words(lexicon, gap, group[0])
    headless = bool(_HEADLESS.search(gap, 0, kind.at))
    said: list[Said] = []
    for place, q in enumerate(group):
        base = _base(place, len(group), spoken, headless=headless)
        indicator, sureness = (base.indicator if base else ""), 0.85
        if named:
            indicator, sureness = named[place] if len(named) == len(group) else named[-1], 0.9
            base = base if base and base.indicator == indicator else None
        if not indicator:
            continue
        said.append(
            Said(
                q, indicator, kind.measure, base.scope if base else None, sureness, clause, base=base,
                place=0 if base else place, places=1 if base else len(group), negative=kind.negative,
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
        if run and gap[word.end : start] not in CONNECTORS:
            break
        run.insert(0, word.indicator)
        start = word.start
    return run


def _kind(lexicon: Lexicon, gap: str, q: Quantity) -> _Kind | None:
    completion = lexicon.says("completion", gap)
    if completion:
        return _Kind(COMPLETION, completion.start())
    share = lexicon.says("share", gap)
    if share and not lexicon.says("not_share", gap):
        return _Kind(SHARE, share.start())
    growth, fall = lexicon.says("growth", gap), lexicon.says("fall", gap)
    if growth or fall:
        return _Kind(GROWTH, min(m.start() for m in (growth, fall) if m), negative=fall is not None)
    progress = lexicon.says("progress", gap)
    return _Kind(_PROGRESS, progress.start()) if progress and q.word == "%" else None


def _base(place: int, places: int, spoken: Spoken, *, headless: bool) -> Said | None:
    """The figure that the ratio at `place` of `places` compares: the last one, or its pendant among the last.

    A `headless` share (来自北京的约占一半) is one of what was counted.
    """
    recent = spoken.recent
    if headless:
        recent = [s for s in recent if s.quantity.unit == "1" and s.indicator]
    if places > 1 and len(recent) >= places:
        return recent[len(recent) - places + place]
    return recent[-1] if recent and recent[-1].indicator else None
