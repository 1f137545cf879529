"""Parks named after a place are there where nothing else is said."""

import pytest

from ingest.model import Reading, Relation
from ingest.pipeline import analyse
from ingest.relations import named_after
from tests.readings import read


def _said(reading: Reading, *related: Relation) -> list[tuple[str, str]]:
    names = [e.name for e in reading.entities]
    return [(names[r.subject], names[r.object]) for r in named_after.find(reading, related)]


def test_a_park_named_after_a_place_of_the_text_is_there() -> None:
    reading = read("苏州市召开会议。苏州云鲤港扩园。", {"苏州市": "Place", "苏州云鲤港": "Platform"})
    assert _said(reading) == [("苏州云鲤港", "苏州市")]
    relation = next(named_after.find(reading, []))
    assert reading.text.clean[relation.start : relation.end] == "苏州云鲤港"


def test_what_the_text_says_goes_before_the_name() -> None:
    reading = read("苏州市的苏州云鲤港在河埠镇。", {"苏州市": "Place", "苏州云鲤港": "Platform", "河埠镇": "Place"})
    assert not _said(reading, Relation(1, "locatedIn", 2, 0, 5, 0.9))


def test_a_road_named_after_a_place_is_not_there() -> None:
    assert not _said(read("江州市的苏州路商务区扩园。苏州市来访。", {"苏州路商务区": "Platform", "苏州市": "Place"}))


def test_a_place_that_the_text_does_not_name_is_none() -> None:
    assert not _said(read("苏州云鲤港扩园。", {"苏州云鲤港": "Platform"}))


@pytest.mark.parametrize(
    ("part", "cls"), [("云鲤港二期", "Project"), ("云鲤港会展中心", "Platform"), ("云鲤港·河埠分园", "Platform")]
)
def test_what_goes_on_with_a_parks_name_is_in_it_where_it_was_put_nowhere(part: str, cls: str) -> None:
    reading = read(f"河埠镇有云鲤港，{part}扩建。", {"河埠镇": "Place", "云鲤港": "Platform", part: cls})
    names = [e.name for e in reading.entities]
    assert _said(reading, Relation(names.index(part), "focusesOn", 0, 0, 9, 0.9)) == [(part, "云鲤港")]
    assert not _said(reading, Relation(names.index(part), "locatedIn", names.index("河埠镇"), 0, 9, 0.9))


def test_a_part_named_after_a_park_and_a_place_is_said_to_be_in_the_park() -> None:
    names = {"苏州市": "Place", "苏州云鲤港": "Platform", "苏州云鲤港会展中心": "Platform"}
    said = _said(read("苏州市来访。苏州云鲤港开园。苏州云鲤港会展中心扩建。", names))
    assert sorted(said) == [("苏州云鲤港", "苏州市"), ("苏州云鲤港会展中心", "苏州云鲤港")]


def test_a_park_that_lies_in_its_part_is_not_turned_round() -> None:
    reading = read("云鲤港在云鲤港新区。", {"云鲤港": "Platform", "云鲤港新区": "Platform"})
    names = [e.name for e in reading.entities]
    told = Relation(names.index("云鲤港"), "locatedIn", names.index("云鲤港新区"), 0, 9, 0.9)
    assert not _said(reading, told)


def test_a_street_named_after_a_park_is_not_in_it() -> None:
    assert not _said(read("云鲤港开园。云鲤港大道商务区扩建。", {"云鲤港": "Platform", "云鲤港大道商务区": "Platform"}))


def test_two_characters_are_too_few_to_be_a_parks_name_in_anothers() -> None:
    assert not _said(read("云谷开园。云谷会展中心扩建。", {"云谷": "Platform", "云谷会展中心": "Platform"}))


def test_the_place_goes_into_the_facts_of_a_document() -> None:
    facts = analyse("a.txt", "云鲤港位于江州市河埠区，规划面积12平方公里。\n\n云鲤港会展中心，去年10月启用。\n")
    names = [e.names[0] for e in facts.entities]
    said = {(names[s.subject], names[int(s.object)]) for s in facts.statements if s.predicate == "locatedIn"}
    assert ("云鲤港会展中心", "云鲤港") in said
