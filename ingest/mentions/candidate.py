"""A stretch that may be a name, before the finders agree."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """`clean[start:end]` as a name of class `cls`; of candidates that overlap the higher `score` (0 to 1) stays."""

    start: int
    end: int
    cls: str
    score: float
