"""The last look at what the rules read: what the ontology forbids goes, and what a more specific fact says already."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import ontology
from ingest.model import Reading
from ingest.relations.matching import Found

_INSIDE = ("locatedIn", "partOf")
_KINDS = {"Enterprise": "Organization", "Agency": "Organization", "Institution": "Organization"}
_DEPTH = 6


def refine(reading: Reading, found: Sequence[Found]) -> list[Found]:
    """Leave out relations of wrong classes, and places that hold the place that the same thing is in."""
    allowed = _without_idle([f for f in found if _allowed(reading, f)])
    inside = _strongest(allowed)
    above: dict[int, set[int]] = defaultdict(set)
    for (s, o), sureness in inside.items():
        if inside.get((o, s), 0.0) < sureness:
            above[s].add(o)
    outer = {s: _outer(s, above) for s in list(above)}
    return [f for f in allowed if f.relation.predicate not in _INSIDE or _is_kept(f, above, outer)]


def _without_idle(found: Sequence[Found]) -> list[Found]:
    """Keep of the fallbacks only the surest for each subject of which no other rule says the same relation."""
    said = {(f.relation.subject, _family(f)) for f in found if not f.fallback}
    best: dict[tuple[int, str], Found] = {}
    for f in found:
        key = f.relation.subject, _family(f)
        if (
            f.fallback
            and key not in said
            and (key not in best or f.relation.confidence > best[key].relation.confidence)
        ):
            best[key] = f
    chosen = {id(f) for f in best.values()}
    return [f for f in found if not f.fallback or id(f) in chosen]


def _family(found: Found) -> str:
    return "locatedIn" if found.relation.predicate in _INSIDE else found.relation.predicate


def _strongest(found: Sequence[Found]) -> dict[tuple[int, int], float]:
    best: dict[tuple[int, int], float] = {}
    for f in found:
        r = f.relation
        if r.predicate in _INSIDE:
            best[r.subject, r.object] = max(best.get((r.subject, r.object), 0.0), r.confidence)
    return best


def _is_kept(found: Found, above: Mapping[int, set[int]], outer: Mapping[int, set[int]]) -> bool:
    """Tell whether this is the nearest place that holds the subject, and not the reverse of a better fact."""
    r = found.relation
    return r.object in above[r.subject] and r.object not in outer[r.subject]


def _allowed(reading: Reading, found: Found) -> bool:
    r = found.relation
    s, o = reading.entities[r.subject].cls, reading.entities[r.object].cls
    known = ontology.relations()[r.predicate]
    if s not in known.domain or o not in known.range:
        return False
    return r.predicate != "partOf" or _KINDS.get(s, s) == _KINDS.get(o, o) or (s, o) == ("Place", "Platform")


def _outer(start: int, above: Mapping[int, set[int]]) -> set[int]:
    """Give what holds something that holds `start`; a circle is no reason to forget what it runs through."""
    found: set[int] = set()
    edge = above[start]
    for _ in range(_DEPTH):
        edge = {o for e in edge for o in above.get(e, ()) if o != start} - found
        if not edge:
            break
        found |= edge
    return found
