"""Parks named after a place are there where nothing else is said."""

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


def test_what_a_name_says_is_among_the_facts_of_a_document() -> None:
    facts = analyse("a.txt", "江州市有人口120万。\n\n江州云鲤产业园营业收入3.2亿元，增长12%。")
    names = [e.names[0] for e in facts.entities]
    said = [(names[s.subject], names[int(s.object)]) for s in facts.statements if s.predicate == "locatedIn"]
    assert said == [("江州云鲤产业园", "江州市")]
