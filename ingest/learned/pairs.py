"""What may be related, as the network judges it: comes in a reading, go out pairs of nodes and their features."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ingest.learned.candidates import around, candidates
from ingest.learned.characters import Characters
from ingest.learned.features import features
from ingest.learned.nodes import KIND, Ints, Nodes, allowed, labels
from ingest.model import Reading

Hit = tuple[int, str, int]  # entity, relation, entity or, for a time or an amount, -1 - its index


@dataclass(frozen=True, slots=True)
class Pairs:
    """Ordered pairs of nodes: indexes of both, hashed features (pairs, templates), the stretch between them."""

    subject: Ints
    object: Ints
    features: Ints
    between: tuple[Ints, Ints]


def pairs(reading: Reading, n: Nodes, hits: Mapping[Hit, float]) -> Pairs:
    """The pairs that may be related, and their features; `hits` is what the rules say, and how surely."""
    text = Characters(reading.text.clean)
    near = around(reading, n, text)
    either = candidates(n, near)
    size = len(n.start)
    table: npt.NDArray[np.bool_] = np.any(allowed(), axis=2)
    both = np.concatenate([either, either[:, ::-1]])
    both = both[table[n.kind[both[:, 0]], n.kind[both[:, 1]]]]
    both = both[~((n.ref[both[:, 0]] == n.ref[both[:, 1]]) & (n.kind[both[:, 0]] == n.kind[both[:, 1]]))]
    keys = np.unique(both[:, 0] * size + both[:, 1]) if size else np.zeros(0, dtype=np.int64)
    s, o = keys // max(size, 1), keys % max(size, 1)
    told, between = features(text, n, s, o, near)
    return Pairs(s, o, np.concatenate([told, _hits(n, s, o, hits)], 1), between)


def _hits(n: Nodes, s: Ints, o: Ints, hits: Mapping[Hit, float]) -> Ints:
    """Per pair up to two labels that the rules give it; the first ids of the table are theirs, 0 is none."""
    found = np.zeros((len(s), 2), dtype=np.int64)
    if not hits:
        return found
    known = {label: i for i, label in enumerate(labels())}
    by_pair: dict[tuple[int, int], list[int]] = {}
    for (subject, label, object_), _ in hits.items():
        by_pair.setdefault((subject, object_), []).append(1 + known[label])
    times, amounts = KIND["Time"], KIND["Amount"]
    far = 1 << 20  # so that a time and an amount of the same index are not taken for each other
    code = np.where(n.kind == times, -1 - n.ref, np.where(n.kind == amounts, -1 - far - n.ref, n.ref))
    subjects, objects = code[s].tolist(), code[o].tolist()
    for row, key in enumerate(zip(subjects, objects, strict=True)):
        given = by_pair.get(key)
        if given:
            found[row, : min(2, len(given))] = given[:2]
    return found
