"""/api/queries: the catalogue; a name and parameters come in, the answer goes out, and is kept while it holds.

An answer is kept for as long as the store has the version that it was made from, so that pages and people who ask the
same again wait for nothing.
"""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from queries.catalogue import CatalogueError, bind, catalogue, find
from web.context import PageError
from web.protocol import Operation
from web.sparql import answered

router = APIRouter(prefix="/api/queries", tags=["查询目录 · stored queries"])


class ParameterModel(BaseModel):
    """A parameter of a stored query."""

    name: str
    datatype: str
    label: str
    label_en: str
    default: str


class ColumnModel(BaseModel):
    """A variable of the answer as people see it; `shown` and `by` as the head of queries/catalogue.py tells."""

    name: str
    title: str
    title_en: str
    shown: str
    by: list[str]


class QueryModel(BaseModel):
    """A stored query; `text` is its SPARQL with every parameter at its default."""

    name: str
    title: str
    title_en: str
    description: str
    parameters: list[ParameterModel]
    columns: list[ColumnModel]
    text: str


@router.get("", summary="目录 · the catalogue")
def listed() -> list[QueryModel]:
    """All stored queries."""
    return [
        QueryModel(
            name=q.name, title=q.title_zh, title_en=q.title_en, description=q.description,
            parameters=[
                ParameterModel(
                    name=p.name, datatype=p.datatype, label=p.label_zh, label_en=p.label_en, default=p.default
                )
                for p in q.parameters
            ],
            columns=[
                ColumnModel(name=c.name, title=c.title_zh, title_en=c.title_en, shown=c.shown, by=list(c.by))
                for c in q.columns
            ],
            text=q.text,
        )
        for q in catalogue()
    ]  # fmt: skip


@router.get("/{name}", summary="一个常用问题的答案 · the answer of a stored query")
async def stored(request: Request, name: str) -> Response:
    """The answer, in the form that Accept asks for; the parameters are those of the address."""
    try:
        text = bind(find(name), dict(request.query_params))
    except CatalogueError as error:
        status = 404 if name not in {q.name for q in catalogue()} else 400
        raise PageError(status, "stored-query", str(error), "/api/queries") from error
    return await answered(request, Operation(text, (), ()), keep=True)
