"""The firm that a project's name begins with: what rules know goes into numbers, a judge decides, a firm comes out."""

from types import SimpleNamespace

import numpy as np
import pytest

from ingest.learned import owners
from ingest.learned.owners import LONGEST, REST, SHORTEST, SIGNS, TOLD, numbers
from ingest.mentions import nested
from ingest.mentions.candidate import Candidate
from ingest.mentions.nested import Beginning
from ingest.mentions.tokens import tokenize

PROJECT = "云栈科技智能工厂项目"


def chosen(*named: tuple[str, str]) -> tuple[str, list[Candidate]]:
    """A text of names with a full stop between them, and the names as candidates."""
    clean = "。".join(name for _, name in named)
    starts = np.cumsum([0, *(len(name) + 1 for _, name in named)])
    spans = [Candidate(int(a), int(a) + len(name), cls, 0.9) for a, (cls, name) in zip(starts, named, strict=False)]
    return clean, spans


def test_a_beginning_tells_what_the_text_names_elsewhere_and_where_words_end() -> None:
    clean, spans = chosen(("Enterprise", "云栈科技"), ("Project", PROJECT))
    (beginning,) = nested.beginnings(clean, tokenize(clean), spans)
    assert clean[beginning.start : beginning.end] == PROJECT
    assert (beginning.named, beginning.ruled) == (4, 4)
    assert {4, len(PROJECT)} <= beginning.words


def test_the_judge_says_how_long_the_firms_name_is() -> None:
    clean, spans = chosen(("Project", PROJECT))
    found = list(nested.find(clean, tokenize(clean), spans, lambda begins: [(4, 0.5) for _ in begins]))
    assert [(clean[c.start : c.end], c.cls, c.score) for c in found] == [("云栈科技", "Enterprise", 0.45)]


def test_where_the_judge_sees_no_firm_there_is_none() -> None:
    clean, spans = chosen(("Enterprise", "云栈科技"), ("Project", PROJECT))
    assert list(nested.find(clean, tokenize(clean), spans, lambda begins: [(0, 0.9) for _ in begins])) == []


def test_an_institution_named_elsewhere_needs_no_judge() -> None:
    clean, spans = chosen(("Institution", "河埠大学"), ("Project", "河埠大学中试线"))
    found = list(nested.find(clean, tokenize(clean), spans, lambda begins: [(2, 0.9) for _ in begins]))
    assert [(clean[c.start : c.end], c.cls) for c in found] == [("河埠大学", "Institution")]


def test_a_firms_name_leaves_something_of_the_projects() -> None:
    one = Beginning(3, 10, named=4, ruled=0, words=frozenset({2, 4}), general=frozenset({2}))
    places, told, signs, barred = numbers([one], size=12)
    assert places[0].tolist() == [*range(3, 12), *[11] * (LONGEST + 1 - 9)]
    assert told[0, 0].tolist() == [0, 0, 1, 1]
    assert told[0, 4 - SHORTEST].tolist() == [1, 0, 1, 0]
    assert signs.tolist() == [[1, 0]]
    assert (~barred[0]).sum() == 10 - 3 - REST - SHORTEST + 1


def test_a_length_that_does_not_fit_is_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    likes_the_longest = np.zeros((LONGEST + 1, 1), dtype=np.float32)
    likes_the_longest[LONGEST] = 9
    states = np.zeros((30, 2), dtype=np.float32)
    shapes = {
        "first.weight": (1, 2), "first.bias": (1,), "last.weight": (1, 2), "next.weight": (1, 2),
        "told.weight": (1, TOLD), "none.weight": (1, 2 + SIGNS), "score.bias": (1,),
    }  # fmt: skip
    weights = {f"owners.{name}": np.zeros(shape, dtype=np.float32) for name, shape in shapes.items()}
    ones = {"owners.score.weight": np.ones((1, 1), np.float32), "owners.none.bias": np.ones(1, np.float32)}
    weights |= {**ones, "owners.length.weight": likes_the_longest}
    monkeypatch.setattr(owners, "load", lambda: SimpleNamespace(weights=weights))
    short, long = (Beginning(0, end, 0, 0, frozenset(), frozenset()) for end in (8, 25))
    assert [length for length, _ in owners.judge(states, [short, long])] == [0, LONGEST]
