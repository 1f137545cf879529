"""A view taken away over HTTP, in every format, read back as a user's programs read it."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import networkx as nx
import pytest
from openpyxl import load_workbook

from graph.land import land
from graph.network import build
from graph.store import open_store
from tests import graphs
from tests.serving import served

NASTY = "<img src=x onerror=alert(1)>有限公司"
FORMULA = "=HYPERLINK(1)有限公司"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("taken") / "store"
    store = graphs.fill(open_store(str(made)))
    land(store, graphs.lone(NASTY))
    land(store, graphs.lone(FORMULA, "Agency"))
    return made


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[httpx.Client]:
    with served(folder) as address, httpx.Client(base_url=address) as made:
        yield made


@pytest.fixture(scope="module")
def iris(folder: Path) -> dict[str, str]:
    """Return the IRI of each entity, by its label."""
    network = build(open_store(str(folder), read_only=True))
    return {data["label"]: iri for iri, data in network.nodes(data=True)}


def take(client: httpx.Client, **asked: Any) -> httpx.Response:
    return client.post("/api/export", json=asked)


def test_csv_opens_in_excel_and_holds_no_formula(client: httpx.Client, iris: dict[str, str]) -> None:
    response = take(client, format="csv", entities=list(iris.values()))
    assert response.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        files = {
            name: list(csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig")))) for name in packed.namelist()
        }
    assert {name: len(rows) for name, rows in files.items()} == {"对象.csv": 18, "关系.csv": 17, "原文.csv": 17}
    assert "'" + FORMULA in {row[0] for row in files["对象.csv"]}


def test_excel_tells_each_fact_with_its_sentence_and_where_to_see_it(
    client: httpx.Client, iris: dict[str, str]
) -> None:
    response = take(
        client, format="xlsx", entities=[iris[n] for n in ("远岫生物科技有限公司", "云栈小镇", "松涛科技园")]
    )
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["对象", "关系", "原文"]
    head, *rows = book["原文"].values
    told = [dict(zip(head, row, strict=True)) for row in rows]
    settled = next(row for row in told if row["关系 Relation"] == "位于")
    assert (settled["主体 Subject"], settled["客体 Object"]) == ("远岫生物科技有限公司", "云栈小镇")
    assert "落户云栈小镇" in str(settled["原文 Sentence"])
    shown = client.get(str(settled["地址 Address"]), headers={"Accept": "text/html"})
    assert 'class="chosen' in shown.text


@pytest.mark.parametrize(("format_", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_have_labels_and_places(client: httpx.Client, iris: dict[str, str], format_: str, read: Any) -> None:
    places = {iri: [n * 10.0, n * 5.0] for n, iri in enumerate(iris.values())}
    response = take(client, format=format_, entities=list(iris.values()), places=places)
    assert response.headers["content-type"] == f"application/{format_}+xml"
    network = read(io.BytesIO(response.content))
    assert (len(network), network.size()) == (17, 16)
    assert set(nx.get_node_attributes(network, "label").values()) == set(iris)
    assert "位于" in nx.get_edge_attributes(network, "label").values()
    park = network.nodes[iris["云栈小镇"]]
    x, y = (park["x"], park["y"]) if format_ == "graphml" else (park["viz"]["position"][c] for c in "xy")
    assert [x, -y] == places[iris["云栈小镇"]]


def test_html_stands_alone(client: httpx.Client, iris: dict[str, str]) -> None:
    response = take(client, format="html", entities=list(iris.values()), title="云栈<小镇>")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>云栈&lt;小镇&gt;</h1>" in response.text
    assert "<img src=x" not in response.text
    assert "落户云栈小镇" in response.text


def test_only_the_statements_of_the_view(client: httpx.Client, iris: dict[str, str]) -> None:
    network = nx.read_gexf(io.BytesIO(take(client, format="gexf", entities=list(iris.values())).content))
    chosen = [data["id"] for *_, data in network.edges(data=True)][:3]
    some = take(client, format="gexf", entities=list(iris.values()), statements=chosen)
    assert nx.read_gexf(io.BytesIO(some.content)).size() == 3
    assert some.headers["chantu-left-out"] == "0"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("云栈小镇 周边", "云栈小镇 周边.gexf"),
        ("a/b\\c:\r\nd", "a b c d.gexf"),
        (None, "产图.gexf"),
        ("...", "产图.gexf"),
    ],
)
def test_the_file_has_the_title_for_a_name(
    client: httpx.Client, iris: dict[str, str], title: str | None, name: str
) -> None:
    response = take(client, format="gexf", entities=[iris["云栈小镇"]], title=title)
    kind, plain, named = response.headers["content-disposition"].split("; ")
    assert (kind, plain) == ("attachment", 'filename="chantu.gexf"')
    assert unquote(named.removeprefix("filename*=UTF-8''")) == name


def test_what_is_no_longer_there_is_counted(client: httpx.Client, iris: dict[str, str]) -> None:
    gone = ["https://w3id.org/chantu/id/platform/none", "x> } DROP ALL #"]
    response = take(client, format="html", entities=[iris["云栈小镇"], *gone], statements=gone[:1])
    assert response.headers["chantu-left-out"] == "3"
    assert "有 3 个对象或关系已不在图谱里" in response.text


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"format": "csv", "entities": [f"urn:{n}" for n in range(5001)]}, 413, "too-large"),
        ({"format": "csv", "entities": ["urn:a"], "statements": [f"urn:{n}" for n in range(20_001)]}, 413, "too-large"),
        ({"format": "csv", "entities": ["urn:a"]}, 404, "empty-view"),
        ({"format": "csv", "entities": []}, 404, "empty-view"),
        ({"format": "pdf", "entities": ["urn:a"]}, 422, "bad-parameter"),
        ({"format": "csv", "entities": list(range(5000))}, 422, "bad-parameter"),
        ({"format": "csv"}, 422, "bad-parameter"),
        ({"format": "csv", "entities": ["urn:a"], "places": {"urn:a": [1]}}, 422, "bad-parameter"),
        ({"format": "csv", "entities": ["urn:a"], "places": {"urn:a": [1e300, 0]}}, 422, "bad-parameter"),
        ({"format": "csv", "entities": ["urn:a"], "title": "长" * 1001}, 422, "bad-parameter"),
    ],
)
def test_refusals_say_why(client: httpx.Client, asked: dict[str, object], status: int, code: str) -> None:
    response = take(client, **asked)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert len(response.json()["message"]) < 1000


@pytest.mark.parametrize(
    "body",
    [b"", b"not json", b"[]", b"\xff", b"[" * 100_000, b'{"format":"csv","entities":["\\ud800"]}',
     b'{"format":"gexf","entities":["urn:a"],"places":{"urn:a":[NaN,0]}}'],
)  # fmt: skip
def test_what_is_no_view_is_refused(client: httpx.Client, body: bytes) -> None:
    response = client.post("/api/export", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["code"]) == (422, "bad-parameter")


def test_a_request_without_end_is_refused(client: httpx.Client) -> None:
    response = client.post("/api/export", content=b" " * (16 * 1024 * 1024 + 1))
    assert (response.status_code, response.json()["code"]) == (413, "too-large")


def test_nothing_is_written(client: httpx.Client, folder: Path, iris: dict[str, str]) -> None:
    before = sorted((p.name, p.stat().st_mtime_ns) for p in folder.rglob("*"))
    for format_ in ("csv", "xlsx", "graphml", "gexf", "html"):
        assert take(client, format=format_, entities=list(iris.values())).status_code == 200
    assert sorted((p.name, p.stat().st_mtime_ns) for p in folder.rglob("*")) == before


def test_the_description_tells_what_to_send(client: httpx.Client) -> None:
    told = client.get("/openapi.json").json()["paths"]["/api/export"]["post"]["requestBody"]
    assert set(told["content"]["application/json"]["schema"]["properties"]) == {
        "format", "entities", "statements", "places", "title",
    }  # fmt: skip
