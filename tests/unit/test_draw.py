"""The drawing is one file that needs no network, and shows what documents say as text."""

import base64
import hashlib
import json
import re
import time
from html.parser import HTMLParser
from typing import Any

import networkx as nx
import pytest

from graph.draw import draw
from graph.network import Network
from graph.quotes import Quote

ELSEWHERE = re.compile(
    r"""(?:\b(?:src|href|action|data)\s*=\s*|url\(\s*|@import\s+)["'\\]*(?:https?:)?//""", re.IGNORECASE
)


def network(*labels: str) -> Network:
    graph: Network = nx.MultiDiGraph()
    for number, label in enumerate(labels):
        graph.add_node(str(number), **{"label": label, "class": "Enterprise", "mentions": 1})
    for number in range(1, len(labels)):
        graph.add_edge(
            str(number), str(number // 2), key=f"s{number}", predicate="shareholderOf", confidence=0.9, evidences=2
        )
    return graph


def data(page: str) -> dict[str, Any]:
    """Return what the page holds for its script."""
    found: dict[str, Any] = json.loads(
        page.split('<script type="application/json" id="drawing">')[1].split("</script>")[0]
    )
    return found


class Parts(HTMLParser):
    """The scripts that run in a page, and every attribute of every element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self._runs = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(name, value or "") for name, value in attrs]
        self._runs = tag == "script" and not dict(attrs)

    def handle_endtag(self, tag: str) -> None:
        self._runs = False

    def handle_data(self, data: str) -> None:
        if self._runs:
            self.scripts.append(data)


def test_nothing_comes_from_another_host() -> None:
    page = draw(network("远岫生物科技有限公司", "沐石控股集团"))
    assert ELSEWHERE.search(page) is None
    assert "default-src 'none'" in page
    assert "<link" not in page


@pytest.mark.parametrize(
    "tag", ['<link href="https://cdn.example/a.css">', "url(//cdn.example/a)", "@import 'http://a'"]
)
def test_what_would_come_from_another_host_would_be_seen(tag: str) -> None:
    assert ELSEWHERE.search(tag)


def test_labels_in_chinese_and_the_colours_of_the_ontology() -> None:
    page = draw(network("远岫生物科技有限公司", "沐石控股集团"), "试验图")
    assert "<h1>试验图</h1>" in page
    assert "2 个对象，1 条关系" in page
    assert re.search(r'style="background:#[0-9a-f]{6}"></i>\s+企业 <small>2</small>', page)
    assert '"physics": {"enabled": false}' in page


@pytest.mark.parametrize("label", ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "{{ 7*7 }}"])
def test_a_label_never_becomes_part_of_the_page(label: str) -> None:
    page = draw(network(label, "沐石控股集团"), heading=label)
    assert "<img src=x" not in page
    assert "<script>alert" not in page
    assert "49" not in page.split("<body>")[1].split("<main>")[0]


def test_a_cut_is_said() -> None:
    page = draw(network(*(f"甲{n}公司" for n in range(12))), limit=5)
    assert "共 12 个对象，图中只画最重要的 5 个" in page
    assert "Only" not in draw(network("甲", "乙")).split("<main>")[0]


def test_an_empty_graph_is_drawn_too() -> None:
    assert "0 个对象，0 条关系" in draw(network())


def test_terms_that_the_ontology_has_not_keep_their_names() -> None:
    graph = network("甲", "乙")
    graph.nodes["0"]["class"] = "Spaceship"
    graph.edges["1", "0", "s1"]["predicate"] = "orbits"
    page = draw(graph)
    assert "Spaceship" in page
    assert "orbits" in page


def test_two_thousand_entities_take_seconds() -> None:
    graph = network(*(f"第{n}家企业" for n in range(2000)))
    started = time.process_time()
    draw(graph)
    assert time.process_time() - started < 20


def test_only_the_scripts_of_the_page_may_run() -> None:
    page = draw(network("远岫生物科技有限公司", "沐石控股集团"))
    parts = Parts(page)
    policy = next(value for _, value in parts.attributes if "default-src" in value)
    digests = {base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in parts.scripts}
    assert len(parts.scripts) == 2
    assert set(re.findall(r"'sha256-([^']+)'", policy)) == digests
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert not [name for name, _ in parts.attributes if name.startswith("on")]
    assert not [value for name, value in parts.attributes if name in ("src", "href", "action", "srcset")]


def test_addresses_in_what_documents_say_are_no_links() -> None:
    graph = network("甲 <a href='https://a.example/x'>", "乙")
    page = draw(
        graph, quotes={"s1": [Quote("题", "f", "https://b.example", 0, 1, 'src="http://c.example/"', "乙", "", 0.9)]}
    )
    assert "a.example" in page
    assert "b.example" not in page
    assert not re.search(r"(?:src|href)\s*=\s*\S{0,3}https?://", page)
    assert data(page)["nodes"][0]["label"].endswith("<a href='https://a.example/x'>")


def test_what_is_drawn_stands_where_the_view_had_it() -> None:
    drawn = data(draw(network("甲", "乙"), places={"0": (12.5, -30.0), "1": (0.0, 0.0), "gone": (1.0, 1.0)}))
    assert {(n["label"], n["x"], n["y"]) for n in drawn["nodes"]} == {("甲", 12.5, -30.0), ("乙", 0.0, 0.0)}


def test_what_had_no_place_is_drawn_beside_the_rest() -> None:
    drawn = data(draw(network("甲", "乙", "丙"), places={"0": (500.0, 0.0), "1": (900.0, 0.0)}))
    x = {n["label"]: n["x"] for n in drawn["nodes"]}
    assert (x["甲"], x["乙"]) == (500.0, 900.0)
    assert x["丙"] > 900


def test_relations_hold_their_sentences_and_labels_in_both_languages() -> None:
    quotes = [Quote(title, "f", "", 0, 2, "近日，", "甲乙", "。", 0.8) for title in ("简报", "通讯", "简报")]
    drawn = data(draw(network("甲", "乙"), quotes={"s1": quotes}))
    (edge,) = drawn["edges"]
    assert drawn["documents"] == ["简报", "通讯"]
    assert edge["quotes"] == [[n, "近日，", "甲乙", "。", 0.8] for n in (0, 1, 0)]
    assert drawn["relations"]["shareholderOf"] == ["投资", "shareholder of"]
    assert drawn["legend"][0]["label_en"] == "Enterprise"


def test_what_is_left_out_is_said() -> None:
    assert "有 3 个对象或关系已不在图谱里" in draw(network("甲"), left_out=3)
    assert "已不在图谱里" not in draw(network("甲")).split("<main>")[0]


def test_five_thousand_placed_entities_take_a_few_seconds() -> None:
    graph = network(*(f"第{n}家企业" for n in range(5000)))
    for number in range(10_000):
        told = {"predicate": "locatedIn", "confidence": 0.9, "evidences": 1}
        graph.add_edge(str(number % 5000), str(number * 7 % 5000), key=f"t{number}", **told)
    draw(network("甲"))  # the ontology is read once
    started = time.process_time()
    draw(graph, places={iri: (float(iri), 0.0) for iri in graph})
    assert time.process_time() - started < 5
