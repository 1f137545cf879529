"""The second look: comes in a reading with its entities and what the rules say, go out facts with their confidence.

What the rules read is evidence among the rest: the network has learned how far each relation's rules can be trusted.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

import ontology
from ingest.figures.lexicon import ACTUAL, TARGET, lexicon
from ingest.figures.said import Told
from ingest.learned import amounts as amounts_
from ingest.learned import network
from ingest.learned.amounts import MEASURES, indicators
from ingest.learned.choosing import most_specific, once, one_way
from ingest.learned.evidence import stretches
from ingest.learned.nodes import (
    DATINGS,
    KINDS,
    SUBJECT,
    Nodes,
    allowed,
    code_of_amount,
    code_of_time,
    labels,
    nodes,
    said,
)  # fmt: skip
from ingest.learned.pairs import Hit, Pairs, pairs
from ingest.learned.seeing import Seen
from ingest.model import Dating, Figure, Reading, Relation
from ingest.quantities import AREA, Quantity

LEAST = 0.3  # how likely a fact has to be right; below, it costs more than it brings
_UNSEEN = 0.5  # how sure an entity is that only the rules found


@dataclass(frozen=True, slots=True)
class Judged:
    """The facts of a document."""

    relations: Sequence[Relation]
    datings: Sequence[Dating]
    figures: Sequence[Told]


def hits(
    reading: Reading, relations: Iterable[Relation], datings: Iterable[Dating], read: Mapping[int, Figure]
) -> dict[Hit, float]:
    """What the rules say of entities, times and amounts; `read` is the figure that they make of an amount."""
    found: dict[Hit, float] = {}
    for r in relations:
        found[r.subject, r.predicate, r.object] = r.confidence
    times = [span.start for span in reading.dates]
    for d in datings:
        for index in range(bisect_left(times, d.start), bisect_left(times, d.end)):
            if said(d.predicate, reading.dates[index].edtf) == d.date:
                found[d.subject, d.predicate, code_of_time(index)] = d.confidence
    for index, figure in read.items():
        found[code_of_amount(index), SUBJECT, figure.subject] = figure.confidence
    return found


def judge(
    reading: Reading,
    seen: Seen,
    amounts: Sequence[Quantity],
    relations: Sequence[Relation],
    datings: Sequence[Dating],
    figures: Sequence[Figure],
    *,
    least: float = LEAST,
) -> Judged:
    """Judge what may hold between the entities, times and amounts of a reading; `least` is how likely it has to be."""
    net = network.load()
    read = amounts_.matched(amounts, figures)
    n = nodes(reading, amounts)
    p = pairs(reading, n, hits(reading, relations, datings, read))
    scores = net.related(seen.states, n, p)
    surest = _surest(reading, n, p, scores)
    sure = _sureness(reading, seen)
    spans = {
        key: stretches(reading, n, int(p.subject[row]), int(p.object[row]))
        for key, (score, row) in surest.items()
        if key[1] != SUBJECT and score >= _from(key[1])
    }
    facts = [
        (s, label, o, surest[s, label, o][0] * sure[s] * (sure[o] if isinstance(o, int) else 1.0), span)
        for (s, label, o), (span, *_) in spans.items()
    ]
    related = [Relation(s, p_, o, *span, c) for s, p_, o, c, span in facts if p_ not in DATINGS and isinstance(o, int)]
    dated = [Dating(s, p_, o, *span, c) for s, p_, o, c, span in facts if p_ in DATINGS and isinstance(o, str)]
    believed = [replace(r, confidence=net.believed("relations", r.confidence)) for r in one_way(related)]
    when = [replace(d, confidence=net.believed("dates", d.confidence)) for d in once(dated)]
    chosen = most_specific(reading.entities, [r for r in believed if r.confidence >= least])
    dates = [d for d in when if d.confidence >= least]
    return Judged(
        [
            *chosen,
            *(replace(r, start=a, end=b) for r in chosen for a, b in spans[r.subject, r.predicate, r.object][1:]),
        ],
        [*dates, *(replace(d, start=a, end=b) for d in dates for a, b in spans[d.subject, d.predicate, d.date][1:])],
        [f for f in _figures(reading, net, seen.states, amounts, read, surest, sure) if f.confidence >= least],
    )


def _sureness(reading: Reading, seen: Seen) -> list[float]:
    """How sure it is that each entity is one, by the surest of its places."""
    scores = {(c.start, c.end): c.score for c in seen.names} | {(h.start, h.end): h.score for h in seen.happenings}
    sure = [0.0] * len(reading.entities)
    for m in reading.mentions:
        sure[m.entity] = max(sure[m.entity], scores.get((m.start, m.end), 0.0))
    return [s or _UNSEEN for s in sure]


_Key = tuple[int, str, int | str]


def _surest(reading: Reading, n: Nodes, p: Pairs, scores: network.Floats) -> dict[_Key, tuple[float, int]]:
    """For every fact that may hold its best score and the pair that has it."""
    found: dict[_Key, tuple[float, int]] = {}
    if not len(p.subject):
        return found
    lowest = np.array([0.02 if label == SUBJECT else _from(label) for label in labels()], dtype=np.float32)
    may = allowed()[n.kind[p.subject], n.kind[p.object]] & (scores >= lowest)
    time, amount = KINDS.index("Time"), KINDS.index("Amount")
    for row, column in zip(*(x.tolist() for x in np.nonzero(may)), strict=True):
        s, o = int(p.subject[row]), int(p.object[row])
        a = code_of_amount(int(n.ref[s])) if n.kind[s] == amount else int(n.ref[s])
        label, ref = labels()[column], int(n.ref[o])
        key = (a, label, said(label, reading.dates[ref].edtf) if n.kind[o] == time else ref)
        score = float(scores[row, column])
        if key not in found or found[key][0] < score:
            found[key] = (score, row)
    return found


def _from(label: str) -> float:
    """From which score on a fact counts."""
    thresholds = network.load().thresholds
    return thresholds.get(label, 0.5)


@cache
def _fitting(unit: str, *, is_ratio: bool) -> "tuple[np.ndarray[tuple[int], np.dtype[np.bool_]], ...]":
    """Which indicators and which measures an amount of this unit can be of."""
    names = indicators()
    known = ontology.indicators()
    if is_ratio:
        of = np.array([True] * len(names))
        how = np.array([m not in (ACTUAL, TARGET) for m in MEASURES])
    else:
        counts = lexicon().as_counts if unit == AREA else frozenset()
        of = np.array([not name or unit in known[name].units or name in counts for name in names])
        how = np.array([m in (ACTUAL, TARGET) for m in MEASURES])
    return of, how


def _figures(
    reading: Reading,
    net: network.Network,
    states: network.Floats,
    amounts: Sequence[Quantity],
    read: Mapping[int, Figure],
    surest: Mapping[_Key, tuple[float, int]],
    sure: Sequence[float],
) -> list[Told]:
    if not amounts:
        return []
    stretches = np.array([(q.start, q.end) for q in amounts], dtype=np.int64)
    of, how = net.amounts(states, stretches, amounts_.features(reading, amounts, read))
    owners: dict[int, tuple[float, int]] = {}
    for (s, label, o), (score, _) in surest.items():
        if label == SUBJECT and isinstance(o, int) and score > owners.get(s, (0.0, 0))[0]:
            owners[s] = (score, o)
    told: list[Told] = []
    for index, q in enumerate(amounts):
        owner = owners.get(code_of_amount(index))
        if owner is None:
            continue
        fits_of, fits_how = _fitting(q.unit, is_ratio=q.is_ratio)
        some = of[index] * fits_of
        some[0] = 0
        indicator = int(some.argmax())
        confidence = float(1 - of[index, 0]) * owner[0]
        if not some[indicator]:
            continue
        name = indicators()[indicator]
        measure = MEASURES[int((how[index] * fits_how).argmax())]
        if q.is_ratio and name == "progress":
            measure = ACTUAL
        told.append(Told(q, name, measure, owner[1], net.believed("observations", confidence * sure[owner[1]])))
    return told
