"""Readings from sentences with their names marked: [s Enterprise 星河智造]落户[o Platform 东湾软件园]。

A mark gives the role in the relation looked for (s, o, or - for none), the contract class and the name, which may
have marked names inside. A line that starts with # is a heading.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout import lay_out
from ingest.model import Entity, Mention, Reading, Source
from ingest.reference import resolve
from ingest.sections import divide

_MARK = re.compile(r"\[([so-]) ([A-Z][a-z]+) |\]")


@dataclass(frozen=True)
class Marked:
    """The reading of a marked text, and the entities marked as subject and object."""

    reading: Reading
    subjects: Sequence[int]
    objects: Sequence[int]

    def name(self, entity: int) -> str:
        return self.reading.entities[entity].name


def read(marked: str) -> Marked:
    raw, marks = _strip(marked)
    text, blocks = lay_out(raw)
    sections, sentences = divide(text, blocks)
    at = {offset: i for i, offset in reversed(list(enumerate(text.origin)))}
    entities: list[Entity] = []
    mentions: list[Mention] = []
    roles: dict[str, list[int]] = {"s": [], "o": [], "-": []}
    for role, cls, start, end in marks:
        entity = Entity(cls, raw[start:end])
        if entity not in entities:
            entities.append(entity)
        mentions.append(Mention(at[start], at[end - 1] + 1, entities.index(entity)))
        roles[role].append(entities.index(entity))
    mentions.sort(key=lambda m: (m.start, -m.end))
    resolved, topics = resolve(text.clean, sections, sentences, entities, mentions)
    source = Source("marked.txt", raw, "marked", None)
    reading = Reading(source, text, sections, sentences, (), entities, resolved, topics)
    return Marked(reading, roles["s"], roles["o"])


def _strip(marked: str) -> tuple[str, list[tuple[str, str, int, int]]]:
    """The text without its marks; role, class, start and end of every name in it."""
    pieces: list[str] = []
    found: list[tuple[str, str, int, int]] = []
    open_marks: list[tuple[str, str, int]] = []
    at = length = 0
    for match in _MARK.finditer(marked):
        pieces.append(marked[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match[1]:
            open_marks.append((match[1], match[2], length))
        else:
            role, cls, start = open_marks.pop()
            found.append((role, cls, start, length))
    return "".join([*pieces, marked[at:]]), found
