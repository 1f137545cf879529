"""How two places of a text stand to each other: come in pairs of nodes, go out hashed features and the text between."""

from collections.abc import Sequence

import numpy as np

from ingest.learned.candidates import Around
from ingest.learned.characters import Characters
from ingest.learned.nodes import KINDS, Ints, Nodes

FEATURES = 1 << 14


def features(text: Characters, n: Nodes, s: Ints, o: Ints, around: Around) -> tuple[Ints, tuple[Ints, Ints]]:
    """Hashed features (pairs, templates) of the pairs of nodes `s` and `o`, and start and end of the text between."""
    group, topic, above, occasion, said = around.group, around.topic, around.above, around.occasion, around.said
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
    heads = heads + (around.honour[s] == o) * 256
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
    row = apart == 0
    ana = n.anaphor[s] + 2 * n.anaphor[o]
    templates = (
        (kinds,), (way, apart, far), (way, near), (way, commas, stops, colons), (way, short), (kinds, inside),
        (way, c(n.start[b] - 1), c(n.start[b] - 2)), (way, c(n.start[b] - 1), clause), (way, c(low), c(low + 1)),
        (way, c(low), clause), (way, c(n.start[a] - 1), c(n.start[a] - 2), clause),
        (way, c(n.end[b]), c(n.end[b] + 1), clause), (kinds, is_topic, heads), (kinds, order, apart),
        (way, between_s, between_o, apart), (way, ana, apart), (way, depth, near), (way, listed, far),
        (way, cells, apart), (c(low), c(low + 1), c(n.start[b] - 1), clause), (way, c(n.end[b] - 1), c(n.end[a] - 1)),
        (kinds, around.column[s] * row, around.column[o] * row),
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
