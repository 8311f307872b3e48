"""Who is writing: their channels, orders, past cases and tone."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from desk.http.dependencies import Identifier, ServicesDep, ViewsDep, get_account
from desk.http.schemas import (
    AgentRef,
    PastCaseOut,
    PersonChannelOut,
    PersonOrderOut,
    PersonOut,
    PersonParcelOut,
    ToneOut,
)
from desk.http.views import Views, mask
from desk.tone import measured_error
from desk.workbench.person import People, Person
from handoff.records import CaseRecord, ConversationRecord
from shop.records import Order

router = APIRouter(prefix="/api/conversations/{conversation_id}/person", tags=["person"])


@router.get("", dependencies=[Depends(get_account)])
async def read_person(conversation_id: Identifier, services: ServicesDep, views: ViewsDep) -> PersonOut:
    """Who is writing, as far as it is proven, at once even where the shop does not answer; for any agent."""
    people = People(services.database, services.transcripts, services.channels, services.shop)
    return _person(await people.of(conversation_id), views)


def _person(person: Person, views: Views) -> PersonOut:
    conversation, spend = person.conversations[0], person.spend
    return PersonOut(
        name=conversation.address.name,
        channels=[_channel(it) for it in person.conversations],
        orders=None if person.orders is None else [_order(order) for order in person.orders],
        orders_error=views.services.words.say("orders-unseen", views.language)
        if person.orders is None
        else None,
        past_cases=[_past_case(case, views) for case in person.past_cases],
        tone=_tone(person),
        language=conversation.language,
        spend=str(spend.amount) if spend else None,
        currency=spend.currency if spend else None,
        proven=person.is_proven,
    )


def _channel(conversation: ConversationRecord) -> PersonChannelOut:
    return PersonChannelOut(
        channel=conversation.address.channel,
        address_masked=mask(conversation.address.contact),
        last_at=conversation.last_message_at,
        conversation_id=conversation.id,
    )


def _order(order: Order) -> PersonOrderOut:
    return PersonOrderOut(
        number=order.number,
        state=order.state.value,
        placed_at=order.placed_at,
        total=str(order.total.amount),
        currency=order.total.currency,
        parcels=[
            PersonParcelOut(
                state=parcel.state.value,
                carrier=parcel.carrier_name or parcel.carrier,
                tracking_url=parcel.tracking_url,
            )
            for parcel in order.parcels
        ],
    )


def _past_case(case: CaseRecord, views: Views) -> PastCaseOut:
    return PastCaseOut(
        id=case.id,
        conversation_id=case.conversation_id,
        reason=case.reason,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        state=case.state,
        agent=AgentRef(id=case.agent.id, name=case.agent.name) if case.agent else None,
        topic=views.titles.of(case.readings[0].intent, views.language) if case.readings else None,
    )


def _tone(person: Person) -> ToneOut | None:
    reading = person.reading
    if reading is None or reading.tone is None:
        return None
    error = measured_error(reading.language or person.conversations[0].language)
    return ToneOut.model_validate(
        {"label": reading.tone, "confidence": reading.tone_confidence, "measured_error": error}
    )
