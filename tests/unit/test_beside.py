"""What else holds of the two things of a pair: other pairs of the same things, and what lies within what."""

from collections.abc import Sequence

import numpy as np
import pytest

from ingest.learned import network
from ingest.learned.beside import Floats, blocks, couples
from ingest.learned.nodes import KIND, Nodes, labels, things
from ingest.learned.pairs import Pairs

LABELS = labels()
ITSELF, OTHER_OBJECT, OTHER_SUBJECT, TURNED, AS_OBJECT, AS_SUBJECT, UP, ON, DOWN = range(9)
Said = tuple[int, str, int, float]


def seen(*said: Said, places: Sequence[int] = ()) -> tuple[Floats, dict[tuple[int, int], int]]:
    """Blocks (9, couples, labels) and each couple's row, of pairs that say so; nodes stand for `places`."""
    size = 1 + max(x for s, _, o, _ in said for x in (s, o))
    things = np.array(places or range(size))
    c = couples(things, np.array([s for s, *_ in said]), np.array([o for _, _, o, _ in said]))
    first = np.zeros((len(said), len(LABELS)), dtype=np.float32)
    for row, (_, label, _, score) in enumerate(said):
        first[row, LABELS.index(label)] = score
    rows = {(s, o): i for i, (s, o) in enumerate(zip(c.subject.tolist(), c.object.tolist(), strict=True))}
    return np.stack(list(blocks(first, c))), rows


def laid(*said: tuple[str, int]) -> Nodes:
    """Nodes of these kinds that stand for these entities or times, one character each."""
    at = np.arange(len(said))
    kind, ref = np.array([KIND[k] for k, _ in said]), np.array([ref for _, ref in said])
    return Nodes(at, at + 1, kind, ref, np.zeros_like(at), np.zeros_like(at))


def told(found: Floats, block: int, row: int) -> dict[str, float]:
    return {label: round(float(found[block, row, i]), 2) for i, label in enumerate(LABELS) if found[block, row, i]}


def test_two_places_of_one_firm_tell_of_one_couple() -> None:
    found, rows = seen((0, "locatedIn", 2, 0.4), (1, "locatedIn", 2, 0.9), places=[7, 7, 3])
    assert list(rows) == [(7, 3)]
    assert told(found, ITSELF, 0) == {"locatedIn": 0.9}


def test_a_second_place_of_a_firm_is_seen_from_the_first() -> None:
    found, rows = seen((0, "locatedIn", 1, 0.9), (0, "locatedIn", 2, 0.6))
    assert told(found, OTHER_OBJECT, rows[0, 2]) == {"locatedIn": 0.9}
    assert told(found, OTHER_OBJECT, rows[0, 1]) == {"locatedIn": 0.6}
    assert told(found, OTHER_SUBJECT, rows[0, 1]) == {}


def test_another_developer_of_a_project_is_seen_and_what_the_project_is_otherwise() -> None:
    found, rows = seen(
        (0, "develops", 2, 0.8), (1, "develops", 2, 0.7), (2, "locatedIn", 3, 0.9), (2, "develops", 0, 0.1)
    )
    assert told(found, OTHER_SUBJECT, rows[0, 2]) == {"develops": 0.7}
    assert told(found, TURNED, rows[0, 2]) == {"develops": 0.1}
    assert told(found, AS_SUBJECT, rows[0, 2]) == {"locatedIn": 0.9, "develops": 0.1}
    assert told(found, AS_OBJECT, rows[0, 2]) == {"develops": 0.1}


def test_what_lies_in_a_part_of_a_park_is_seen_to_lie_in_the_park() -> None:
    found, rows = seen((0, "locatedIn", 1, 0.8), (1, "locatedIn", 2, 0.5), (0, "locatedIn", 2, 0.3))
    assert told(found, UP, rows[0, 2]) == {"locatedIn": 0.4}
    assert told(found, ON, rows[0, 2]) == {"locatedIn": 0.4}
    assert told(found, UP, rows[0, 1]) == {}


def test_what_a_park_does_is_seen_at_the_firms_in_it() -> None:
    found, rows = seen((1, "organizes", 2, 0.6), (0, "locatedIn", 1, 1.0), (0, "organizes", 2, 0.2))
    assert told(found, UP, rows[0, 2]) == {"organizes": 0.6}
    assert told(found, DOWN, rows[1, 2]) == {"organizes": 0.2}


def test_where_hardly_anything_lies_no_way_leads() -> None:
    found, rows = seen((0, "locatedIn", 1, 0.05), (1, "organizes", 2, 0.9), (0, "organizes", 2, 0.1))
    assert told(found, UP, rows[0, 2]) == {}


def test_of_many_places_the_four_likeliest_count() -> None:
    placed: list[Said] = [(0, "locatedIn", 1 + i, 0.9 - i / 10) for i in range(6)]
    acting: list[Said] = [(1 + i, "organizes", 9, 0.1) for i in range(6)]
    found, rows = seen(*placed, *acting, (0, "organizes", 9, 0.5))
    assert told(found, UP, rows[0, 9]) == {"organizes": round(0.1 * (0.9 + 0.8 + 0.7 + 0.6), 2)}


def test_what_several_places_do_counts_no_more_than_once() -> None:
    placed: list[Said] = [(0, "locatedIn", 1, 1.0), (0, "locatedIn", 2, 1.0), (0, "organizes", 3, 0.1)]
    found, rows = seen(*placed, (1, "organizes", 3, 0.9), (2, "organizes", 3, 0.9))
    assert told(found, UP, rows[0, 3]) == {"organizes": 1.0}


def test_an_entity_is_one_thing_wherever_it_stands_and_no_time_of_the_same_number() -> None:
    firm, park, again_, time = things(laid(("Enterprise", 0), ("Platform", 1), ("Enterprise", 0), ("Time", 0)))
    assert firm == again_
    assert len({firm, park, time}) == 3


class Told(network.Network):
    """A network with the given scores of pairs by themselves, to which it adds what one couple's best is worth."""

    def _alone(self, states: Floats, n: Nodes, pairs: Pairs) -> Floats:
        return states.copy()


def again(monkeypatch: pytest.MonkeyPatch, *scores: tuple[str, float]) -> list[float]:
    """Scores of locatedIn of three pairs, judged a second time that adds 4 where any label of the couple holds.

    The first pair is of one firm and a park, the others are of another firm and that park; of each one label is said.
    """
    monkeypatch.setattr(network, "_PAIRS", 2)  # so that pairs of one couple are judged in two goes
    many = len(LABELS)
    others = np.zeros((1, 9 * many), dtype=np.float32)
    others[0, :many] = 1
    worth = np.zeros((many, 1), dtype=np.float32)
    worth[LABELS.index("locatedIn")] = 4
    own, no_label, none = np.zeros((1, many), np.float32), np.zeros(many, np.float32), np.zeros(1, np.float32)
    weights = {"own.weight": own, "own.bias": none, "others.weight": others, "again.weight": worth}
    net = Told({f"facts.{k}": v for k, v in {**weights, "again.bias": no_label}.items()}, (), (), {}, {})
    alone = np.full((3, many), -20, dtype=np.float32)
    for row, (label, score) in enumerate(scores):
        alone[row, LABELS.index(label)] = score
    n = laid(("Enterprise", 0), ("Enterprise", 1), ("Enterprise", 1), ("Platform", 2))
    index = np.array([0, 1, 2])
    p = Pairs(index, np.array([3, 3, 3]), np.zeros((3, 1), dtype=np.int64), (index, index))
    return [round(float(x), 2) for x in net.related(alone, n, p)[:, LABELS.index("locatedIn")]]


def test_a_pair_is_believed_for_another_of_the_same_two_things(monkeypatch: pytest.MonkeyPatch) -> None:
    # by itself the last pair has a score of 0.12; it gets 4 times 0.98 for what the second says of the same firm
    assert again(monkeypatch, ("locatedIn", -2.0), ("locatedIn", 4.0), ("locatedIn", -2.0)) == [0.18, 1.0, 0.87]


def test_what_cannot_hold_between_two_things_counts_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    scores = again(monkeypatch, ("locatedIn", -20.0), ("worksFor", 9.0), ("locatedIn", -2.0))
    assert scores[2] == again(monkeypatch, ("locatedIn", -20.0), ("worksFor", -20.0), ("locatedIn", -2.0))[2]


def test_a_document_without_pairs() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    found = list(blocks(np.zeros((0, len(LABELS)), dtype=np.float32), couples(nothing, nothing, nothing)))
    assert [b.shape for b in found] == [(0, len(LABELS))] * 9
