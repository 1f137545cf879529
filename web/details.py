"""What else an entity's page shows: its kinds, its place in the industry tree, its edges. Rows of a store go out."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.store.base import Store
from ontology import Kind, Property, kinds, properties, tellings
from web.terms import local
from web.views import Quote, evidence, rows


@dataclass(frozen=True, slots=True)
class Side:
    """One edge: its direction and what bounds there, in Chinese, and the places that say so."""

    direction: str
    by: str
    quotes: tuple[Quote, ...]


def kinds_of(store: Store, iri: str) -> list[tuple[Property, Kind]]:
    """The kinds of an entity, each with the property that tells it."""
    names = " ".join(f"ct:{t.property}" for t in tellings() if t.domain)
    found = rows(store, f"SELECT ?p ?k {{ VALUES ?p {{ {names} }} <{iri}> ?p ?k }} ORDER BY ?p")
    return [(properties()[local(r["p"])], kinds()[local(r["k"])]) for r in found if local(r["k"]) in kinds()]


def chain_of(store: Store, iri: str) -> list[str]:
    """The concepts of the industry tree over an industry, the widest first."""
    query = f"""SELECT ?l (COUNT(DISTINCT ?above) AS ?depth) {{
      <{iri}> (skos:exactMatch|skos:broader)/skos:broader* ?c .
      ?c skos:prefLabel ?l ; skos:broader* ?above . FILTER(LANG(?l) = "zh") }} GROUP BY ?c ?l ORDER BY ?depth"""
    return [r["l"] for r in rows(store, query)]


def sides(store: Store, iri: str) -> Iterator[Side]:
    """The edges of an area, by direction."""
    query = f"""SELECT ?b ?d ?by {{ <{iri}> ct:boundary ?b . ?b ct:direction ?d ; ct:boundedBy ?by }} ORDER BY ?d ?by"""
    for r in list(rows(store, query)):
        yield Side(kinds()[local(r["d"])].label, r["by"], tuple(evidence(store, r["b"])))
