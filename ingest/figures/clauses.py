"""From sentences to clauses: comes in a stretch of text with its names masked, goes out its clauses and brackets.

A line is a sentence, or what a bracket in one holds; its clauses end at commas and the like. What brackets hold is
blanked out in the line around them and is a line of its own that knows where it stood.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.figures.lexicon import FILL, MASKS, lexicon
from ingest.model import Reading

_ENDS = "，。；：！？\n"
_FRESH = "；。！？\n"
_LABEL = 14  # no indicator's word is longer


@dataclass(frozen=True, slots=True)
class Clause:
    """clean[start:end], without the mark that ends it; `fresh` where a new train of thought begins (after ； or 。)."""

    start: int
    end: int
    fresh: bool


@dataclass(slots=True)
class Line:
    """clean[start:start + len(text)]: masked, brackets blanked; `host` is where its own bracket opened, or None."""

    start: int
    text: str
    clauses: Sequence[Clause] = ()
    brackets: list["Line"] = field(default_factory=list)
    host: int | None = None

    def slice(self, start: int, end: int) -> str:
        """The masked text between two offsets, without blanked brackets."""
        return self.text[start - self.start : end - self.start].replace(FILL, "")

    @property
    def end(self) -> int:
        """Where the line ends."""
        return self.start + len(self.text)


def mask(reading: Reading) -> str:
    """The clean text with every character of a name replaced by the mark of its class; happenings are no names."""
    pieces: list[str] = []
    at = 0
    for mention in reading.outermost():
        mark = MASKS.get(reading.entities[mention.entity].cls)
        if mark is None or mention.anaphor or mention.start < at:
            continue
        pieces += (reading.text.clean[at : mention.start], mark * (mention.end - mention.start))
        at = mention.end
    pieces.append(reading.text.clean[at:])
    return "".join(pieces)


def line_of(masked: str, start: int, end: int, host: int | None = None) -> Line:
    """The line masked[start:end] with its clauses and the lines in its brackets."""
    text = masked[start:end]
    line = Line(start, text, host=host)
    if "（" in text:
        line.text = _blank(masked, line)
    line.clauses = _clauses(line)
    return line


def _blank(masked: str, line: Line) -> str:
    """The text with everything in brackets blanked; the brackets become lines."""
    pieces: list[str] = []
    depth = opened = at = 0
    text = line.text
    for i, char in enumerate(text):
        if char == "（":
            if depth == 0:
                opened = i
            depth += 1
        elif char == "）" and depth:
            depth -= 1
            if depth == 0:
                pieces += (text[at:opened], FILL * (i + 1 - opened))
                at = i + 1
                if i > opened + 1:
                    line.brackets.append(_inside(masked, line.start + opened, line.start + i))
    pieces.append(text[at:])
    return "".join(pieces)


def _inside(masked: str, opened: int, closed: int) -> Line:
    """The line in a bracket; brackets in brackets are left as they are."""
    line = Line(opened + 1, masked[opened + 1 : closed], host=opened)
    line.clauses = _clauses(line)
    return line


def _clauses(line: Line) -> list[Clause]:
    found: list[Clause] = []
    at, fresh = line.start, True
    for i, char in enumerate(line.text):
        if char not in _ENDS:
            continue
        offset = line.start + i
        if char == "：" and _labels(line.text, i):
            continue
        if offset > at:
            found.append(Clause(at, offset, fresh))
            fresh = False
        fresh = fresh or char in _FRESH
        at = offset + 1
    if at < line.end:
        found.append(Clause(at, line.end, fresh))
    return found


def _labels(text: str, colon: int) -> bool:
    """Whether the colon stands right behind an indicator's word (规划面积：1000亩), so that the clause goes on."""
    words = lexicon().find(text, max(0, colon - _LABEL), colon)
    return bool(words) and words[-1].end == colon and bool(words[-1].indicator)
