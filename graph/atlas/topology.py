"""The topology of a store: a store comes in, its entities and the statements between them go out, as numbers.

Entities and statements are numbered in the order of the store's answer; edges go from subject to object. Of a million
quads this takes some tens of megabytes and a second or two; it is made once for each version of a store.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyoxigraph as ox

from graph.store.base import Solutions, Store
from ontology import classes, relations

Ints = npt.NDArray[np.int32]
Reals = npt.NDArray[np.float32]

_PREFIXES = """PREFIX ct: <https://w3id.org/chantu/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
_LABELS = "SELECT ?e ?l { ?e rdfs:label ?l }"
_CLASS = "SELECT ?e { ?e a ct:%s }"
_MENTIONS = "SELECT ?e (COUNT(DISTINCT ?m) AS ?n) { ?e ct:mention ?m } GROUP BY ?e"
_STATEMENTS = "SELECT ?st ?s ?o { ?st rdf:predicate ct:%s ; rdf:subject ?s ; rdf:object ?o }"
_CONFIDENCES = "SELECT ?st ?c { ?st ct:confidence ?c ; rdf:object ?o }"
_DATES = "SELECT ?e ?d { ?e ct:date|ct:startDate|ct:endDate ?d }"
_NOT_DRAWN = ("Document", "Observation")
_CERTAIN = 1.0  # what a statement without a confidence, such as one loaded from a file, counts for


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """The topology of one version of a store; two of them are the same only if they are one.

    `cls` and `predicates` are indexes into `class_names` and `predicate_names`; `dates` are EDTF, in order. The edges
    of entity `e`, in both directions, are `links[starts[e]:starts[e + 1]]`.
    """

    version: str
    iris: Sequence[str]
    labels: Sequence[str]
    number: Mapping[str, int]
    class_names: Sequence[str]
    predicate_names: Sequence[str]
    cls: Ints
    mentions: Ints
    dates: Mapping[int, Sequence[str]]
    statements: Sequence[str]
    subjects: Ints
    predicates: Ints
    objects: Ints
    confidences: Reals
    starts: Ints
    links: Ints

    def class_of(self, entity: int) -> str:
        """The class of an entity, by its local name."""
        return self.class_names[int(self.cls[entity])]

    def degree(self, entity: int) -> int:
        """How many statements an entity stands in."""
        return int(self.starts[entity + 1] - self.starts[entity])

    def edges_of(self, entity: int) -> Ints:
        """The numbers of the statements that an entity stands in."""
        return self.links[self.starts[entity] : self.starts[entity + 1]]

    def others(self, entity: int, edges: Ints) -> Ints:
        """The other ends of some statements of an entity."""
        ends: Ints = np.where(self.subjects[edges] == entity, self.objects[edges], self.subjects[edges])
        return ends

    def weights(self) -> npt.NDArray[np.int64]:
        """How much there is of each entity: its statements and the places that name it."""
        return (np.diff(self.starts) + self.mentions).astype(np.int64)


def survey(store: Store) -> Atlas:
    """Read the topology of a store."""
    labels = {row[0]: row[1] for row in _rows(store, _LABELS)}
    names = [c for c in classes() if c not in _NOT_DRAWN]
    iris: list[str] = []
    number: dict[str, int] = {}
    cls: list[int] = []
    for code, name in enumerate(names):
        for (entity,) in _rows(store, _CLASS % name):
            if entity in labels and entity not in number:
                number[entity] = len(iris)
                iris.append(entity)
                cls.append(code)
    mentions = np.zeros(len(iris), np.int32)
    for entity, count in _rows(store, _MENTIONS):
        if entity in number:
            mentions[number[entity]] = int(count)
    dates: dict[int, list[str]] = {}
    for entity, date in _rows(store, _DATES):
        if entity in number and date not in dates.setdefault(number[entity], []):
            dates[number[entity]].append(date)
    statements, subjects, predicates, objects, known = _statements(store, number)
    confidences = np.full(len(statements), _CERTAIN, np.float32)
    place = {statement: i for i, statement in enumerate(statements)}
    for statement, confidence in _rows(store, _CONFIDENCES):
        if statement in place:
            confidences[place[statement]] = float(confidence)
    starts, links = adjacency(len(iris), subjects, objects)
    return Atlas(
        store.version(), iris, [labels[e] for e in iris], number, names, known, np.array(cls, np.int32), mentions,
        {e: sorted(d) for e, d in dates.items()}, statements, subjects, predicates, objects, confidences, starts, links,
    )  # fmt: skip


def _statements(store: Store, number: Mapping[str, int]) -> tuple[list[str], Ints, Ints, Ints, list[str]]:
    statements: dict[str, None] = {}
    rows: list[tuple[int, int, int]] = []
    known = list(relations())
    for code, name in enumerate(known):
        for statement, subject, object_ in _rows(store, _STATEMENTS % name):
            if subject in number and object_ in number and statement not in statements:
                statements[statement] = None
                rows.append((number[subject], code, number[object_]))
    table = np.array(rows, np.int32).reshape(-1, 3)
    return list(statements), table[:, 0], table[:, 1], table[:, 2], known


def adjacency(count: int, subjects: Ints, objects: Ints) -> tuple[Ints, Ints]:
    """For each entity where its edges start, and the edges, those of both ends; an edge to itself counts once."""
    edges = np.arange(len(subjects), dtype=np.int32)
    looped = subjects == objects
    ends = np.concatenate([subjects, objects[~looped]])
    order = np.argsort(ends, kind="stable")
    starts = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(ends, minlength=count), out=starts[1:])
    return starts, np.concatenate([edges, edges[~looped]])[order]


def _rows(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    answer = store.query(_PREFIXES + query)
    if not isinstance(answer, Solutions):
        raise TypeError(query)
    for row in answer.rows:
        if not any(isinstance(t, ox.BlankNode) for t in row):  # a loaded file's; no query can name it
            yield tuple(t.value if isinstance(t, ox.NamedNode | ox.Literal) else "" for t in row)


_made: dict[str, Atlas] = {}  # that of the newest version, by version
_making = threading.Lock()


def atlas(store: Store) -> Atlas:
    """The topology of a store as it is now, kept until it changes."""
    version = store.version()
    known = _made.get(version)
    if known is None:
        with _making:
            known = _made.get(version)
            if known is None:
                known = survey(store)
                _made.clear()
                _made[version] = known
    return known
