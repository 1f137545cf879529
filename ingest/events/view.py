"""A reading by sentences: which mentions and dates stand in each, for the event finders."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TypeVar

from ingest.model import DateSpan, Mention, Reading, Sentence

_T = TypeVar("_T", Mention, DateSpan)
_REACH = 600  # characters on both sides of a happening in which the same sentence tells of it


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its number, its mentions (names and anaphors) and its dates, each in the order of the text."""

    number: int
    sentence: Sentence
    mentions: tuple[Mention, ...]
    dates: tuple[DateSpan, ...]

    def around(self, start: int, end: int) -> "Line":
        """The line with only what stands near a stretch of the text: in a sentence of many pages the rest is far."""
        low = max(self.sentence.start, min(start, self.sentence.end) - _REACH)
        high = min(self.sentence.end, max(end, self.sentence.start) + _REACH)
        if (low, high) == (self.sentence.start, self.sentence.end):
            return self
        near = replace(self.sentence, start=low, end=high)
        return replace(
            self, sentence=near, mentions=_inside(self.mentions, low, high), dates=_inside(self.dates, low, high)
        )

    def inside(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions within a stretch."""
        return tuple(m for m in _inside(self.mentions, start, end) if m.end <= end)


def lines(reading: Reading) -> list[Line]:
    """The sentences of a reading."""
    mentions, dates = tuple(reading.mentions), tuple(reading.dates)
    return [
        Line(n, s, _inside(mentions, s.start, s.end), _inside(dates, s.start, s.end))
        for n, s in enumerate(reading.sentences)
    ]


def _inside(items: tuple[_T, ...], start: int, end: int) -> tuple[_T, ...]:
    """Those that start in a stretch, of items in the order of the text."""
    return items[bisect_left(items, start, key=_start) : bisect_left(items, end, key=_start)]


def _start(item: Mention | DateSpan) -> int:
    return item.start
