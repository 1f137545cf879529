"""What a document says, ready for the graph: offsets are characters of the document as received, end exclusive."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.model import Source


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read, and how sure the reading is (0 to 1).

    `qualifiers` are what the place says more of it: a property, and a kind's local name or an entity's index.
    """

    start: int
    end: int
    confidence: float
    qualifiers: tuple[tuple[str, str | int], ...] = ()


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
class Boundary:
    """What an entity's area ends at: a direction of the ontology, and the words for it."""

    subject: int
    direction: str
    by: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Everything one document says; subjects and objects are indexes into `entities`."""

    source: Source
    entities: Sequence[NamedEntity]
    statements: Sequence[Statement]
    observations: Sequence[Observation]
    boundaries: Sequence[Boundary] = ()

    def keep(self, entities: Collection[int]) -> "DocumentFacts":
        """The facts about these entities, by their old indexes, and nothing of the others."""
        new = {old: i for i, old in enumerate(sorted(entities))}

        def told(one: Evidence) -> Evidence:
            qualifiers = tuple(
                (p, new[v] if isinstance(v, int) else v) for p, v in one.qualifiers if v in new or isinstance(v, str)
            )
            return replace(one, qualifiers=qualifiers)

        return DocumentFacts(
            self.source,
            [self.entities[i] for i in new],
            tuple(
                Statement(
                    new[s.subject],
                    s.predicate,
                    new[s.object] if isinstance(s.object, int) else s.object,
                    tuple(map(told, s.evidence)),
                )
                for s in self.statements
                if s.subject in new and (isinstance(s.object, str) or s.object in new)
            ),
            tuple(replace(o, subject=new[o.subject]) for o in self.observations if o.subject in new),
            tuple(replace(b, subject=new[b.subject]) for b in self.boundaries if b.subject in new),
        )
