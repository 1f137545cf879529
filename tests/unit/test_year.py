"""The year of a text that says no date: from what it says of the years that it names."""

import pytest

from ingest.dates import year
from tests.clocks import least_seconds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2020年实现税收2亿元", ["sum"]),
        ("2020年8月获批", ["month"]),
        ("2020年8月获批，同年12月开园", ["past"]),
        ("预计2023年投产", ["aim"]),
        ("2023年底建成", ["aim"]),
        ("成立于2012年", ["origin"]),
        ("2021—2025年的规划", ["span"]),
        ("2021云栈软件大会", ["happening"]),
        ("〔2021〕号", ["code"]),
        ("2021年度企业", ["business"]),
    ],
)
def test_a_year_is_told_by_what_stands_around_it(text: str, kinds: list[str]) -> None:
    assert [clue.kind for clue in year.clues(text)] == kinds


def test_the_day_of_the_week_decides() -> None:
    assert year.likely("上周五（1月19日），云栈科技城开园。科技城2022年奠基。") == 2024
    assert year.likely("9月14日（周一），云栈科技城开园。科技城2018年奠基，今年交付。") == 2020


def test_a_text_without_a_year_has_none() -> None:
    assert year.likely("昨天，云栈科技城开园。") is None


def test_years_to_come_do_not_tell_when_a_text_was_written() -> None:
    assert year.likely("近日，云栈科技城施工正酣，预计2023年投产。") is None


def test_the_time_grows_with_the_text() -> None:
    short, long = ("，2020年8月获批，5年来" * n for n in (1000, 4000))
    assert least_seconds(lambda: year.likely(long)) < 8 * least_seconds(lambda: year.likely(short)) + 0.05


@pytest.mark.parametrize(
    ("text", "year_of_writing"),
    [
        ("云栈园始创于1993年，经过30年发展，今年又添一园。", 2023),
        ("十年前的2008年8月，云栈园开建。今年又添一园。", 2018),
        ("云栈园成立五周年。2015年，这里是一片稻田，如今又添一园。", 2020),
        ("20多年前，1996年的秋天，这里是一片稻田。今年又添一园。", 2016),
    ],
)
def test_an_age_and_the_year_that_it_counts_from_tell_when_it_was_said(text: str, year_of_writing: int) -> None:
    assert [one for one, told in year.candidates(text).items() if "age" in told] == [year_of_writing]


@pytest.mark.parametrize(
    "text",
    [
        "云栈园2015年底建成，第30年前后的安排未定。今年又添一园。",
        "云栈园2015年建成，期限2年底满。今年又添一园。",
        "云栈园2015年建成，有企业120家。今年又添一园。",
    ],
)
def test_what_is_no_age_tells_nothing(text: str) -> None:
    assert not any("age" in told for told in year.candidates(text).values())


def test_an_age_far_from_every_year_tells_nothing() -> None:
    apart = "园区道路、管网、绿化、路灯和公交站亭都已完工，沿街商铺也陆续开门迎客，周边三个小区入住。"
    told = year.candidates(f"云栈园建于2015年。{apart}经过8年发展，今年又添一园。")
    assert not any("age" in one for one in told.values())


def test_what_stands_around_a_year_speaks_by_how_far_it_is() -> None:
    told = year.candidates("云栈园2020年实现税收2亿元。昨天又添一园。")
    assert {"=年实@-1", ">税收@-1", "<栈园@-1", "@-1"} <= set(told[2021])
    assert {"=年实@0", ">税收@0", "<栈园@0", "@0"} <= set(told[2020])


def test_what_a_text_counts_from_its_day_is_seen_together_with_its_years() -> None:
    counted = year.candidates("云栈园2020年8月获批。今年又添一园，5月开业。")
    assert {"=年8&今年@-1", "month&今年@-1", "later@-1"} <= set(counted[2021])
    assert not any("&今年" in one for one in year.candidates("云栈园2020年8月获批。昨天又添一园。")[2021])


def test_another_line_tells_nothing_of_a_year() -> None:
    told = year.candidates("税收\n2020年\n产值。昨天又添一园。")
    assert not {"<税收@0", ">产值@0"} & set(told[2020])
