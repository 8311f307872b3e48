"""From events to deliveries, and from deliveries to receivers: all its state is in the database."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Row, delete, func, insert, select, update

from desk.accounts.vault import Vault
from desk.errors import NoSecretKey
from desk.webhooks import bodies
from desk.webhooks.records import DeliveryState, Due
from desk.webhooks.sending import Outcome, Sender
from desk.webhooks.store import delivery_of
from desk.webhooks.tables import outgoing_webhooks, webhook_deliveries, webhook_events
from handoff.identifiers import new_id
from handoff.ports import Clock
from handoff.sql.database import Database, Session

log = structlog.get_logger(__name__)

EVERY = 1.0
"""Seconds between looks: an event is told within about so long."""
BATCH = 200
AT_ONCE = 20
PER_WEBHOOK = 5
"""Calls to one receiver at a time: a slow one keeps nobody else waiting."""
LEASE = timedelta(minutes=1)
"""After so long a delivery that was begun is anybody's again: whoever began it is gone."""
GIVE_UP_AFTER = timedelta(days=1)
FIRST_DELAY, LONGEST_DELAY = timedelta(seconds=5), timedelta(hours=3)
KEEP_DELIVERED, KEEP_FAILED = timedelta(days=7), timedelta(days=30)
CLEAN_EVERY = timedelta(hours=1)
_deliveries = webhook_deliveries.c


class Dispatcher:
    """Tells webhooks what happened.

    Args:
        database: Where events and deliveries are.
        clock: The time.
        vault: Opens the secrets.
        sender: Makes the calls.
    """

    def __init__(self, database: Database, clock: Clock, vault: Vault, sender: Sender) -> None:
        self._database = database
        self._clock = clock
        self._vault = vault
        self._sender = sender
        self._cleaned: datetime | None = None

    async def run(self) -> None:
        """Works until cancelled."""
        running: dict[asyncio.Task[Outcome], str] = {}
        try:
            while True:
                await self.fan_out()
                await self._clean()
                busy = Counter(running.values())
                for due in await self.claim(AT_ONCE - len(running), busy):
                    running[asyncio.create_task(self.deliver(due))] = due.delivery.webhook_id
                await asyncio.sleep(EVERY)
                for task in [task for task in running if task.done()]:
                    running.pop(task)
                    task.result()
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def fan_out(self) -> int:
        """Makes deliveries of the events that were noted; how many events there were.

        One transaction: an event becomes its deliveries and is gone, or stays.
        """
        told, now = 0, self._clock.now()
        while True:
            async with self._database.write() as connection:
                events = list(await connection.execute(_NEXT_EVENTS))
                if not events:
                    return told
                await self._hand_out(connection, events, now)
                ids = [event.id for event in events]
                await connection.execute(delete(webhook_events).where(webhook_events.c.id.in_(ids)))
            told += len(events)

    async def claim(self, limit: int, busy: Counter[str] | None = None) -> list[Due]:
        """Takes deliveries that are due, so that nobody else makes them meanwhile."""
        if limit <= 0:
            return []
        now, busy = self._clock.now(), Counter(busy or {})
        async with self._database.write() as connection:
            rows = [
                row
                for row in await connection.execute(_next_due(now, limit * 3))
                if _may_have_another(busy, row.webhook_id)
            ][:limit]
            if rows:
                await connection.execute(_begin([row.id for row in rows], now))
        return [due for row in rows if (due := await self._due(row, now))]

    async def deliver(self, due: Due) -> Outcome:
        """Makes one delivery, and notes what became of it."""
        outcome = await self._sender.send(due, self._clock.now())
        await self._note(due, outcome)
        return outcome

    async def _hand_out(self, connection: Session, events: list[Row[Any]], now: datetime) -> None:
        active = select(outgoing_webhooks).where(outgoing_webhooks.c.active).order_by(outgoing_webhooks.c.id)
        webhooks = list(await connection.execute(active))
        known = await bodies.read(connection, events)
        rows = [
            _new_delivery(event, webhook, known, event_id, now)
            for event, event_id in ((event, new_id()) for event in events)
            for webhook in webhooks
            if event.kind in webhook.events
        ]
        if rows:
            await connection.execute(insert(webhook_deliveries), rows)

    async def _due(self, row: Row[Any], now: datetime) -> Due | None:
        previous = row.previous_secret if row.previous_until and row.previous_until > now else None
        try:
            secrets = tuple(self._vault.open(stored) for stored in (row.secret, previous) if stored)
        except NoSecretKey:
            log.warning("a webhook's secret cannot be read: was SPORTELLO_SECRET_KEY changed?")
            await self._note(Due(delivery_of(row), row.url, row.body, ()), Outcome(error="no_secret_key"))
            return None
        return Due(delivery_of(row), row.url, row.body, secrets)

    async def _note(self, due: Due, outcome: Outcome) -> None:
        now = self._clock.now()
        values = _after(due, outcome, now)
        async with self._database.write() as connection:
            await connection.execute(
                update(webhook_deliveries).where(_deliveries.id == due.delivery.id).values(**values)
            )

    async def _clean(self) -> None:
        """Lets go of what is long done: told or given up."""
        now = self._clock.now()
        if self._cleaned and now - self._cleaned < CLEAN_EVERY:
            return
        kept = {DeliveryState.DELIVERED: KEEP_DELIVERED, DeliveryState.FAILED: KEEP_FAILED}
        async with self._database.write() as connection:
            for state, length in kept.items():
                old = (_deliveries.state == state.value, _deliveries.created_at < now - length)
                await connection.execute(delete(webhook_deliveries).where(*old))
        self._cleaned = now


_NEXT_EVENTS = (
    select(webhook_events).order_by(webhook_events.c.id).limit(BATCH).with_for_update(skip_locked=True)
)


def _next_due(now: datetime, limit: int) -> Any:
    stored = outgoing_webhooks.c
    return (
        select(webhook_deliveries, stored.url, stored.secret, stored.previous_secret, stored.previous_until)
        .join(outgoing_webhooks, stored.id == _deliveries.webhook_id)
        .where(
            stored.active,
            _deliveries.state == DeliveryState.PENDING.value,
            _deliveries.next_attempt_at <= now,
        )
        .order_by(_deliveries.next_attempt_at, _deliveries.id)
        .limit(limit)
        .with_for_update(of=webhook_deliveries, skip_locked=True)
    )


def _begin(ids: list[str], now: datetime) -> Any:
    return (
        update(webhook_deliveries)
        .where(_deliveries.id.in_(ids))
        .values(
            attempts=_deliveries.attempts + 1,
            next_attempt_at=now + LEASE,
            first_tried_at=func.coalesce(_deliveries.first_tried_at, now),
        )
    )


def _may_have_another(busy: Counter[str], webhook_id: str) -> bool:
    busy[webhook_id] += 1
    return busy[webhook_id] <= PER_WEBHOOK


def _new_delivery(
    event: Row[Any], webhook: Row[Any], known: bodies.Known, event_id: str, now: datetime
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "webhook_id": webhook.id,
        "event_id": event_id,
        "event": event.kind,
        "conversation_id": event.conversation_id,
        "body": bodies.body_of(event, known, now, include_text=webhook.include_text),
        "state": DeliveryState.PENDING.value,
        "attempts": 0,
        "created_at": now,
        "next_attempt_at": now,
    }


def _after(due: Due, outcome: Outcome, now: datetime) -> dict[str, Any]:
    """What is noted of an attempt: done, again later, or given up."""
    told = {"status": outcome.status, "error": outcome.error}
    if outcome.error is None:
        return {**told, "state": DeliveryState.DELIVERED.value, "delivered_at": now, "next_attempt_at": None}
    again = now + delay_after(due.delivery.attempts + 1)
    began = due.delivery.first_tried_at or now
    if outcome.is_final or again > began + GIVE_UP_AFTER:
        return {**told, "state": DeliveryState.FAILED.value, "next_attempt_at": None}
    return {**told, "next_attempt_at": again}


def delay_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: four times longer each, and never all at the same moment."""
    delay: timedelta = min(FIRST_DELAY * 4 ** min(attempts - 1, 10), LONGEST_DELAY)
    return delay * float(random.uniform(0.8, 1.2))  # noqa: S311 - spreads load, hides nothing
