"""Events: what happened on a date is one, a plan is none; a heading and its sentence tell the same one."""

from ingest import events
from ingest.model import Reading
from tests import readings


def read(raw: str, names: dict[str, str]) -> Reading:
    """A reading with its events found."""
    return events.find(readings.read(raw, names))


def happenings(reading: Reading) -> dict[str, str | None]:
    """Every event with its date."""
    told = {d.subject: d.date for d in events.date(reading) if d.predicate == "date"}
    return {e.name: told.get(i) for i, e in enumerate(reading.entities) if e.cls == "Event"}


def test_a_dated_action_is_an_event() -> None:
    reading = read("2021年5月8日，云栈数据港竣工验收。", {"云栈数据港": "Project"})
    assert happenings(reading) == {"云栈数据港竣工验收": "2021-05-08"}


def test_a_plan_is_no_event_but_the_projects_end() -> None:
    reading = read("2021年，云栈数据港加快建设，计划2023年竣工。", {"云栈数据港": "Project"})
    assert happenings(reading) == {}
    assert [(d.predicate, d.date) for d in events.date(reading)] == [("endDate", "2023")]


def test_what_has_not_happened_is_no_event() -> None:
    assert happenings(read("截至2021年底，云栈数据港尚未开工。", {"云栈数据港": "Project"})) == {}


def test_a_heading_and_its_sentence_are_one_event() -> None:
    raw = "## 云栈小镇\n\n【展厅启用】2021年5月8日，云栈展厅启用。\n"
    reading = read(raw, {"云栈小镇": "Platform", "云栈展厅": "Platform"})
    assert happenings(reading) == {"展厅启用": "2021-05-08"}


def test_a_meeting_has_organizers_and_guests() -> None:
    raw = "2021年5月8日，由江川区政府主办的云栈数字经济大会在云栈小镇举行，区长沈括出席。"
    reading = read(raw, {"江川区政府": "Agency", "云栈小镇": "Platform", "沈括": "Person"})
    name = next(i for i, e in enumerate(reading.entities) if e.cls == "Event")
    said = {(r.predicate, r.subject if r.object == name else r.object) for r in events.relate(reading)}
    assert ("organizes", 0) in said
    assert ("locatedIn", 1) in said
    assert ("participatesIn", 2) in said


def test_things_counted_together_have_one_event_others_one_each() -> None:
    names = {"甲港大厦": "Project", "乙港大厦": "Project"}
    together = happenings(read("2021年6月，甲港大厦、乙港大厦2个项目竣工。", names))
    apart = happenings(read("2021年6月，甲港大厦、乙港大厦竣工。", names))
    assert list(together) == ["甲港大厦、乙港大厦2个项目竣工"]
    assert set(apart) == {"甲港大厦竣工", "乙港大厦竣工"}
