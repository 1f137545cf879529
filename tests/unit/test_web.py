"""What the pages are made of: negotiation, readable figures, marked texts."""

import pytest

from web.figures import in_unit, period_label, readable
from web.marks import Mark, blocks, pieces
from web.negotiate import choose
from web.terms import address, iri, is_ours


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/html;q=0.4, text/turtle;q=0.9", "text/turtle"),
        ("*/*", "text/html"),
        ("text/*;q=0.5, text/html;q=0", "text/turtle"),
        ("image/png", None),
        ("text/turtle;q=nonsense", None),
    ],
)
def test_the_client_gets_what_it_prefers(accept: str | None, wanted: str | None) -> None:
    assert choose(accept, ("text/html", "text/turtle")) == wanted


@pytest.mark.parametrize(
    ("value", "unit", "measure", "indicator", "text"),
    [
        ("74345000000", "CNY", "actual", "revenue", "743.45亿元"),
        ("495000", "CNY", "actual", "tax", "49.5万元"),
        ("3400000", "m2", "actual", "plannedArea", "3.4平方公里"),
        ("0.143", "1", "growth", "revenue", "14.3%"),
        ("422", "1", "actual", "enterpriseCount", "422"),
        ("0.7", "1", "actual", "progress", "70%"),
        ("1000000000", "USD", "actual", "investment", "10亿美元"),
    ],
)
def test_figures_are_written_as_people_write_them(
    value: str, unit: str, measure: str, indicator: str, text: str
) -> None:
    assert readable(value, unit, measure, indicator) == text


@pytest.mark.parametrize(
    ("value", "text"), [("615000", "0.615平方公里"), ("3400000", "3.4平方公里"), ("1000", "0.001平方公里")]
)
def test_areas_of_a_column_are_in_one_unit(value: str, text: str) -> None:
    assert in_unit(value, "m2", "平方公里") == text


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("2019", "2019年"),
        ("2016-12", "2016年12月"),
        ("2020-03-05", "2020年3月5日"),
        ("2020-01/2020-06", "2020年1—6月"),
        ("2019/2020", "2019年—2020年"),
        ("2019-11/2020-02", "2019年11月—2020年2月"),
        ("2020-03-05/2020-03-08", "2020年3月5日—3月8日"),
        ("2020-33", "2020-33"),
        ("2020/..", "2020/.."),
        ("", ""),
    ],
)
def test_periods_are_written_in_chinese(period: str, text: str) -> None:
    assert period_label(period) == text


def test_marks_nest_and_the_innermost_is_linked() -> None:
    text = "云栈小镇管委会成立"
    marks = [Mark(0, 7, "/a", "Agency", "机构"), Mark(0, 4, "/p", "Platform", "平台")]
    cut = pieces(text, marks, [(0, 9)], (7, 9))
    assert [(p.text, p.mark.href if p.mark else None) for p in cut] == [
        ("云栈小镇", "/p"),
        ("管委会", "/a"),
        ("成立", None),
    ]
    assert [p.chosen for p in cut] == [False, False, True]
    assert all(p.evidence for p in cut)


def test_headings_are_blocks_and_nothing_moves() -> None:
    text = "# 云栈小镇\n\n在青梧区。\n## 企业\n#不是标题\n### 末"
    made = blocks(text, [Mark(2, 6, "/p", "Platform", "平台")], [(0, 6), (8, 18)], (2, 6))
    assert [(b.level, b.sign) for b in made] == [(1, "# "), (0, ""), (2, "## "), (0, ""), (3, "### ")]
    assert "".join(b.sign + "".join(p.text for p in b.pieces) for b in made) == text
    assert all(text.startswith(p.text, p.start) for b in made for p in b.pieces)
    assert [p.text for b in made for p in b.pieces if p.chosen] == ["云栈小镇"]


def test_the_pieces_are_the_text() -> None:
    text = "甲乙丙丁"
    cut = pieces(text, [Mark(1, 9, "/x", "Place", "")], [(2, 3)], None)
    assert "".join(p.text for p in cut) == text


def test_only_our_own_iris_may_stand_in_a_query() -> None:
    assert is_ours("https://w3id.org/chantu/id/platform/0f3a")
    assert not is_ours("https://w3id.org/chantu/id/platform/0f3a> ?p ?o } #")
    assert iri("platform", "../x") is None
    assert address("https://w3id.org/chantu/id/document/0f") == "/document/0f"
