"""The live board."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from desk.http.dependencies import FOR_FIGURES, ServicesDep, get_supervisor
from desk.http.schemas import BoardOut

router = APIRouter(prefix="/api/board", tags=["figures"])


@router.get("", dependencies=[FOR_FIGURES, Depends(get_supervisor)])
async def read_board(services: ServicesDep) -> BoardOut:
    """What happens at this moment; for supervisors, and on sockets as ``board``."""
    return await services.board.read()
