"""Facts that cannot all hold: the surest of one kind stays, and of places the most specific."""

from ingest.learned.choosing import most_specific, once, one_way
from ingest.model import Dating, Entity, Relation

ENTITIES = [
    Entity("Enterprise", "禾木智能"), Entity("Platform", "云栈小镇"), Entity("Place", "江川区"),
    Entity("Project", "云栈数据港"), Entity("Platform", "临湖园"), Entity("Enterprise", "青穗生物"),
]  # fmt: skip
FIRM, TOWN, DISTRICT, PROJECT, PARK, OTHER = range(6)


def related(subject: int, predicate: str, other: int, confidence: float = 0.8) -> Relation:
    return Relation(subject, predicate, other, 0, 9, confidence)


def said(relations: list[Relation]) -> list[tuple[int, str, int]]:
    return [(r.subject, r.predicate, r.object) for r in most_specific(ENTITIES, relations)]


def test_what_is_in_a_park_is_not_also_said_to_be_in_its_district() -> None:
    inner = [related(FIRM, "locatedIn", TOWN), related(TOWN, "locatedIn", DISTRICT)]
    assert said([*inner, related(FIRM, "locatedIn", DISTRICT)]) == [(r.subject, r.predicate, r.object) for r in inner]


def test_a_part_of_a_park_is_in_the_district_by_the_park() -> None:
    told = [related(PARK, "partOf", TOWN), related(TOWN, "locatedIn", DISTRICT), related(PARK, "locatedIn", DISTRICT)]
    assert said(told) == [(PARK, "partOf", TOWN), (TOWN, "locatedIn", DISTRICT)]


def test_a_firm_may_be_in_two_places() -> None:
    told = [related(FIRM, "locatedIn", TOWN, 0.9), related(FIRM, "locatedIn", PARK, 0.4)]
    assert len(said(told)) == 2


def test_a_project_is_in_one_place_unless_two_are_as_sure() -> None:
    assert said([related(PROJECT, "locatedIn", TOWN, 0.9), related(PROJECT, "locatedIn", PARK, 0.4)]) == [
        (PROJECT, "locatedIn", TOWN)
    ]
    assert len(said([related(PROJECT, "locatedIn", TOWN, 0.9), related(PROJECT, "locatedIn", PARK, 0.8)])) == 2


def test_places_that_are_said_to_be_in_each_other_lose_nothing() -> None:
    assert said([related(TOWN, "locatedIn", PARK), related(PARK, "locatedIn", TOWN)]) == [
        (TOWN, "locatedIn", PARK), (PARK, "locatedIn", TOWN),
    ]  # fmt: skip


def test_of_two_ways_the_surer_holds_and_of_two_dates_the_surer() -> None:
    ways = [related(FIRM, "shareholderOf", OTHER, 0.6), related(OTHER, "shareholderOf", FIRM, 0.7)]
    assert one_way(ways) == ways[1:]
    dates = [Dating(PROJECT, "startDate", "2020", 0, 4, 0.5), Dating(PROJECT, "startDate", "2021", 5, 9, 0.6)]
    assert once(dates) == dates[1:]
