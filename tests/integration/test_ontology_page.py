"""/ontology over HTTP: a reference with every term under its own name, in every form, and a clear word for the rest."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, SH, URIRef

import ontology
from graph.store import open_store
from ontology.shapes import read_shapes
from ontology.tree import tree
from tests import graphs
from tests.serving import served

FORMS = ("text/turtle", "application/ld+json", "application/rdf+xml")
PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("reference") / "store"
    store = graphs.fill(open_store(str(folder)))
    del store
    with served(folder) as address, httpx.Client(base_url=address) as made:
        yield made


@pytest.fixture(scope="module")
def shown(client: httpx.Client) -> str:
    response = client.get("/ontology", headers=PAGE)
    assert response.status_code == 200
    return response.text


def triples(response: httpx.Response) -> set[str]:
    """What a response states, read by another library than the one that wrote it; blank nodes count as one."""
    form = ox.RdfFormat.from_media_type(response.headers["content-type"].split(";")[0])
    return {re.sub(r"_:\w+", "_:b", str(t.triple)) for t in ox.parse(response.text, format=form)}


def entry(shown: str, name: str) -> str:
    """The text of an entry of the page, without its tags."""
    found = re.search(rf'<article class="term" id="{name}">(.*?)</article>', shown, re.DOTALL)
    assert found, name
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[1]))


def test_every_term_and_every_concept_has_one_entry_under_its_local_name(shown: str) -> None:
    anchors = Counter(re.findall(r'\bid="([^"]+)"', shown))
    terms = {
        str(term).removeprefix(ontology.CT)
        for graph in (ontology.load(), read_shapes(ontology.load()))
        for term in graph.subjects(unique=True)
        if isinstance(term, URIRef) and term.startswith(ontology.CT)
    }
    concepts = {iri.rpartition("/")[2] for scheme in tree().schemes for iri in scheme.values()}
    assert terms - anchors.keys() == set()
    assert concepts - anchors.keys() == set()
    assert [name for name, times in anchors.items() if times > 1] == []


def test_every_link_within_the_page_leads_somewhere(shown: str) -> None:
    anchors = set(re.findall(r'\bid="([^"]+)"', shown))
    assert set(re.findall(r'href="#([^"]+)"', shown)) - anchors == set()


def test_the_head_says_which_version_this_is_and_where_its_forms_are(client: httpx.Client, shown: str) -> None:
    head = shown.partition('<nav class="toc"')[0]
    for told in (
        "产图本体", "Chantu ontology", "https://w3id.org/chantu/ontology/0.2.0", "https://w3id.org/chantu/ontology/0.1.0",
        "2026-11-24", "2026-11-26", "LICENSE-2.0", "https://w3id.org/chantu/ontology#", "ct:", "招商人员关心的平台",
        "as investment promotion sees them",
    ):  # fmt: skip
        assert told in head
    links = re.findall(r'class="button" href="([^"]+)"', head)
    assert len(links) == 5
    for link in links:
        assert client.get(link, headers=PAGE | {"Accept": "text/html,*/*;q=0.8"}).status_code == 200


def test_a_class_tells_what_it_is_and_what_it_must_be(shown: str) -> None:
    platform = entry(shown, "Platform")
    for told in ("平台", "Platform", "ct:Platform", "主体", "schema:Place", "org:Site", "特色小镇", "重点产业", "合作",
                 "平台的标识应在 id:platform/ 之下", "the IRI of this class is under id:platform/"):  # fmt: skip
        assert told in platform
    assert 'title="http://www.w3.org/ns/org#Site"' in shown
    assert "属于 → 平台" in platform.replace("  ", " ")


def test_a_relation_tells_its_ends_and_its_other_direction(shown: str) -> None:
    operates = entry(shown, "operates")
    for told in ("运营", "组织", "平台", "由其运营", "operated by", "ct:operatedBy"):
        assert told in operates
    assert "symmetric" in entry(shown, "cooperatesWith")
    assert "symmetric" not in operates


def test_a_kind_tells_its_values_and_the_words_for_them(shown: str) -> None:
    kinds = entry(shown, "PlatformKind")
    assert "开发区" in kinds
    assert "经济技术开发区" in kinds
    stages = entry(shown, "Stage")
    assert stages.index("ct:stage-signed") < stages.index("ct:stage-started") < stages.index("ct:stage-completed")


def test_indicators_and_units_come_with_bounds_words_and_factors(shown: str) -> None:
    row = re.search(r'<tr id="buildingCount">(.*?)</tr>', shown, re.DOTALL)
    assert row
    for told in ("楼宇数", "≥ 0", "整数", "写字楼"):
        assert told in row[1]
    units = {
        i: re.sub(r"<[^>]+>|\s+", " ", t) for i, t in re.findall(r'<li id="(unit-\w+)">(.*?)</li>', shown, re.DOTALL)
    }
    assert "= 10,000 CNY" in units["unit-tenThousandYuan"]
    assert "2000/3 m2" in units["unit-mu"]


def test_a_chain_opens_into_its_links_with_their_other_names(shown: str) -> None:
    chain = re.search(r'<details id="chain-semiconductors">(.*?)</details>', shown, re.DOTALL)
    assert chain
    up, middle, down = (chain[1].index(f"<h4>{word} ") for word in ("上游", "中游", "下游"))
    assert up < chain[1].index("EDA软件") < middle < chain[1].index("封测") < down


def test_the_change_log_has_both_versions(shown: str) -> None:
    changes = shown.partition('id="s-changes"')[2]
    assert changes.index("0.2.0 · 2026-11-26") < changes.index("产业树") < changes.index("0.1.0 · 2026-11-24")
    assert "Ranks: national, provincial" in changes


def test_the_page_has_its_picture_and_loads_nothing_from_elsewhere(shown: str) -> None:
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in shown
    assert 'role="img" aria-label="本体图' in shown
    assert re.findall(r'(?:src|href)="(?:https?:)?//', shown) == []
    assert re.findall(r"<script[^>]*>", shown) == ['<script src="/static/theme.js">']  # light or dark, as on all pages
    assert "style=" not in shown


@pytest.mark.parametrize("path", ["/ontology", "/ontology/0.2.0"])
@pytest.mark.parametrize("media", ["text/html", *FORMS])
def test_it_comes_in_the_form_asked_for_with_and_without_its_version(
    client: httpx.Client, path: str, media: str
) -> None:
    response = client.get(path, headers={"Accept": media})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == media
    assert "Accept" in response.headers["vary"].split(", ")
    assert response.headers["content-location"] == "/ontology/0.2.0"
    if media in FORMS:
        assert triples(response) == triples(client.get("/ontology.ttl"))


def test_a_form_that_is_not_there_is_refused_with_those_that_are(client: httpx.Client) -> None:
    for path in ("/ontology", "/ontology/0.2.0", "/ontology/shapes", "/ontology/industries"):
        response = client.get(path, headers={"Accept": "image/png"})
        assert response.status_code == 406
        assert "text/turtle" in response.json()["message"]


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_another_version_is_not_here_and_the_answer_says_which_is(client: httpx.Client, accept: str) -> None:
    response = client.get("/ontology/0.1.0", headers={"Accept": accept})
    assert response.status_code == 404
    assert "这里没有本体的 0.1.0 版，只有 0.2.0 版 (there is no version 0.1.0 here, only 0.2.0)" in response.text


@pytest.mark.parametrize(
    ("suffix", "media"), [("ttl", "text/turtle"), ("jsonld", "application/ld+json"), ("rdf", "application/rdf+xml")]
)
def test_a_suffix_names_a_form_for_links(client: httpx.Client, suffix: str, media: str) -> None:
    response = client.get(f"/ontology.{suffix}", headers=PAGE)
    assert response.headers["content-type"].split(";")[0] == media
    assert f"<{ontology.CT}Platform> <{RDF.type}> <{OWL.Class}>" in triples(response)
    assert client.get("/ontology.docx").status_code == 404


@pytest.mark.parametrize("accept", ["*/*", *FORMS])
def test_the_shapes_and_the_industry_tree_have_addresses_of_their_own(client: httpx.Client, accept: str) -> None:
    media = "text/turtle" if accept == "*/*" else accept
    got = {p: client.get(f"/ontology/{p}", headers={"Accept": accept}) for p in ("shapes", "industries")}
    assert {r.headers["content-type"].split(";")[0] for r in got.values()} == {media}
    assert all("Accept" in r.headers["vary"] for r in got.values())
    shapes = triples(got["shapes"])
    assert {
        f"<{ontology.CT}{name}> <{RDF.type}> <{SH.NodeShape}>" for name in ("PlatformShape", "operatesDomainShape")
    } <= shapes
    assert triples(got["industries"]) == {str(t) for t in tree().triples}
