"""An answer cut after any number of rows is a whole answer with those rows, whatever the values and the block ends."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.pool import cutting
from graph.pool.cutting import Cutting

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x0b\x0c\ufffe\uffff"), max_size=12)
NASTY = st.sampled_from(['"}},{"', "}},{", "<result>", "\n", "\r\n", '"', '""', '\\"', ",", 'a\r\n"b'])
VALUES = st.lists(TEXT | NASTY, max_size=9)
FORMS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
    "csv": ox.QueryResultsFormat.CSV,
}


def written(values: list[str], form: str, rows: int, piece: int) -> tuple[bytes, bool]:
    store = ox.Store()
    graph = ox.NamedNode("urn:g")
    for number, value in enumerate(values):
        store.add(ox.Quad(ox.NamedNode(f"urn:{number:03}"), ox.NamedNode("urn:p"), ox.Literal(value), graph))
    query = f"SELECT ?o ?s {{ ?s <urn:p> ?o }} ORDER BY ?s LIMIT {rows + 1}"
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    whole = answer.serialize(format=FORMS[form])
    assert whole is not None
    blocks: list[bytes] = []
    out = Cutting(form, rows, blocks.append)
    for at in range(0, len(whole), piece):
        out.write(whole[at : at + piece])
    out.close()
    return b"".join(blocks), out.cut


@given(VALUES, st.sampled_from(["json", "xml", "tsv"]), st.integers(1, 9), st.integers(1, 40))
def test_the_rows_allowed_are_there_and_no_more(values: list[str], form: str, rows: int, piece: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_BLOCK", 32)
        patch.setattr(cutting, "_SEAM", 40)
        body, cut = written(values, form, rows, piece)
    assert cut == (len(values) > rows)
    read = ox.parse_query_results(body, FORMS[form])
    assert isinstance(read, ox.QuerySolutions)
    assert [row["o"].value for row in read] == values[:rows]


@given(VALUES, st.integers(1, 9), st.integers(1, 40))
def test_csv_too(values: list[str], rows: int, piece: int) -> None:
    body, cut = written(values, "csv", rows, piece)
    whole, _ = written(values[:rows], "csv", 100, 10_000)
    assert (body, cut) == (whole, len(values) > rows)
