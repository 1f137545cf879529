"""/api: JSON for programs and for the pages' scripts. Every answer is a model; /docs shows them all."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from graph.search import search
from graph.search.context import Language, contexts
from graph.search.marks import marks
from graph.store.base import Store
from ontology import classes, most_specific
from web import overview, views
from web.context import PageError, store_of
from web.explorer.models import QuoteModel
from web.explorer.telling import quote
from web.terms import is_ours

router = APIRouter(prefix="/api", tags=["JSON"])
_MOST = 500  # neighbours told in one answer


class NodeModel(BaseModel):
    """An entity."""

    iri: str = Field(examples=["https://w3id.org/chantu/id/platform/0f3a5b6c7d8e"])
    label: str = Field(examples=["云栈小镇"])
    cls: str = Field(examples=["Platform"], description="class, by its local name in the ontology")
    cls_label: str = Field(examples=["平台"])
    href: str = Field(examples=["/entity/platform/0f3a5b6c7d8e"])
    colour: str = Field(examples=["#1f6f8b"])
    shape: str = Field(examples=["hexagon"])


class HitModel(NodeModel):
    """A found entity, told so that it can be known from others of its kind."""

    context: str = Field(
        description="what is known of it: the two most telling properties, or how often it is named",
        examples=["位于 青梧区 · 企业 3 家"],
    )
    guess: bool = Field(description="whether no name fits as it was typed, and this one may be meant", examples=[False])
    marks: list[tuple[int, int]] = Field(
        description="stretches of the name that fits: characters (Unicode code points), end exclusive",
        examples=[[[0, 2]]],
    )


class SearchModel(BaseModel):
    """What was found, best first, guesses last; `total` counts all that fits or may be meant."""

    total: int = Field(examples=[1])
    hits: list[HitModel]
    names: list[str] = Field(description="for each hit the name that fitted", examples=[["云栈小镇"]])


class EdgeModel(BaseModel):
    """A relation of the entity asked for; `outgoing` tells whether that is its subject."""

    statement: str = Field(examples=["https://w3id.org/chantu/id/statement/0f3a5b6c7d8e9f00"])
    predicate: str = Field(examples=["locatedIn"])
    name: str = Field(examples=["位于"], description="the property's label, from subject to object")
    label: str = Field(examples=["有"], description="its label seen from the entity asked for")
    outgoing: bool
    other: NodeModel
    confidence: float = Field(examples=[0.9])
    evidences: int = Field(examples=[1])


class NeighboursModel(BaseModel):
    """An entity and its relations; `total` counts all of them, `edges` holds at most `limit`."""

    node: NodeModel
    total: int
    edges: list[EdgeModel]


class CountModel(BaseModel):
    """How many entities a class has."""

    cls: str
    label: str
    count: int


class DocumentModel(BaseModel):
    """A document."""

    href: str
    title: str
    identifier: str
    issued: str


def _node(found: views.Node) -> NodeModel:
    style = classes()[found.cls]
    return NodeModel(
        iri=found.iri, label=found.label, cls=found.cls, cls_label=found.cls_label, href=found.href,
        colour=style.colour, shape=style.shape,
    )  # fmt: skip


def _existing(store: Store, iri: str) -> views.Node:
    found = views.find_node(store, iri) if is_ours(iri) else None
    if found is None:
        raise PageError(404, "unknown-entity", "图谱里没有这个对象 (no such entity)", "/api/search?q=…")
    return found


def _carried(names: list[str]) -> frozenset[str]:
    """The classes that entities carry among these and those under them."""
    known = most_specific("Entity")
    unknown = [name for name in names if name not in classes() or not most_specific(name) & known]
    if unknown:
        raise PageError(
            422, "unknown-class",
            f"没有这样的对象类 (no such class of entities): {unknown[0]}", f"cls = {', '.join(sorted(known))}",
        )  # fmt: skip
    return frozenset().union(*map(most_specific, names))


@router.get("/search", summary="按名称、拼音或首字母查找 · find by name, pinyin or initials")
def find(
    request: Request,
    q: str = Query(min_length=1, max_length=100),
    limit: int = Query(20, ge=1, le=100),
    cls: Annotated[list[str] | None, Query(description="only of these classes, or of classes under them")] = None,
    lang: Annotated[Language, Query(description="language of the context")] = "zh",
) -> SearchModel:
    """Entities whose name fits: itself, a part, several words, pinyin, initials; if few do, those that may be meant.

    These are guesses at typing errors: characters of the same sound, or one that is wrong, missing or has moved.
    """
    store = store_of(request)
    hits, total = search(store, q, limit, _carried(cls or []))
    found = [
        HitModel(
            **_node(views.node(h.iri, h.label, h.cls)).model_dump(),
            context=context, guess=h.guess, marks=list(marks(h, q)),
        )
        for h, context in zip(hits, contexts(store, hits, lang), strict=True)
    ]  # fmt: skip
    return SearchModel(total=total, hits=found, names=[h.name for h in hits])


@router.get("/neighbours", summary="一个对象的全部关系 · the relations of an entity")
def neighbours(request: Request, iri: str, limit: int = Query(_MOST, ge=1, le=_MOST)) -> NeighboursModel:
    """An entity and its relations in both directions."""
    store = store_of(request)
    found = _existing(store, iri)
    edges = [e for e in views.edges(store, iri) if e.other.cls in classes()]
    made = [
        EdgeModel(
            statement=e.statement, predicate=e.predicate, name=e.name, label=e.label, outgoing=e.outgoing,
            other=_node(e.other), confidence=e.confidence, evidences=e.evidences,
        )
        for e in edges[:limit]
    ]  # fmt: skip
    return NeighboursModel(node=_node(found), total=len(edges), edges=made)


@router.get("/evidence", summary="一条事实的原文 · the sentences behind a fact")
def evidence(request: Request, statement: str) -> list[QuoteModel]:
    """Every place that states the fact."""
    quotes = views.evidence(store_of(request), statement) if is_ours(statement) else []
    if not quotes:
        raise PageError(404, "unknown-statement", "图谱里没有这条事实 (no such statement)")
    return [quote(q) for q in quotes]


@router.get("/classes", summary="各类对象的数量 · entities by class")
def counts(request: Request) -> list[CountModel]:
    """How many entities each class has."""
    return [CountModel(cls=c, label=label, count=n) for c, label, n in overview.class_counts(store_of(request))]


@router.get("/documents", summary="文档 · documents")
def documents(request: Request) -> list[DocumentModel]:
    """The documents that were read."""
    return [
        DocumentModel(href=d.href, title=d.title, identifier=d.identifier, issued=d.issued)
        for d in overview.documents(store_of(request))
    ]
