"""Which stored question a sentence means, and what of it goes into the question's parameters."""

import pytest

from graph.search import Hit, Index
from ontology import indicators, most_specific
from queries.asking import Meant, meant
from queries.catalogue import catalogue

NAMES = {
    "云栈小镇": "Platform",
    "云栈": "Place",
    "远岫生物科技有限公司": "Enterprise",
    "远岫研发中心项目": "Project",
    "生物医药": "Industry",
}
INDEX = Index([Hit(f"urn:{name}", cls, name, name) for name, cls in NAMES.items()])


def found(sentence: str) -> list[Meant]:
    return meant(sentence, *INDEX.within(sentence))


@pytest.mark.parametrize(
    ("sentence", "name", "values"),
    [
        ("哪些企业落户某小镇", "settled", {}),
        ("哪些企业落户云栈小镇？", "settled", {"name": "云栈小镇"}),
        ("税收", "figures", {"indicator": "tax"}),
        ("云栈小镇2019年税收是多少", "figures", {"name": "云栈小镇", "indicator": "tax"}),
        ("营收", "figures", {"indicator": "revenue"}),
        ("开发商", "project-backers", {}),
        ("谁投资", "project-backers", {}),
        ("远岫研发中心项目是谁投资的", "project-backers", {"name": "远岫研发中心项目"}),
        ("远岫生物科技有限公司和谁合作", "cooperation", {"name": "远岫生物科技有限公司"}),
        ("做生物医药的公司", "industry-enterprises", {"name": "生物医药"}),
        ("某年各平台的营业收入", "platform-revenue", {}),
        ("Revenue of every platform", "platform-revenue", {}),
    ],
)
def test_a_sentence_finds_its_question_and_fills_it(sentence: str, name: str, values: dict[str, str]) -> None:
    first = found(sentence)[0]
    assert (first.query.name, first.values) == (name, values)


def test_a_year_goes_where_a_year_is_asked_for() -> None:
    (revenue,) = [m for m in found("2016年营收") if m.query.name == "platform-revenue"]
    assert revenue.values == {"year": "2016"}


def test_what_no_question_is_about_finds_none() -> None:
    assert found("xyzzy") == []
    assert found("？") == []


def test_a_part_of_a_title_finds_that_title_alone() -> None:
    assert [m.query.name for m in found("某年各平台")] == ["platform-revenue"]


def test_the_longest_name_counts_and_is_no_word_of_the_sentence() -> None:
    names, rest = INDEX.within("云栈小镇的税收")
    assert [h.name for h in names] == ["云栈小镇"]
    assert "小镇" not in rest


def test_the_catalogue_takes_what_the_ontology_has() -> None:
    for query in catalogue():
        assert query.words, query.name
        for parameter in query.parameters:
            assert all(t in ("Indicator", "Year") or most_specific(t) for t in parameter.takes)
    assert "tax" in indicators()
