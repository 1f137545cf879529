"""What counts as another source that says otherwise: other values of what is usually one, that cannot both be so."""

from pathlib import Path

import httpx
import pytest

from graph.land import land
from graph.store import open_store
from tests import graphs
from tests.serving import served

PAPERS = (
    graphs.paper(
        "a.txt",
        ("云栈开园", "date", "2019-11-08", "2019年11月8日，云栈开园。"),
        ("听澜签约", "date", "2019-11-08", "2019年11月8日，听澜签约。"),
        ("长桥总部项目", "usesParcel", "CQ01-07地块", "长桥总部项目用地为CQ01-07地块。"),
        ("沐石总部项目", "usesParcel", "MS01-01地块", "沐石总部项目先用MS01-01地块。"),
        ("沐石总部项目", "usesParcel", "MS02-02地块", "沐石总部项目又用MS02-02地块。"),
    ),
    graphs.paper(
        "b.txt",
        ("云栈开园", "date", "2019-11", "2019年11月，云栈开园。"),
        ("听澜签约", "date", "2019-12-01", "2019年12月1日，听澜签约。"),
        ("长桥总部项目", "usesParcel", "CQ02-03地块", "长桥总部项目用地为CQ02-03地块。"),
    ),
)


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """For each subject the values that the server calls other sources', over all of its statements."""
    folder: Path = tmp_path_factory.mktemp("rivals") / "store"
    store = open_store(str(folder))
    for facts in PAPERS:
        land(store, facts)
    del store
    query = """PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> SELECT ?st { ?st rdf:predicate ?p }"""
    found: dict[str, set[str]] = {}
    with served(folder) as address, httpx.Client(base_url=address) as client:
        rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        for row in rows:
            proof = client.get("/api/graph/fact", params={"statement": row["st"]["value"]}).json()
            found.setdefault(proof["subject"]["label"], set()).update(o["object"] for o in proof["others"])
    return found


def test_different_plots_in_different_papers_are_rivals(others: dict[str, set[str]]) -> None:
    assert others["长桥总部项目"] == {"CQ01-07地块", "CQ02-03地块"}


def test_two_plots_in_one_paper_are_none(others: dict[str, set[str]]) -> None:
    assert others["沐石总部项目"] == set()


def test_a_day_and_its_month_are_none_and_two_days_are(others: dict[str, set[str]]) -> None:
    assert others["云栈开园"] == set()
    assert others["听澜签约"] == {"2019-11-08", "2019-12-01"}
