"""Whatever a file holds, it is read: rows of bars, broken numbers, headings without text, dates of no calendar."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import pipeline

WORDS = (
    "2019年 13月45日 2月30日 去年 上半年 2022.8 2021—2023 今年 12 3.4亿元 % 亩 分别 其中 项目名称 建设单位 "
    "总投资（亿元） 云栈小镇 甲公司 小镇 该公司 管委会 （以下简称 博览会 签约 竣工 🍂 A ①"
)
PIECES = [*"|\t\n 　#【】（）“”、，。；：—-·*\u200b\x0b", "\n\n", "# ", *WORDS.split()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_every_text_is_read_and_its_evidence_lies_in_it(pieces: list[str]) -> None:
    raw = "".join(pieces)
    facts = pipeline.analyse("a.txt", raw)
    stretches = [e for s in facts.statements for e in s.evidence] + [o.evidence for o in facts.observations]
    assert all(0 <= e.start < e.end <= len(raw) for e in stretches)
