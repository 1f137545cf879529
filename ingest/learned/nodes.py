"""What facts are about, as the network reads it: comes in a reading, go out its nodes and which may be related.

A node is a place in the text that stands for an entity, a time or an amount. Everything here is arrays, so that the
cost of a document grows with its length.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

import ontology
from ingest.events.knowledge import knowledge
from ingest.learned.inputs import CLASSES
from ingest.model import Reading
from ingest.quantities import Quantity
from ingest.reference import areas_around, headings_of, main_area

KINDS = (*CLASSES, "Event", "Time", "Amount")
DATINGS = ("date", "startDate", "endDate")
SUBJECT = "subject"
FEATURES = 1 << 14
_KIND = {kind: i for i, kind in enumerate(KINDS)}
_NEAR = 14  # nodes to either side that a node may be related to
_ACROSS = 3  # sentences back
_MARKS = {"，": 1, "、": 2, "。": 3, "；": 3, "！": 3, "？": 3, "\n": 3, "：": 4, "（": 5, "）": 6, "|": 7, "\t": 7}
_ABOVE = 4  # names of headings that a node may be related to
_OPENS = 2  # characters before a time that opens a sentence
_TITLE = 6  # characters at the end of an event's name in which an occasion's own word stands
Ints = npt.NDArray[np.int64]
Hit = tuple[int, str, int]  # entity, relation, entity or, for a time or an amount, -1 - its index


@cache
def labels() -> tuple[str, ...]:
    """What a pair of nodes may be to each other: the relations of the ontology, datings, and what a figure is about."""
    return (*sorted(ontology.relations()), *DATINGS, SUBJECT)


@cache
def allowed() -> npt.NDArray[np.bool_]:
    """Which labels go from which kind of node to which, of shape (kinds, kinds, labels)."""
    table = np.zeros((len(KINDS), len(KINDS), len(labels())), dtype=bool)
    for index, label in enumerate(labels()):
        if label in DATINGS:
            table[_KIND["Event" if label == "date" else "Project"], _KIND["Time"], index] = True
        elif label == SUBJECT:
            table[_KIND["Amount"], : len(CLASSES) + 1, index] = True
            table[_KIND["Amount"], [_KIND["Time"], _KIND["Industry"], _KIND["Policy"], _KIND["Honour"]], index] = False
        else:
            relation = ontology.relations()[label]
            for s in relation.domain:
                for o in relation.range:
                    if s in _KIND and o in _KIND:
                        table[_KIND[s], _KIND[o], index] = True
    table[_KIND["Platform"], _KIND["Platform"], labels().index("partOf")] = False  # locatedIn says the same
    return table


@dataclass(frozen=True, slots=True)
class Nodes:
    """Nodes in the order of the text, as arrays of one length.

    `ref` is an index into the entities, the times or the amounts, as `kind` says.
    """

    start: Ints
    end: Ints
    kind: Ints
    ref: Ints
    sentence: Ints
    anaphor: Ints


@dataclass(frozen=True, slots=True)
class Pairs:
    """Ordered pairs of nodes: indexes of both, hashed features (pairs, templates), the stretch between them."""

    subject: Ints
    object: Ints
    features: Ints
    between: tuple[Ints, Ints]


def nodes(reading: Reading, amounts: Sequence[Quantity]) -> Nodes:
    """The nodes of a reading."""
    rows = [(m.start, m.end, _KIND[reading.entities[m.entity].cls], m.entity, int(m.anaphor)) for m in reading.mentions]
    rows += [(t.start, t.end, _KIND["Time"], i, 0) for i, t in enumerate(reading.dates)]
    rows += [(q.start, q.end, _KIND["Amount"], i, 0) for i, q in enumerate(amounts)]
    rows.sort(key=lambda r: (r[0], -r[1]))
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    starts = np.array([s.start for s in reading.sentences], dtype=np.int64)
    sentence = np.maximum(np.searchsorted(starts, table[:, 0], side="right") - 1, 0)
    return Nodes(table[:, 0], table[:, 1], table[:, 2], table[:, 3], sentence, table[:, 4])


def pairs(reading: Reading, n: Nodes, hits: Mapping[Hit, float]) -> Pairs:
    """The pairs that may be related, and their features; `hits` is what the rules say, and how surely."""
    text = _Text(reading.text.clean)
    size = len(n.start)
    group, first, last = _groups(text, n)
    topic, above = _topics(reading, n)
    section = _sections(reading, n)
    occasion = _occasions(reading, n)
    said = np.concatenate([_times_above(reading, n, section), _areas(reading, n)[:, None]], 1)
    candidates = _candidates(n, first, last, np.concatenate([topic[:, None], above, occasion, said], 1), section)
    table: npt.NDArray[np.bool_] = np.any(allowed(), axis=2)
    both = np.concatenate([candidates, candidates[:, ::-1]])
    both = both[table[n.kind[both[:, 0]], n.kind[both[:, 1]]]]
    both = both[~((n.ref[both[:, 0]] == n.ref[both[:, 1]]) & (n.kind[both[:, 0]] == n.kind[both[:, 1]]))]
    keys = np.unique(both[:, 0] * size + both[:, 1]) if size else np.zeros(0, dtype=np.int64)
    s, o = keys // max(size, 1), keys % max(size, 1)
    features, between = _features(text, n, s, o, group, topic, above, occasion, said)
    rules = _hits(n, s, o, hits)
    return Pairs(s, o, np.concatenate([features, rules], 1), between)


class _Text:
    """The characters of a text as numbers, with a margin."""

    def __init__(self, clean: str) -> None:
        self.chars = np.zeros(len(clean) + 8, dtype=np.int64)
        self.chars[4:-4] = np.frombuffer(clean.encode("utf-32-le"), dtype=np.uint32)
        kinds = np.zeros(len(clean) + 1, dtype=np.int64)
        for mark, kind in _MARKS.items():
            kinds[:-1][self.chars[4:-4] == ord(mark)] = kind
        self.counts = {k: np.concatenate([[0], np.cumsum(kinds == k)]) for k in range(1, 8)}
        self.depth = self.counts[5] - self.counts[6]

    def at(self, offsets: Ints) -> Ints:
        return self.chars[np.clip(offsets + 4, 0, len(self.chars) - 1)]

    def count(self, kind: int, start: Ints, end: Ints) -> Ints:
        counts = self.counts[kind]
        top = len(counts) - 1
        found: Ints = np.maximum(counts[np.clip(end, 0, top)] - counts[np.clip(start, 0, top)], 0)
        return found


def _groups(text: _Text, n: Nodes) -> tuple[Ints, Ints, Ints]:
    """Enumerations (nodes of one kind with 、 or 和 between): per node its group, the group's first and last node."""
    size = len(n.start)
    if not size:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty, empty
    gap = n.start[1:] - n.end[:-1]
    sign = text.at(n.end[:-1])
    quoted = (sign == ord("”")) | (sign == ord("“")) | (sign == ord("》"))
    listed = np.isin(np.where(quoted, text.at(n.end[:-1] + 1), sign), [ord(c) for c in "、和与及|"])
    joined = listed & (gap >= 1) & (gap <= 3) & (n.kind[1:] == n.kind[:-1]) & (n.sentence[1:] == n.sentence[:-1])
    group = np.concatenate([[0], np.cumsum(~joined)])
    first = np.searchsorted(group, group, side="left")
    last = np.searchsorted(group, group, side="right") - 1
    return group, first, last


def _topics(reading: Reading, n: Nodes) -> tuple[Ints, Ints]:
    """Per node the last earlier place of its sentence's topic, and places of what the headings above name; -1: none."""
    size = len(n.start)
    topic = np.full(size, -1, dtype=np.int64)
    above = np.full((size, _ABOVE), -1, dtype=np.int64)
    heads = headings_of(reading.sections, reading.entities, reading.mentions)
    main = main_area(reading.sentences, reading.entities, reading.mentions)
    latest: dict[int, int] = {}
    firsts: dict[int, int] = {}
    named = n.kind < len(CLASSES)
    chains: dict[int, list[int]] = {}
    for i in range(size):
        index = int(n.sentence[i])
        if index not in chains:
            spoken = reading.topics[index] if reading.topics else None
            chain = [] if spoken is None else [spoken]
            section = reading.sentences[index].section if reading.sentences else None
            while section is not None:
                chain += heads[section]
                section = reading.sections[section].parent
            chains[index] = [*chain, *([] if main is None else [main])]
        chain = chains[index]
        places = [latest.get(e, -1) for e in chain[:1]]
        topic[i] = places[0] if places and reading.topics[index] is not None else -1
        found = [firsts[e] for e in dict.fromkeys(chain) if e in firsts][:_ABOVE]
        above[i, : len(found)] = found
        if named[i]:
            latest[int(n.ref[i])] = i
            firsts.setdefault(int(n.ref[i]), i)
    return topic, above


def _sections(reading: Reading, n: Nodes) -> Ints:
    sections = np.array([-1 if s.section is None else s.section for s in reading.sentences], dtype=np.int64)
    return sections[n.sentence] if len(sections) else n.sentence


def _occasions(reading: Reading, n: Nodes) -> Ints:
    """Per node the last earlier place of an occasion (an event with a title), and the first of the text; -1: none."""
    occasion, clean = knowledge().occasion, reading.text.clean
    size = len(n.start)
    here = np.full(size, -1, dtype=np.int64)
    for i in np.flatnonzero(n.kind == _KIND["Event"]).tolist():
        start, end = int(n.start[i]), int(n.end[i])
        if occasion.search(clean[max(start, end - _TITLE) : end]):
            here[i] = i
    latest = np.concatenate([[-1], np.maximum.accumulate(here)[:-1]]) if size else here
    first = np.where(latest >= 0, latest[np.argmax(latest >= 0)] if size else -1, -1)
    return np.stack([latest, first], 1)


def _times_above(reading: Reading, n: Nodes, section: Ints) -> Ints:
    """Per node the last earlier time of its section that opens a sentence, and the section's first; -1: none.

    What happened is told one thing after the other below a 2019年， that is said once.
    """
    size = len(n.start)
    found = np.full((size, 2), -1, dtype=np.int64)
    opens = np.array([s.start for s in reading.sentences], dtype=np.int64)
    last = first = -1
    for i in range(size):
        if i and section[i] != section[i - 1]:
            last = first = -1
        found[i] = last, first
        if n.kind[i] == _KIND["Time"]:
            first = i if first < 0 else first
            if n.start[i] - opens[n.sentence[i]] <= _OPENS:
                last = i
    return found


def _areas(reading: Reading, n: Nodes) -> Ints:
    """Per node the first place of the area that the text before it names most; -1: none."""
    around = areas_around(reading.sentences, reading.entities, reading.mentions)
    named = np.flatnonzero(n.kind < len(CLASSES))
    firsts = dict(zip(n.ref[named[::-1]].tolist(), named[::-1].tolist(), strict=True))
    places = np.array([-1 if area is None else firsts.get(area, -1) for area in around], dtype=np.int64)
    return places[n.sentence] if len(places) else np.full(len(n.start), -1, dtype=np.int64)


def _candidates(n: Nodes, first: Ints, last: Ints, spoken_of: Ints, section: Ints) -> Ints:
    """Unordered pairs of node indexes, of shape (pairs, 2), some twice: near ones, and each with what it may be about.

    `spoken_of` are the places of that, a column each, wherever they stand.
    """
    size = len(n.start)
    every = np.arange(size)
    found = []
    for step in range(1, _NEAR + 1):
        for other in (every - step, first - step, last + step):
            fits = (other >= 0) & (other < size)
            found.append(np.stack([every[fits], other[fits]], 1))
    pairs_ = np.concatenate(found) if found else np.zeros((0, 2), dtype=np.int64)
    apart = np.abs(n.sentence[pairs_[:, 0]] - n.sentence[pairs_[:, 1]])
    near = (apart == 0) | ((apart <= _ACROSS) & (section[pairs_[:, 0]] == section[pairs_[:, 1]]))
    more = [np.stack([every, column], 1)[column >= 0] for column in spoken_of.T]
    return np.concatenate([pairs_[near], *more])


def _features(
    text: _Text, n: Nodes, s: Ints, o: Ints, group: Ints, topic: Ints, above: Ints, occasion: Ints, said: Ints
) -> tuple[Ints, tuple[Ints, Ints]]:
    forward = (n.start[s] < n.start[o]) | ((n.start[s] == n.start[o]) & (n.end[s] > n.end[o]))
    a, b = np.where(forward, s, o), np.where(forward, o, s)
    nested = n.start[b] < n.end[a]
    inside = np.where(nested, np.where(forward, 1, 2), 0)
    kinds = n.kind[s] * len(KINDS) + n.kind[o]
    way = kinds * 2 + forward
    apart = np.minimum(n.sentence[b] - n.sentence[a], 5)
    gap = n.start[b] - n.end[a]
    low, high = n.end[a], np.maximum(n.start[b], n.end[a])
    far = np.minimum(group[b] - group[a], 9)
    commas = np.minimum(text.count(1, low, high), 4)
    stops = np.minimum(text.count(3, low, high), 3)
    colons = np.minimum(text.count(4, low, high), 1)
    cells = np.minimum(text.count(7, low, high), 4)
    top = len(text.depth) - 1
    depth = np.clip(text.depth[np.minimum(n.start[b], top)] - text.depth[np.minimum(n.start[a], top)], -1, 1) + 1
    is_topic = (topic[o] == s) * 1 + (topic[s] == o) * 2
    heads = (above[o] == s[:, None]).any(1) * 1 + (above[s] == o[:, None]).any(1) * 2
    heads = heads + (occasion[o] == s[:, None]).any(1) * 4 + (occasion[s] == o[:, None]).any(1) * 8
    heads = heads + (said[s] == o[:, None]) @ np.array([16, 32, 64]) + (said[o, 2] == s) * 128
    order = np.where((above[o] == s[:, None]).any(1), (above[o] == s[:, None]).argmax(1), 4) * 5
    order = order + np.where((above[s] == o[:, None]).any(1), (above[s] == o[:, None]).argmax(1), 4)
    between_s = np.minimum(_between(n, n.kind[s], a, b), 4)
    between_o = np.minimum(_between(n, n.kind[o], a, b), 4)
    near = np.digitize(gap, [0, 1, 2, 3, 5, 8, 13, 21, 34, 55])
    c = text.at
    short = np.where(gap <= 1, c(low), 0) * 1009 + np.where(gap == 2, c(low) * 31 + c(low + 1), 0)
    short = short + np.where(gap == 3, (c(low) * 31 + c(low + 1)) * 31 + c(low + 2), 0) + np.where(gap > 3, 7, 0)
    clause = np.minimum(apart, 1) * 5 + np.minimum(commas, 4)
    listed = (group[np.minimum(s + 1, len(group) - 1)] == group[s]) * 1 + (
        group[np.minimum(o + 1, len(group) - 1)] == group[o]
    ) * 2
    ana = n.anaphor[s] + 2 * n.anaphor[o]
    templates = (
        (kinds,), (way, apart, far), (way, near), (way, commas, stops, colons), (way, short), (kinds, inside),
        (way, c(n.start[b] - 1), c(n.start[b] - 2)), (way, c(n.start[b] - 1), clause), (way, c(low), c(low + 1)),
        (way, c(low), clause), (way, c(n.start[a] - 1), c(n.start[a] - 2), clause),
        (way, c(n.end[b]), c(n.end[b] + 1), clause), (kinds, is_topic, heads), (kinds, order, apart),
        (way, between_s, between_o, apart), (way, ana, apart), (way, depth, near), (way, listed, far),
        (way, cells, apart), (c(low), c(low + 1), c(n.start[b] - 1), clause), (way, c(n.end[b] - 1), c(n.end[a] - 1)),
    )  # fmt: skip
    hashed = (
        np.stack([_hash(i, parts) for i, parts in enumerate(templates)], 1)
        if len(s)
        else np.zeros((0, len(templates)), dtype=np.int64)
    )
    return hashed, (low, high)


def _between(n: Nodes, kind: Ints, a: Ints, b: Ints) -> Ints:
    """How many nodes of a kind stand between the nodes a and b."""
    counts = np.zeros((len(n.kind) + 1, len(KINDS)), dtype=np.int64)
    counts[1:] = np.cumsum(n.kind[:, None] == np.arange(len(KINDS)), 0)
    found: Ints = np.maximum(counts[b, kind] - counts[np.minimum(a + 1, len(n.kind)), kind], 0)
    return found


_STEPS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F)


def _hash(template: int, parts: Sequence[Ints]) -> Ints:
    value = np.full(len(parts[0]), (template + 1) * 0x01000193 & 0xFFFFFFFF, dtype=np.uint64)
    for part, step in zip(parts, _STEPS, strict=False):
        value = (value ^ part.astype(np.uint64)) * np.uint64(step) & np.uint64(0xFFFFFFFF)
        value ^= value >> np.uint64(15)
    return (value % np.uint64(FEATURES - 64)).astype(np.int64) + 64


def _hits(n: Nodes, s: Ints, o: Ints, hits: Mapping[Hit, float]) -> Ints:
    """Per pair up to two labels that the rules give it; the first ids of the table are theirs, 0 is none."""
    found = np.zeros((len(s), 2), dtype=np.int64)
    if not hits:
        return found
    known = {label: i for i, label in enumerate(labels())}
    by_pair: dict[tuple[int, int], list[int]] = {}
    for (subject, label, object_), _ in hits.items():
        by_pair.setdefault((subject, object_), []).append(1 + known[label])
    times, amounts = _KIND["Time"], _KIND["Amount"]
    far = 1 << 20  # so that a time and an amount of the same index are not taken for each other
    code = np.where(n.kind == times, -1 - n.ref, np.where(n.kind == amounts, -1 - far - n.ref, n.ref))
    subjects, objects = code[s].tolist(), code[o].tolist()
    for row, key in enumerate(zip(subjects, objects, strict=True)):
        given = by_pair.get(key)
        if given:
            found[row, : min(2, len(given))] = given[:2]
    return found


def code_of_amount(index: int) -> int:
    """How `hits` names an amount as subject."""
    return -1 - (1 << 20) - index


def code_of_time(index: int) -> int:
    """How `hits` names a time as object."""
    return -1 - index


def said(label: str, edtf: str) -> str:
    """The date that a time gives a fact: 2021—2023年 holds the start of a project and its end."""
    if label in ("startDate", "endDate"):
        return edtf.split("/")[0 if label == "startDate" else -1]
    return edtf


def word_code(word: str) -> int:
    """A number for a word, the same in every run."""
    return zlib.crc32(word.encode())
