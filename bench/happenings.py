"""Events measured by bench.oracle: found ones matched with the gold's, the gold's placed in the text.

An event matches by its class and a name in common, else by a similar name, one to one, as the shared scorer has it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from ingest import events
from ingest.model import Entity, Mention, Reading

Fact = tuple[Any, ...]
Placed = tuple[Fact, int, int]

_SHORT = 3  # a name of so many characters is similar to none
_SAME = 0.5  # bigram Dice from which two names are similar


def found(reading: Reading, gold: Mapping[str, Any], ids: Sequence[str]) -> tuple[Reading, list[str]]:
    """The reading with the events that `ingest.events` finds, and the ids: the gold's where one matches."""
    with_events = events.find(reading)
    new = list(with_events.entities[len(ids) :])
    inside = {
        m.entity - len(ids) for m in with_events.mentions if gold["start"] <= reading.text.origin[m.start] < gold["end"]
    }
    wanted = {e["id"]: Entity("Event", e["name"], tuple(e["aliases"])) for e in _events(gold)}
    matched: dict[int, str] = {}
    for alike in (_share, _similar):
        for number, entity in enumerate(new):
            if number in inside and number not in matched:
                hit = next((i for i, e in wanted.items() if i not in matched.values() and alike(e, entity)), None)
                if hit is not None:
                    matched[number] = hit
    return with_events, [*ids, *(matched.get(i, f"+{e.name}") for i, e in enumerate(new))]


def placed(reading: Reading, gold: Mapping[str, Any], ids: Sequence[str]) -> Reading:
    """The reading with a mention of every gold event whose name is not in the text, where its evidence stands."""
    mentioned = {m.entity for m in reading.mentions}
    more = []
    for event in _events(gold):
        index = ids.index(event["id"])
        said = [d["evidence"] for d in gold["dates"] if d["s"] == event["id"]]
        said += [r["evidence"] for r in gold["relations"] if event["id"] in (r["s"], r["o"])]
        if index not in mentioned and said:
            more += [m for m in (_place(reading, index, event["name"], e) for e in said[:1]) if m is not None]
    return replace(reading, mentions=tuple(sorted([*reading.mentions, *more], key=lambda m: (m.start, -m.end))))


def events_of(reading: Reading, ids: Sequence[str]) -> Iterator[Placed]:
    """Every mention of an event as a fact."""
    for m in reading.mentions:
        if reading.entities[m.entity].cls == "Event" and not m.anaphor:
            yield (ids[m.entity], "Event"), m.start, m.end


def dates_of(reading: Reading, ids: Sequence[str]) -> Iterator[Placed]:
    """Every date of an event or project as a fact."""
    for d in events.date(reading):
        yield (ids[d.subject], reading.entities[d.subject].cls, d.date), d.start, d.end


def roles_of(reading: Reading, ids: Sequence[str]) -> Iterator[Placed]:
    """Every relation of an event as a fact."""
    for r in events.relate(reading):
        yield (ids[r.subject], r.predicate, ids[r.object]), r.start, r.end


def wanted(step: str, gold: Mapping[str, Any]) -> Counter[Fact]:
    """The gold's facts of a step."""
    classes = {e["id"]: e["type"] for e in gold["entities"]}
    if step == "events":
        return Counter((i, "Event") for i, cls in classes.items() if cls == "Event")
    if step == "dates":
        return Counter({(d["s"], classes[d["s"]], d["date"]): 1 for d in gold["dates"]})
    ends = ((r["s"], r["p"], r["o"]) for r in gold["relations"])
    return Counter({(s, p, o): 1 for s, p, o in ends if "Event" in (classes[s], classes[o])})


def _events(gold: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"aliases": [], **e} for e in gold["entities"] if e["type"] == "Event"]


def _names(entity: Entity) -> set[str]:
    return {"".join(c for c in n.casefold() if c.isalnum()) for n in (entity.name, *entity.aliases)}


def _share(one: Entity, other: Entity) -> bool:
    return bool(_names(one) & _names(other))


def _similar(one: Entity, other: Entity) -> bool:
    pairs = [(a, b) for a in _names(one) for b in _names(other) if min(len(a), len(b)) > _SHORT]
    return any(a in b or b in a or _dice(a, b) >= _SAME for a, b in pairs)


def _dice(one: str, other: str) -> float:
    a, b = (Counter(n[i : i + 2] for i in range(len(n) - 1)) for n in (one, other))
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def _place(reading: Reading, entity: int, name: str, evidence: str) -> Mention | None:
    """Where the longest part of the name stands in the evidence."""
    clean = reading.text.clean
    pattern = r"[^\w]*".join(re.escape(c) for c in evidence if c.isalnum())
    at = re.search(pattern, clean)
    if at is None:
        return None
    common = SequenceMatcher(None, name, at.group(), autojunk=False).find_longest_match()
    return Mention(at.start() + common.b, at.start() + common.b + common.size, entity) if common.size else None


__all__ = ["dates_of", "events_of", "found", "placed", "roles_of", "wanted"]
