"""Search over messages and notes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from desk.http.dependencies import FOR_READING, ServicesDep, get_account
from desk.http.schemas import HitOut, SearchIn, SearchOut
from desk.workbench.records import Hit
from desk.workbench.search import Filters
from desk.workbench.snippets import snippet
from desk.workbench.words import Wanted

router = APIRouter(prefix="/api/search", tags=["search"])


@router.get("", dependencies=[FOR_READING, Depends(get_account)])
async def search(services: ServicesDep, asked: Annotated[SearchIn, Query()]) -> SearchOut:
    """Messages and notes that contain every word and fit the filters, newest first; for any agent."""
    filters = Filters(**asked.model_dump(exclude={"q", "after", "limit"}))
    page = await services.workbench.search.find(asked.q, filters, before=asked.after, limit=asked.limit)
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
        author=hit.author,
        author_name=hit.author_name,
        contact_name=hit.contact_name,
        channel=hit.channel,
    )
