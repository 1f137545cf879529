"""Landing a document: its graph is replaced as one, labels and confidences follow from all documents together."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

import ontology
from graph.industries import plant
from graph.land import land
from graph.rdf import CT, document_iri, entity_iri
from graph.store import open_store
from graph.store.base import Boolean, Solutions, Store
from ingest.facts import DocumentFacts, Evidence, NamedEntity, Observation, Statement
from ingest.model import Source

PREFIXES = f"""PREFIX ct: <{CT}> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> """


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "store"))


def document(identifier: str, firm: str = "远岫生物科技有限公司", sure: float = 0.8) -> DocumentFacts:
    text = f"{firm}落户云栈小镇，小镇营收3亿元。"
    return DocumentFacts(
        Source(identifier, text, "通讯", "2021-05"),
        [
            NamedEntity("Enterprise", (firm,), ((0, len(firm), firm),)),
            NamedEntity("Platform", ("云栈小镇",), ((len(firm) + 2, len(firm) + 6, "云栈小镇"),)),
        ],
        [Statement(0, "locatedIn", 1, (Evidence(0, len(firm) + 6, sure),))],
        [Observation(1, "revenue", "actual", Decimal(300000000), "CNY", Evidence(13, 20, 0.9), period="2021")],
    )


def select(store: Store, query: str) -> list[tuple[str, ...]]:
    answer = store.query(PREFIXES + query)
    assert isinstance(answer, Solutions)
    return sorted(tuple(t.value for t in row if t is not None and not isinstance(t, ox.Triple)) for row in answer.rows)


def test_two_documents_share_entity_and_statement(store: Store) -> None:
    land(store, document("a.txt"))
    land(store, document("b.txt", sure=0.5))
    assert select(store, "SELECT ?l { ?e a ct:Platform ; rdfs:label ?l }") == [("云栈小镇",)]
    assert select(store, "SELECT (COUNT(?v) AS ?n) { ?s rdf:predicate ct:locatedIn ; ct:evidence ?v }") == [("2",)]
    assert select(store, "SELECT ?c { ?s rdf:predicate ct:locatedIn ; ct:confidence ?c }") == [("0.9",)]


def test_a_document_read_again_replaces_what_it_said(store: Store) -> None:
    land(store, document("a.txt"))
    land(store, document("a.txt", firm="青梧材料有限公司"))
    assert select(store, "SELECT ?l { ?e a ct:Enterprise ; rdfs:label ?l }") == [("青梧材料有限公司",)]
    gone = entity_iri("Enterprise", "远岫生物科技有限公司")
    answer = store.query(f"ASK {{ {gone} ?p ?o }}")
    assert isinstance(answer, Boolean)
    assert not answer.value


def test_reading_twice_leaves_the_same_quads(store: Store) -> None:
    land(store, document("a.txt"))
    once = set(store.quads())
    land(store, document("a.txt"))
    assert set(store.quads()) == once


def test_forms_that_differ_in_punctuation_are_one_entity_with_one_label(store: Store) -> None:
    land(store, document("a.txt", firm="青梧(苏州)材料有限公司"))
    land(store, document("b.txt", firm="青梧（苏州）材料有限公司"))
    assert len(select(store, "SELECT ?l { ?e a ct:Enterprise ; rdfs:label ?l }")) == 1
    assert len(select(store, "SELECT ?l { ?e a ct:Enterprise ; skos:altLabel ?l }")) == 1


def test_figures_keep_their_place_and_period(store: Store) -> None:
    land(store, document("a.txt"))
    rows = select(
        store,
        "SELECT ?v ?p ?s { ?o a ct:Observation ; ct:value ?v ; ct:period ?p ; ct:evidence ?e ."
        " ?e <http://www.w3.org/ns/oa#start> ?s }",
    )
    assert rows == [("300000000", "2021", "13")]


def test_a_documents_graph_has_its_own_name() -> None:
    assert document_iri("a.txt") != document_iri("b.txt")
    assert document_iri("a.txt") == document_iri("a.txt")


def test_a_kind_renamed_in_the_ontology_is_written_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(store)
    version = store.version()
    plant(store)
    assert store.version() == version
    kinds = {name: replace(kind, label=f"{kind.label}（新）") for name, kind in ontology.kinds().items()}
    monkeypatch.setattr(ontology, "kinds", lambda: kinds)
    plant(store)
    assert select(store, "SELECT ?l { ct:kind-park skos:prefLabel ?l FILTER(LANG(?l) = 'zh') }") == [("产业园（新）",)]
