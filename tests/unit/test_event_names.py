"""What happenings are called: whom it befell before a bare action, what was given or founded behind it."""

import pytest

from ingest import events
from ingest.model import Happening
from tests import readings

NAMES = {
    "云栈小镇": "Platform", "禾木智能": "Enterprise", "临湖大厦": "Platform", "远岫研究院": "Institution",
    "江川区政府": "Agency", "《云栈规划》": "Policy", "省级特色小镇": "Honour", "DW01地块": "Parcel",
    "云栈远岫公司": "Enterprise",
}  # fmt: skip


def called(raw: str, told: str) -> list[str]:
    """The names of the happening that the stretch `told` tells of."""
    reading = readings.read(raw, {name: cls for name, cls in NAMES.items() if name in raw})
    at = reading.text.clean.index(told)
    found = events.gather(reading, [Happening(at, at + len(told), at + len(told) - 2, 0.9)])
    return [e.name for e in found.entities if e.cls == "Event"]


@pytest.mark.parametrize(
    ("raw", "told", "name"),
    [
        ("2021年5月8日，远岫研究院在临湖大厦揭牌。", "在临湖大厦揭牌", "远岫研究院在临湖大厦揭牌"),
        ("5月8日，禾木智能赴云栈小镇考察。", "赴云栈小镇考察", "禾木智能赴云栈小镇考察"),
        ("《云栈规划》由江川区政府印发。", "由江川区政府印发", "《云栈规划》由江川区政府印发"),
        ("云栈小镇当年被授予“省级特色小镇”。", "被授予", "云栈小镇被授予省级特色小镇"),
        ("5月，禾木智能竞得DW01地块。", "竞得", "禾木智能竞得DW01地块"),
        ("5月，禾木智能成立云栈远岫公司，在云栈小镇。", "公司，", "禾木智能成立云栈远岫公司"),
        ("禾木智能5月签约，入驻临湖大厦。", "入驻临湖大厦", "禾木智能入驻临湖大厦"),
        ("2021年5月8日，江川区政府批准设立云栈小镇。", "小镇", "江川区政府批准设立云栈小镇"),
        ("禾木智能2021年5月8日搬入临湖大厦，员工300人。", "大厦", "禾木智能搬入临湖大厦"),
        ("云栈小镇地处江边，2021年5月跻身“省级特色小镇”。", "特色小镇", "云栈小镇跻身“省级特色小镇”"),
        ("2021年，禾木智能二期并网（2021年6月30日）。", "30日", "禾木智能二期并网"),
        ("2021年5月，禾木智能完成B轮融资1.5亿元。", "亿元", "禾木智能完成B轮融资1.5亿元"),
    ],
)
def test_a_bare_action_is_called_after_whom_it_befell_and_what_it_gave(raw: str, told: str, name: str) -> None:
    assert called(raw, told.rstrip("，")) == [name]


def test_a_stretch_that_names_its_doer_is_called_as_it_stands() -> None:
    assert called("5月8日，禾木智能入驻临湖大厦。", "禾木智能入驻临湖大厦") == ["禾木智能入驻临湖大厦"]


def test_a_title_has_nothing_put_before_it_or_behind() -> None:
    assert called("禾木智能参加招商推介会，省级特色小镇云栈小镇到会。", "招商推介会") == ["招商推介会"]


@pytest.mark.parametrize("told", ["第三届虾节", "选房活动", "“云购江川”消费节", "一季度座谈会"])
def test_an_occasion_has_a_name_of_its_own(told: str) -> None:
    assert called(f"禾木智能参加{told}，在云栈小镇。", told) == [told]
