"""Answers in every format: what is written can be read back by those who read such formats."""

import csv
import io
import json
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from graph.results import FormatError, shown, write
from graph.store.base import Answer, Boolean, Solutions, Term, Triples

TOWN = ox.NamedNode("https://w3id.org/chantu/id/platform/0f3a")
NAME = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
ROWS: list[tuple[Term | None, ...]] = [
    (TOWN, ox.Literal('云栈 "小镇",\t<第一>\n& 其余', language="zh")),
    (ox.BlankNode("b"), ox.Literal("2.5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))),
    (ox.Literal("文"), None),
]


def written(answer: Answer, format_: str) -> bytes:
    out = io.BytesIO()
    write(answer, format_, out)
    return out.getvalue()


def rows() -> Solutions:
    return Solutions(("s", "o"), iter(ROWS))


def triples() -> Triples:
    return Triples(iter([ox.Triple(TOWN, NAME, ox.Literal("云栈小镇", language="zh"))]))


@pytest.mark.parametrize(
    ("format_", "standard"),
    [
        ("json", ox.QueryResultsFormat.JSON),
        ("xml", ox.QueryResultsFormat.XML),
        ("tsv", ox.QueryResultsFormat.TSV),
    ],
)
def test_rows_come_back_as_they_were(format_: str, standard: ox.QueryResultsFormat) -> None:
    back = ox.parse_query_results(written(rows(), format_), standard)
    assert isinstance(back, ox.QuerySolutions)
    assert [v.value for v in back.variables] == ["s", "o"]
    assert [tuple(row) for row in back] == ROWS


def test_csv_has_the_values_alone() -> None:
    text = written(rows(), "csv").decode()
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["s", "o"],
        [TOWN.value, '云栈 "小镇",\t<第一>\n& 其余'],
        ["_:b", "2.5"],
        ["文", ""],
    ]
    assert text.startswith("s,o\r\n")


def test_no_rows_are_written_as_none() -> None:
    assert json.loads(written(Solutions(("a",), iter([])), "json")) == {
        "head": {"vars": ["a"]},
        "results": {"bindings": []},
    }


def test_xml_stays_readable_where_a_text_has_control_characters() -> None:
    answer = Solutions(("a",), iter([(ox.Literal("前\x00\x08后"),)]))
    assert "前\ufffd\ufffd后" in ElementTree.tostring(ElementTree.fromstring(written(answer, "xml")), "unicode")  # noqa: S314


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("json", '{"head":{},"boolean":true}\n'),
        ("csv", "true\n"),
        ("tsv", "true\n"),
    ],
)
def test_yes_and_no(format_: str, text: str) -> None:
    assert written(Boolean(value=True), format_).decode() == text
    assert b"<boolean>false</boolean>" in written(Boolean(value=False), "xml")


@pytest.mark.parametrize(
    ("format_", "standard"),
    [("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES), ("jsonld", ox.RdfFormat.JSON_LD)],
)
def test_graphs(format_: str, standard: ox.RdfFormat) -> None:
    assert [q.triple for q in ox.parse(written(triples(), format_), standard)] == list(triples().triples)


def test_turtle_has_prefixes() -> None:
    text = written(triples(), "ttl").decode()
    assert "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ." in text
    assert 'rdfs:label "云栈小镇"@zh' in text


@pytest.mark.parametrize(("answer", "format_"), [(rows(), "ttl"), (triples(), "csv"), (Boolean(value=True), "nt")])
def test_a_format_that_does_not_fit_is_answered_with_those_that_do(answer: Answer, format_: str) -> None:
    with pytest.raises(FormatError, match="json" if format_ != "csv" else "ttl"):
        written(answer, format_)


def test_terms_for_people() -> None:
    assert shown(TOWN) == "id:platform/0f3a"
    assert shown(ox.NamedNode("http://a.example/x")) == "http://a.example/x"
    assert shown(ox.Literal("云栈小镇", language="zh")) == "云栈小镇"
    assert shown(ox.Literal("红\x1b[31m字")) == "红\ufffd[31m字"
    assert shown(None) == ""
