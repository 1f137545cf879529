"""Time: every way to say a date means one EDTF string, counted from the document's own date."""

import pytest

from ingest import dates
from ingest.dates.calendar import Partial, Period, months, parse
from ingest.dates.expressions import expressions
from ingest.layout import lay_out
from ingest.sections import divide
from tests.clocks import least_seconds

CLOSING = "\n\n云栈市人民政府\n2021年3月15日\n"


def spans(raw: str) -> list[tuple[str, str, bool]]:
    """Words, EDTF and whether planned of every time in the text."""
    text, blocks = lay_out(raw)
    sections, sentences = divide(text, blocks)
    found = dates.find(text, sections, sentences, dates.issued(text, sentences))
    return [(text.clean[d.start : d.end], d.edtf, d.planned) for d in found]


def issued(raw: str) -> str | None:
    text, blocks = lay_out(raw)
    return dates.issued(text, divide(text, blocks)[1])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("云栈小镇再添新园\n2020年12月18日　星期五\n\n昨日，园区启用。", "2020-12-18"),
        ("云栈小镇再添新园\n2019-03-26\n\n本报讯 园区启用。", "2019-03-26"),
        ("地块出让信息\n发布日期：2021年2月22日\n\n一、基本情况", "2021-02-22"),
        ("重点项目清单\n（汇总时间：2024年12月）\n\n说明如下。", "2024-12"),
        ("关于公布名单的通知\n\n各有关单位：\n\n名单如下。" + CLOSING, "2021-03-15"),
        ("云栈年鉴（2021）·园区经济\n\n【概况】园区占地3公顷。", "2020"),
        ("云栈区2019年产业发展综述\n\n园区占地3公顷。", "2019"),
        ("园区2018年开园。2020年，园区引进企业20家。计划2023年建成二期。", "2020"),
        ("公司成立于2015年，园区位于江边。", None),
    ],
)
def test_a_document_says_when_it_was_issued(raw: str, expected: str | None) -> None:
    assert issued(raw) == expected


_LINES = "园区新签约项目三个，总投资五亿元。\n" * 20


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("# 签约专场观察\n**2019年6月17日　江川开放**\n园区签约。\n", "2019-06-17"),
        (f"园区动态\n{_LINES}▲ 2013年6月18日　星期二　责编 甲\n{_LINES}", "2013-06-18"),
        (f"考评结果公示\n{_LINES}2019年4月2日\n附：名单\n{_LINES}", "2019-04-02"),
        ("云栈小镇2021上半年大事\n1月11日，禾木智能开工，2022年底完工。\n", "2021"),
        ("云栈新区总体方案（2022—2030年）要点\n力争2030年产值达100亿元。\n", "2022"),
        ("招商动态\n***\n2021年，园区签约三个项目。\n", "2021"),
        ("昨日，2021人工智能大会开幕。\n", "2021"),
        ("昨日，2021家博会开幕。\n", "2021"),
        ("昨日，2021户外装备大会开幕。\n", "2021"),
        ("一句话新闻\n云栈KC2024-16号地块7月25日成交。\n", "2024"),
    ],
)
def test_a_document_says_so_inside_in_its_title_or_by_a_plots_code(raw: str, expected: str) -> None:
    assert issued(raw) == expected


def test_a_month_by_itself_below_the_title_is_that_of_issue() -> None:
    assert issued("云栈园见闻\n2020年5月\n\n云栈园奠基于2016年。今年又添一园。\n") == "2020-05"


@pytest.mark.parametrize(
    "raw",
    [
        "云栈园见闻\n2020年5月\n云栈园奠基。\n2020年7月\n云栈园封顶，今年又添一园。\n",
        "云栈园见闻\n2020年5月奠基\n今年又添一园。\n",
        "2020年5月\n云栈园奠基。今年又添一园。\n",
        "云栈园见闻\n甲\n乙\n丙\n2020年5月\n云栈园奠基。今年又添一园。\n",
    ],
)
def test_another_month_is_not_that_of_issue(raw: str) -> None:
    assert len(issued(raw) or "") == len("2020")


def test_a_day_that_is_none_is_no_date_of_issue() -> None:
    assert issued("园区动态\n园区签约。\n2021年2月30日\n" + "昨日签约。\n" * 10) != "2021-02-30"


def test_a_sum_of_money_is_no_year() -> None:
    assert issued("昨日，三家企业2021年以2039万元摘得一地块。\n") == "2021"


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2019年11月29日", "2019-11-29"),
        ("2019年11月", "2019-11"),
        ("2019年", "2019"),
        ("2019年底", "2019"),
        ("二〇一九年", "2019"),
        ("二00七年", "2007"),
        ("二OO九年", "2009"),
        ("2019.11.29", "2019-11-29"),
        ("今年", "2021"),
        ("去年", "2020"),
        ("前年", "2019"),
        ("明年", "2022"),
        ("去年9月", "2020-09"),
        ("上半年", "2021-01/2021-06"),
        ("去年一季度", "2020-01/2020-03"),
        ("2020年前三季度", "2020-01/2020-09"),
        ("1—2月", "2021-01/2021-02"),
        ("1-2月", "2021-01/2021-02"),
        ("今年1至2月", "2021-01/2021-02"),
        ("2019年至2020年", "2019/2020"),
        ("2019—2020年", "2019/2020"),
        ("“十三五”期间", "2016/2020"),
        ("本月", "2021-03"),
        ("上月", "2021-02"),
        ("昨日", "2021-03-14"),
        ("五天前", "2021-03-10"),
        ("五年前的3月12日", "2016-03-12"),
        ("3月1日", "2021-03-01"),
        ("去年9月30日至11月4日", "2020-09-30/2020-11-04"),
        ("3月1日-5日", "2021-03-01/2021-03-05"),
        ("三月五日", "2021-03-05"),
        ("2022.8—2024.6", "2022-08/2024-06"),
        ("2022.08-2024.06", "2022-08/2024-06"),
    ],
)
def test_words_of_time_become_edtf(words: str, edtf: str) -> None:
    assert [(w, e) for w, e, _ in spans(f"{words}，园区引进企业20家。{CLOSING}")][:-1] == [(words, edtf)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("一、沿革\n2018.9　园区开园。\n", ["2018-09"]),
        ("名称\t起止\n云谷基地\t2021—2023\n", ["2021/2023"]),
        ("名称\t面积\n云谷基地\t2018.5\n", []),
    ],
)
def test_years_and_months_without_their_words_stand_in_chronicles_and_rows(raw: str, expected: list[str]) -> None:
    assert [e for _, e, _ in spans(raw)] == expected


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("2018年5月1日，园区启用，同日签约。", ["2018-05-01", "2018-05-01"]),
        ("2018年5月1日，园区启用；次日开放。", ["2018-05-01", "2018-05-02"]),
        ("2018年5月，园区启用，当年引进企业20家。", ["2018-05", "2018"]),
        ("2018年5月，园区启用。9月，展厅启用。", ["2018-05", "2018-09"]),
        ("11月16日上午，园区奠基。15日，项目签约。", ["2020-11-16", "2020-11-15"]),
        ("到2018年底，园区有企业20家，此前一年有10家。", ["2018", "2017"]),
        ("自2018年以来，园区引进企业20家。", ["2018/2021"]),
        ("从2018年起用10年，培育人才千名。", ["2018/2027"]),
    ],
)
def test_what_is_left_out_comes_from_the_context(sentence: str, edtf: list[str]) -> None:
    assert [e for _, e, _ in spans(sentence + CLOSING)][:-1] == edtf


def test_a_line_that_is_a_year_dates_what_follows() -> None:
    raw = "大事记\n\n2013年\n\n3月7日　园区获批。\n\n2014年\n\n4月1日　项目落户。"
    assert [e for _, e, _ in spans(raw)] == ["2013", "2013-03-07", "2014", "2014-04-01"]


@pytest.mark.parametrize("aim", ["计划2020年12月建成", "力争2020年12月建成", "到2025年建成", "将于明年建成"])
def test_aims_are_planned(aim: str) -> None:
    assert [planned for *_, planned in spans(f"园区{aim}。{CLOSING}")][:-1] == [True]


@pytest.mark.parametrize(
    "words",
    ["比上年增长", "较2019年增加", "《云栈规划（2013—2025年）》", "三年内", "每年底", "12个月", "5号楼", "次日达服务"],
)
def test_what_only_looks_like_a_time_is_none(words: str) -> None:
    assert spans(f"园区{words}二成。{CLOSING}")[:-1] == []


def test_without_any_date_relative_words_say_nothing() -> None:
    assert spans("今年，园区引进企业20家。") == []


def test_periods_are_written_and_read_back() -> None:
    assert months(2020, 1, 6).edtf() == "2020-01/2020-06"
    assert months(2020, 1, 12).edtf() == "2020"
    assert parse("2020-01/2020-06") == Period(Partial(2020, 1), Partial(2020, 6))
    assert Partial(2020, 12, 31).plus_days(1) == Partial(2021, 1, 1)
    with pytest.raises(ValueError, match="month"):
        Partial(2020).plus_days(1)


@pytest.mark.parametrize(
    "unit",
    [
        "2019年",
        "去年、",
        "《年",
        "11月、",
        "比去年",
        "1-2",
        "12",
        "2019会，",
        "[2019]3月",
        "\n\n05·21",
        "为期3天",
        "9日；",
        "前3个月",
    ],
)
def test_time_grows_with_the_text_only(unit: str) -> None:
    def seconds(times: int) -> float:
        text, blocks = lay_out("云栈" + unit * times)
        sections, sentences = divide(text, blocks)
        return least_seconds(lambda: dates.find(text, sections, sentences, "2021-03-15"))

    assert seconds(2400) < 20 * max(seconds(300), 0.002)


def test_an_open_number_of_years_is_no_date() -> None:
    assert list(expressions("三五年前，这里还是一片农田。", 0, 14)) == []
