"""Whatever a text holds, its times are in order, inside it, and EDTF of days that the calendar has."""

from hypothesis import given
from hypothesis import strategies as st

from ingest import dates
from ingest.dates.calendar import is_day, parse
from ingest.layout import lay_out
from ingest.sections import divide

_WORDS = (
    "2019年 去年 今年 3月 十二月 31日 5日 上半年 前三季度 年底 2020.05 2019-11-29 [2018] 同年 次日 上周五 “十四五”期间 "
    "为期3天 落幕 预计 至 — 、 ， ； 。 \n\n 02·30 园区 成立 三年前 翻番"
).split(" ")
_texts = st.lists(st.sampled_from(_WORDS), max_size=40).map("".join)
_issues = st.sampled_from((None, "2021", "2021-03", "2021-03-15", "2020-02-29"))


@given(_texts, _issues)
def test_times_are_in_order_and_in_the_calendar(raw: str, issued: str | None) -> None:
    text, blocks = lay_out(raw)
    sections, sentences = divide(text, blocks)
    end = 0
    for span in dates.find(text, sections, sentences, issued):
        assert end <= span.start < span.end <= len(text.clean)
        end = span.end
        period = parse(span.edtf)
        assert period.edtf() == span.edtf
        assert period.start.first() <= period.end.last()
        assert all(not d.day or is_day(d.year, d.month, d.day) for d in (period.start, period.end))
