"""The cases that matter now, page by page, and why each stands where it does."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from desk.accounts.records import AgentAccount
from desk.errors import InvalidRequest, NotFound
from desk.http.dependencies import (
    FOR_READING,
    AccountDep,
    Identifier,
    LanguageDep,
    ServicesDep,
    ViewsDep,
    get_account,
)
from desk.http.schemas import QueueOut, QueuePageOut, RankOut, RankPartOut
from desk.http.views import Views
from desk.services import Services
from handoff.queue.pages import BadCursor, CaseQuery, Cursor
from handoff.queue.rank import Part, RankReason, explain
from handoff.records import CaseState

router = APIRouter(prefix="/api", tags=["queue"])

CLOSED_SHOWN = 30
PAGE = 100
MOST = 200
Filter = Annotated[str | None, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


class Listed(StrEnum):
    """The lists of cases."""

    WAITING = "waiting"
    MINE = "mine"
    OTHERS = "others"
    CLOSED = "closed"


class QueueFilters(BaseModel):
    """Which list, and which part of it.

    Attributes:
        state: One list, in pages; everything at once where it is not given.
        after: ``next`` of the page before.
        limit: Cases of a page.
        team: Only this team's, by id.
        tag: Only with this tag, by id.
    """

    state: Listed | None = None
    after: str | None = Field(default=None, max_length=200)
    limit: int = Field(default=PAGE, ge=1, le=MOST)
    team: Filter = None
    channel: Filter = None
    tag: Filter = None
    language: Filter = None


_STATES = {
    Listed.WAITING: (CaseState.WAITING,),
    Listed.MINE: (CaseState.TAKEN,),
    Listed.OTHERS: (CaseState.TAKEN,),
    Listed.CLOSED: (CaseState.HANDED_BACK, CaseState.RESOLVED),
}


@router.get("/queue", dependencies=[FOR_READING])
async def read_queue(
    account: AccountDep,
    services: ServicesDep,
    views: ViewsDep,
    wanted: Annotated[QueueFilters, Query()],
) -> QueueOut | QueuePageOut:
    """Every case that matters now, or one page of one list, in the order of service; for any agent."""
    if wanted.state is None:
        return await _everything(account, services, views)
    query = CaseQuery(
        states=_STATES[wanted.state],
        agent_id=account.id if wanted.state is Listed.MINE else None,
        but_agent_id=account.id if wanted.state is Listed.OTHERS else None,
        team_id=wanted.team,
        channel=wanted.channel,
        language=wanted.language,
        tag_id=wanted.tag,
        after=_cursor(wanted.after),
        limit=wanted.limit,
    )
    page = await services.staffing.reader.page(query)
    items = [views.case(summary) for summary in page.items]
    return QueuePageOut(items=items, next=str(page.next) if page.next else None, total=page.total)


@router.get("/cases/{case_id}/rank", dependencies=[Depends(get_account)])
async def read_rank(
    case_id: Identifier, services: ServicesDep, views: ViewsDep, language: LanguageDep
) -> RankOut:
    """Why a case stands where it does; for any agent."""
    summary = await services.transcripts.case(case_id)
    if summary is None:
        raise NotFound
    closes_at = views.window_closes_at(summary.conversation)
    rank = explain(summary.case, closes_at, summary.case.taken_at or services.clock.now())
    parts = [_part(part, services, language) for part in rank.parts]
    return RankOut(rank_at=summary.case.served_at, place=summary.place, parts=parts)


async def _everything(account: AgentAccount, services: Services, views: Views) -> QueueOut:
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


def _cursor(written: str | None) -> Cursor | None:
    try:
        return Cursor.parse(written) if written else None
    except BadCursor as exc:
        raise InvalidRequest from exc


def _part(part: Part, services: Services, language: str) -> RankPartOut:
    minutes = round(part.minutes)
    key = f"rank-{RankReason(part.reason).value}"
    return RankPartOut(
        reason=part.reason, text=services.words.say(key, language, minutes=minutes), minutes=minutes
    )
