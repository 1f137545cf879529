"""A reading by sentences: which mentions and dates stand in each, for the event finders."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from ingest.model import DateSpan, Mention, Reading, Sentence

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its number, its mentions (names and anaphors) and its dates, each in the order of the text."""

    number: int
    sentence: Sentence
    mentions: tuple[Mention, ...]
    dates: tuple[DateSpan, ...]


def lines(reading: Reading) -> list[Line]:
    """The sentences of a reading."""
    mentions, dates = list(reading.mentions), list(reading.dates)
    mention_starts = [m.start for m in mentions]
    date_starts = [d.start for d in dates]
    found = []
    for number, sentence in enumerate(reading.sentences):
        found.append(
            Line(
                number,
                sentence,
                tuple(_between(mentions, mention_starts, sentence)),
                tuple(_between(dates, date_starts, sentence)),
            )
        )
    return found


def _between(items: Sequence[_T], starts: Sequence[int], sentence: Sentence) -> Sequence[_T]:
    return items[bisect_left(starts, sentence.start) : bisect_right(starts, sentence.end - 1)]


def outermost(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Of mentions in the order of the text those that are no part of another's name; events aside."""
    found: list[Mention] = []
    end = 0
    for m in mentions:
        if reading.entities[m.entity].cls != "Event" and m.start >= end:
            found.append(m)
            end = m.end
    return found
