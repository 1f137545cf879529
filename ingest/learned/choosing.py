"""Facts that cannot all hold: come in the facts of a document with how sure they are, go out those that can."""

from collections.abc import Sequence

import ontology
from ingest.model import Dating, Entity, Relation

_WITHIN = ("locatedIn", "partOf")  # what lies in a part of a whole lies in the whole; only the part is said
_NEAR = 0.75  # of the surest place: of two places less apart the text may have told both


def one_way(related: Sequence[Relation]) -> list[Relation]:
    """The relations with only the surer way of two: none holds both ways, or (cooperatesWith) one way says it."""
    sure = {(r.predicate, r.subject, r.object): r.confidence for r in related}
    return [
        r for r in related
        if (r.confidence, -r.subject) >= (sure.get((r.predicate, r.object, r.subject), 0.0), -r.object)
    ]  # fmt: skip


def once(dated: Sequence[Dating]) -> list[Dating]:
    """One date for each, the surest."""
    best: dict[tuple[int, str], Dating] = {}
    for d in dated:
        key = (d.subject, d.predicate)
        if key not in best or best[key].confidence < d.confidence:
            best[key] = d
    return list(best.values())


def most_specific(entities: Sequence[Entity], related: Sequence[Relation]) -> list[Relation]:
    """The relations with the most specific place only; of a thing that has one place, without much less sure ones."""
    within: dict[int, set[int]] = {}
    surest: dict[tuple[int, str], float] = {}
    for r in related:
        surest[r.subject, r.predicate] = max(surest.get((r.subject, r.predicate), 0.0), r.confidence)
        if r.predicate in _WITHIN:
            within.setdefault(r.subject, set()).add(r.object)
    found = []
    for r in related:
        is_single = entities[r.subject].cls in ontology.relations()[r.predicate].single
        if is_single and r.confidence < _NEAR * surest[r.subject, r.predicate]:
            continue
        between = within.get(r.subject, set()) - {r.object} if r.predicate == _WITHIN[0] else set()
        if not any(r.object in within.get(part, ()) for part in between):
            found.append(r)
    return found
