"""Each shape catches what it is there for: a sound document is broken in one place, and the right shape says so.

A seed takes triples of a sound document out (by subject and predicate), puts others in, and names the shape.
"""

from collections.abc import Callable
from decimal import Decimal

import pyoxigraph as ox
import pytest
from rdflib import RDF as R
from rdflib import SH

import ontology
from graph.rdf import CT, ID, TYPE, ct
from graph.sound import sound, triples
from graph.validate import Violation, check
from ingest.facts import Boundary, DocumentFacts, Evidence, NamedEntity, Observation, Statement
from ingest.model import Source
from ontology.shapes import read_shapes

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OA = "http://www.w3.org/ns/oa#"
DCTERMS = "http://purl.org/dc/terms/"
XSD = "http://www.w3.org/2001/XMLSchema#"
TEXT = (
    "云栈小镇位于青梧区，东至听涛路，南至望江河。2019年3月远岫生物科技有限公司落户云栈小镇，投资建设远岫研发中心项目，"
    "项目用地为BX0101-02地块，当月开工，2021年竣工。宋应星任董事长，云栈小镇管委会主办了开工仪式。"
    "2019年云栈小镇营业收入12.5亿元，增长14.3%，占全区30%，集聚企业86至90家，完成率95%，进度70%。"
)
CLASSES = {
    "云栈小镇": "Platform",
    "青梧区": "Place",
    "远岫生物科技有限公司": "Enterprise",
    "远岫研发中心项目": "Project",
    "BX0101-02地块": "Parcel",
    "宋应星": "Talent",
    "云栈小镇管委会": "Agency",
    "开工仪式": "Event",
}
Value = ox.NamedNode | ox.Literal


def at(words: str, sure: float = 0.9) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start, start + len(words), sure)


def document() -> DocumentFacts:
    names = list(CLASSES)
    entities = [
        NamedEntity(cls, (name,), ((TEXT.index(name), TEXT.index(name) + len(name), name),))
        for name, cls in CLASSES.items()
    ]

    def says(subject: str, predicate: str, object_: str, words: str) -> Statement:
        to = names.index(object_) if object_ in names else object_
        return Statement(names.index(subject), predicate, to, (at(words),))

    def counts(indicator: str, measure: str, value: str, unit: str, words: str, most: str | None = None) -> Observation:
        upper = Decimal(most) if most else None
        return Observation(
            0, indicator, measure, Decimal(value), unit, at(words), upper, approximate=True, scope="全部", period="2019"
        )

    return DocumentFacts(
        Source("news.txt", TEXT, "小镇近况", "2021-12"),
        entities,
        [
            says("云栈小镇", "locatedIn", "青梧区", "云栈小镇位于青梧区"),
            says("远岫生物科技有限公司", "locatedIn", "云栈小镇", "远岫生物科技有限公司落户云栈小镇"),
            says("远岫生物科技有限公司", "develops", "远岫研发中心项目", "投资建设远岫研发中心项目"),
            says("远岫研发中心项目", "usesParcel", "BX0101-02地块", "项目用地为BX0101-02地块"),
            says("远岫研发中心项目", "startDate", "2019-03", "2019年3月"),
            says("远岫研发中心项目", "endDate", "2021", "2021年竣工"),
            says("宋应星", "worksFor", "远岫生物科技有限公司", "宋应星任董事长"),
            says("云栈小镇管委会", "organizes", "开工仪式", "云栈小镇管委会主办了开工仪式"),
            says("开工仪式", "involves", "远岫研发中心项目", "当月开工"),
            says("开工仪式", "date", "2019-03", "2019年3月"),
        ],
        [
            counts("revenue", "actual", "1250000000", "CNY", "营业收入12.5亿元"),
            counts("revenue", "growth", "0.143", "1", "增长14.3%"),
            counts("revenue", "share", "0.3", "1", "占全区30%"),
            counts("enterpriseCount", "actual", "86", "1", "集聚企业86至90家", "90"),
            counts("enterpriseCount", "completion", "0.95", "1", "完成率95%"),
            counts("progress", "actual", "0.7", "1", "进度70%"),
        ],
        [
            Boundary(0, "direction-east", "听涛路", at("东至听涛路")),
            Boundary(0, "direction-south", "望江河", at("南至望江河")),
        ],
    )


SOUND = triples(document())


def iri(text: str) -> ox.NamedNode:
    for prefix, full in (("ct:", CT), ("rdf:", RDF), ("rdfs:", RDFS), ("skos:", SKOS), ("oa:", OA), ("dc:", DCTERMS)):
        if text.startswith(prefix):
            return ox.NamedNode(full + text.removeprefix(prefix))
    return ox.NamedNode(text)


def node(cls: str, where: Callable[[ox.Triple], bool] = lambda _: True) -> ox.NamedNode:
    """The first node of a class of which some triple is as wanted."""
    members = {str(t.subject) for t in SOUND if t.predicate == TYPE and t.object == iri(cls)}
    return ox.NamedNode(min(str(t.subject)[1:-1] for t in SOUND if str(t.subject) in members and where(t)))


def of(indicator: str, measure: str) -> ox.NamedNode:
    about, so = ({str(t.subject) for t in SOUND if t.object == value} for value in (ct(indicator), ox.Literal(measure)))
    (found,) = about & so
    return ox.NamedNode(found[1:-1])


def zh(value: str) -> ox.Literal:
    return ox.Literal(value, language="zh")


def literal(value: str, kind: str = "") -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + kind)) if kind else ox.Literal(value)


def broken(
    subject: ox.NamedNode, predicate: str, *values: ox.NamedNode | ox.Literal, keep: bool = False
) -> list[Violation]:
    """The violations with these values in the place of (or, with `keep`, beside) what a node had there."""
    kept = [t for t in SOUND if keep or not (t.subject == subject and t.predicate == iri(predicate))]
    return check([*kept, *(ox.Triple(subject, iri(predicate), v) for v in values)])


PARK, FIRM, PROJECT, PLOT = (node(f"ct:{c}") for c in ("Platform", "Enterprise", "Project", "Parcel"))
PLACE, EVENT, AGENCY, TALENT = (node(f"ct:{c}") for c in ("Place", "Event", "Agency", "Talent"))
PAPER, EDGE = node("ct:Document"), node("ct:Boundary")
STATED = node("rdf:Statement", lambda t: t.object == ct("locatedIn"))
MENTION = node("oa:TextPositionSelector", lambda t: "/mention/" in str(t.subject))
PROOF = node("oa:TextPositionSelector", lambda t: t.predicate == ct("confidence"))
REVENUE, GROWTH, SHARE = of("revenue", "actual"), of("revenue", "growth"), of("revenue", "share")
COUNT, DONE, PROGRESS = of("enterpriseCount", "actual"), of("enterpriseCount", "completion"), of("progress", "actual")
ELSEWHERE = ox.NamedNode(ID + "elsewhere/1")
FULL, LONG = "远岫生物科技有限公司", "甲" * 61

SEEDS: dict[str, tuple[str, ox.NamedNode, str, list[Value], bool]] = {
    "an entity without a label": ("EntityShape", FIRM, "rdfs:label", [], False),
    "an entity with two labels": ("EntityShape", FIRM, "rdfs:label", [zh("别称")], True),
    "a label in English": ("EntityShape", FIRM, "rdfs:label", [ox.Literal("Firm", language="en")], False),
    "a label that begins with a blank": ("EntityShape", FIRM, "rdfs:label", [zh(" 远岫")], False),
    "a label without a language": ("EntityShape", FIRM, "rdfs:label", [literal("远岫")], False),
    "another name that is the label": ("EntityShape", FIRM, "skos:altLabel", [zh(FULL)], False),
    "another name that is blank": ("EntityShape", FIRM, "skos:altLabel", [zh(" ")], False),
    "an entity that nothing mentions": ("EntityShape", FIRM, "ct:mention", [], False),
    "an entity of two classes": ("EntityShape", FIRM, "rdf:type", [iri("ct:Institution")], True),
    "a firm under the IRI of a park": ("PlatformShape", FIRM, "rdf:type", [iri("ct:Platform")], False),
    "a park under the IRI of a place": ("PlaceShape", PARK, "rdf:type", [iri("ct:Place")], False),
    "a firm that is called by a sentence": ("EnterpriseShape", FIRM, "rdfs:label", [zh("公司，落户小镇")], False),
    "a firm with a name without end": ("EnterpriseShape", FIRM, "rdfs:label", [zh(LONG)], False),
    "a person with a number in the name": ("PersonShape", TALENT, "rdfs:label", [zh("宋应星3")], False),
    "an event on a date in words": ("EventShape", EVENT, "ct:date", [literal("去年3月")], False),
    "an event in a thirteenth month": ("EventShape", EVENT, "ct:date", [literal("2019-13")], False),
    "an event on a thirty-second": ("EventShape", EVENT, "ct:date", [literal("2019-03-32")], False),
    "a project that starts 19-03": ("ProjectShape", PROJECT, "ct:startDate", [literal("19-03")], False),
    "a project that ends in words": ("ProjectShape", PROJECT, "ct:endDate", [literal("年底")], False),
    "a project that ends before it starts": ("ProjectShape", PROJECT, "ct:endDate", [literal("2018")], False),
    "a boundary that is no boundary": ("PlatformShape", PARK, "ct:boundary", [FIRM], False),
    "a boundary without a direction": ("BoundaryShape", EDGE, "ct:direction", [], False),
    "a boundary in two directions": ("BoundaryShape", EDGE, "ct:direction", [iri("ct:direction-north")], True),
    "a boundary in no direction there is": ("directionValueShape", EDGE, "ct:direction", [iri("ct:kind-park")], False),
    "a boundary at nothing": ("BoundaryShape", EDGE, "ct:boundedBy", [], False),
    "a boundary without evidence": ("BoundaryShape", EDGE, "ct:evidence", [], False),
    "a boundary of nobody": ("BoundaryShape", PARK, "ct:boundary", [], False),
    "a document without a file name": ("DocumentShape", PAPER, "dc:identifier", [], False),
    "a document named by a path": ("DocumentShape", PAPER, "dc:identifier", [literal("in/news.txt")], False),
    "a document without a title": ("DocumentShape", PAPER, "dc:title", [literal(" ")], False),
    "a document issued in words": ("DocumentShape", PAPER, "dc:issued", [literal("2021年12月")], False),
    "a document issued twice": ("DocumentShape", PAPER, "dc:issued", [literal("2020")], True),
    "a document without its text": ("DocumentShape", PAPER, "ct:text", [], False),
    "a place in no document": ("TextPositionShape", MENTION, "ct:document", [], False),
    "a place in what is no document": ("TextPositionShape", MENTION, "ct:document", [FIRM], False),
    "a place without a start": ("TextPositionShape", MENTION, "oa:start", [], False),
    "a place before the text": ("TextPositionShape", MENTION, "oa:start", [literal("-1", "integer")], False),
    "a place that ends where it starts": ("TextPositionShape", MENTION, "oa:end", [literal("0", "integer")], False),
    "a place behind the text": ("TextPositionShape", MENTION, "oa:end", [literal("9999", "integer")], False),
    "a place with an end in words": ("TextPositionShape", MENTION, "oa:end", [literal("九")], False),
    "a place surer than sure": ("TextPositionShape", PROOF, "ct:confidence", [literal("1.2", "decimal")], False),
    "a place with two certainties": ("TextPositionShape", PROOF, "ct:confidence", [literal("0.5", "decimal")], True),
    "a statement without a subject": ("StatementShape", STATED, "rdf:subject", [], False),
    "a statement without an object": ("StatementShape", STATED, "rdf:object", [], False),
    "a statement of an unknown relation": ("StatementShape", STATED, "rdf:predicate", [iri("ct:mention")], False),
    "a statement without evidence": ("StatementShape", STATED, "ct:evidence", [], False),
    "a statement whose evidence is a firm": ("StatementShape", STATED, "ct:evidence", [FIRM], False),
    "a statement without certainty": ("StatementShape", STATED, "ct:confidence", [], False),
    "a statement of no certainty": ("StatementShape", STATED, "ct:confidence", [literal("0", "decimal")], False),
    "a statement of what is not in the graph": ("StatementShape", STATED, "rdf:object", [PLOT], False),
    "a relation without a statement": ("cooperatesWithStatedShape", FIRM, "ct:cooperatesWith", [PARK], False),
    "a date without a statement": ("dateStatedShape", EVENT, "ct:date", [literal("2020")], True),
    "a thing related to itself": ("cooperatesWithStatedShape", FIRM, "ct:cooperatesWith", [FIRM], False),
    "a park that is part of itself": ("PartShape", PARK, "ct:partOf", [PARK], False),
    "a plot that develops": ("developsDomainShape", PLOT, "ct:develops", [PROJECT], False),
    "a firm that develops a place": ("developsRangeShape", FIRM, "ct:develops", [PLACE], False),
    "a place that is located": ("locatedInDomainShape", PLACE, "ct:locatedIn", [PARK], False),
    "a firm located in a project": ("locatedInRangeShape", FIRM, "ct:locatedIn", [PROJECT], False),
    "a firm that works": ("worksForDomainShape", FIRM, "ct:worksFor", [AGENCY], False),
    "an honour that is a park": ("holdsHonourRangeShape", FIRM, "ct:holdsHonour", [PARK], False),
    "a figure about nothing": ("ObservationShape", REVENUE, "ct:subject", [], False),
    "a figure about two": ("ObservationShape", REVENUE, "ct:subject", [FIRM], True),
    "a figure without an indicator": ("ObservationShape", REVENUE, "ct:indicator", [], False),
    "a figure of no indicator there is": ("ObservationShape", REVENUE, "ct:indicator", [iri("ct:happiness")], False),
    "a figure without a value": ("ObservationShape", REVENUE, "ct:value", [], False),
    "a figure in words": ("ObservationShape", REVENUE, "ct:value", [literal("十二亿")], False),
    "a range upside down": ("ObservationShape", COUNT, "ct:valueMax", [literal("80", "decimal")], False),
    "a figure without a unit": ("ObservationShape", REVENUE, "ct:unit", [], False),
    "a revenue in square metres": ("ObservationShape", REVENUE, "ct:unit", [literal("m2")], False),
    "a figure in a unit there is not": ("unitValueShape", REVENUE, "ct:unit", [literal("万元")], False),
    "a growth in yuan": ("ObservationShape", GROWTH, "ct:unit", [literal("CNY")], False),
    "a figure without a measure": ("ObservationShape", REVENUE, "ct:measure", [], False),
    "a figure of no measure there is": ("measureValueShape", REVENUE, "ct:measure", [literal("guess")], False),
    "a share above the whole": ("ObservationShape", SHARE, "ct:value", [literal("1.5", "decimal")], False),
    "a fall below nothing": ("ObservationShape", GROWTH, "ct:value", [literal("-1.2", "decimal")], False),
    "a completion of a hundredfold": ("ObservationShape", DONE, "ct:value", [literal("95", "decimal")], False),
    "a progress beyond the end": ("ObservationShape", PROGRESS, "ct:value", [literal("70", "decimal")], False),
    "half a firm": ("ObservationShape", COUNT, "ct:value", [literal("86.5", "decimal")], False),
    "fewer firms than none": ("ObservationShape", COUNT, "ct:value", [literal("-3", "decimal")], False),
    "a period in words": ("ObservationShape", REVENUE, "ct:period", [literal("去年")], False),
    "a blank scope": ("ObservationShape", REVENUE, "ct:scope", [literal("")], False),
    "about as a word": ("ObservationShape", REVENUE, "ct:approximate", [literal("约")], False),
    "a figure without evidence": ("ObservationShape", REVENUE, "ct:evidence", [], False),
    "a kind of park that is none": ("platformKindValueShape", PARK, "ct:platformKind", [iri("ct:stage-signed")], False),
    "a kind of event that is none": ("eventKindValueShape", EVENT, "ct:eventKind", [iri("ct:kind-park")], False),
    "a rank that is none": ("rankValueShape", PARK, "ct:rank", [iri("ct:kind-park")], False),
    "a role that is none": ("organizerRoleValueShape", PROOF, "ct:organizerRole", [iri("ct:kind-park")], False),
    "a property that there is not": ("VocabularyShape", FIRM, "ct:mood", [literal("好")], False),
}  # fmt: skip


def test_the_sound_document_conforms() -> None:
    assert check(SOUND) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seeded_defect_is_caught_by_its_shape(seed: str) -> None:
    shape, subject, predicate, values, keep = SEEDS[seed]
    found = broken(subject, predicate, *values, keep=keep)
    assert shape in {v.shape for v in found}, found
    assert all(v.message and v.message_en for v in found), found


def test_a_statement_of_a_thing_about_itself_is_caught() -> None:
    (itself,) = (str(t.object) for t in SOUND if t.subject == STATED and t.predicate == iri("rdf:subject"))
    found = broken(STATED, "rdf:object", ox.NamedNode(itself[1:-1]))
    assert "StatementShape" in {v.shape for v in found}


def test_a_circle_of_parts_is_caught() -> None:
    more = [ox.Triple(PARK, ct("partOf"), ELSEWHERE), ox.Triple(ELSEWHERE, ct("partOf"), PARK)]
    assert "PartShape" in {v.shape for v in check([*SOUND, *more])}


def test_every_shape_that_stands_in_the_ontology_is_seeded() -> None:
    shapes = {str(s).removeprefix(CT) for s in ontology.load().subjects(R.type, SH.NodeShape)}
    seeded = {shape for shape, *_ in SEEDS.values()}
    by_iri = {f"{cls}Shape" for cls in ("Agency", "Institution", "Parcel", "Talent", "Industry", "Policy", "Honour")}
    assert shapes - {"EdtfShape"} - by_iri <= seeded


@pytest.mark.parametrize("cls", ["Agency", "Institution", "Parcel", "Talent", "Industry", "Policy", "Honour"])
def test_an_entity_under_the_iri_of_another_class_is_caught(cls: str) -> None:
    assert f"{cls}Shape" in {v.shape for v in broken(FIRM, "rdf:type", iri(f"ct:{cls}"))}


def test_messages_are_in_both_languages() -> None:
    shapes = read_shapes(ontology.load())
    for constraint in {*shapes.objects(None, SH.property), *shapes.objects(None, SH.sparql)}:
        languages = sorted(m.language for m in shapes.objects(constraint, SH.message))  # type: ignore[attr-defined]
        assert languages == ["en", "zh"], list(shapes.predicate_objects(constraint))


def test_what_breaks_a_shape_stays_out_and_the_rest_lands() -> None:
    facts = document()
    wrong = Statement(0, "develops", 1, (at("云栈小镇位于青梧区"),))
    far = Evidence(0, len(TEXT) + 5, 0.9)
    more = DocumentFacts(
        facts.source,
        facts.entities,
        [*facts.statements, wrong, Statement(2, "locatedIn", 1, (far,))],
        facts.observations,
    )
    checked = sound(more)
    assert checked.facts is not None
    assert list(checked.facts.statements) == facts.statements
    assert len(checked.facts.observations) == len(facts.observations)
    assert {"developsDomainShape", "developsRangeShape", "TextPositionShape"} <= {v.shape for v in checked.violations}
    told = {checked.names[v.focus] for v in checked.violations}
    assert {"云栈小镇", "青梧区", TEXT} <= told, "what stays out is told in words"


def test_a_sound_document_is_left_as_it_is() -> None:
    facts = document()
    assert sound(facts).facts is facts
    assert sound(facts).violations == ()


def test_a_document_that_is_itself_wrong_stays_out_whole() -> None:
    facts = document()
    wrong = DocumentFacts(Source("in/news.txt", TEXT, "小镇近况", None), facts.entities, facts.statements, ())
    assert sound(wrong).facts is None
