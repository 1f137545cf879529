"""The ontology: every name of the contract is there, labelled in both languages, with domain, range and exact units."""

import re
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Literal

import ontology
from ontology import CT
from ontology.terms import read_units

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "ontology").glob("*.ttl"))

CARRIED = (
    "Platform Enterprise Agency Institution Project Parcel Talent Person Event Place Industry Policy Honour".split()
)
CLASSES = [*CARRIED, "Observation", "Organization", "Document"]
ORGANIZATION = frozenset(("Enterprise", "Agency", "Institution"))
ACTOR = ORGANIZATION | {"Platform", "Place"}
PERSON = frozenset(("Person", "Talent"))
SITED = ORGANIZATION | {"Platform", "Project", "Parcel", "Event"}
TOPICS = frozenset(("Enterprise", "Institution", "Platform", "Project", "Parcel", "Policy", "Honour"))
ENDS = {
    "partOf": (ACTOR, ACTOR),
    "locatedIn": (SITED, {"Platform", "Place"}),
    "develops": (ORGANIZATION, {"Project"}),
    "usesParcel": ({"Project"}, {"Parcel"}),
    "acquired": (ORGANIZATION, {"Parcel"}),
    "shareholderOf": (ORGANIZATION, ORGANIZATION),
    "cooperatesWith": (ACTOR, ACTOR),
    "organizes": (ACTOR, {"Event"}),
    "participatesIn": (ACTOR | PERSON, {"Event"}),
    "involves": ({"Event"}, TOPICS | {"Agency"}),
    "holdsHonour": (frozenset(CARRIED) - {"Honour"}, {"Honour"}),
    "focusesOn": ({"Platform"}, {"Industry"}),
    "inIndustry": ({"Enterprise", "Institution", "Project"}, {"Industry"}),
    "worksFor": (PERSON, ACTOR),
    "founded": (PERSON, ORGANIZATION),
    "memberOf": (ACTOR, {"Institution"}),
    "operates": (ORGANIZATION, {"Platform"}),
    "issued": (ACTOR, {"Policy"}),
}
INDICATORS = {
    "revenue addedValue tax salesVolume": {"CNY"},
    "investment trade": {"CNY", "USD"},
    "registeredCapital": {"CNY", "USD", "JPY"},
    "plannedArea coreArea landArea floorArea": {"m2"},
    "enterpriseCount newEnterpriseCount listedCompanyCount highTechCount largeEnterpriseCount projectCount": {"1"},
    "talentCount eventCount visitorCount buildingCount patentCount jobs progress": {"1"},
    "capacity": {"t", "1"},
}
DETAILS = (
    "mention evidence document confidence date startDate endDate "
    "subject indicator value valueMax unit measure scope period approximate"
).split()
KINDS = [
    OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, CT.Indicator, CT.Unit, CT.Measure
]  # fmt: skip


def ours(kind: URIRef) -> list[URIRef]:
    found = ontology.load().subjects(RDF.type, kind)
    return sorted(n for n in found if isinstance(n, URIRef) and n.startswith(CT))


def test_the_contracts_names_are_there() -> None:
    assert set(CLASSES) <= set(ontology.classes())
    assert set(ontology.relations()) == set(ENDS)
    assert set(DETAILS) <= set(ontology.properties())


@pytest.mark.parametrize("relation", ENDS)
def test_a_relation_allows_the_contracts_classes_as_entities_carry_them(relation: str) -> None:
    known = ontology.relations()[relation]
    assert (known.domain, known.range) == ENDS[relation]


@pytest.mark.parametrize("names", INDICATORS)
def test_an_indicator_has_the_contracts_units(names: str) -> None:
    for name in names.split():
        assert set(ontology.indicators()[name].units) == INDICATORS[names]


def test_there_is_no_indicator_beyond_the_contract() -> None:
    assert set(ontology.indicators()) == set(" ".join(INDICATORS).split())


@pytest.mark.parametrize("kind", KINDS)
def test_every_term_is_labelled_and_explained_in_both_languages(kind: URIRef) -> None:
    graph = ontology.load()
    assert ours(kind)
    for node in ours(kind):
        for predicate in (RDFS.label, RDFS.comment):
            spoken = sorted(o.language or "" for o in graph.objects(node, predicate) if isinstance(o, Literal))
            assert spoken == ["en", "zh"], (node, predicate)


def test_every_property_says_between_what_it_stands() -> None:
    graph = ontology.load()
    for node in (*ours(OWL.ObjectProperty), *ours(OWL.DatatypeProperty)):
        assert graph.value(node, RDFS.domain) is not None, node
        assert graph.value(node, RDFS.range) is not None, node


def test_no_term_is_an_orphan() -> None:
    graph = ontology.load()
    used = {n for triple in graph for n in triple if isinstance(n, URIRef) and n.startswith(CT)}
    for node in used:
        assert (node, RDF.type, None) in graph, f"{node} is used and not declared"
        assert (node, RDFS.isDefinedBy, URIRef("https://w3id.org/chantu/ontology")) in graph, node
    for node in ours(OWL.Class):
        assert node == CT.Entity or (node, RDFS.subClassOf, None) in graph, f"{node} stands under nothing"


def test_a_relation_reads_in_both_directions() -> None:
    for relation in ontology.relations().values():
        assert relation.symmetric or (relation.inverse and relation.inverse_en), relation.name
    assert ontology.relations()["locatedIn"].inverse_en == "hosts"
    assert [r.name for r in ontology.relations().values() if r.symmetric] == ["cooperatesWith"]


def test_an_inverse_turns_domain_and_range_round() -> None:
    known, graph = ontology.properties(), ontology.load()
    for back, forth in graph.subject_objects(OWL.inverseOf):
        there, here = known[str(forth).removeprefix(CT)], known[str(back).removeprefix(CT)]
        assert (here.domain, here.range) == (there.range, there.domain), here.name


@pytest.mark.parametrize(
    ("part", "wholes"),
    [("Platform", {"Platform"}), ("Organization", ORGANIZATION), ("Place", {"Place", "Platform"})],
)
def test_a_part_is_of_the_kind_of_its_whole(part: str, wholes: set[str]) -> None:
    graph = ontology.load()
    only = [graph.value(r, OWL.allValuesFrom) for r in graph.objects(CT[part], RDFS.subClassOf)]
    (allowed,) = (node for node in only if node is not None)
    union = graph.value(allowed, OWL.unionOf)
    members = graph.items(union) if union else [allowed]
    assert {c for m in members for c in ontology.most_specific(str(m).removeprefix(CT))} == wholes


def test_what_entities_carry_is_drawn_and_what_is_above_it_is_not() -> None:
    classes = ontology.classes()
    assert all(classes[name].colour and classes[name].shape for name in CARRIED)
    assert not any(classes[name].colour for name in ("Entity", "Actor", "Organization", "Indicator", "Unit"))


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("Entity", frozenset(CARRIED)),
        ("Actor", ACTOR),
        ("Organization", ORGANIZATION),
        ("Person", PERSON),
        ("Parcel", {"Parcel"}),
    ],
)
def test_a_class_stands_for_the_most_specific_ones_under_it(name: str, classes: set[str]) -> None:
    assert ontology.most_specific(name) == classes


@pytest.mark.parametrize(
    ("words", "base", "factor"),
    [
        ("亩", "m2", Fraction(2000, 3)),
        ("平方米", "m2", Fraction(1)),
        ("公顷 万平方米", "m2", Fraction(10**4)),
        ("平方千米 平方公里", "m2", Fraction(10**6)),
        ("元", "CNY", Fraction(1)),
        ("万元", "CNY", Fraction(10**4)),
        ("亿元", "CNY", Fraction(10**8)),
        ("万美元", "USD", Fraction(10**4)),
        ("亿美元", "USD", Fraction(10**8)),
        ("亿日元", "JPY", Fraction(10**8)),
        ("吨", "t", Fraction(1)),
        ("万吨", "t", Fraction(10**4)),
        ("家 个 名 人 人次 幢 栋 座 项 件 场 次", "1", Fraction(1)),
        ("% 个百分点", "1", Fraction(1, 100)),
    ],
)
def test_units_convert_exactly(words: str, base: str, factor: Fraction) -> None:
    for word in words.split():
        unit = ontology.units()[word]
        assert (unit.base, unit.factor) == (base, factor)


def test_every_unit_of_an_indicator_is_a_base_unit() -> None:
    bases = {u.base for u in ontology.units().values()}
    assert bases == {"CNY", "USD", "JPY", "m2", "t", "1"}
    assert all(set(i.units) <= bases for i in ontology.indicators().values())


def test_a_word_names_one_indicator_and_a_unit_word_one_unit() -> None:
    graph = ontology.load()
    for predicate in (CT.word, CT.unitWord):
        counts = Counter(graph.objects(None, predicate))
        assert [word for word, count in counts.items() if count > 1] == []
    assert all(i.words for i in ontology.indicators().values())
    assert {"主营业务收入", "规上工业总产值"} <= set(ontology.indicators()["revenue"].words)


def test_the_longest_word_comes_first() -> None:
    lengths = [len(word) for word in ontology.indicators()["revenue"].words]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("written", "where"),
    [
        (b"\nct:x a ct:y .", r"bad\.ttl:2: .*ct:"),
        ("<a> <b> '地块' .\n<c> <d> .\n".encode(), r"bad\.ttl:2: "),
        ("<a> <b> '地块' .\n".encode("gb18030"), r"bad\.ttl:1: .*UTF-8"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, written: bytes, where: str) -> None:
    (tmp_path / "bad.ttl").write_bytes(written)
    with pytest.raises(ontology.OntologyError, match=where):
        ontology.read(tmp_path)


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ('ct:baseUnit "m2" ; ct:numerator 1', "ct:denominator"),
        ('ct:baseUnit "m2" ; ct:numerator 1 ; ct:denominator 0', "ct:denominator"),
        ('ct:baseUnit "m2" ; ct:numerator 666.7 ; ct:denominator 1', "ct:numerator"),
        ("ct:numerator 1 ; ct:denominator 1", "ct:baseUnit"),
    ],
)
def test_a_unit_that_cannot_convert_is_named(said: str, missing: str) -> None:
    turtle = f'@prefix ct: <{CT}> . ct:unit-pace a ct:Unit ; ct:unitWord "步"@zh ; {said} .'
    with pytest.raises(ontology.OntologyError, match=f"ct:unit-pace.*{missing}"):
        read_units(Graph().parse(data=turtle, format="turtle"))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_each_file_is_turtle_by_itself(file: Path) -> None:
    assert len(Graph().parse(file, format="turtle"))


def test_the_glossary_names_only_what_exists_and_all_of_it() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    named = set(re.findall(r"`ct:([\w-]+)`", glossary))
    known = {str(n).removeprefix(CT) for kind in KINDS for n in ours(kind)}
    assert named <= known
    assert set(ontology.classes()) | set(ontology.relations()) | set(ontology.indicators()) | set(DETAILS) <= named


def test_the_glossary_calls_things_what_the_ontology_calls_them() -> None:
    rows = re.findall(r"^\| (\S+) \|.*?`ct:(\w+)`", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.M)
    graph = ontology.load()
    assert rows
    assert [row for row in rows if (CT[row[1]], RDFS.label, Literal(row[0], lang="zh")) not in graph] == []
