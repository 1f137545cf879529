"""Views of the graph: a store comes in, typed rows for pages and JSON go out."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.quotes import sentence
from graph.store.base import Solutions, Store, Triples
from ontology import classes, indicators, kinds, properties
from web.figures import measure_label, readable
from web.terms import PREFIXES, address, local

_TOLD = "OPTIONAL { ?v ct:organizerRole|ct:shareholdingKind ?k }"


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as a link: IRI, label, class (local name) and its Chinese label, page address."""

    iri: str
    label: str
    cls: str
    cls_label: str
    href: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Evidence: where it stands (characters, end exclusive), the text before, of and after it, how sure.

    `told` is what the place says more of the fact (主办, 控股), "" where nothing.
    """

    document: str
    title: str
    href: str
    start: int
    end: int
    before: str
    text: str
    after: str
    confidence: float
    told: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement seen from one of its ends: the property's label as it is and in that direction, and the other end."""

    statement: str
    predicate: str
    name: str
    label: str
    outgoing: bool
    other: Node
    confidence: float
    evidences: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A date of an entity: the property and its label, the EDTF text, and its statement."""

    statement: str
    predicate: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as shown: indicator and measure in Chinese, readable value, period, scope, and its evidence.

    `kind` is the measure by its own name, `number` the value in the base unit `unit`.
    """

    indicator: str
    label: str
    kind: str
    measure: str
    number: float
    unit: str
    value: str
    period: str
    scope: str
    quote: Quote


def rows(store: Store, query: str) -> Iterator[dict[str, str]]:
    """The rows of a SELECT as texts by variable; unbound ones are left out."""
    answer = store.query(PREFIXES + query)
    if isinstance(answer, Solutions):
        for row in answer.rows:
            yield {n: getattr(t, "value", str(t)) for n, t in zip(answer.variables, row, strict=True) if t is not None}


def node(iri: str, label: str, cls: str) -> Node:
    """An entity's link; `cls` is the IRI or local name of its class."""
    name = local(cls)
    known = classes().get(name)
    return Node(iri, label, name, known.label if known else name, address(iri))


def find_node(store: Store, iri: str) -> Node | None:
    """The entity of that IRI, or None."""
    found = rows(store, f"SELECT ?l ?c {{ <{iri}> rdfs:label ?l ; a ?c FILTER(STRSTARTS(STR(?c), STR(ct:))) }} LIMIT 1")
    return next((node(iri, r["l"], r["c"]) for r in found), None)


def other_names(store: Store, iri: str) -> list[str]:
    """The other names of an entity, in order."""
    return sorted(r["n"] for r in rows(store, f"SELECT ?n {{ <{iri}> skos:altLabel ?n }}"))


def edges(store: Store, iri: str) -> list[Edge]:
    """Every relation of an entity in both directions, by property, surest first."""
    found: list[Edge] = []
    for outgoing in (True, False):
        ends = f"rdf:subject <{iri}> ; rdf:object ?o" if outgoing else f"rdf:object <{iri}> ; rdf:subject ?o"
        query = f"""SELECT ?s ?p ?o ?l ?c ?sure (COUNT(DISTINCT ?v) AS ?n) {{
          ?s {ends} ; rdf:predicate ?p ; ct:evidence ?v . ?o rdfs:label ?l ; a ?c .
          FILTER(STRSTARTS(STR(?c), STR(ct:)))
          OPTIONAL {{ ?s ct:confidence ?sure }} }} GROUP BY ?s ?p ?o ?l ?c ?sure"""
        for r in rows(store, query):
            name = local(r["p"])
            known = properties().get(name)
            label = name if known is None else known.label if outgoing or not known.inverse else known.inverse
            other = node(r["o"], r["l"], r["c"])
            forward = known.label if known else name
            found.append(Edge(r["s"], name, forward, label, outgoing, other, float(r.get("sure", 1)), int(r["n"])))
    return sorted(found, key=lambda e: (e.label, -e.confidence, e.other.label))


def dates(store: Store, iri: str) -> list[Fact]:
    """The dates of an entity."""
    query = f"""SELECT ?s ?p ?v {{ ?s rdf:subject <{iri}> ; rdf:predicate ?p ; rdf:object ?v FILTER(isLiteral(?v)) }}"""
    known = properties()
    return sorted(
        (
            Fact(r["s"], local(r["p"]), known[local(r["p"])].label, r["v"])
            for r in rows(store, query)
            if local(r["p"]) in known
        ),
        key=lambda f: f.value,
    )


def evidence(store: Store, statement: str) -> list[Quote]:
    """Every place that states a fact (of a statement or an observation), with its sentence."""
    query = f"""SELECT ?d ?t ?a ?b ?c ?k {{ <{statement}> ct:evidence ?v . ?v ct:document ?d ; oa:start ?a ; oa:end ?b .
      OPTIONAL {{ ?v ct:confidence ?c }} OPTIONAL {{ ?d dcterms:title ?t }} {_TOLD} }} ORDER BY ?t ?a"""
    found = list(rows(store, query))
    texts = _texts(store, {r["d"] for r in found})
    return [_quote(r, texts.get(r["d"], "")) for r in found]


def figures(store: Store, iri: str) -> list[FigureRow]:
    """The figures about an entity, by indicator and period, each with its place."""
    query = f"""SELECT ?o ?i ?m ?v ?u ?p ?s ?about ?d ?t ?a ?b ?c {{
      ?o ct:subject <{iri}> ; ct:indicator ?i ; ct:measure ?m ; ct:value ?v ; ct:unit ?u ; ct:evidence ?e .
      ?e ct:document ?d ; oa:start ?a ; oa:end ?b . OPTIONAL {{ ?e ct:confidence ?c }}
      OPTIONAL {{ ?d dcterms:title ?t }} OPTIONAL {{ ?o ct:period ?p }} OPTIONAL {{ ?o ct:scope ?s }}
      OPTIONAL {{ ?o ct:approximate ?about }} }}"""
    found = list(rows(store, query))
    texts = _texts(store, {r["d"] for r in found})
    made = [
        FigureRow(
            local(r["i"]), indicators()[local(r["i"])].label, r["m"], measure_label(r["m"]), float(r["v"]), r["u"],
            readable(r["v"], r["u"], r["m"], local(r["i"]), approximate=r.get("about") == "true"),
            r.get("p", ""), r.get("s", ""), _quote(r, texts.get(r["d"], "")),
        )
        for r in found
        if local(r["i"]) in indicators()
    ]  # fmt: skip
    order = list(indicators())
    return sorted(made, key=lambda f: (order.index(f.indicator), f.period, f.measure))


def mentions(store: Store, iri: str) -> list[tuple[str, str, int]]:
    """Documents that name an entity: address, title, number of places."""
    query = f"""SELECT ?d ?t ?i (COUNT(DISTINCT ?m) AS ?n) {{ <{iri}> ct:mention ?m . ?m ct:document ?d .
      OPTIONAL {{ ?d dcterms:title ?t }} OPTIONAL {{ ?d dcterms:identifier ?i }} }}
      GROUP BY ?d ?t ?i ORDER BY DESC(?n)"""
    return [(address(r["d"]), r.get("t") or r.get("i", ""), int(r["n"])) for r in rows(store, query)]


def describe(store: Store, iri: str) -> Triples:
    """The triples about an entity: its own, and the statements, figures and places that stand behind them."""
    query = f"""CONSTRUCT {{ <{iri}> ?p ?o . ?s ?sp ?so . ?x ?xp ?xo }} WHERE {{
      {{ <{iri}> ?p ?o }} UNION {{ ?s rdf:subject|rdf:object|ct:subject <{iri}> ; ?sp ?so }}
      UNION {{ ?f rdf:subject|rdf:object|ct:subject <{iri}> ; ct:evidence ?x . ?x ?xp ?xo }} }}"""
    answer = store.query(PREFIXES + query)
    if not isinstance(answer, Triples):
        raise TypeError(query)
    return answer


def quotes_by_statement(store: Store, statements: Sequence[str]) -> dict[str, list[Quote]]:
    """Evidence of several statements at once."""
    found: dict[str, list[Quote]] = defaultdict(list)
    for at in range(0, len(statements), 200):
        values = " ".join(f"<{s}>" for s in statements[at : at + 200])
        query = f"""SELECT ?s ?d ?t ?a ?b ?c ?k {{ VALUES ?s {{ {values} }} ?s ct:evidence ?v .
          ?v ct:document ?d ; oa:start ?a ; oa:end ?b . OPTIONAL {{ ?v ct:confidence ?c }}
          OPTIONAL {{ ?d dcterms:title ?t }} {_TOLD} }} ORDER BY ?t ?a"""
        some = list(rows(store, query))
        texts = _texts(store, {r["d"] for r in some})
        for r in some:
            found[r["s"]].append(_quote(r, texts.get(r["d"], "")))
    return found


def _texts(store: Store, documents: set[str]) -> dict[str, str]:
    values = " ".join(f"<{d}>" for d in sorted(documents))
    return {r["d"]: r["t"] for r in rows(store, f"SELECT ?d ?t {{ VALUES ?d {{ {values} }} ?d ct:text ?t }}")}


def _quote(row: dict[str, str], text: str) -> Quote:
    start, end = int(row["a"]), int(row["b"])
    before, exact, after = sentence(text, start, end)
    href = f"{address(row['d'])}?at={start}-{end}#at"
    title = row.get("t", "")
    sure = float(row.get("c", 1))
    told = kinds()[local(row["k"])].label if local(row.get("k", "")) in kinds() else ""
    return Quote(
        row["d"],
        title,
        href,
        start,
        end,
        before,
        exact,
        after,
        sure,
        told,
    )
