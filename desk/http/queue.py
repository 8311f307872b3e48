"""The cases that matter now."""

from __future__ import annotations

from fastapi import APIRouter

from desk.http.dependencies import AccountDep, ServicesDep, ViewsDep
from desk.http.schemas import QueueOut
from handoff.records import CaseState

router = APIRouter(prefix="/api/queue", tags=["queue"])

CLOSED_SHOWN = 30


@router.get("")
async def read_queue(account: AccountDep, services: ServicesDep, views: ViewsDep) -> QueueOut:
    """Every case that matters now, in the order in which they are served; for any agent."""
    waiting = await services.transcripts.cases([CaseState.WAITING])
    taken = await services.transcripts.cases([CaseState.TAKEN])
    closed = await services.transcripts.cases([CaseState.HANDED_BACK, CaseState.RESOLVED], limit=CLOSED_SHOWN)
    mine = [summary for summary in taken if summary.case.agent and summary.case.agent.id == account.id]
    others = [summary for summary in taken if not summary.case.agent or summary.case.agent.id != account.id]
    return QueueOut(
        waiting=[views.case(summary) for summary in waiting],
        mine=[views.case(summary) for summary in mine],
        others=[views.case(summary) for summary in others],
        closed_recently=[views.case(summary) for summary in closed],
    )
