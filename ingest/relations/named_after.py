"""Where parks are whose names say it: comes in a reading with its relations, go out relations of what has no place.

某园二期 and 某园会展中心 are in 某园, 某市高新区 is in 某市 where the text puts them nowhere else.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from ingest.mentions.places import ROAD
from ingest.model import Entity, Mention, Reading, Relation

_WITHIN = ("locatedIn", "partOf")
_CONFIDENCE = 0.5  # half of those added in our kept-out texts are annotated; most others are but less specific
_PART = 0.7  # of 45 that it gave in our kept-out texts 33 are annotated
_PARTS = ("Platform", "Project")
_LEVELS = "省市区县州旗镇"
_LEAST = 2  # characters of a place without its level
_REST = 2  # characters that at least follow the place
_STREET = re.compile("大?[路街道巷]")
_PARK = 3  # characters of a park's name that another's may go on with


def find(reading: Reading, related: Collection[Relation]) -> Iterator[Relation]:
    """A `locatedIn` for what `related` puts nowhere: parts of a park named after it, parks named after a place."""
    placed = {r.subject for r in related if r.predicate in _WITHIN}
    parts = {part.subject: part for part in _parts(reading, related) if part.subject not in placed}
    yield from parts.values()
    yield from (r for r in _after_places(reading) if r.subject not in placed and r.subject not in parts)


def _parts(reading: Reading, related: Collection[Relation]) -> Iterator[Relation]:
    """Every park or project whose name goes on with a park's, the longest such name."""
    parks = {n: i for i, e in enumerate(reading.entities) if e.cls == "Platform" for n in _names(e)}
    lies_in = {(r.subject, r.object) for r in related if r.predicate in _WITHIN}
    for index, mention in _first(reading, _PARTS).items():
        name = reading.text.clean[mention.start : mention.end]
        ends = (n for n in range(len(name) - 1, _PARK - 1, -1) if not _STREET.match(name, n))
        park = next((parks[name[:n]] for n in ends if parks.get(name[:n], index) != index), None)
        if park is not None and (park, index) not in lies_in:
            yield Relation(index, _WITHIN[0], park, mention.start, mention.end, _PART)


def _after_places(reading: Reading) -> Iterator[Relation]:
    """Every park whose name begins with that of a place."""
    places = _places(reading)
    longest = max(map(len, places), default=0)
    for index, mention in _first(reading, ("Platform",)).items():
        name = reading.text.clean[mention.start : mention.end]
        lengths = range(min(longest, len(name) - _REST), _LEAST - 1, -1)
        place = next((places[name[:n]] for n in lengths if name[:n] in places and name[n] not in ROAD), None)
        if place is not None:
            yield Relation(index, _WITHIN[0], place, mention.start, mention.end, _CONFIDENCE)


def _places(reading: Reading) -> Mapping[str, int]:
    """The document's places by their names, with and without the level."""
    found: dict[str, int] = {}
    for index, entity in enumerate(reading.entities):
        for name in _names(entity) if entity.cls == "Place" else ():
            found.setdefault(name, index)
            if name[-1:] in _LEVELS and len(name) > _LEAST:
                found.setdefault(name[:-1], index)
    return found


def _first(reading: Reading, classes: Collection[str]) -> Mapping[int, Mention]:
    """For every entity of these classes its longest name's first place, by its index."""
    best: dict[int, Mention] = {}
    for m in reading.mentions:
        if not m.anaphor and reading.entities[m.entity].cls in classes:
            known = best.get(m.entity)
            if known is None or m.end - m.start > known.end - known.start:
                best[m.entity] = m
    return best


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases)
