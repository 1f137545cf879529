"""The drawing is one file that needs no network, and shows what documents say as text."""

import re
import time

import networkx as nx
import pytest

from graph.draw import draw
from graph.network import Network

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
