"""/health: whether the process lives, and whether it can answer from its store."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from web.context import store_of

router = APIRouter(prefix="/health", tags=["状态 · health"])


@router.get("/live", summary="进程在 · the process lives")
def live() -> dict[str, str]:
    """Always answers."""
    return {"status": "live"}


@router.get("/ready", summary="可以查询 · the store answers")
def ready(request: Request) -> JSONResponse:
    """Answers once the store can be queried."""
    return JSONResponse({"status": "ready", "version": store_of(request).version()})
