"""/api/graph/card, /fact and /chains: all that is said of one entity, what stands behind one fact, chains of some."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Request

from graph.atlas.homes import within
from graph.atlas.topology import Atlas, atlas
from graph.store.base import Store
from ontology import properties
from web import details, views
from web.context import PageError, store_of
from web.explorer.models import Card, Claim, Fact, FigureModel, Happening, Link, Links, Mentioned, Proof, Wanted
from web.explorer.network import find
from web.explorer.telling import quote, thing
from web.figures import scale
from web.terms import is_ours, local

router = APIRouter(prefix="/api/graph", tags=["JSON"])
_SEASON = re.compile(r"(\d{4})-[2-4]\d")  # EDTF's; as good as the year here
_HAPPENINGS = 300  # told at once
_DOCUMENTS = 100
_AT_ONCE = 300


@router.get("/card", summary="一个对象：名称、数据、大事 · an entity: names, figures, events")
def card(request: Request, iri: str) -> Card:
    """All but the relations, which come in pages from /expand."""
    store = store_of(request)
    known = atlas(store)
    entity = find(known, iri)
    happened = _happenings(store, known, entity)
    documents = views.mentions(store, iri)
    return Card(
        thing=thing(known, entity),
        names=views.other_names(store, iri),
        kinds=[kind.name for _, kind in details.kinds_of(store, iri)],
        chain=details.chain_of(store, iri),
        dates=[Fact(statement=d.statement, predicate=d.predicate, value=d.value) for d in views.dates(store, iri)],
        figures=figures(store, iri),
        happenings=[
            Happening(date=d, thing=thing(known, e), predicate=p, statement=s) for d, e, p, s in happened[:_HAPPENINGS]
        ],
        happenings_in_all=len(happened),
        documents=[Mentioned(href=h, title=t, places=n) for h, t, n in documents[:_DOCUMENTS]],
        documents_in_all=len(documents),
    )


@router.get("/fact", summary="一条事实的原文和别的说法 · the sentences behind a fact, and what others say")
def fact(request: Request, statement: str) -> Proof:
    """A statement with its evidence, and the statements of other values of what usually has one."""
    store = store_of(request)
    known = atlas(store)
    head = _head(store, statement) if is_ours(statement) else None
    if head is None or head["s"] not in known.number:
        raise PageError(404, "unknown-statement", "图谱里没有这条事实 (no such statement)")
    subject = known.number[head["s"]]
    others = [r for r in _rivals(store, head, known.class_of(subject)) if not _agree(known, r["o"], head["o"])]
    quotes = views.quotes_by_statement(store, [statement, *(r["st"] for r in others)])
    claims = []
    told_by = {q.document for q in quotes[statement]}
    for r in others:
        if {q.document for q in quotes[r["st"]]} <= told_by:
            continue  # the same document says both
        object_ = known.number.get(r["o"])
        told = known.labels[object_] if object_ is not None else r["o"]
        claims.append(
            Claim(
                statement=r["st"], object=told, thing=None if object_ is None else thing(known, object_),
                quotes=[quote(q) for q in quotes[r["st"]]],
            )
        )  # fmt: skip
    object_ = known.number.get(head["o"])
    return Proof(
        statement=statement, predicate=local(head["p"]), subject=thing(known, subject),
        object=None if object_ is None else thing(known, object_), value="" if object_ is not None else head["o"],
        confidence=float(head.get("c", 1)), quotes=[quote(q) for q in quotes[statement]], others=claims,
    )  # fmt: skip


@router.post("/chains", summary="对象所在的产业链环节 · links of industry chains")
def chains(request: Request, wanted: Wanted) -> Links:
    """For each entity the chains that it, or an industry it is related to, belongs to, with the position in them."""
    known = atlas(store_of(request))
    trades: dict[int, list[str]] = defaultdict(list)
    for iri in wanted.entities:
        if iri in known.number:
            entity = known.number[iri]
            others = [entity, *known.others(entity, known.edges_of(entity)).tolist()]
            for other in others:
                if known.class_of(other) == "Industry":
                    trades[other].append(iri)
    found = []
    for r in _chains(store_of(request), [known.iris[t] for t in trades]):
        place = Link(zh=r["zh"], en=r["en"], position=local(r.get("at", "")))
        found += [(iri, place) for iri in trades[known.number[r["i"]]]]
    return Links(entities=[iri for iri, _ in found], links=[link for _, link in found])


def _happenings(store: Store, known: Atlas, entity: int) -> list[tuple[str, int, str, str]]:
    """The dates of an entity and of what it is related to, in order: date, entity, property, statement."""
    others = known.others(entity, known.edges_of(entity)).tolist()
    dated = [known.iris[e] for e in dict.fromkeys([entity, *others]) if e in known.dates]
    found = []
    for at in range(0, len(dated), _AT_ONCE):
        values = " ".join(f"<{e}>" for e in dated[at : at + _AT_ONCE])
        query = f"""SELECT ?e ?p ?d ?st {{ VALUES ?e {{ {values} }} VALUES ?p {{ ct:date ct:startDate ct:endDate }}
          ?st rdf:subject ?e ; rdf:predicate ?p ; rdf:object ?d }}"""
        found += [(r["d"], known.number[r["e"]], local(r["p"]), r["st"]) for r in views.rows(store, query)]
    return sorted(found)


def figures(store: Store, iri: str) -> list[FigureModel]:
    """The figures about an entity, each with its sentence and whether another document says otherwise."""
    rows = views.figures(store, iri)
    disputed = _disputed(rows)
    return [
        FigureModel(
            indicator=f.indicator, measure=f.kind, unit=f.unit, number=f.number, factor=factor, word=word,
            value=f.value, period=f.period, scope=f.scope, quote=quote(f.quote),
            disputed=bad,
        )
        for f, bad in zip(rows, disputed, strict=True)
        for factor, word in [scale(f.number, f.unit, f.kind, f.indicator)]
    ]  # fmt: skip


def _disputed(rows: Sequence[views.FigureRow]) -> list[bool]:
    """Whether of each figure another document says another value, as queries/disagreements.rq has it.

    Of the same indicator, measure, unit, period and scope; a document that says both values has a whole and its parts.
    """
    told: dict[tuple[str, ...], dict[float, set[str]]] = defaultdict(lambda: defaultdict(set))
    values: dict[tuple[str, ...], set[float]] = defaultdict(set)
    for f in rows:
        told[_about(f)][f.number].add(f.quote.document)
        values[(*_about(f), f.scope)].add(f.number)
    return [
        bool(f.period)
        and any(
            other != f.number and told[_about(f)][other].isdisjoint(told[_about(f)][f.number])
            for other in values[(*_about(f), f.scope)]
        )
        for f in rows
    ]


def _about(figure: views.FigureRow) -> tuple[str, ...]:
    return figure.indicator, figure.kind, figure.unit, figure.period


def _head(store: Store, statement: str) -> dict[str, str] | None:
    query = f"""SELECT ?s ?p ?o ?c {{ <{statement}> rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o
      OPTIONAL {{ <{statement}> ct:confidence ?c }} }} LIMIT 1"""
    return next(views.rows(store, query), None)


def _rivals(store: Store, head: dict[str, str], cls: str) -> Iterator[dict[str, str]]:
    """The other statements about the same property of the same thing, where one value is usual."""
    known = properties().get(local(head["p"]))
    if known is None or cls not in known.single:
        return
    query = (
        f"SELECT ?st ?o {{ ?st rdf:subject <{head['s']}> ; rdf:predicate <{head['p']}> ; rdf:object ?o }} ORDER BY ?o"
    )
    yield from views.rows(store, query)


def _agree(known: Atlas, one: str, other: str) -> bool:
    """Whether two values say the same: dates that overlap, or places of which one lies in the other."""
    if one in known.number and other in known.number:
        return within(known, known.number[one], known.number[other])
    a, b = _days(one), _days(other)
    return a[0] <= b[1] and b[0] <= a[1]


def _days(date: str) -> tuple[str, str]:
    """The first and the last day that an EDTF date may mean, as texts that compare."""
    start, _, end = _SEASON.sub(r"\1", date).partition("/")
    first, last = start.strip("."), (end or start).strip(".")
    return first + "0000-00-00"[len(first) :], last + "9999-99-99"[len(last) :]


def _chains(store: Store, industries: Sequence[str]) -> Iterator[dict[str, str]]:
    for at in range(0, len(industries), _AT_ONCE):
        values = " ".join(f"<{i}>" for i in industries[at : at + _AT_ONCE])
        query = f"""SELECT DISTINCT ?i ?zh ?en ?at {{ VALUES ?i {{ {values} }}
          ?i skos:exactMatch|skos:broader ?concept . ?concept skos:broader* ?top .
          ?top skos:topConceptOf <https://w3id.org/chantu/industry/chains> ; skos:prefLabel ?zh , ?en
          FILTER(LANG(?zh) = "zh" && LANG(?en) = "en")
          OPTIONAL {{ ?concept skos:broader* ?placed . ?placed ct:chainPosition ?at }} }} ORDER BY ?zh ?i"""
        yield from views.rows(store, query)
