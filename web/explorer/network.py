"""/api/graph: the overview, what is around an entity, what lies between several; always how many of how many."""

from collections.abc import Sequence
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query, Request

import ontology
from graph.atlas.around import Bundle, bundles, page
from graph.atlas.homes import SHARED
from graph.atlas.overview import Group, members, overview, ways
from graph.atlas.paths import between, common, paths
from graph.atlas.topology import Atlas, Ints, atlas
from web.context import PageError, store_of
from web.explorer.models import (
    Around,
    BundleModel,
    GroupModel,
    LinkModel,
    Members,
    OverviewModel,
    Part,
    PathModel,
    Paths,
    Step,
    Vocabulary,
    Wanted,
    Words,
)
from web.explorer.telling import part, thing

router = APIRouter(prefix="/api/graph", tags=["JSON"])
PAGE = 100  # statements or entities told in one answer, at most
_BETWEEN = 3000  # statements between entities told at once
_PATHS = 10


@router.get("/words", summary="类、关系和指标的名称 · labels in both languages")
def words() -> Vocabulary:
    """Everything that is drawn has a name in Chinese and in English."""
    return Vocabulary(
        classes={
            c.name: Words(zh=c.label, en=c.label_en, colour=c.colour, shape=c.shape, glyph=c.glyph)
            for c in ontology.classes().values()
            if c.colour
        },
        properties={
            p.name: Words(
                zh=p.label, en=p.label_en, inverse_zh=p.inverse or p.label, inverse_en=p.inverse_en or p.label_en
            )
            for p in ontology.properties().values()
        },
        indicators={i.name: Words(zh=i.label, en=i.label_en) for i in ontology.indicators().values()},
        measures={m.name: Words(zh=m.label, en=m.label_en) for m in ontology.measures().values()},
        kinds={k.name: Words(zh=k.label, en=k.label_en) for k in ontology.kinds().values()},
        shared=list(SHARED),
    )


@router.get("/overview", summary="全图概览 · the graph at a glance")
def glance(request: Request, by: str = Query("platform", examples=["platform"])) -> OverviewModel:
    """Groups and what connects them, placed."""
    _check_way(by)
    known = atlas(store_of(request))
    found = overview(known, by)
    return OverviewModel(
        by=by,
        groups=[_group(known, g) for g in found.groups],
        links=[
            LinkModel(source=k.source, target=k.target, weight=k.weight, predicates=dict(k.predicates))
            for k in found.links
        ],
        groups_in_all=found.groups_in_all, links_in_all=found.links_in_all, entities=found.entities,
        statements=found.statements, lone=found.lone, version=known.version,
    )  # fmt: skip


@router.get("/members", summary="一组里的对象 · the entities of a group")
def inside(
    request: Request,
    key: str,
    by: str = "platform",
    cls: str = "",
    offset: int = Query(0, ge=0),
    limit: int = Query(40, ge=1, le=PAGE),
) -> Members:
    """A page of a group, what is said most of first."""
    _check_way(by)
    known = atlas(store_of(request))
    try:
        found = members(known, by, key)
    except KeyError:
        raise PageError(404, "unknown-group", f"没有这个分组 (no such group)：{key}", "/api/graph/overview") from None
    if cls:
        found = found[known.cls[found] == _class(known, cls)]
    return Members(things=[thing(known, int(e)) for e in found[offset : offset + limit]], total=len(found))


@router.get("/around", summary="一个对象的关系，按类计数 · the relations of an entity, counted")
def around(request: Request, iri: str) -> Around:
    """An entity and the bundles of its relations."""
    known = atlas(store_of(request))
    entity = find(known, iri)
    counted = [
        BundleModel(predicate=b.predicate, outgoing=b.outgoing, cls=b.cls, count=b.count)
        for b in bundles(known, entity)
    ]
    return Around(thing=thing(known, entity), bundles=counted, total=known.degree(entity))


@router.get("/expand", summary="一个对象的关系，一页 · a page of the relations of an entity")
def expand(
    request: Request,
    iri: str,
    predicate: str = "",
    outgoing: bool = True,
    cls: str = "",
    q: str = Query("", max_length=100),
    offset: int = Query(0, ge=0),
    limit: int = Query(40, ge=1, le=PAGE),
) -> Part:
    """A page of all relations, or of one bundle (property, direction and class); `q` is a part of the other name."""
    store = store_of(request)
    known = atlas(store)
    entity = find(known, iri)
    bundle = None
    if predicate:
        if predicate not in known.predicate_names:
            raise PageError(422, "unknown-property", f"没有这种关系 (no such property)：{predicate}", "/ontology")
        _class(known, cls)
        bundle = Bundle(predicate, outgoing, cls, 0)
    edges, total = page(known, entity, bundle, offset, limit, q)
    return part(store, known, edges.tolist(), total, [entity])


@router.post("/between", summary="几个对象之间的关系 · the relations between some entities")
def among(request: Request, wanted: Wanted) -> Part:
    """The entities and every statement between two of them; what the graph has no longer is left out."""
    store = store_of(request)
    known = atlas(store)
    entities = [known.number[iri] for iri in wanted.entities if iri in known.number]
    edges = between(known, entities)
    kept = edges[np.argsort(-known.confidences[edges], kind="stable")][:_BETWEEN]
    return part(store, known, kept.tolist(), len(edges), entities)


@router.get("/paths", summary="两个对象之间的路径 · paths between two entities")
def ways_between(
    request: Request,
    start: str,
    end: str,
    most: int = Query(5, ge=1, le=_PATHS),
    avoid: Annotated[Sequence[str], Query(description="classes that no path leads through")] = (),
) -> Paths:
    """The shortest and the next short ones, whichever way each relation points."""
    store = store_of(request)
    known = atlas(store)
    ends = find(known, start), find(known, end)
    for cls in avoid:
        _class(known, cls)
    found = paths(known, *ends, most + 1, avoid)
    more, found = len(found) > most, found[:most]
    edges = sorted({e for p in found for step in p.steps for e in step})
    told = [
        PathModel(
            things=[known.iris[e] for e in p.entities],
            steps=[Step(statements=[known.statements[e] for e in step]) for step in p.steps],
        )
        for p in found
    ]
    return Paths(paths=told, more=more, part=part(store, known, edges, len(edges), ends))


@router.get("/common", summary="共同的邻居 · what several entities are related to")
def shared(
    request: Request,
    iri: Annotated[list[str], Query(min_length=2, max_length=20)],
    limit: int = Query(40, ge=1, le=PAGE),
) -> Part:
    """What all of them are related to, the rarest first, with the statements; `total` counts the neighbours."""
    store = store_of(request)
    known = atlas(store)
    entities = [find(known, i) for i in iri]
    neighbours: Ints = common(known, entities)
    kept = neighbours[:limit].tolist()
    edges = [
        int(e)
        for entity in entities
        for e in known.edges_of(entity)[np.isin(known.others(entity, known.edges_of(entity)), kept)]
    ]
    return part(store, known, edges, len(neighbours), [*kept, *entities])


def find(known: Atlas, iri: str) -> int:
    """The number of an entity. Raises PageError."""
    entity = known.number.get(iri)
    if entity is None:
        raise PageError(404, "unknown-entity", "图谱里没有这个对象 (no such entity)", "/api/search?q=…")
    return entity


def _group(known: Atlas, group: Group) -> GroupModel:
    about = thing(known, group.entity) if group.entity >= 0 else None
    return GroupModel(
        key=group.key, thing=about, names=list(group.names), size=group.size, classes=dict(group.classes),
        radius=group.radius, x=group.x, y=group.y, rest=group.rest,
    )  # fmt: skip


def _check_way(by: str) -> None:
    if by not in ways():
        raise PageError(422, "unknown-grouping", f"只能按这些分组 (group by one of)：{'、'.join(ways())}")


def _class(known: Atlas, name: str) -> int:
    if name not in known.class_names:
        raise PageError(422, "unknown-class", f"没有这一类 (no such class)：{name}", "/ontology")
    return known.class_names.index(name)
