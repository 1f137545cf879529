"""What else holds of the two things of a pair: come in pairs of nodes, go out couples of things and ways between them.

A pair is judged twice (ingest.learned.network): by itself, and in the light of what all pairs of the document were
first taken for. A firm has one place rather than two; what lies in a part lies in the whole. A couple is two things,
entities, times or amounts, of which one pair or more tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ingest.learned.nodes import Ints, labels

Floats = npt.NDArray[np.float32]
WITHIN = ("locatedIn", "partOf")
_STRONG = 0.1  # how likely a thing has to lie in another for a way to lead there
_MOST = 4  # things that a way leads to from one thing, the likeliest


@dataclass(frozen=True, slots=True)
class Couples:
    """Couples in the order of subject and object; `which` is the couple of each pair.

    `turned` is the couple with the two things the other way round, as many as there are couples where there is none.
    """

    which: Ints
    subject: Ints
    object: Ints
    turned: Ints


@dataclass(frozen=True, slots=True)
class Ways:
    """By what lies within what: `edge`, couples whose subject lies in their object, lead from `source` to `target`."""

    edge: Ints
    source: Ints
    target: Ints


def couples(things: Ints, subject: Ints, object_: Ints) -> Couples:
    """The couples of pairs of nodes; `things` is what each node stands for."""
    size = int(things.max()) + 1 if len(things) else 1
    keys, which = np.unique(things[subject] * size + things[object_], return_inverse=True)
    s, o = keys // size, keys % size
    return Couples(which, s, o, _find(keys, o * size + s))


def ways(c: Couples, within: Floats) -> tuple[Ways, Ways, Ways]:
    """The ways by what lies within what; `within` says of each couple how likely its subject lies in its object.

    To a couple (a, b) from (x, b) where a lies in x, from (a, x) where x lies in b, and from (x, b) where x lies in a.
    """
    size = int(max(c.subject.max(initial=0), c.object.max(initial=0))) + 1
    keys = c.subject * size + c.object
    strong = np.flatnonzero(within > _STRONG)
    strong = strong[np.lexsort((-within[strong], c.subject[strong]))]
    rank = np.arange(len(strong)) - np.searchsorted(c.subject[strong], c.subject[strong])
    strong = strong[rank < _MOST]
    row, edge = _leaving(c.subject, c.subject[strong])
    edge = strong[edge]
    into = c.object[edge]
    up = Ways(edge, _find(keys, into * size + c.object[row]), row)
    down = Ways(edge, row, _find(keys, into * size + c.object[row]))
    row, edge = _leaving(c.object, c.subject[strong])
    edge = strong[edge]
    on = Ways(edge, row, _find(keys, c.subject[row] * size + c.object[edge]))
    return _known(up, len(keys)), _known(on, len(keys)), _known(down, len(keys))


def within(best: Floats) -> Floats:
    """How likely the subject of each couple lies in its object, from how likely each label holds of it."""
    found: Floats = best[:, [labels().index(label) for label in WITHIN]].max(1)
    return found


def blocks(first: Floats, c: Couples) -> Iterator[Floats]:
    """What else holds of each couple, blocks of shape (couples, labels).

    `first` (pairs, labels) is how likely each label holds of each pair by itself. The blocks: of the couple itself; of
    the best other object of its subject and subject of its object; of the couple turned; of its subject as an object
    and its object as a subject; of the couples from which ways lead here.
    """
    best = _most(first, c.which, len(c.subject))
    size = int(max(c.subject.max(initial=0), c.object.max(initial=0))) + 1
    yield best
    to, to_other = _rivals(best, c.subject, size)
    yield to_other
    of, of_other = _rivals(best, c.object, size)
    yield of_other
    yield np.concatenate([best, np.zeros((1, best.shape[1]), dtype=np.float32)])[c.turned]
    yield of[c.subject]
    yield to[c.object]
    sure = within(best)
    for way in ways(c, sure):
        heard = np.zeros_like(best)
        np.add.at(heard, way.target, best[way.source] * sure[way.edge, None])
        yield np.minimum(heard, 1)


def _rivals(best: Floats, group: Ints, size: int) -> tuple[Floats, Floats]:
    """The best of each of `size` groups, and for each row the best of the others of its group."""
    first = _most(best, group, size)
    is_first = best >= first[group]
    second = _most(np.where(is_first, np.float32(0), best), group, size)
    return first, np.where(is_first, second[group], first[group])


def _most(rows: Floats, group: Ints, size: int) -> Floats:
    """The most of each column over the rows of each of `size` groups, 0 at least."""
    found = np.zeros((size, rows.shape[1]), dtype=np.float32)
    if len(rows):
        order = np.argsort(group, kind="stable")
        known, starts = np.unique(group[order], return_index=True)
        found[known] = np.maximum.reduceat(rows[order], starts, axis=0)
    return found


def _leaving(at: Ints, starts: Ints) -> tuple[Ints, Ints]:
    """Every row with every edge that leaves the thing it is `at`: indexes of rows and of edges, sorted by `starts`."""
    low, high = np.searchsorted(starts, at, "left"), np.searchsorted(starts, at, "right")
    many = high - low
    row = np.repeat(np.arange(len(at)), many)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many) + low[row]


def _find(keys: Ints, wanted: Ints) -> Ints:
    """Where each wanted key is among the sorted keys, their number where it is not."""
    at = np.searchsorted(keys, wanted)
    is_there = keys[np.minimum(at, len(keys) - 1)] == wanted if len(keys) else np.zeros(len(wanted), dtype=bool)
    return np.where(is_there, at, len(keys))


def _known(way: Ways, size: int) -> Ways:
    """A way without what leads from or to no couple."""
    fits = (way.source < size) & (way.target < size)
    return Ways(way.edge[fits], way.source[fits], way.target[fits])
