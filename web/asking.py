"""/api/questions: a sentence comes in, the stored questions that it may mean go out, with what it names put in."""

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from graph.search import within
from queries.asking import meant
from web.context import store_of

router = APIRouter(prefix="/api/questions", tags=["查询目录 · stored queries"])


class MeantModel(BaseModel):
    """A stored query that a sentence may mean."""

    name: str = Field(examples=["settled"])
    values: dict[str, str] = Field(description="parameters that the sentence names", examples=[{"name": "云栈小镇"}])


@router.get("", summary="一句话可能是哪个常用问题 · the stored queries that a sentence may mean")
def asked(
    request: Request, q: str = Query(min_length=1, max_length=200, examples=["哪些企业落户云栈小镇"])
) -> list[MeantModel]:
    """The questions, best first."""
    names, rest = within(store_of(request), q)
    return [MeantModel(name=m.query.name, values=dict(m.values)) for m in meant(q, names, rest)]
