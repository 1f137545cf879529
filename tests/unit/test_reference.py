"""What 园区, 该项目, 我区… stand for, and what a sentence without a subject speaks about."""

import pytest

from ingest.reference import areas_around
from ingest.relations.views import sentence_views
from tests.unit.marked import Marked, read


def stands_for(marked: str, word: str) -> str | None:
    """The name of the entity that `word` stands for in a marked text, or None where it stands for none."""
    case = read(marked)
    clean = case.reading.text.clean
    meant = [case.name(m.entity) for m in case.reading.mentions if m.anaphor and clean[m.start : m.end] == word]
    return meant[0] if meant else None


def topic(case: Marked, sentence: str) -> str | None:
    reading = case.reading
    index = next(i for i, s in enumerate(reading.sentences) if sentence in reading.text.clean[s.start : s.end])
    meant = reading.topics[index]
    return None if meant is None else case.name(meant)


@pytest.mark.parametrize(
    ("marked", "word", "meant"),
    [
        ("# [- Platform 东湾小镇]\n\n小镇以软件为主导，面积三平方公里。", "小镇", "东湾小镇"),
        ("[- Platform 云谷园]地处[- Platform 东湾软件园]，园区面积4万平方米。", "园区", "云谷园"),
        ("[- Platform 东湾软件园]东邻[- Platform 云谷园]。该园2011年成立。", "该园", "云谷园"),
        ("# [- Project 星河基地]\n\n2021年，[- Platform 东湾软件园]全面开工。该项目占地80亩。", "该项目", "星河基地"),
        ("[- Enterprise 甲公司]落户。[- Enterprise 乙公司]入园。该公司主营软件。", "该公司", "乙公司"),
        ("[- Place 临江区]与[- Place 西岭区]结对。[- Place 临江区]发力。我区经济向好。", "我区", "临江区"),
        ("# [- Platform 东湾小镇]\n\n9月，[- Enterprise 甲公司]入驻小镇，投资五亿元。", "小镇", "东湾小镇"),
        ("[- Parcel 东湾DW01地块]成交。该地块面积3公顷。", "该地块", "东湾DW01地块"),
    ],
)
def test_a_stand_in_means(marked: str, word: str, meant: str) -> None:
    assert stands_for(marked, word) == meant


@pytest.mark.parametrize(
    ("marked", "word"),
    [
        ("[- Platform 东湾小镇]是特色小镇的样板。", "小镇"),
        ("[- Project 星河基地]由项目部管理。", "项目"),
        ("[- Platform 东湾软件园]开园，小镇同日启用。", "小镇"),
        ("[- Project 星河基地]开工，该区域配套完善。", "该区"),
    ],
    ids=["part of a longer word", "another longer word", "no name ends so", "not 该区 but 该区域"],
)
def test_a_word_that_stands_for_nothing(marked: str, word: str) -> None:
    assert stands_for(marked, word) is None


def test_nothing_stands_for_what_is_named_only_later() -> None:
    park = "[- Platform 云谷产业园]地处江边，引进企业二十家，其中外资企业两家。"
    assert stands_for(f"临江年鉴（2021）　　产业园区\n\n{park * 3}\n", "产业园区") is None
    assert stands_for(f"{park}产业园区去年扩园。\n", "产业园区") == "云谷产业园"


def test_the_heading_is_the_topic() -> None:
    case = read("# [- Platform 东湾软件园]\n\n全年实现营收30亿元，增长两成。")
    assert topic(case, "全年") == "东湾软件园"


def test_a_paragraph_goes_on_about_its_subject() -> None:
    case = read("# [- Platform 东湾小镇]\n\n[- Project 星河基地]位于园区东侧。占地80亩，总投资5亿元。")
    assert topic(case, "占地80亩") == "星河基地"


def test_a_new_paragraph_goes_back_to_the_heading() -> None:
    case = read("# [- Platform 东湾小镇]\n\n[- Project 星河基地]位于园区东侧。\n\n全年实现营收30亿元。")
    assert topic(case, "全年") == "东湾小镇"


def test_a_list_is_no_subject() -> None:
    case = read("# [- Platform 东湾小镇]\n\n[- Enterprise 甲公司]、[- Enterprise 乙公司]入驻。全年增长两成。")
    assert topic(case, "全年") == "东湾小镇"


def test_a_place_in_a_heading_gives_way_to_the_platform_above() -> None:
    case = read(
        "# [- Platform 东湾小镇]\n\n小镇面积三平方公里，企业众多。\n\n"
        "## [- Place 南浦市]创新周活动\n\n活动持续三天，吸引千人参加。"
    )
    assert topic(case, "活动持续") == "东湾小镇"


def test_without_headings_the_area_of_the_title_is_the_topic() -> None:
    case = read("[- Platform 东湾软件园]晒出成绩单，今年上半年各项指标全面向好。\n\n全年实现营收30亿元，增长两成。")
    assert topic(case, "全年实现") == "东湾软件园"


def test_a_view_has_one_sign_for_an_enumeration() -> None:
    case = read("“[- Enterprise 甲公司]”“[- Enterprise 乙公司]”等12家企业入驻。")
    (view,) = sentence_views(case.reading)
    assert view.text[1:] == "等0家企业入驻。"
    assert [case.name(m.entity) for m in view.groups[0]] == ["甲公司", "乙公司"]


def test_a_line_that_is_nothing_but_a_name_is_a_heading() -> None:
    case = read(
        "[- Place 江州市]年鉴\n\n（1）[- Platform 东湾小镇]\n\n2020年营收30亿元。\n\n"
        "（2）[- Platform 云谷园]。面积4万平方米。\n\n至年末有企业39家。"
    )
    assert topic(case, "2020年营收") == "东湾小镇"
    assert topic(case, "面积4万") == "云谷园"


def test_the_last_park_goes_before_the_city_of_the_title() -> None:
    case = read("[- Place 江州市]年鉴2021\n\n[- Platform 云谷园]地处城东，设立已久。\n\n【招商】全年引进企业20家。")
    assert topic(case, "全年引进") == "云谷园"


def test_the_whole_zone_is_the_one_that_the_text_is_about_here_not_the_one_it_names_most() -> None:
    district = "[- Place 临江区]开会。" * 6
    zone = "[- Platform 云栈保税区]开关。" * 3
    assert stands_for(f"{district}{zone}全区有企业20家。", "全区") == "云栈保税区"
    assert stands_for(f"{district}{zone}我区有企业20家。", "我区") == "临江区"
    assert stands_for(f"{district}[- Platform 云栈小镇]开园。全区有企业20家。", "全区") == "临江区"


def test_around_a_sentence_is_the_platform_that_the_text_before_it_names_most() -> None:
    chatter = "天气晴好，游人如织，花木扶疏。" * 60
    case = read(
        "[- Platform 东湾软件园]开园。[- Platform 东湾软件园]与[- Platform 云谷园]为邻。企业如下。"
        f"{chatter}[- Platform 云谷园]开园。企业如下。"
    )
    reading = case.reading
    around = areas_around(reading.sentences, reading.entities, reading.mentions)
    lists = [
        case.name(area)
        for area, s in zip(around, reading.sentences, strict=True)
        if area is not None and reading.text.clean.startswith("企业如下", s.start)
    ]
    assert lists == ["东湾软件园", "云谷园"]
    assert around[0] is None
