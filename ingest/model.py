"""The data that passes between the steps of ingest: frozen, typed, free of RDF.

Offsets called `start`/`end` count characters, end exclusive. Up to and including `Relation`, `Figure` and
`Dating` they count in the repaired text (`Text.clean`); `Text.span` turns them into offsets of the document
as it was received, which is what `ingest.facts` holds and the graph says.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Source:
    """A document as received: its file name, its decoded text unchanged, a title, and when it was issued (EDTF)."""

    identifier: str
    text: str
    title: str
    issued: str | None


@dataclass(frozen=True, slots=True)
class Text:
    """The repaired text and the way back.

    `clean` has hard line breaks joined, stray spaces and page furniture dropped, and full and half width made
    one; blocks are separated by a line feed. `origin[i]` is the offset in `raw` of `clean[i]`.
    """

    raw: str
    clean: str
    origin: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in `raw` of the stretch `clean[start:end]`, which must not be empty."""
        return self.origin[start], self.origin[end - 1] + 1

    def surface(self, start: int, end: int) -> str:
        """The document's own characters behind `clean[start:end]` that the repair kept, spaces left out."""
        return "".join(self.raw[i] for i in self.origin[start:end] if not self.raw[i].isspace())


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table row or heading: `clean[start:end]`; `level` is 0 but for headings (1 = top)."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below one heading; `parent` is an index into the sections or None; `heading` is bare of markers.

    `start` is where the heading's text starts, `body` where the text below it starts.
    """

    heading: str
    level: int
    start: int
    body: int
    end: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence `clean[start:end]`, the index of its section (or None) and whether it is that section's heading."""

    start: int
    end: int
    section: int | None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A stretch that names a time: EDTF resolved against the document's own date; `planned` for 计划…, 预计…, 将于…."""

    start: int
    end: int
    edtf: str
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that stands for an entity. `anaphor` for 小镇, 该项目, 其…; `entity` is an index into the entities."""

    start: int
    end: int
    entity: int
    anaphor: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """A stretch that tells of something that happened; `word` is where its telling word starts (开工 in 甲基地开工)."""

    start: int
    end: int
    word: int
    score: float


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of one document: the contract class, its fullest name there, and its other names."""

    cls: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its mentions found and resolved: what the relation, figure and event steps read.

    `mentions` are sorted by start, longer first; they may nest. `topics[i]` is the entity that sentence i speaks
    about where it does not name its subject, or None.
    """

    source: Source
    text: Text
    sections: Sequence[Section]
    sentences: Sequence[Sentence]
    dates: Sequence[DateSpan]
    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    topics: Sequence[int | None]

    def outermost(self, mentions: Iterable[Mention] | None = None) -> list[Mention]:
        """Of mentions (all, unless some are given) those that are part of no longer one; happenings are left out."""
        given = self.mentions if mentions is None else mentions
        return list(outermost(m for m in given if self.entities[m.entity].cls != "Event"))


def outermost(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Of mentions in the order of the text those that are part of no longer one."""
    end = 0
    for mention in mentions:
        if mention.start >= end:
            end = mention.end
            yield mention


@dataclass(frozen=True, slots=True)
class Relation:
    """Entity indexes, and between them a contract property's local name; read at `clean[start:end]`."""

    subject: int
    predicate: str
    object: int
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Dating:
    """An entity's `date`, `startDate` or `endDate` (EDTF), read at `clean[start:end]`."""

    subject: int
    predicate: str
    date: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure about one entity, in the base unit of its indicator; read at `clean[start:end]`.

    `measure` is actual, target, growth, share or completion; `scope` the text's own words for the part that is
    counted, `period` EDTF; both None where the text says nothing.
    """

    subject: int
    indicator: str
    measure: str
    value: Decimal
    unit: str
    start: int
    end: int
    confidence: float
    value_max: Decimal | None = None
    approximate: bool = False
    scope: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Boundary:
    """What an entity's area ends at: a direction of the ontology, the words for it; read at `clean[start:end]`."""

    subject: int
    direction: str
    by: str
    start: int
    end: int
    confidence: float
