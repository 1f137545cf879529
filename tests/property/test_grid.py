"""Tables of any shape: cells lie in their rows, amounts follow each other."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.figures.bare import amounts
from ingest.figures.grid import rows


@given(st.text("项目名称总投资（亿元）|\t\n12.5 ，。", max_size=80))
def test_cells_lie_in_their_rows_and_amounts_do_not_overlap(text: str) -> None:
    for row in rows(text):
        assert all(row.start <= c.start <= c.end <= row.end for c in row.cells)
    quantities = amounts(text)
    assert all(a.end <= b.start for a, b in pairwise(quantities))
