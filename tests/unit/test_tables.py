"""Tables: what people see has names, not local names, and nothing in a cell is ever a formula."""

import csv
import io
import zipfile
from collections.abc import Iterator

import networkx as nx
import pytest
from openpyxl import load_workbook

from graph.export.tables import csv_files, harmless, xlsx
from graph.network import Network
from graph.quotes import Quote
from graph.view import View


def view(label: str = "远岫生物科技有限公司", cls: str = "Enterprise", predicate: str = "locatedIn") -> View:
    graph: Network = nx.MultiDiGraph()
    graph.add_node("urn:firm", **{"label": label, "class": cls, "mentions": 3})
    graph.add_node("urn:park", **{"label": "云栈小镇", "class": "Platform", "mentions": 5})
    graph.add_edge("urn:firm", "urn:park", key="urn:s", predicate=predicate, confidence=0.9, evidences=1)
    quote = Quote("园区\n简报", "news.txt", "urn:d", 4, 10, f"{label}\n", "落户云栈小镇", "。", 0.9)
    return View(graph, "图", quotes={"urn:s": [quote]})


def csvs(made: View) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(csv_files(made))) as packed:
        texts = {name: packed.read(name) for name in packed.namelist()}
    assert all(text.startswith(b"\xef\xbb\xbf") for text in texts.values())
    return {name: list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")))) for name, text in texts.items()}


def sheets(made: View) -> Iterator[list[tuple[object, ...]]]:
    for sheet in load_workbook(io.BytesIO(xlsx(made))):
        yield list(sheet.values)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\n@x", "＝1", "＋1", "－1", "＠x", '=HYPERLINK("http://a")'],
)
def test_a_text_that_would_be_a_formula_has_an_apostrophe_before_it(text: str) -> None:
    assert harmless(text) == "'" + text
    assert csvs(view(text))["对象.csv"][0]["名称 Name"][0] == "'"


@pytest.mark.parametrize("cell", ["云栈小镇", "3-4号楼", "", "a=b", -12.5, 0, 0.9])
def test_other_cells_stay_as_they_are(cell: str | float) -> None:
    assert harmless(cell) == cell


def test_csv_tells_names_in_both_languages() -> None:
    files = csvs(view())
    assert list(files) == ["对象.csv", "关系.csv", "原文.csv"]
    firm, park = files["对象.csv"]
    assert (firm["名称 Name"], firm["类别 Class"], firm["Class in English"]) == (
        "远岫生物科技有限公司",
        "企业",
        "Enterprise",
    )
    assert (park["类别 Class"], park["提及处数 Mentions"], park["标识 IRI"]) == ("平台", "5", "urn:park")
    (told,) = files["关系.csv"]
    assert [told[f"{end}"] for end in ("主体 Subject", "关系 Relation", "Relation in English", "客体 Object")] == [
        "远岫生物科技有限公司",
        "位于",
        "located in",
        "云栈小镇",
    ]
    (quote,) = files["原文.csv"]
    assert (quote["原文 Sentence"], quote["所据 Stated by"]) == ("远岫生物科技有限公司落户云栈小镇。", "落户云栈小镇")
    assert (quote["文档 Document"], quote["文件 File"], quote["地址 Address"]) == ("园区简报", "news.txt", "urn:d")


def test_terms_that_the_ontology_has_not_keep_their_names() -> None:
    files = csvs(view(cls="Spaceship", predicate="orbits"))
    assert "Spaceship" in {row["类别 Class"] for row in files["对象.csv"]}
    assert files["关系.csv"][0]["关系 Relation"] == "orbits"


def test_a_workbook_has_frozen_heads_filters_and_widths() -> None:
    for sheet in load_workbook(io.BytesIO(xlsx(view()))):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.column_dimensions["A"].width > 25


def test_numbers_in_a_workbook_are_numbers_and_formulas_are_text() -> None:
    book = load_workbook(io.BytesIO(xlsx(view("=1+1"))))
    (name, *_, iri), *_ = [row for row in book["对象"].iter_rows(min_row=2) if row[-1].value == "urn:firm"]
    assert (name.value, name.data_type, name.quotePrefix) == ("=1+1", "s", True)
    assert iri.hyperlink is None
    confidence = next(c for c in book["关系"][2] if c.value == 0.9)
    assert confidence.data_type == "n"


@pytest.mark.parametrize(("label", "shown"), [("奇\x0b怪", "奇\ufffd怪"), ("\x00", "\ufffd"), ("_x0041_", "_x0041_")])
def test_control_characters_break_no_workbook(label: str, shown: str) -> None:
    entities, *_ = sheets(view(label))
    assert shown in {row[0] for row in entities}


def test_an_empty_view_has_heads_only() -> None:
    empty = View(nx.MultiDiGraph())
    assert [len(rows) for rows in sheets(empty)] == [1, 1, 1]
    assert csvs(empty) == {"对象.csv": [], "关系.csv": [], "原文.csv": []}
