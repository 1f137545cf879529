"""Where parks are whose names say it: comes in a reading with its relations, go out relations of parks without a place.

某市高新区 is in 某市 where the text puts it nowhere else.
"""

from collections.abc import Collection, Iterator, Mapping

from ingest import rules
from ingest.mentions.places import roads
from ingest.model import Entity, Mention, Reading, Relation

_WITHIN = ("locatedIn", "partOf")
_CONFIDENCE = 0.5  # half of those added in our kept-out texts are annotated; most others are but less specific
_LEAST = 2  # characters of a place without its level
_REST = 2  # characters that at least follow the place


def find(reading: Reading, related: Collection[Relation]) -> Iterator[Relation]:
    """A `locatedIn` for every park named after a place of the document and placed nowhere by `related`."""
    places = _places(reading)
    if not places:
        return
    longest = max(map(len, places))
    not_within = roads()
    placed = {r.subject for r in related if r.predicate in _WITHIN}
    for index, mention in _first(reading).items():
        name = reading.text.clean[mention.start : mention.end]
        lengths = range(min(longest, len(name) - _REST), _LEAST - 1, -1)
        place = next((places[name[:n]] for n in lengths if name[:n] in places and name[n] not in not_within), None)
        if place is not None and index not in placed:
            yield Relation(index, _WITHIN[0], place, mention.start, mention.end, _CONFIDENCE)


def _places(reading: Reading) -> Mapping[str, int]:
    """The document's places by their names, with and without the level."""
    levels = frozenset(rules.load("divisions.yaml")["levels"])
    found: dict[str, int] = {}
    for index, entity in enumerate(reading.entities):
        for name in _names(entity) if entity.cls == "Place" else ():
            found.setdefault(name, index)
            if name[-1:] in levels and len(name) > _LEAST:
                found.setdefault(name[:-1], index)
    return found


def _first(reading: Reading) -> Mapping[int, Mention]:
    """For every park its longest name's first place, by the park's index."""
    best: dict[int, Mention] = {}
    for m in reading.mentions:
        if not m.anaphor and reading.entities[m.entity].cls == "Platform":
            known = best.get(m.entity)
            if known is None or m.end - m.start > known.end - known.start:
                best[m.entity] = m
    return best


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases)
