"""Stored queries: what a file must say, and how a value gets into a query as a term and as nothing else."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.catalogue import CatalogueError, ParameterError, StoredQuery, bind, catalogue, find, parse, read

TEXT = """# title: 某年的数
# title@en: Figures of a year
# description: 第一行，
# description: 第二行。
# param: year xsd:gYear 年份 | year
# param: name rdf:langString 名称
# column: name link(?firm) 企业 | Firm
# column: value amount(?unit target) 目标 | Target
# column: year 年份 | Year

PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?year ?name
WHERE {
  VALUES ?year { "2019"^^xsd:gYear }
  VALUES ?name { "不限"@zh }
}
"""
TYPED = """# param: value {datatype} 值
SELECT ?value WHERE {{
  VALUES ?value {{ {default} }}
}}
"""


def ask(text: str) -> list[tuple[str, ...]]:
    found = ox.Store().query(text)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(str(term) for term in row) for row in found]


def test_the_header_says_what_the_query_is() -> None:
    query = parse("figures", TEXT)
    assert (query.name, query.title_zh, query.title_en) == ("figures", "某年的数", "Figures of a year")
    assert query.description == "第一行，第二行。"
    assert [(p.name, p.datatype, p.label_zh, p.label_en, p.default) for p in query.parameters] == [
        ("year", "xsd:gYear", "年份", "year", "2019"),
        ("name", "rdf:langString", "名称", "name", "不限"),
    ]


def test_columns_say_what_people_call_them_and_how_they_are_shown() -> None:
    assert [(c.name, c.title_zh, c.title_en, c.shown, c.by) for c in parse("figures", TEXT).columns] == [
        ("name", "企业", "Firm", "link", ("?firm",)),
        ("value", "目标", "Target", "amount", ("?unit", "target")),
        ("year", "年份", "Year", "", ()),
    ]


@pytest.mark.parametrize("query", catalogue(), ids=lambda q: q.name)
def test_every_variable_of_a_stored_question_is_a_column_or_behind_one(query: StoredQuery) -> None:
    answer = ox.Store().query(query.text)
    assert isinstance(answer, ox.QuerySolutions)
    behind = {by.removeprefix("?") for c in query.columns for by in c.by if by.startswith("?")}
    names = {c.name for c in query.columns}
    assert names | behind == {v.value for v in answer.variables}
    assert all(re.search(r"[\u4e00-\u9fff]", c.title_zh) and c.title_en for c in query.columns)


def test_defaults_hold_where_nothing_is_given() -> None:
    year = '"2019"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    assert ask(bind(parse("figures", TEXT), {})) == [(year, '"不限"@zh')]


def test_values_become_terms_of_their_datatype() -> None:
    text = bind(parse("figures", TEXT), {"year": "2020", "name": "云栈小镇"})
    assert ask(text) == [('"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>', '"云栈小镇"@zh')]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_becomes_anything_but_a_string(value: str) -> None:
    query = parse("typed", TYPED.format(datatype="xsd:string", default='""'))
    (row,) = ask(bind(query, {"value": value}))
    assert row == (str(ox.Literal(value)),)


@pytest.mark.parametrize(
    ("datatype", "value", "term"),
    [
        ("xsd:integer", "-12", '"-12"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("xsd:decimal", "1.5", '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("xsd:anyURI", "http://a.example/甲", "<http://a.example/甲>"),
    ],
)
def test_datatypes(datatype: str, value: str, term: str) -> None:
    query = parse("typed", TYPED.format(datatype=datatype, default="1"))
    assert ask(bind(query, {"value": value})) == [(term,)]


@pytest.mark.parametrize(
    ("datatype", "value"),
    [
        ("xsd:gYear", "二〇一九"),
        ("xsd:gYear", "2019-01"),
        ("xsd:integer", "1.5"),
        ("xsd:decimal", "NaN"),
        ("xsd:decimal", "1e9"),
        ("xsd:anyURI", "http://a.example/> } DROP ALL"),
    ],
)
def test_wrong_values_are_named_with_what_is_wanted(datatype: str, value: str) -> None:
    query = parse("typed", TYPED.format(datatype=datatype, default="1"))
    with pytest.raises(ParameterError, match="参数 value（值）应为"):
        bind(query, {"value": value})


def test_unknown_parameters_are_answered_with_those_there_are() -> None:
    with pytest.raises(ParameterError, match="year、name"):
        bind(parse("figures", TEXT), {"yaer": "2019"})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# param: year gYear 年份\nASK {}", "类型可用"),
        ("# param: year\nASK {}", "类型可用"),
        ("# param: year xsd:gYear 年份\nASK {}", "自成一行"),
        ("# column: year\nASK {}", "列应写作"),
    ],
)
def test_a_wrong_header_says_how_it_is_written(text: str, reason: str) -> None:
    with pytest.raises(CatalogueError, match=reason):
        parse("wrong", text)


def test_a_file_of_ones_own_needs_no_header(tmp_path: Path) -> None:
    (tmp_path / "own.rq").write_text("ASK { ?s ?p ?o }\n")
    assert read(tmp_path / "own.rq") == StoredQuery("own", "own", "own", "", (), "ASK { ?s ?p ?o }\n")


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "binary.rq").write_bytes(b"\xff\xfe")
    with pytest.raises(CatalogueError, match=r"none\.rq 读不了"):
        read(tmp_path / "none.rq")
    with pytest.raises(CatalogueError, match="UTF-8"):
        read(tmp_path / "binary.rq")


def test_the_catalogue_has_names_and_an_unknown_one_lists_them() -> None:
    assert len(catalogue()) >= 12
    assert find("platform-revenue").parameters[0].default == "2019"
    with pytest.raises(CatalogueError, match="platform-revenue"):
        find("platform-revenues")
