"""The ontology under an OWL 2 DL reasoner: nothing contradicts, every class can have members, and it would show."""

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

import ontology
from ontology import CT
from tests.reasoning.reasoner import InconsistentError, axioms, unsatisfiable


def with_axioms(*triples: tuple[URIRef, URIRef, URIRef]) -> Graph:
    graph = Graph()
    graph += ontology.load()
    for triple in triples:
        graph.add(triple)
    return graph


def test_the_ontology_is_consistent_and_every_class_can_have_members(tmp_path: Path) -> None:
    assert unsatisfiable(ontology.load(), tmp_path) == set()


def test_a_class_under_two_that_exclude_each_other_is_found(tmp_path: Path) -> None:
    broken = with_axioms((CT.Park, RDF.type, OWL.Class), (CT.Park, RDFS.subClassOf, CT.Platform))
    broken.add((CT.Park, RDFS.subClassOf, CT.Place))
    assert unsatisfiable(broken, tmp_path) == {str(CT.Park)}


def test_a_fact_against_the_axioms_is_found(tmp_path: Path) -> None:
    park, year = URIRef("urn:park"), URIRef("urn:event")
    broken = with_axioms((park, RDF.type, CT.Platform), (year, RDF.type, CT.Event), (park, CT.partOf, year))
    with pytest.raises(InconsistentError):
        unsatisfiable(broken, tmp_path)


def test_the_shapes_are_no_axioms() -> None:
    kept = axioms(ontology.load())
    assert not any(str(p).startswith("http://www.w3.org/ns/shacl#") for p in kept.predicates())
    assert (CT.Platform, RDF.type, OWL.Class) in kept
