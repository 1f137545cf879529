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
    short, long = ("，2020年8月获批" * n for n in (2000, 8000))
    assert least_seconds(lambda: year.likely(long)) < 8 * least_seconds(lambda: year.likely(short)) + 0.05
