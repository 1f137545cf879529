"""What facts are about, as the network reads it: comes in a reading, go out its nodes.

A node is a place in the text that stands for an entity, a time or an amount. Everything here is arrays, so that the
cost of a document grows with its length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

import ontology
from ingest.learned.inputs import CLASSES
from ingest.model import Reading
from ingest.quantities import Quantity

KINDS = (*CLASSES, "Event", "Time", "Amount")
KIND = {kind: i for i, kind in enumerate(KINDS)}
DATINGS = ("date", "startDate", "endDate")
SUBJECT = "subject"
Ints = npt.NDArray[np.int64]


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
            table[KIND["Event" if label == "date" else "Project"], KIND["Time"], index] = True
        elif label == SUBJECT:
            table[KIND["Amount"], : len(CLASSES) + 1, index] = True
            table[KIND["Amount"], [KIND["Time"], KIND["Industry"], KIND["Policy"], KIND["Honour"]], index] = False
        else:
            relation = ontology.relations()[label]
            for s in relation.domain:
                for o in relation.range:
                    if s in KIND and o in KIND:
                        table[KIND[s], KIND[o], index] = True
    table[KIND["Platform"], KIND["Platform"], labels().index("partOf")] = False  # locatedIn says the same
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


def nodes(reading: Reading, amounts: Sequence[Quantity]) -> Nodes:
    """The nodes of a reading."""
    rows = [(m.start, m.end, KIND[reading.entities[m.entity].cls], m.entity, int(m.anaphor)) for m in reading.mentions]
    rows += [(t.start, t.end, KIND["Time"], i, 0) for i, t in enumerate(reading.dates)]
    rows += [(q.start, q.end, KIND["Amount"], i, 0) for i, q in enumerate(amounts)]
    rows.sort(key=lambda r: (r[0], -r[1]))
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    starts = np.array([s.start for s in reading.sentences], dtype=np.int64)
    sentence = np.maximum(np.searchsorted(starts, table[:, 0], side="right") - 1, 0)
    return Nodes(table[:, 0], table[:, 1], table[:, 2], table[:, 3], sentence, table[:, 4])


def things(n: Nodes) -> Ints:
    """What each node stands for, numbered: an entity, a time or an amount."""
    size = int(n.ref.max(initial=0)) + 1
    found: Ints = np.unique(n.kind * size + n.ref, return_inverse=True)[1]
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
