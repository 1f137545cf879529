"""More training text from little: the names of an annotated text are put out, others of their class put in.

What stands around a name stays, and with it what is annotated, so that the network learns contexts and forms and not
the firms it was shown. New names are made up from parts (training/phrases/) or come from the pool of all annotated
ones.
"""

import random
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.mentions.candidate import Candidate
from ingest.model import Entity, Mention, Section, Text
from training import phrases
from training.examples import Example

_SWAPPED = frozenset(
    {"Enterprise", "Platform", "Institution", "Project", "Talent", "Person", "Place", "Honour", "Policy"}
)
RENAMED = "~"  # behind the name of an example with other names in it
_LEFT = 0.15  # part of the names that stay
_MADE = {"Enterprise": 0.7, "Talent": 0.8, "Person": 0.8}  # part of the new names that are made up


def pool_of(examples: Iterable[Example]) -> dict[str, list[str]]:
    """All annotated names by class."""
    pool: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for m in example.names:
            pool[example.entities[m.entity].cls].add(example.text.clean[m.start : m.end])
    return {cls: sorted(names) for cls, names in pool.items()}


def renamed(example: Example, pool: Mapping[str, Sequence[str]], rng: random.Random) -> Example:
    """The example with other names in it and all else that is annotated; a name inside a name put out is lost."""
    spans = [Candidate(m.start, m.end, example.entities[m.entity].cls, 1.0) for m in example.names]
    clean, moved = swap(example.text.clean, spans, pool, rng)
    put_out = {
        (old.start, old.end)
        for old, new in zip(spans, moved, strict=True)
        if example.text.clean[old.start : old.end] != clean[new.start : new.end]
    }
    at = _shifts(spans, moved)
    mentions = [
        replace(m, start=at(m.start), end=at(m.end))
        for m in example.mentions
        if (m.start, m.end) in put_out or not any(a < m.end and m.start < b for a, b in put_out) or _around(m, put_out)
    ]
    names = [replace(m, start=new.start, end=new.end) for m, new in zip(example.names, moved, strict=True)]
    return replace(
        example, name=f"{example.name}{RENAMED}", text=Text(clean, clean, array("I", range(len(clean)))),
        sections=[_section(s, example.text.clean, clean, at) for s in example.sections],
        sentences=[replace(s, start=at(s.start), end=at(s.end)) for s in example.sentences if at(s.start) < at(s.end)],
        entities=_entities(example, mentions, clean), names=names, mentions=mentions,
        figures=[replace(f, stretch=f.stretch and (at(f.stretch[0]), at(f.stretch[1]))) for f in example.figures],
    )  # fmt: skip


def _around(mention: Mention, put_out: Iterable[tuple[int, int]]) -> bool:
    """Whether a mention holds whole whatever was put out in it, as the title of an event holds a place."""
    return all(mention.start <= a and b <= mention.end for a, b in put_out if a < mention.end and mention.start < b)


def _section(section: Section, old: str, new: str, at: Callable[[int], int]) -> Section:
    start, end = section.start, section.start + len(section.heading)
    heading = new[at(start) : at(end)] if old[start:end] == section.heading else section.heading
    return replace(section, heading=heading, start=at(start), body=at(section.body), end=at(section.end))


def _entities(example: Example, mentions: Iterable[Mention], clean: str) -> list[Entity]:
    """The entities under what they are called now; those that are called nothing, events above all, as before."""
    called: dict[int, set[str]] = defaultdict(set)
    for m in mentions:
        if not m.anaphor and example.entities[m.entity].cls != "Event":
            called[m.entity].add(clean[m.start : m.end])
    entities = []
    for index, entity in enumerate(example.entities):
        names = sorted(called[index], key=lambda name: (-len(name), name)) or [entity.name, *entity.aliases]
        entities.append(replace(entity, name=names[0], aliases=tuple(names[1:])))
    return entities


def swap(
    clean: str, spans: Sequence[Candidate], pool: Mapping[str, Sequence[str]], rng: random.Random
) -> tuple[str, list[Candidate]]:
    """The text with other names in it and its spans, in their order; one name becomes the same other throughout."""
    others: dict[tuple[str, str], str] = {}
    parts: list[str] = []
    moved: list[Candidate] = []
    at = length = 0
    for span in spans:
        old = clean[span.start : span.end]
        key = (span.cls, old)
        if key not in others:
            others[key] = _another(span.cls, old, pool, rng)
        parts += [clean[at : span.start], others[key]]
        length += span.start - at
        moved.append(Candidate(length, length + len(others[key]), span.cls, 1.0))
        length += len(others[key])
        at = span.end
    parts.append(clean[at:])
    return "".join(parts), moved


def _shifts(spans: Sequence[Candidate], moved: Sequence[Candidate]) -> Callable[[int], int]:
    """Where an offset of the old text is in the new one; one inside a name goes to that name's start."""
    starts = [s.start for s in spans]

    def at(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        if index < 0:
            return offset
        old, new = spans[index], moved[index]
        return new.end + offset - old.end if offset >= old.end else new.start

    return at


def _another(cls: str, old: str, pool: Mapping[str, Sequence[str]], rng: random.Random) -> str:
    if cls not in _SWAPPED or rng.random() < _LEFT:
        return old
    return phrases.name(cls, rng) if rng.random() < _MADE.get(cls, 0.4) else rng.choice(pool[cls])
