"""Who is writing: their channels, orders, past cases and tone."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from desk.http.dependencies import Identifier, ServicesDep, ViewsDep, get_account
from desk.http.schemas import PersonOut

router = APIRouter(prefix="/api/conversations/{conversation_id}/person", tags=["person"])


@router.get("", dependencies=[Depends(get_account)])
async def read_person(conversation_id: Identifier, services: ServicesDep, views: ViewsDep) -> PersonOut:
    """Who is writing, as far as it is proven; for any agent."""
    conversation = await services.transcripts.conversation(conversation_id)
    return PersonOut(
        name=conversation.address.name,
        channels=[],
        orders=[],
        orders_error=None,
        past_cases=[],
        tone=None,
        language=conversation.language,
        spend=None,
        currency=None,
        proven=False,
    )
