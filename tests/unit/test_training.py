"""Annotated texts: what is marked keeps its place, every file is in order, other names keep the spans in place."""

import random

import pytest

from ingest.learned import reader
from ingest.learned.owners import SHORTEST
from training.augment import renamed
from training.check import defects
from training.examples import from_marked
from training.gold import gold
from training.lessons import lesson
from training.marked import Marked, MarkedError, parse
from training.texts import named, own

WRITTEN = """=== t1 2021-05-12
{1:Enterprise|砚石微}落户{2:Platform|{3:Place|梅塘镇}智芯
谷}，{1~|该公司}总投资12亿元。
---
1 locatedIn 2
1 obs investment actual 1200000000 CNY - "总投资12亿元"
4 Event "砚石微落户智芯谷" @ "落户"
4 date 2021-05
"""


def test_marks_are_taken_off_and_told() -> None:
    document = parse(WRITTEN)
    assert document.text.startswith("砚石微落户梅塘镇智芯\n谷，该公司")
    assert [(document.text[m.start : m.end], m.entity, m.anaphor) for m in document.marks] == [
        ("砚石微", 1, False), ("梅塘镇智芯\n谷", 2, False), ("梅塘镇", 3, False), ("该公司", 1, True),
    ]  # fmt: skip
    assert document.relations == ((1, "locatedIn", 2),)
    assert document.dates == ((4, "date", "2021-05"),)


def test_an_example_has_its_names_where_the_repaired_text_has_them() -> None:
    example = from_marked(parse(WRITTEN))
    assert [example.text.clean[m.start : m.end] for m in example.names] == ["砚石微", "梅塘镇智芯谷"]
    assert example.entities[example.names[1].entity].name == "梅塘镇智芯谷"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("=== t1\n无\n---\n", "head line"),
        ("=== t1 -\n{1:Place|甲\n---\n", "without }"),
        ("=== t1 -\n甲}\n---\n", "without {"),
        ("=== t1 -\n甲\n", "no line ---"),
        ("=== t1 -\n甲\n---\n1 is 2 3\n", "not a fact"),
    ],
)
def test_what_is_written_wrong_is_named(wrong: str, reason: str) -> None:
    with pytest.raises(MarkedError, match=reason):
        parse(wrong)


def _names(documents: list[Marked]) -> list[str]:
    return [d.name for d in documents]


def test_every_text_is_in_order_and_has_a_name_of_its_own() -> None:
    documents = [*own(), *named()]
    assert [f"{d.name}: {x}" for d in documents for x in defects(d)] == []
    assert len(set(_names(documents))) == len(documents)


def test_a_gold_file_says_what_the_marks_do() -> None:
    written = gold(parse(WRITTEN))
    assert {e["name"] for e in written["entities"]} == {"砚石微", "梅塘镇智芯谷", "梅塘镇", "砚石微落户智芯谷"}
    assert written["relations"] == [{"s": "e1", "p": "locatedIn", "o": "e2"}]


def test_a_name_that_a_pages_number_cuts_in_two_is_known_without_it() -> None:
    written = gold(parse("=== t1 -\n{1:Institution|龙川\n—2—\n银行}开业。\n---\n"))
    assert written["entities"][0] | {"id": ""} == {
        "id": "", "type": "Institution", "name": "龙川—2—银行", "aliases": ["龙川银行"],
    }  # fmt: skip


def test_a_text_under_other_names_says_the_same_of_them() -> None:
    example = from_marked(parse(WRITTEN))
    pool = {"Enterprise": ["岭拓科技", "沐川集团"], "Platform": ["云栈小镇", "青梧产业园"], "Place": ["临水县"]}
    for seed in range(20):
        other = renamed(example, pool, random.Random(seed))
        clean = other.text.clean
        firm, park = (clean[m.start : m.end] for m in other.names)
        assert clean.startswith(f"{firm}落户{park}，该公司")
        assert (other.entities[0].name, other.entities[1].name) == (firm, park)
        assert [clean[m.start : m.end] for m in other.mentions if m.anaphor] == ["该公司"]
        assert "落户" in {clean[m.start : m.end] for m in other.mentions}
        assert [clean[slice(*f.stretch)] for f in other.figures if f.stretch] == ["总投资12亿元"]
        assert (other.relations, other.dates) == (example.relations, example.dates)


def test_a_lesson_says_how_long_the_firms_name_in_a_projects_is() -> None:
    marked = "=== t1 -\n{1:Project|{2:Enterprise|云栈科技}智能工厂}和{3:Project|临湖大桥}开工。\n---\n"
    made = lesson(from_marked(parse(marked)), reader.load().vocabulary)
    assert made.owners.tolist() == [len("云栈科技") - SHORTEST + 1, 0]
