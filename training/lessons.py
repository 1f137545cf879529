"""From an annotated document to numbers that the network is taught with: an Example comes in, a Lesson goes out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ingest import dates, events, figures, relations
from ingest.figures.lexicon import lexicon
from ingest.learned import amounts as amounts_
from ingest.learned import inputs, pieces
from ingest.learned.beside import Couples, couples
from ingest.learned.judging import hits
from ingest.learned.nodes import KINDS, SUBJECT, allowed, code_of_amount, labels, nodes, said, things
from ingest.learned.owners import LONGEST, REST, SHORTEST
from ingest.learned.pairs import pairs
from ingest.mentions import nested, proposals
from ingest.mentions.candidate import Candidate
from ingest.mentions.nested import Beginning
from ingest.mentions.tokens import Tokens, tokenize
from ingest.model import Mention, Reading, Source
from ingest.quantities import Quantity
from ingest.reference import resolve
from training.examples import Example, Labelled

TAGS = ("O", *(f"{p}-{c}" for c in inputs.CLASSES for p in "BI"))
TRIGGERS = ("O", "B-Event", "I-Event")
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document in numbers. `cells` are (pair, label) that may hold, `groups` the fact of each, `holds` per fact.

    `owners` is for each of `beginnings` the column of ingest.learned.owners that holds: 0 for no firm.
    """

    example: Example
    reading: Reading
    ids: npt.NDArray[np.int32]
    cut: pieces.Cut
    stretches: Sequence[tuple[int, int]]
    tags: Ints
    triggers: Ints
    starts: Ints
    nodes: Ints
    pairs: Ints
    features: Ints
    between: Ints
    couples: Couples
    cells: Ints
    groups: Ints
    facts: Sequence[tuple[int, str, int | str]]
    holds: npt.NDArray[np.float32]
    amounts: Sequence[Quantity]
    around: Ints
    indicators: Ints
    measures: Ints
    beginnings: Sequence[Beginning]
    owners: Ints


def lesson(example: Example, vocabulary: pieces.Vocabulary) -> Lesson:
    """The lesson of one document, cut into the reader's pieces."""
    clean = example.text.clean
    tokens = tokenize(clean)
    reading = reading_of(example)
    quantities_ = figures.amounts(clean)
    stretches = inputs.stretches(clean, reading.sentences)
    cut = pieces.cut(clean, inputs.windows(stretches), vocabulary)
    ids = inputs.encode(
        clean, tokens, proposals(clean, tokens), [(d.start, d.end) for d in reading.dates],
        [(q.start, q.end) for q in quantities_], reading.sentences, cut.place,
    )  # fmt: skip
    tags, triggers, starts = _tags(example, tokens)
    read = amounts_.matched(quantities_, figures.extract(reading))
    n = nodes(reading, quantities_)
    p = pairs(
        reading, n,
        hits(reading, [*relations.extract(reading), *events.relate(reading)], events.date(reading), read),
    )  # fmt: skip
    told = _told(example.figures, quantities_)
    cells, groups, facts, holds = _facts(example, reading, n.kind, n.ref, p.subject, p.object, told)
    known = amounts_.indicators()
    begins = nested.beginnings(
        clean, tokens, [Candidate(m.start, m.end, example.entities[m.entity].cls, 1.0) for m in example.names]
    )
    return Lesson(
        example, reading, ids, cut, stretches, tags, triggers, starts,
        np.stack([n.start, n.end], 1), np.stack([p.subject, p.object], 1), p.features,
        np.stack(p.between, 1), couples(things(n), p.subject, p.object), cells, groups, facts, holds, quantities_,
        amounts_.features(reading, quantities_, read),
        np.array([known.index(told[i][0].indicator) if i in told else 0 for i in range(len(quantities_))], np.int64),
        np.array(
            [amounts_.MEASURES.index(told[i][0].measure) if i in told else -1 for i in range(len(quantities_))],
            np.int64,
        ),
        begins, _owners(example, begins),
    )  # fmt: skip


def _owners(example: Example, begins: Sequence[Beginning]) -> Ints:
    """For each project the longest firm's name that its own begins with, marked there or named elsewhere."""
    firms = {i for i, e in enumerate(example.entities) if e.cls == "Enterprise"}
    names = {name for i in firms for name in (example.entities[i].name, *example.entities[i].aliases)}
    marked = {(m.start, m.end) for m in example.mentions if m.entity in firms and not m.anaphor}
    clean = example.text.clean
    found = np.zeros(len(begins), dtype=np.int64)
    for row, one in enumerate(begins):
        for length in range(SHORTEST, min(LONGEST, one.end - one.start - REST) + 1):
            end = one.start + length
            if (one.start, end) in marked or clean[one.start : end] in names:
                found[row] = length - SHORTEST + 1
    return found


def reading_of(example: Example) -> Reading:
    """The reading with the annotated names; stand-ins are resolved as in use."""
    issued = example.issued or dates.issued(example.text, example.sentences)
    spans = dates.find(example.text, example.sections, example.sentences, issued)
    is_event = [e.cls == "Event" for e in example.entities]
    named = [m for m in example.mentions if not m.anaphor and not is_event[m.entity]]
    resolved, topics = resolve(example.text.clean, example.sections, example.sentences, example.entities, named)
    told = [m for m in example.mentions if not m.anaphor and is_event[m.entity]]
    mentions = tuple(sorted([*resolved, *told], key=lambda m: (m.start, -m.end)))
    source = Source(example.name, example.text.raw, example.name, issued)
    return Reading(source, example.text, example.sections, example.sentences, spans, example.entities, mentions, topics)


def _tags(example: Example, tokens: Tokens) -> tuple[Ints, Ints, Ints]:
    size = len(example.text.clean)
    tags, triggers, starts = (np.zeros(size, dtype=np.int64) for _ in range(3))
    for m in example.names:
        tag = 1 + 2 * inputs.CLASSES.index(example.entities[m.entity].cls)
        tags[m.start] = tag
        tags[m.start + 1 : m.end] = tag + 1
    for m in example.mentions:
        if example.entities[m.entity].cls == "Event" and not m.anaphor:
            start, end = trigger_of(example.text.clean, tokens, m)
            triggers[start] = 1
            triggers[start + 1 : end] = 2
            starts[m.start] = 1
    return tags, triggers, starts


def trigger_of(clean: str, tokens: Tokens, mention: Mention) -> tuple[int, int]:
    """The last word of an event's stretch."""
    end = mention.end
    while end - 1 > mention.start and not clean[end - 1].isalnum():
        end -= 1
    start = max(tokens.starts[tokens.at(end - 1)], mention.start, end - 4)
    if end - start == 1 and start - 1 >= mention.start:
        start -= 1
    return start, end


def _told(wanted: Sequence[Labelled], found: Sequence[Quantity]) -> dict[int, list[Labelled]]:
    """The annotated figures of each amount."""
    told: dict[int, list[Labelled]] = {}
    for label in wanted:
        fitting = [
            i for i, q in enumerate(found)
            if abs(abs(float(q.value)) - abs(label.value)) <= 0.005 * max(abs(label.value), 1e-9)
            and label.unit in (q.unit, lexicon().unit(label.indicator, q))
        ]  # fmt: skip
        stretch = label.stretch
        inside = [i for i in fitting if stretch and stretch[0] <= found[i].start < stretch[1]] or fitting
        free = [i for i in inside if i not in told] or inside
        if free and (not told.get(free[0]) or told[free[0]][0].indicator == label.indicator):
            told.setdefault(free[0], []).append(label)
    return told


def _facts(
    example: Example,
    reading: Reading,
    kind: Ints,
    ref: Ints,
    subject: Ints,
    object_: Ints,
    told: Mapping[int, Sequence[Labelled]],
) -> tuple[Ints, Ints, list[tuple[int, str, int | str]], npt.NDArray[np.float32]]:
    known, table = labels(), allowed()
    right: set[tuple[int, str, int | str]] = {*_relations(example), *example.dates}
    amount, time = KINDS.index("Amount"), KINDS.index("Time")
    right |= {(code_of_amount(i), SUBJECT, label.subject) for i, ls in told.items() for label in ls}
    rows, columns = np.nonzero(table[kind[subject], kind[object_]]) if len(subject) else (subject, subject)
    numbers: dict[tuple[int, str, int | str], int] = {}
    groups = np.zeros(len(rows), dtype=np.int64)
    for at, (row, column) in enumerate(zip(rows.tolist(), columns.tolist(), strict=True)):
        s, o = subject[row], object_[row]
        a = code_of_amount(int(ref[s])) if kind[s] == amount else int(ref[s])
        label, at_ = known[column], int(ref[o])
        b = said(label, reading.dates[at_].edtf) if kind[o] == time else at_
        groups[at] = numbers.setdefault((a, label, b), len(numbers))
    facts = list(numbers)
    holds = np.array([_holds(f, right) for f in facts], dtype=np.float32)
    return np.stack([rows, columns], 1), groups, facts, holds


def _relations(example: Example) -> Iterable[tuple[int, str, int]]:
    """The relations, with one word for a platform in another: the guide takes the two for the same."""
    for s, p, o in example.relations:
        inner = p == "partOf" and example.entities[s].cls == example.entities[o].cls == "Platform"
        yield s, "locatedIn" if inner else p, o


def _holds(fact: tuple[int, str, int | str], right: Iterable[tuple[int, str, int | str]]) -> bool:
    s, p, o = fact
    return fact in right or (p == "cooperatesWith" and isinstance(o, int) and (o, p, s) in right)


def reach(lesson_: Lesson) -> tuple[int, int]:
    """How many of the annotated relations and datings are among the pairs looked at, and how many there are."""
    wanted = {*_relations(lesson_.example), *lesson_.example.dates}
    seen = {f for f, h in zip(lesson_.facts, lesson_.holds, strict=True) if h}
    return sum(f in seen or (f[2], f[1], f[0]) in seen for f in wanted), len(wanted)
