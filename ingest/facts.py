"""What a document says, ready for the graph: offsets are characters of the document as received, end exclusive."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.model import Source


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read, and how sure the reading is (0 to 1)."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """An entity with its names (the fullest first) and its mentions: start, end, and the name as written there."""

    cls: str
    names: tuple[str, ...]
    mentions: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation (object: an entity index) or a dating (object: an EDTF text), with every place that states it."""

    subject: int
    predicate: str
    object: int | str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure about an entity, as the vocabulary defines it, with the place that states it."""

    subject: int
    indicator: str
    measure: str
    value: Decimal
    unit: str
    evidence: Evidence
    value_max: Decimal | None = None
    approximate: bool = False
    scope: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Everything one document says; subjects and objects are indexes into `entities`."""

    source: Source
    entities: Sequence[NamedEntity]
    statements: Sequence[Statement]
    observations: Sequence[Observation]
