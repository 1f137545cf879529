"""Time: what a date leaves out comes from the words, lines, entries and titles around it. All names are invented."""

import pytest

from ingest import dates
from ingest.layout import lay_out
from ingest.sections import divide


def read(raw: str, issued: str | None) -> list[tuple[str, str]]:
    """Words and EDTF of every time in the text."""
    text, blocks = lay_out(raw)
    sections, sentences = divide(text, blocks)
    return [(text.clean[d.start : d.end], d.edtf) for d in dates.find(text, sections, sentences, issued)]


def edtf(raw: str, issued: str | None = "2021-03-15") -> list[str]:
    return [e for _, e in read(raw, issued)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2019.08", "2019-08"),
        ("前2个月", "2021-01/2021-02"),
        ("去年前10月", "2020-01/2020-10"),
        ("去年三、四季度", "2020-07/2020-12"),
        ("去年1—3季度", "2020-01/2020-09"),
        ("去年前3季度", "2020-01/2020-09"),
        ("2020年首季", "2020-01/2020-03"),
        ("三年前", "2018"),
        ("上周五", "2021-03-12"),
        ("本周三", "2021-03-17"),
        ("昨晚", "2021-03-14"),
        ("去年国庆", "2020-10"),
        ("“十三五”末", "2020"),
        ("“十三五”以来", "2016/2021-03-15"),
        ("“十四五”开局之年", "2021"),
        ("二〇一九年三月", "2019-03"),
    ],
)
def test_words_of_time(words: str, expected: str) -> None:
    assert read(f"{words}，园区引进企业20家。", "2021-03-15") == [(words, expected)]


@pytest.mark.parametrize(
    "words",
    [
        "达产后年产值",
        "当前年产值",
        "2018.05万平方米",
        "1/3的企业",
        "第三季",
        "3日内",
        "五年前后",
        "每月7日起",
        "30日均",
    ],
)
def test_what_only_looks_like_a_time(words: str) -> None:
    assert edtf(f"园区{words}二成。") in ([], ["2021-03-07"])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("展厅去年接待2万人；1月28日扩建。", ["2020", "2021-01-28"]),
        ("人才楼计划2022年竣工；展厅1月27日启用。", ["2022", "2021-01-27"]),
        ("公司由校友2016年创办，2月获奖。", ["2016", "2021-02"]),
        ("2019年6月开工，9月投产。", ["2019-06", "2019-09"]),
        ("3月20日，2019云栈软件大会开幕。", ["2019-03-20"]),
        ("2020年9月奠基，预计年底完工。", ["2020-09", "2021"]),
        ("展会5月6日开幕。", ["2021-05-06"]),
        ("展会10月6日开幕。", ["2020-10-06"]),
        ("展会定于10月6日开幕。", ["2021-10-06"]),
        ("展厅启用仪式12日举行。", ["2021-03-12"]),
        ("展厅启用仪式28日举行。", ["2021-02-28"]),
        ("园区去年6月开园。\n\n12日，展厅启用。", ["2020-06", "2021-03-12"]),
        ("2019年，园区开园，今年扩建。2月，展厅启用。", ["2019", "2021", "2021-02"]),
        ("2017年，公司落户园区。三年后的12月，公司上市。", ["2017", "2020-12"]),
    ],
)
def test_a_bare_date_is_of_the_year_that_its_neighbours_tell(sentence: str, expected: list[str]) -> None:
    assert edtf(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("3月5日，展会开展，展期3天。", "2021-03-05/2021-03-07"),
        ("展会3月9日收官，为期五天。", "2021-03-05/2021-03-09"),
        ("展会3月9日落幕。为期5天的活动吸引客商300人。", "2021-03-05/2021-03-09"),
        ("3月5日，展会开展，占地3亩。", "2021-03-05"),
    ],
)
def test_how_long_a_happening_lasted_makes_its_day_long(sentence: str, expected: str) -> None:
    assert edtf(sentence) == [expected]


def test_entries_of_a_chronicle_give_their_year_to_the_next() -> None:
    raw = "大事辑录\n\n[2018]7月3日，园区获批。\n\n[2019]1月，项目落户。\n\n10月，项目投产。\n\n年末，企业达12家。"
    assert edtf(raw, "2022-11") == ["2018-07-03", "2019-01", "2019-10", "2019"]


def test_a_line_that_is_a_month_gives_it_to_the_days_below() -> None:
    raw = "2020年大事回顾\n\n○三月\n\n18日，项目签约，计划三季度开工。\n\n27日，展厅启用。\n\n○四月\n\n2日，园区开园。"
    found = [e for e in edtf(raw, "2021-01-15") if len(e) == len("2020-03-18")]
    assert found == ["2020-03-18", "2020-03-27", "2020-04-02"]


def test_days_in_figures_open_the_lines_of_a_list() -> None:
    raw = "大事\n\n01.10项目签约，投资1.20亿元。\n\n05·16大赛开赛。\n\n6/8仓库启用。"
    assert edtf(raw, "2023-07-24") == ["2023-01-10", "2023-05-16", "2023-06-08"]


@pytest.mark.parametrize(
    ("title", "issued"),
    [
        ("云栈年鉴（2021）", "2021"),
        ("云栈年鉴（2021）", "2021-09"),
        ("云栈区2020年工作总结", "2021-02-10"),
        ("云栈区平台发展情况（2020年度）", "2021-02-10"),
        ("云栈区产业平台概览", "2021"),
    ],
)
def test_a_report_on_the_year_before_speaks_of_that_year(title: str, issued: str) -> None:
    raw = f"{title}\n\n云栈科技城2020年税收2亿元。\n\n5月9日，展厅启用，全年引进企业20家。"
    assert edtf(raw, issued)[-2:] == ["2020-05-09", "2020"]


def test_a_chronicle_that_bears_its_year_speaks_of_that_year() -> None:
    raw = "园区大事记（2019）\n\n1月15日，厂房竣工。2018年税收2亿元，2018年末有企业9家。"
    assert edtf(raw, "2019")[:1] == ["2019-01-15"]


def test_news_of_the_year_before_is_no_report_on_it() -> None:
    raw = "云栈科技城添新园\n\n2020年园区税收2亿元，今年1月再添一园。\n\n3月9日，展厅启用。"
    assert edtf(raw)[-1] == "2021-03-09"


def test_a_text_that_speaks_from_its_day_dates_by_its_own_year_not_by_the_one_it_sums_up() -> None:
    raw = "云栈科技城添新园\n\n2020年园区税收2亿元，今年再添一园。\n\n3月9日，展厅启用。"
    assert edtf(raw, "2021")[-1] == "2021-03-09"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("云栈区经济简报\n第14期\n云栈区经济发展局编　　2021年8月5日\n\n园区占地3公顷。", "2021-08-05"),
        ("云栈早新闻　2022-01-07　第003版：产业特刊\n\n园区占地3公顷。", "2022-01-07"),
        ("云栈报\n2023年5月23日 农历四月初五 今日8版\n\n园区占地3公顷。", "2023-05-23"),
        ("来源：云栈区融媒体中心  发布时间:2020-09-14 08:35  浏览量:1273次\n\n园区占地3公顷。", "2020-09-14"),
        ("云栈动态（2 0 2 0年4月）\n\n园区占地3公顷。", "2020-04"),
        ("云栈观察　２０２２年８月号\n\n园区占地3公顷。", "2022-08"),
        ("云栈科技城\n\n2019年3月5日园区开园，占地3公顷。", "2019"),
        ("云栈科技城二00七年工作总结\n\n园区占地3公顷。", "2007"),
        ("园区有多忙\n2021-12-17 09:14　来源：云栈观察\n\n2019年开园。", "2021-12-17"),
        ("云栈周讯\n　　２０１７．７．１４　第２６期　　云栈区经信局主办\n\n7月12日下线。", "2017-07-14"),
        ("云栈周末·深读　　2017.11.22　　版面 06\n\n园区2016年开园。", "2017-11-22"),
        ("云栈商报　|　A07　对话　|　2018-08-30\n\n园区2016年开园。", "2018-08-30"),
        ("开工啦\n原创　云栈园投资服务中心　2020-05-15\n\n园区2012年开园。", "2020-05-15"),
        ("云栈园的水边\n2017年8月11日　《园区周刊》\n\n园区2012年开园。", "2017-08-11"),
        ("云栈小镇自评表\n二〇二〇年四月十五日印\n纳入时间：2018年6月", "2020-04-15"),
        ("云栈空港\n设立时间\t2002年10月15日\n\n2015年产值3亿元。", "2015"),
        ("云栈园大事记（2019）\n\n1月15日，厂房竣工，2018年奠基。", "2019"),
        ("云栈省2019年度开发区考评结果公布\n\n7月7日，省里发布通报。", "2020"),
        ("云栈局2024年工作总结及2025年工作打算\n\n全年引进企业20家。", "2024"),
    ],
)  # fmt: skip
def test_a_dateline_is_found_among_what_is_printed_with_it(raw: str, expected: str) -> None:
    text, blocks = lay_out(raw)
    assert dates.issued(text, divide(text, blocks)[1]) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("云栈科技城2020年实现税收2亿元，今年再添一园。", "2021"),
        ("云栈科技城去年又添一园，截至2020年底，有企业86家。", "2021"),
        ("记者日前走进云栈科技城。科技城2020年实现税收2亿元。", "2021"),
        ("云栈科技城2020年5月奠基，今年3月开园。", "2021"),
        ("昨天，2021云栈软件大会开幕。云栈科技城2019年开园。", "2021"),
        ("昨天，云栈科技城二期开工，2023年底建成。2020云栈软件大会在园内举行。", "2020"),
        ("9月14日（周一），云栈科技城开园。科技城2018年奠基，今年交付。", "2020"),
    ],
)
def test_a_text_that_says_this_year_is_of_the_year_after_the_one_summed_up(raw: str, expected: str) -> None:
    text, blocks = lay_out(raw)
    assert dates.issued(text, divide(text, blocks)[1]) == expected
