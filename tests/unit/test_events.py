"""Events: what tells of the same happening is one, a plan is the project's end, a meeting has organizers and guests."""

from ingest import events
from ingest.learned.nodes import nodes
from ingest.learned.pairs import pairs
from ingest.model import Happening, Reading, Relation
from tests import readings
from tests.clocks import least_seconds


def read(raw: str, names: dict[str, str], *told: str) -> Reading:
    """A reading in which the stretches `told` tell of happenings."""
    reading = readings.read(raw, names)
    clean = reading.text.clean
    happenings, at = [], 0
    for stretch in told:
        at = clean.index(stretch, at)
        happenings.append(Happening(at, at + len(stretch), at + len(stretch) - 2, 0.9))
        at += len(stretch)
    return events.gather(reading, happenings)


def happenings(reading: Reading) -> dict[str, str | None]:
    """Every event with its date."""
    told = {d.subject: d.date for d in events.date(reading) if d.predicate == "date"}
    return {e.name: told.get(i) for i, e in enumerate(reading.entities) if e.cls == "Event"}


def test_an_event_is_called_what_its_stretch_says_and_has_its_date() -> None:
    reading = read("2021年5月8日，云栈数据港竣工验收。", {"云栈数据港": "Project"}, "云栈数据港竣工验收")
    assert happenings(reading) == {"云栈数据港竣工验收": "2021-05-08"}


def test_a_bare_action_is_called_after_what_the_sentence_speaks_about() -> None:
    raw = "云栈数据港进展顺利。2021年5月8日正式开工。"
    assert happenings(read(raw, {"云栈数据港": "Project"}, "开工")) == {"云栈数据港开工": "2021-05-08"}


def test_a_plan_is_the_projects_end() -> None:
    reading = read("2021年，云栈数据港加快建设，计划2023年竣工。", {"云栈数据港": "Project"})
    assert [(d.predicate, d.date) for d in events.date(reading)] == [("endDate", "2023")]


def test_of_two_projects_each_has_the_end_that_is_planned_behind_it() -> None:
    names = {"云栈数据港": "Project", "远岫大厦": "Project"}
    reading = read("云栈数据港加快建设、计划2023年竣工，远岫大厦计划2024年竣工。", names)
    assert [(reading.entities[d.subject].name, d.date) for d in events.date(reading)] == [
        ("云栈数据港", "2023"), ("远岫大厦", "2024"),
    ]  # fmt: skip


def test_two_sayings_of_one_happening_are_one_event() -> None:
    raw = "云栈展厅启用\n\n2021年5月8日，云栈展厅正式启用。"
    reading = read(raw, {"云栈展厅": "Platform"}, "云栈展厅启用", "云栈展厅正式启用")
    assert [(e.name, e.aliases) for e in reading.entities if e.cls == "Event"] == [
        ("云栈展厅正式启用", ("云栈展厅启用",))
    ]


def test_two_happenings_to_one_thing_are_two_events() -> None:
    raw = "2020年3月，云栈数据港开工。2021年5月，云栈数据港竣工。"
    reading = read(raw, {"云栈数据港": "Project"}, "云栈数据港开工", "云栈数据港竣工")
    assert happenings(reading) == {"云栈数据港开工": "2020-03", "云栈数据港竣工": "2021-05"}


def test_the_same_bare_action_of_two_things_is_two_events() -> None:
    raw = "云栈大厦启用。2021年5月8日，临湖展厅也已启用。"
    reading = read(raw, {"云栈大厦": "Project", "临湖展厅": "Platform"}, "启用", "启用")
    assert [e.name for e in reading.entities if e.cls == "Event"] == ["云栈大厦启用", "临湖展厅启用"]


def test_what_a_heading_tells_the_text_under_it_tells_again() -> None:
    raw = "## 云栈数据港项目\n\n【云栈数据港竣工】5月8日，小镇云栈数据港项目完成竣工验收。"
    reading = read(raw, {"云栈数据港": "Project"}, "云栈数据港竣工", "云栈数据港项目完成竣工验收")
    assert [e.name for e in reading.entities if e.cls == "Event"] == ["云栈数据港项目完成竣工验收"]


def test_a_word_that_says_nothing_alone_is_no_happening() -> None:
    raw = "2021年5月8日，活动在云栈小镇举办。"
    assert happenings(read(raw, {"云栈小镇": "Platform"}, "活动", "举办")) == {}


def test_a_bare_action_is_called_after_what_it_surest_involves() -> None:
    raw = "禾木智能建设云栈数据港，由禾木智能负责，2021年5月8日正式开工。"
    reading = read(raw, {"禾木智能": "Enterprise", "云栈数据港": "Project"}, "开工")
    event = next(i for i, e in enumerate(reading.entities) if e.cls == "Event")
    assert reading.entities[event].name == "禾木智能开工"
    project = next(i for i, e in enumerate(reading.entities) if e.cls == "Project")
    firm = next(i for i, e in enumerate(reading.entities) if e.cls == "Enterprise")
    told = [Relation(event, "involves", project, 0, 9, 0.8), Relation(event, "involves", firm, 0, 9, 0.5)]
    assert events.called(reading, told).entities[event].name == "云栈数据港开工"


def test_a_meeting_has_organizers_and_guests() -> None:
    raw = "2021年5月8日，由江川区政府主办的云栈数字经济大会在云栈小镇举行，区长沈括出席。"
    names = {"江川区政府": "Agency", "云栈小镇": "Platform", "沈括": "Person"}
    reading = read(raw, names, "云栈数字经济大会")
    name = next(i for i, e in enumerate(reading.entities) if e.cls == "Event")
    said = {(r.predicate, r.subject if r.object == name else r.object) for r in events.relate(reading)}
    assert ("organizes", 0) in said
    assert ("locatedIn", 1) in said
    assert ("participatesIn", 2) in said


def test_the_day_is_no_part_of_an_events_name_but_a_titles_year_is() -> None:
    raw = "云栈数据港2021年6月28日封顶。2021云栈数字经济大会开幕。"
    reading = read(raw, {"云栈数据港": "Project"}, "云栈数据港2021年6月28日封顶", "2021云栈数字经济大会")
    assert [e.name for e in reading.entities if e.cls == "Event"] == ["云栈数据港封顶", "2021云栈数字经济大会"]


def test_quotation_marks_in_an_events_name_stand_in_pairs() -> None:
    reading = read("“云栈快办”推进会召开。云栈小镇入选“十强小镇”。", {}, "“云栈快办”推进会", "云栈小镇入选“十强小镇")
    assert [e.name for e in reading.entities if e.cls == "Event"] == ["“云栈快办”推进会", "云栈小镇入选“十强小镇”"]


def test_a_title_goes_by_the_short_name_that_its_brackets_give_it() -> None:
    raw = "2021云栈国际水暖博览会（以下简称“云博会”）开幕。云博会签约12项。去年云博会签约9项。云博会金奖评出。"
    reading = read(raw, {}, "2021云栈国际水暖博览会", "博会", "云博会金奖评出")
    told = [(e.name, e.aliases) for e in reading.entities if e.cls == "Event"]
    assert told == [("2021云栈国际水暖博览会", ("云博会",)), ("云博会金奖评出", ())]
    places = [reading.text.clean[m.start : m.end] for m in reading.mentions if m.entity == 0]
    assert places == ["2021云栈国际水暖博览会", "博会", "云博会"]


def test_an_occasion_may_be_joined_by_those_named_far_below_it() -> None:
    makers = "、".join(f"第{i}厂" for i in range(20))
    raw = f"第九届云栈家居展开幕。展出的有{makers}，还有甲公司。"
    reading = read(raw, {**{f"第{i}厂": "Enterprise" for i in range(20)}, "甲公司": "Enterprise"}, "第九届云栈家居展")
    n = nodes(reading, [])
    last = len(n.start) - 1
    pairs_ = pairs(reading, n, {})
    joined = {int(o) for s, o in zip(pairs_.subject, pairs_.object, strict=True) if s == last}
    assert any(n.start[o] == 0 for o in joined)


def test_time_grows_with_the_number_of_short_names_only() -> None:
    def told(count: int) -> float:
        heads = ["".join(chr(0x4E00 + (i * 7919 + k * 104729) % 20000) for k in range(6)) for i in range(count)]
        titles = [f"{head}博览会" for head in heads]
        raw = "。".join(f"{t}（简称“{t[:2]}会”）开幕" for t in titles) + "。"
        return least_seconds(lambda: read(raw, {}, *titles))

    assert told(1600) < 7 * told(400)


def test_another_turn_of_a_fair_is_another_event() -> None:
    raw = "2014年10月16日，第六届云栈博览会（以下简称云博会）开幕。第七届云博会2015年9月举办。"
    assert happenings(read(raw, {}, "第六届云栈博览会", "第七届云博会")) == {
        "第六届云栈博览会": "2014-10-16", "第七届云博会": "2015-09",
    }  # fmt: skip


def test_what_is_a_name_and_no_more_is_no_happening() -> None:
    reading = read("云栈会展落户小镇。", {"云栈会展": "Enterprise"}, "云栈会展")
    assert happenings(reading) == {}


def test_time_grows_with_the_sentence_only() -> None:
    def told(count: int) -> float:
        firms = [f"第{i}厂" for i in range(count)]
        raw = "，".join(f"{firm}主办第{i}次产业大会并出席" for i, firm in enumerate(firms)) + "。"
        reading = read(raw, dict.fromkeys(firms, "Enterprise"), *(f"第{i}次产业大会" for i in range(count)))
        return least_seconds(lambda: (events.relate(reading), events.date(reading)))

    assert told(400) < 8 * max(told(100), 0.002)
