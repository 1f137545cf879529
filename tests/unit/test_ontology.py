"""The ontology: every name of the contract is there, labelled in both languages, with domain, range and exact units."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph
from rdflib.term import Literal

import ontology

CLASSES = (
    "Platform Enterprise Agency Institution Project Parcel Talent Person Event Place Industry Policy Honour "
    "Observation Organization Document"
).split()
RELATIONS = (
    "partOf locatedIn develops usesParcel acquired shareholderOf cooperatesWith organizes participatesIn involves "
    "holdsHonour focusesOn inIndustry worksFor founded memberOf operates issued"
).split()
INDICATORS = (
    "revenue addedValue tax investment registeredCapital trade salesVolume plannedArea coreArea landArea floorArea "
    "enterpriseCount newEnterpriseCount listedCompanyCount highTechCount largeEnterpriseCount projectCount talentCount "
    "eventCount visitorCount buildingCount patentCount jobs capacity progress"
).split()


def test_the_contracts_names_are_there() -> None:
    assert set(CLASSES) <= set(ontology.classes())
    assert set(ontology.relations()) == set(RELATIONS)
    assert set(ontology.indicators()) == set(INDICATORS)
    for name in "mention evidence document confidence date startDate endDate subject indicator value unit".split():
        assert name in ontology.properties()


@pytest.mark.parametrize("kind", [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, ontology.CT.Indicator])
def test_every_term_is_labelled_and_explained_in_both_languages(kind: object) -> None:
    graph = ontology.load()
    for node in graph.subjects(RDF.type, kind):  # type: ignore[arg-type]
        if str(node).startswith(ontology.CT):
            for predicate in (RDFS.label, RDFS.comment):
                spoken = {o.language for o in graph.objects(node, predicate) if isinstance(o, Literal)}
                assert spoken == {"zh", "en"}, (node, predicate)


def test_relations_say_what_they_relate() -> None:
    locates = ontology.relations()["locatedIn"]
    assert locates.range == {"Platform", "Place"}
    assert "Enterprise" in locates.domain
    assert ontology.relations()["worksFor"].domain == {"Person", "Talent"}
    assert ontology.relations()["cooperatesWith"].symmetric


def test_units_convert_exactly() -> None:
    units = ontology.units()
    assert units["亩"].factor == Fraction(2000, 3)
    assert units["亿元"].factor == 10**8
    assert units["平方千米"].factor == units["平方公里"].factor == 10**6
    assert units["%"].factor == Fraction(1, 100)


def test_every_unit_of_an_indicator_is_a_base_unit() -> None:
    bases = {u.base for u in ontology.units().values()}
    for indicator in ontology.indicators().values():
        assert set(indicator.units) <= bases
        assert indicator.words


def test_a_broken_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("ct:x a", "utf-8")
    monkeypatch.setattr("ontology.resources.files", lambda _: tmp_path)
    with pytest.raises(ontology.OntologyError, match=r"bad\.ttl"):
        ontology.load.__wrapped__()


def test_each_file_is_turtle_by_itself() -> None:
    for file in Path("ontology").glob("*.ttl"):
        Graph().parse(file, format="turtle")


def test_the_glossary_names_only_what_exists_and_all_of_it() -> None:
    named = set(re.findall(r"`ct:(\w+)`", Path("docs/glossary.md").read_text("utf-8")))
    assert named <= set(ontology.classes()) | set(ontology.properties())
    assert set(ontology.relations()) <= named
    assert set(CLASSES) <= named
