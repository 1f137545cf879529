"""The start page's figures: what the store holds, and the platforms at a glance."""

from collections import defaultdict
from dataclasses import dataclass

from graph.store.base import Store
from ontology import classes
from web.figures import in_unit, period_label, readable
from web.terms import address, local
from web.views import Node, node, rows

_COLUMNS = ("plannedArea", "revenue", "tax", "enterpriseCount")
_UNITS = {"plannedArea": "平方公里"}  # of columns that people compare in one unit


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """A platform with the figures of its latest period, each as (value, period), and how often it is named."""

    platform: Node
    place: str
    figures: dict[str, tuple[str, str]]
    mentions: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document: address, title, file name and date."""

    href: str
    title: str
    identifier: str
    issued: str


def class_counts(store: Store) -> list[tuple[str, str, int]]:
    """Every class of entities in the store: local name, Chinese label, number."""
    query = """SELECT ?c (COUNT(DISTINCT ?e) AS ?n) { ?e rdfs:label ?l ; a ?c
      FILTER(STRSTARTS(STR(?c), STR(ct:))) } GROUP BY ?c ORDER BY DESC(?n)"""
    return [
        (local(r["c"]), classes()[local(r["c"])].label, int(r["n"]))
        for r in rows(store, query)
        if local(r["c"]) in classes()
    ]


def documents(store: Store) -> list[DocumentRow]:
    """The documents, latest first."""
    query = """SELECT ?d ?i ?t ?when { ?d a ct:Document ; dcterms:identifier ?i . OPTIONAL { ?d dcterms:title ?t }
      OPTIONAL { ?d dcterms:issued ?when } } ORDER BY DESC(?when) ?i"""
    return [DocumentRow(address(r["d"]), r.get("t", r["i"]), r["i"], r.get("when", "")) for r in rows(store, query)]


def platforms(store: Store, limit: int | None) -> tuple[list[PlatformRow], int]:
    """The platforms that most is said of, at most `limit` (None for all), and how many there are."""
    named = """SELECT ?p ?l (COUNT(DISTINCT ?m) AS ?n) { ?p a ct:Platform ; rdfs:label ?l ; ct:mention ?m }
      GROUP BY ?p ?l ORDER BY DESC(?n) ?l"""
    found = list(rows(store, named))
    facts = _latest(store)
    places = {
        r["p"]: r["l"]
        for r in rows(
            store, "SELECT ?p ?l { ?p a ct:Platform ; ct:locatedIn ?x . ?x a ct:Place ; rdfs:label ?l } ORDER BY ?l"
        )
    }
    ranked = sorted(found, key=lambda r: (-len(facts.get(r["p"], {})), -int(r["n"]), r["l"]))[:limit]
    table = [
        PlatformRow(node(r["p"], r["l"], "Platform"), places.get(r["p"], ""), facts.get(r["p"], {}), int(r["n"]))
        for r in ranked
    ]
    return table, len(found)


def _latest(store: Store) -> dict[str, dict[str, tuple[str, str]]]:
    """Per platform and indicator the actual figure of the latest period; of equals the largest, the whole."""
    values = " ".join(f"ct:{c}" for c in _COLUMNS)
    query = f"""SELECT ?p ?i ?v ?u ?when ?s {{ VALUES ?i {{ {values} }} ?o ct:indicator ?i ; ct:subject ?p ;
      ct:measure "actual" ; ct:value ?v ; ct:unit ?u . ?p a ct:Platform .
      OPTIONAL {{ ?o ct:period ?when }} OPTIONAL {{ ?o ct:scope ?s }} }}"""
    best: dict[str, dict[str, tuple[tuple[bool, str, float], dict[str, str]]]] = defaultdict(dict)
    for r in rows(store, query):
        key = ("s" not in r, r.get("when", "")[:4], float(r["v"]))
        name = local(r["i"])
        if name not in best[r["p"]] or key > best[r["p"]][name][0]:
            best[r["p"]][name] = (key, r)
    return {
        p: {n: (_written(r, n), period_label(r.get("when", ""))) for n, (_, r) in figures.items()}
        for p, figures in best.items()
    }


def _written(row: dict[str, str], name: str) -> str:
    if name in _UNITS:
        return in_unit(row["v"], row["u"], _UNITS[name])
    return readable(row["v"], row["u"], "actual", name)
