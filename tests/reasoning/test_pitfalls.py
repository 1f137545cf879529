"""Pitfalls that ontologies fall into, after the catalogue of OOPS! (Poveda-Villalón et al. 2014): none is left."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Literal, Node

import ontology
from ontology import CT
from ontology.tree import tree

SCHEMA = URIRef("https://w3id.org/chantu/ontology")
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
# Between evidence, figures and kinds there is one way to go; asking the other way is a property path (^).
ONE_WAY = frozenset(
    "document mention evidence subject indicator direction organizerRole shareholdingKind givenBy "
    "kind platformKind eventKind rank chainPosition".split()
)


def ours(kind: Node) -> list[URIRef]:
    found = ontology.load().subjects(RDF.type, kind)
    return sorted(n for n in found if isinstance(n, URIRef) and n.startswith(CT))


def terms() -> list[URIRef]:
    kinds = (OWL.Class, *PROPERTIES, OWL.AnnotationProperty, OWL.NamedIndividual)
    return sorted({t for kind in kinds for t in ours(kind)})


def local(node: Node) -> str:
    return str(node).removeprefix(str(CT))


def spoken(node: Node, predicate: URIRef) -> list[str]:
    return sorted(o.language or "" for o in ontology.load().objects(node, predicate) if isinstance(o, Literal))


def test_p04_no_term_stands_unconnected() -> None:
    graph = ontology.load()
    for cls in ours(OWL.Class):
        under = (cls, RDFS.subClassOf, None) in graph or (None, RDFS.subClassOf, cls) in graph
        assert under, cls
        carried = (cls, CT.colour, None) in graph
        uses = (RDFS.domain, RDFS.range, RDFS.subClassOf, RDF.first, RDF.type)
        assert carried or any((None, p, cls) in graph for p in uses), f"nothing uses {cls}"


def test_p05_inverses_are_inverse() -> None:
    graph = ontology.load()
    for back, forth in graph.subject_objects(OWL.inverseOf):
        here, there = ontology.properties()[local(back)], ontology.properties()[local(forth)]
        assert (here.domain, here.range) == (there.range, there.domain)
        assert back != forth


def test_p06_no_class_or_property_is_above_itself() -> None:
    graph = ontology.load()
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for node in (*ours(OWL.Class), *ours(OWL.ObjectProperty)):
            above = graph.transitive_objects(node, predicate)
            next(above)
            assert node not in above


def test_p07_a_name_means_one_thing() -> None:
    assert [t for t in terms() if re.search(r"(And|Or)[A-Z]", local(t))] == []


def test_p08_every_term_is_labelled_in_both_languages_and_every_class_and_property_explained() -> None:
    for term in terms():
        assert spoken(term, RDFS.label) == ["en", "zh"], term
    for kind in (OWL.Class, *PROPERTIES, OWL.AnnotationProperty):
        for term in ours(kind):
            assert spoken(term, RDFS.comment) == ["en", "zh"], term


def test_p10_what_excludes_each_other_says_so() -> None:
    assert len(list(ontology.load().subjects(RDF.type, OWL.AllDisjointClasses))) >= 2


def test_p11_every_property_has_a_domain_and_a_range() -> None:
    graph = ontology.load()
    for kind in PROPERTIES:
        for term in ours(kind):
            assert len(list(graph.objects(term, RDFS.domain))) == 1, term
            assert len(list(graph.objects(term, RDFS.range))) == 1, term


def test_p13_a_relation_has_an_inverse_or_is_symmetric_or_goes_one_way() -> None:
    graph = ontology.load()
    for term in ours(OWL.ObjectProperty):
        inverse = (term, OWL.inverseOf, None) in graph or (None, OWL.inverseOf, term) in graph
        symmetric = (term, RDF.type, OWL.SymmetricProperty) in graph
        assert inverse or symmetric or local(term) in ONE_WAY, term
        assert not (inverse and local(term) in ONE_WAY), f"{term} is listed as one-way"


def test_p19_no_property_has_two_domains_which_would_mean_both() -> None:
    graph = ontology.load()
    counts = Counter(s for s, _ in graph.subject_objects(RDFS.domain))
    assert [s for s, n in counts.items() if n > 1] == []


def test_p20_a_comment_is_no_label_and_a_label_no_comment() -> None:
    graph = ontology.load()
    for term in (*ours(OWL.Class), *(t for kind in PROPERTIES for t in ours(kind))):
        labels = {str(o) for o in graph.objects(term, RDFS.label)}
        comments = {str(o) for o in graph.objects(term, RDFS.comment)}
        assert not labels & comments, term
        assert all(len(text) <= 40 for text in labels), term


def test_p22_names_are_spelt_one_way() -> None:
    for cls in ours(OWL.Class):
        assert re.fullmatch(r"[A-Z][a-zA-Z]*", local(cls)), cls
    for kind in (*PROPERTIES, OWL.AnnotationProperty):
        for term in ours(kind):
            assert re.fullmatch(r"[a-z][a-zA-Z]*", local(term)), term


def test_p32_no_two_classes_share_a_label() -> None:
    graph = ontology.load()
    for kind in (OWL.Class, CT.Indicator):
        counts = Counter(o for t in ours(kind) for o in graph.objects(t, RDFS.label))
        assert [label for label, n in counts.items() if n > 1] == []


def test_p34_nothing_is_used_that_is_not_declared() -> None:
    graph = ontology.load()
    typed = set(graph.subjects(RDF.type, None))
    used = {o for p in (RDFS.subClassOf, RDFS.domain, RDFS.range, RDFS.subPropertyOf) for o in graph.objects(None, p)}
    w3 = ("http://www.w3.org/2001/XMLSchema#", str(RDF), str(RDFS), str(OWL))
    assert [n for n in used - typed if not str(n).startswith(w3)] == []


def test_p36_and_p41_the_ontology_says_its_licence_version_and_prefix() -> None:
    said = {str(p).rsplit("/", 1)[-1].rsplit("#", 1)[-1] for p in ontology.load().predicates(SCHEMA)}
    assert {"versionIRI", "versionInfo", "priorVersion", "license", "title", "description", "created"} <= said
    assert {"modified", "preferredNamespacePrefix", "preferredNamespaceUri"} <= said


def test_every_term_says_which_ontology_defines_it() -> None:
    graph = ontology.load()
    assert [t for t in terms() if (t, RDFS.isDefinedBy, SCHEMA) not in graph] == []


@cache
def industries() -> Graph:
    graph = Graph()
    graph.parse(data="\n".join(f"{t} ." for t in tree().triples), format="nt")
    return graph


def concepts() -> Iterator[Node]:
    return industries().subjects(RDF.type, SKOS.Concept)


def test_the_industry_tree_has_one_label_for_each_language_and_no_circle() -> None:
    graph = industries()
    for concept in concepts():
        said = sorted(o.language or "" for o in graph.objects(concept, SKOS.prefLabel) if isinstance(o, Literal))
        assert said == ["en", "zh"], concept
        above = list(graph.transitive_objects(concept, SKOS.broader))
        assert concept not in above[1:], concept
        assert any((node, SKOS.topConceptOf, None) in graph for node in above), f"{concept} hangs on nothing"


def test_a_chain_has_links_at_all_three_positions() -> None:
    graph, chains = industries(), URIRef("https://w3id.org/chantu/industry/chains")
    tops = list(graph.subjects(SKOS.topConceptOf, chains))
    assert len(tops) >= 30
    for chain in tops:
        positions = Counter(
            p for link in graph.subjects(SKOS.broader, chain) for p in graph.objects(link, CT.chainPosition)
        )
        assert set(positions) == {CT.upstream, CT.midstream, CT.downstream}, chain
        assert min(positions.values()) >= 2, chain


def test_the_classification_is_whole() -> None:
    graph, gb = industries(), URIRef("https://w3id.org/chantu/industry/gb")
    codes = sorted(str(graph.value(c, SKOS.notation)) for c in graph.subjects(SKOS.inScheme, gb))
    assert codes == sorted([*"ABCDEFGHIJKLMNOPQRST", *(f"{n:02}" for n in range(1, 98))])


def test_a_label_of_the_tree_means_one_concept_within_its_scheme() -> None:
    graph = industries()
    counts: Counter[tuple[Node, Node]] = Counter()
    for predicate in (SKOS.prefLabel, SKOS.altLabel):
        for concept, label in graph.subject_objects(predicate):
            scheme = graph.value(concept, SKOS.inScheme)
            if isinstance(label, Literal) and label.language == "zh" and scheme is not None:
                counts[scheme, label] += 1
    assert [pair for pair, n in counts.items() if n > 1] == []
