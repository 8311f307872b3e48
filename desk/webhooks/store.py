"""Outgoing webhooks and their deliveries as rows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, or_, select, update

from desk.webhooks.records import Delivery, DeliveryState, Event, OutgoingWebhook, Wanted
from desk.webhooks.tables import outgoing_webhooks, webhook_deliveries
from handoff.sql.database import Session

FAILURES_SHOWN = timedelta(days=7)
_deliveries = webhook_deliveries.c


def wanted_values(wanted: Wanted) -> dict[str, Any]:
    """What an administrator wants, as columns."""
    return {
        "url": wanted.url,
        "events": [event.value for event in wanted.events],
        "include_text": wanted.include_text,
        "active": wanted.active,
    }


async def all_webhooks(connection: Session, now: datetime) -> list[OutgoingWebhook]:
    """Every webhook with how it fares, oldest first."""
    rows = (await connection.execute(_shown(now))).all()
    return [_webhook(row) for row in rows]


async def webhook(connection: Session, webhook_id: str, now: datetime) -> OutgoingWebhook | None:
    """One webhook with how it fares."""
    found = await connection.execute(_shown(now).where(outgoing_webhooks.c.id == webhook_id))
    row = found.one_or_none()
    return _webhook(row) if row else None


async def secrets_of(connection: Session, webhook_id: str) -> Row[Any] | None:
    """The stored secrets of a webhook, locked."""
    wanted = select(outgoing_webhooks).where(outgoing_webhooks.c.id == webhook_id).with_for_update()
    return (await connection.execute(wanted)).one_or_none()


async def add(connection: Session, webhook_id: str, values: dict[str, Any]) -> None:
    """Stores a new webhook."""
    await connection.execute(insert(outgoing_webhooks).values(id=webhook_id, **values))


async def change(connection: Session, webhook_id: str, values: dict[str, Any]) -> bool:
    """Changes a webhook; False where there is none."""
    done = await connection.execute(
        update(outgoing_webhooks).where(outgoing_webhooks.c.id == webhook_id).values(**values)
    )
    return bool(done.rowcount)


async def remove(connection: Session, webhook_id: str) -> bool:
    """Removes a webhook and what it was still to be told; False where there is none."""
    await connection.execute(delete(webhook_deliveries).where(_deliveries.webhook_id == webhook_id))
    done = await connection.execute(delete(outgoing_webhooks).where(outgoing_webhooks.c.id == webhook_id))
    return bool(done.rowcount)


async def drop_pending(connection: Session, webhook_id: str) -> None:
    """Gives up what a webhook that was switched off was still to be told."""
    await connection.execute(
        update(webhook_deliveries)
        .where(_deliveries.webhook_id == webhook_id, _state(DeliveryState.PENDING))
        .values(state=DeliveryState.FAILED.value, error="switched_off", next_attempt_at=None)
    )


async def deliveries(
    connection: Session, webhook_id: str, after: Delivery | None, limit: int
) -> list[Delivery]:
    """What a webhook was told, newest first, older than ``after``."""
    wanted = select(webhook_deliveries).where(_deliveries.webhook_id == webhook_id)
    if after:
        same = and_(_deliveries.created_at == after.created_at, _deliveries.id < after.id)
        wanted = wanted.where(or_(_deliveries.created_at < after.created_at, same))
    ordered = wanted.order_by(_deliveries.created_at.desc(), _deliveries.id.desc()).limit(limit)
    return [delivery_of(row) for row in await connection.execute(ordered)]


async def delivery(connection: Session, webhook_id: str, delivery_id: str) -> Delivery | None:
    """One delivery of a webhook."""
    wanted = select(webhook_deliveries).where(
        _deliveries.webhook_id == webhook_id, _deliveries.id == delivery_id
    )
    row = (await connection.execute(wanted)).one_or_none()
    return delivery_of(row) if row else None


async def retry(connection: Session, delivery_id: str, now: datetime) -> None:
    """Makes a delivery due at once, with a whole day before it."""
    await connection.execute(
        update(webhook_deliveries)
        .where(_deliveries.id == delivery_id)
        .values(
            state=DeliveryState.PENDING.value,
            next_attempt_at=now,
            first_tried_at=None,
            attempts=0,
            delivered_at=None,
            error=None,
        )
    )


def delivery_of(row: Row[Any]) -> Delivery:
    """A delivery from its row."""
    return Delivery(
        id=row.id,
        webhook_id=row.webhook_id,
        event=Event(row.event),
        event_id=row.event_id,
        conversation_id=row.conversation_id,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        created_at=row.created_at,
        first_tried_at=row.first_tried_at,
        next_attempt_at=row.next_attempt_at if row.state == DeliveryState.PENDING else None,
        delivered_at=row.delivered_at,
        status=row.status,
        error=row.error,
    )


def _shown(now: datetime) -> Any:
    recently = and_(_state(DeliveryState.FAILED), _deliveries.created_at > now - FAILURES_SHOWN)
    return select(
        outgoing_webhooks,
        _of_webhook(func.count(), _state(DeliveryState.PENDING)).label("pending"),
        _of_webhook(func.count(), recently).label("failed"),
        _of_webhook(func.max(_deliveries.delivered_at), _state(DeliveryState.DELIVERED)).label("told_at"),
    ).order_by(outgoing_webhooks.c.created_at, outgoing_webhooks.c.id)


def _of_webhook(value: Any, where: ColumnElement[bool]) -> Any:
    return (
        select(value)
        .select_from(webhook_deliveries)
        .where(_deliveries.webhook_id == outgoing_webhooks.c.id, where)
        .scalar_subquery()
    )


def _state(state: DeliveryState) -> ColumnElement[bool]:
    return _deliveries.state == state.value


def _webhook(row: Row[Any]) -> OutgoingWebhook:
    return OutgoingWebhook(
        id=row.id,
        url=row.url,
        events=tuple(Event(event) for event in row.events),
        include_text=row.include_text,
        active=row.active,
        created_at=row.created_at,
        previous_until=row.previous_until,
        pending=row.pending,
        failed=row.failed,
        last_delivered_at=row.told_at,
    )
