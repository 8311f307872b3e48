"""Outgoing webhooks, for administrators and for programs that may manage them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from desk.http.dependencies import FOR_WEBHOOKS, AdminDep, Identifier, OriginDep, ServicesDep, get_admin
from desk.http.schemas import (
    DeliveriesOut,
    DeliveryOut,
    OutgoingWebhookIn,
    OutgoingWebhookMadeOut,
    OutgoingWebhookOut,
    OutgoingWebhooksOut,
)
from desk.webhooks.records import Delivery, Event, OutgoingWebhook, Wanted

router = APIRouter(
    prefix="/api/webhooks-out",
    tags=["outgoing webhooks"],
    dependencies=[FOR_WEBHOOKS, Depends(get_admin)],
)
PAGE = 50


@router.get("")
async def list_outgoing_webhooks(services: ServicesDep) -> OutgoingWebhooksOut:
    """Every outgoing webhook, with how it fares."""
    return OutgoingWebhooksOut(items=[_shown(it) for it in await services.trust.webhooks.all()])


@router.post("", status_code=201)
async def add_outgoing_webhook(
    wanted: OutgoingWebhookIn, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> OutgoingWebhookMadeOut:
    """Adds one; the secret with which it is signed is in this answer and nowhere else."""
    made = await services.trust.webhooks.add(_wanted(wanted), by=admin.id, origin=origin)
    return OutgoingWebhookMadeOut(**_fields(made.webhook), secret=made.secret)


@router.put("/{webhook_id}")
async def change_outgoing_webhook(
    webhook_id: Identifier,
    wanted: OutgoingWebhookIn,
    admin: AdminDep,
    services: ServicesDep,
    origin: OriginDep,
) -> OutgoingWebhookOut:
    """Changes where it tells, and of what."""
    return _shown(
        await services.trust.webhooks.change(webhook_id, _wanted(wanted), by=admin.id, origin=origin)
    )


@router.delete("/{webhook_id}", status_code=204)
async def remove_outgoing_webhook(
    webhook_id: Identifier, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> None:
    """Removes it, and what it was still to be told."""
    await services.trust.webhooks.remove(webhook_id, by=admin.id, origin=origin)


@router.post("/{webhook_id}/secret")
async def rotate_webhook_secret(
    webhook_id: Identifier, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> OutgoingWebhookMadeOut:
    """A new secret; for a day the old one signs beside it, so that receivers can change at leisure."""
    made = await services.trust.webhooks.rotate(webhook_id, by=admin.id, origin=origin)
    return OutgoingWebhookMadeOut(**_fields(made.webhook), secret=made.secret)


@router.get("/{webhook_id}/deliveries")
async def list_deliveries(
    webhook_id: Identifier,
    services: ServicesDep,
    after: Annotated[str | None, Query(pattern=r"^[A-Za-z0-9-]{1,64}$")] = None,
) -> DeliveriesOut:
    """What it was told, newest first; ``after`` goes further back."""
    found = await services.trust.webhooks.deliveries(webhook_id, after, PAGE)
    return DeliveriesOut(
        items=[_delivery(it) for it in found], next=found[-1].id if len(found) == PAGE else None
    )


@router.post("/{webhook_id}/deliveries/{delivery_id}/retry")
async def retry_delivery(
    webhook_id: Identifier,
    delivery_id: Identifier,
    admin: AdminDep,
    services: ServicesDep,
    origin: OriginDep,
) -> DeliveryOut:
    """Tells it again now, and for another day where that fails."""
    return _delivery(await services.trust.webhooks.retry(webhook_id, delivery_id, by=admin.id, origin=origin))


def _wanted(wanted: OutgoingWebhookIn) -> Wanted:
    return Wanted(wanted.url, tuple(Event(it) for it in wanted.events), wanted.include_text, wanted.active)


def _shown(webhook: OutgoingWebhook) -> OutgoingWebhookOut:
    return OutgoingWebhookOut(**_fields(webhook))


def _fields(webhook: OutgoingWebhook) -> dict[str, Any]:
    return {
        "id": webhook.id,
        "url": webhook.url,
        "events": [event.value for event in webhook.events],
        "include_text": webhook.include_text,
        "active": webhook.active,
        "created_at": webhook.created_at,
        "previous_secret_until": webhook.previous_until,
        "pending": webhook.pending,
        "failed": webhook.failed,
        "last_delivered_at": webhook.last_delivered_at,
    }


def _delivery(delivery: Delivery) -> DeliveryOut:
    return DeliveryOut(
        id=delivery.id,
        event=delivery.event.value,
        event_id=delivery.event_id,
        conversation_id=delivery.conversation_id,
        state=delivery.state.value,
        attempts=delivery.attempts,
        created_at=delivery.created_at,
        next_attempt_at=delivery.next_attempt_at,
        delivered_at=delivery.delivered_at,
        status=delivery.status,
        error=delivery.error,
    )
