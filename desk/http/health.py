"""Whether the desk is alive, and whether it can serve."""

from __future__ import annotations

from fastapi import APIRouter, Response

from desk import readiness
from desk.http.dependencies import ServicesDep
from desk.http.schemas import HealthOut, ReadinessOut

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def read_health() -> HealthOut:
    """The process answers; for anybody."""
    return HealthOut()


@router.get("/readyz", responses={503: {"model": ReadinessOut}})
async def read_readiness(response: Response, services: ServicesDep) -> ReadinessOut:
    """Whether shoppers can be served now, and which part says no; for anybody."""
    found = ReadinessOut(ready=True, parts=await readiness.check(services))
    found.ready = all(part.ready for part in found.parts)
    response.status_code = 200 if found.ready else 503
    response.headers["Cache-Control"] = "no-store"
    return found
