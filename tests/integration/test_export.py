"""A store as a file of each format, whole or not at all."""

import json
import zipfile
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from openpyxl import load_workbook

from graph.export import ExportError, UnknownSuffixError, export
from graph.land import land
from graph.store import open_store
from graph.store.base import Store
from tests import graphs


@pytest.mark.parametrize("suffix", [".nq", ".trig"])
def test_quads_come_back_as_they_were(small: Store, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"graph{suffix}"
    export(small, file)
    assert set(ox.parse(path=file)) == set(small.quads())
    again = open_store(str(tmp_path / "again"))
    assert again.load(file) == len(small)


@pytest.mark.parametrize("suffix", [".ttl", ".jsonld"])
def test_triples_of_all_graphs_in_one(small: Store, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"graph{suffix}"
    export(small, file)
    assert {valued(q.triple) for q in ox.parse(path=file)} == {valued(q.triple) for q in small.quads()}


def valued(triple: ox.Triple) -> tuple[object, ...]:
    """Return the triple with the number in the place of a decimal, which Turtle may write as 86.0."""
    last = triple.object
    if isinstance(last, ox.Literal) and last.datatype.value.endswith("#decimal"):
        return triple.subject, triple.predicate, Decimal(last.value)
    return triple.subject, triple.predicate, last


def test_turtle_is_for_people_to_read(small: Store, tmp_path: Path) -> None:
    export(small, tmp_path / "graph.ttl")
    text = (tmp_path / "graph.ttl").read_text("utf-8")
    assert "@prefix ct: <https://w3id.org/chantu/ontology#>" in text
    assert 'rdfs:label "云栈小镇"@zh' in text


def test_jsonld_has_a_context_and_plain_chinese(small: Store, tmp_path: Path) -> None:
    export(small, tmp_path / "graph.jsonld")
    text = (tmp_path / "graph.jsonld").read_text("utf-8")
    assert "云栈小镇" in text
    assert json.loads(text)["@context"]["ct"] == "https://w3id.org/chantu/ontology#"


@pytest.mark.parametrize(("suffix", "read"), [(".graphml", nx.read_graphml), (".gexf", nx.read_gexf)])
def test_networks_for_other_tools(small: Store, tmp_path: Path, suffix: str, read: object) -> None:
    file = tmp_path / f"graph{suffix}"
    export(small, file)
    assert callable(read)
    graph = read(file)
    assert (len(graph), graph.size()) == (15, 16)
    labels = nx.get_node_attributes(graph, "label")
    assert "远岫研发中心项目" in labels.values()


def test_labels_that_xml_cannot_hold_do_not_break_the_file(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    land(store, graphs.lone("奇\x0b怪 & <公司>"))
    export(store, tmp_path / "graph.graphml")
    assert list(nx.get_node_attributes(nx.read_graphml(tmp_path / "graph.graphml"), "label").values()) == [
        "奇\ufffd怪 & <公司>"
    ]


def test_tables_hold_the_whole_store(small: Store, tmp_path: Path) -> None:
    export(small, tmp_path / "graph.xlsx")
    book = load_workbook(tmp_path / "graph.xlsx")
    assert [(sheet.title, sheet.max_row) for sheet in book] == [("对象", 16), ("关系", 17), ("原文", 17)]
    export(small, tmp_path / "graph.zip")
    with zipfile.ZipFile(tmp_path / "graph.zip") as packed:
        assert packed.namelist() == ["对象.csv", "关系.csv", "原文.csv"]


def test_html_is_the_drawing(small: Store, tmp_path: Path) -> None:
    export(small, tmp_path / "graph.html")
    assert "15 个对象，16 条关系" in (tmp_path / "graph.html").read_text("utf-8")


def test_what_cannot_be_written_says_why_and_leaves_nothing(small: Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownSuffixError, match=r"\.nq"):
        export(small, tmp_path / "graph.docx")
    with pytest.raises(ExportError, match="写不了"):
        export(small, tmp_path / "none" / "graph.nq")
    assert not list(tmp_path.glob("graph*"))


def test_an_older_file_is_replaced(small: Store, tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    file.write_text("从前")
    export(small, file)
    assert "从前" not in file.read_text("utf-8")
    assert [p.name for p in tmp_path.glob("graph.*")] == ["graph.nq"]
