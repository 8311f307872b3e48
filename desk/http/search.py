"""Search over messages and notes."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime

from connectors.text import storable
from desk.http.dependencies import ServicesDep, get_account
from desk.http.schemas import HitOut, SearchOut
from desk.workbench.records import Hit
from desk.workbench.search import Filters
from desk.workbench.snippets import snippet
from desk.workbench.words import Wanted
from handoff.records import CaseState

router = APIRouter(prefix="/api/search", tags=["search"])

Word = Annotated[str | None, Query(min_length=1, max_length=80, pattern=r"^[^\x00]+$")]


async def get_filters(
    channel: Word = None,
    author: Literal["shopper", "bot", "agent", "system", "note"] | None = None,
    agent: Word = None,
    team: Word = None,
    tag: Word = None,
    topic: Word = None,
    language: Word = None,
    since: Annotated[AwareDatetime | None, Query(alias="from")] = None,
    until: Annotated[AwareDatetime | None, Query(alias="to")] = None,
    state: CaseState | None = None,
) -> Filters:
    """The filters of a request."""
    return Filters(channel, author, agent, team, tag, topic, language, since, until, state)


@router.get("", dependencies=[Depends(get_account)])
async def search(
    services: ServicesDep,
    filters: Annotated[Filters, Depends(get_filters)],
    q: Annotated[str, Query(max_length=300)] = "",
    after: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
) -> SearchOut:
    """Messages and notes that contain every word, newest first; for any agent.

    Words are taken as they are; ``"in quotes"`` they stand side by side, and ``word*`` may go on, as may the
    last one.
    """
    page = await services.workbench.search.find(storable(q), filters, before=after, limit=limit)
    return SearchOut(
        items=[_hit(hit, page.parts) for hit in page.hits], next=str(page.next) if page.next else None
    )


def _hit(hit: Hit, parts: list[Wanted]) -> HitOut:
    return HitOut(
        conversation_id=hit.conversation_id,
        message_id=hit.source_id,
        sequence=hit.sequence,
        snippet=snippet(hit.text, parts),
        at=hit.at,
        author=hit.author,  # type: ignore[arg-type]
        author_name=hit.author_name,
        contact_name=hit.contact_name,
        channel=hit.channel,
    )
