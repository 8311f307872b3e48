"""``handoff.ports.Storage`` on SQLite and PostgreSQL: claims by one guarded UPDATE each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    case,
    exists,
    func,
    select,
    update,
)

from handoff.backoff import TURN_LEASE
from handoff.identifiers import new_id
from handoff.records import CaseState, ConversationRecord, MessageState
from handoff.signals import MESSAGE_CHANGED, Signal, Signals
from handoff.sql import rows
from handoff.sql.claims import (
    BY_CONVERSATION,
    CLAIM_DELIVERY,
    CLAIM_TURN,
    NEXT_RECEIVED,
    NO_TURN,
    NOW,
    epoch_of,
    turn_is_free,
)
from handoff.sql.database import Database, Session
from handoff.sql.liveness import Liveness
from handoff.sql.tables import cases, conversations, messages
from handoff.sql.transaction import SqlTransaction
from handoff.work import Delivery, Turn

_PENDING, _SENDING = MessageState.PENDING.value, MessageState.SENDING.value
_RECEIVED = MessageState.RECEIVED.value


class SqlStorage:
    """Keeps conversations in a database."""

    def __init__(self, database: Database, signals: Signals, liveness: Liveness) -> None:
        self._database = database
        self._signals = signals
        self._liveness = liveness

    @asynccontextmanager
    async def write(self) -> AsyncIterator[SqlTransaction]:
        """A unit of work; its signals go out once it is committed."""
        async with self._database.write() as connection:
            transaction = SqlTransaction(connection)
            yield transaction
        await self._signals.publish(transaction.signals)

    # Turns

    async def conversations_to_answer(self, now: datetime, limit: int) -> list[str]:
        """Conversations of the bot's with a message whose turn is due and held by nobody."""
        query = (
            select(messages.c.conversation_id)
            .join(conversations, conversations.c.id == messages.c.conversation_id)
            .where(messages.c.state == _RECEIVED, turn_is_free(now))
            .group_by(messages.c.conversation_id)
            .order_by(func.min(messages.c.at))
            .limit(limit)
        )
        return await self._strings(query)

    async def claim_turn(self, worker: str, now: datetime, conversation_id: str) -> Turn | None:
        """Takes a conversation's next unanswered message, if its turn is due and held by nobody."""
        token = new_id()
        claim = {"by_conversation": conversation_id, "now": now, "turn_worker": worker}
        held = {"turn_token": token, "turn_until": now + TURN_LEASE}
        async with self._database.write() as connection:
            conversation = (await connection.execute(CLAIM_TURN, {**claim, **held})).mappings().first()
            if conversation is None:
                return None
            oldest = await connection.execute(NEXT_RECEIVED, {"by_conversation": conversation_id})
            message = oldest.mappings().one()
        return Turn(rows.conversation_from(conversation), rows.message_from(message), token)

    async def postpone_turn(self, turn: Turn, until: datetime) -> None:
        """Gives the turn back, not to be claimed before ``until``; counts the attempt."""
        free = (
            update(conversations)
            .where(conversations.c.id == turn.conversation.id, conversations.c.turn_token == turn.token)
            .values({**NO_TURN, "turn_not_before": until})
        )
        count = (
            update(messages).where(messages.c.id == turn.message.id).values(attempts=messages.c.attempts + 1)
        )
        async with self._database.write() as connection:
            if (await connection.execute(free)).rowcount:
                await connection.execute(count)

    # Deliveries

    async def conversations_to_send(self, now: datetime, limit: int) -> list[str]:
        """Conversations with an outgoing message that is due."""
        query = (
            select(messages.c.conversation_id)
            .where(messages.c.state == _PENDING, messages.c.not_before <= now)
            .group_by(messages.c.conversation_id)
            .order_by(func.min(messages.c.not_before))
            .limit(limit)
        )
        return await self._strings(query)

    async def claim_delivery(self, worker: str, now: datetime, conversation_id: str) -> Delivery | None:
        """Takes a conversation's next due outgoing message, in order, by one guarded UPDATE."""
        async with self._database.write() as connection:
            return await _claim_delivery(connection, worker, now, conversation_id)

    async def record_sent(self, delivery: Delivery, provider_id: str, now: datetime) -> Delivery | None:
        """The vendor said yes; a status that overtook its answer stays. Returns the next delivery, if any."""
        conversation_id = delivery.message.conversation_id
        sent = {"by_id": delivery.message.id, "sent_id": provider_id, "now": now}
        async with self._changing(delivery) as connection:
            if not delivery.worker and await _is_anothers(connection, delivery, provider_id):
                return None
            await connection.execute(_RECORD_SENT, sent)
            if not delivery.worker:
                return None
            return await _claim_delivery(connection, delivery.worker, now, conversation_id)

    async def record_retry(self, delivery: Delivery, code: str, text: str, until: datetime) -> None:
        """The vendor could not take it now; if the bot may not speak any more, that was the last try."""
        stale = and_(
            messages.c.author != "agent", messages.c.epoch != epoch_of(delivery.message.conversation_id)
        )
        pending = {
            "state": case((stale, MessageState.SUPERSEDED.value), else_=_PENDING),
            "not_before": until,
            "error_code": code,
            "error_text": text,
        }
        async with self._changing(delivery) as connection:
            await connection.execute(update(messages).where(_held(delivery)).values(pending))

    async def record_failure(self, delivery: Delivery, state: MessageState, code: str, text: str) -> None:
        """The vendor refused, or never answered."""
        failed = {"state": state.value, "error_code": code, "error_text": text}
        async with self._changing(delivery) as connection:
            await connection.execute(update(messages).where(_held(delivery)).values(failed))
            if code == "blocked":
                address = delivery.conversation.address
                await SqlTransaction(connection).set_blocked(address, True, delivery.message.at)

    @asynccontextmanager
    async def _changing(self, delivery: Delivery) -> AsyncIterator[Session]:
        """Changes a delivery's row under its conversation's lock, and tells of it."""
        conversation_id = delivery.message.conversation_id
        async with self._database.write() as connection:
            if connection.dialect.name != "sqlite":
                await connection.execute(_LOCK_EPOCH, {"by_conversation": conversation_id})
            yield connection
        changed = Signal(MESSAGE_CHANGED, conversation_id, {"message_id": delivery.message.id})
        await self._signals.publish([changed])

    async def in_flight(self, conversation_id: str) -> int:
        """How many messages of the bot or the system are on their way right now."""
        query = (
            select(func.count())
            .select_from(messages)
            .where(
                messages.c.conversation_id == conversation_id,
                messages.c.state == _SENDING,
                messages.c.author != "agent",
            )
        )
        async with self._database.read() as connection:
            return int((await connection.execute(query)).scalar_one())

    # After a crash

    async def recover(self, worker: str, idempotent_channels: frozenset[str], now: datetime) -> int:
        """Frees what workers that died were holding."""
        touched = 0
        async with self._database.write() as connection:
            for dead in await self._liveness.dead(connection, await _holders(connection, worker)):
                touched += await _free(connection, dead, idempotent_channels, now)
        return touched

    async def uncertain(self, since: datetime, limit: int) -> list[Delivery]:
        """Messages of unknown fate that may still be asked after."""
        query = (
            select(messages)
            .where(messages.c.state == MessageState.UNCERTAIN.value, messages.c.at >= since)
            .order_by(messages.c.at)
            .limit(limit)
        )
        async with self._database.read() as connection:
            found = [rows.message_from(row) for row in (await connection.execute(query)).mappings()]
            return [
                Delivery(message, await _conversation(connection, message.conversation_id), "")
                for message in found
            ]

    async def due_notices(self, now: datetime, limit: int) -> list[str]:
        """Conversations whose shopper waits for a person and is to be told again."""
        query = (
            select(cases.c.conversation_id)
            .where(cases.c.state == CaseState.WAITING.value, cases.c.next_notice_at <= now)
            .order_by(cases.c.next_notice_at)
            .limit(limit)
        )
        return await self._strings(query)

    async def _strings(self, query: Any) -> list[str]:
        async with self._database.read() as connection:
            return list((await connection.execute(query)).scalars())


def _held(delivery: Delivery) -> ColumnElement[bool]:
    return and_(
        messages.c.id == delivery.message.id,
        messages.c.state == _SENDING,
        messages.c.worker == delivery.worker,
    )


_LOCK_EPOCH = select(conversations.c.epoch).where(conversations.c.id == BY_CONVERSATION).with_for_update()
_CONVERSATION = select(conversations).where(conversations.c.id == BY_CONVERSATION)
_ON_ITS_WAY = messages.c.state.in_((_SENDING, MessageState.UNCERTAIN.value))
_RECORD_SENT = (
    update(messages)
    .where(messages.c.id == bindparam("by_id"))
    .values(
        state=case((_ON_ITS_WAY, MessageState.SENT.value), else_=messages.c.state),
        provider_id=bindparam("sent_id"),
        sent_at=func.coalesce(messages.c.sent_at, NOW),
        error_code=case((_ON_ITS_WAY, None), else_=messages.c.error_code),
        error_text=case((_ON_ITS_WAY, None), else_=messages.c.error_text),
    )
)


async def _claim_delivery(
    connection: Session, worker: str, now: datetime, conversation_id: str
) -> Delivery | None:
    claim = {"by_conversation": conversation_id, "now": now, "by_worker": worker}
    message = (await connection.execute(CLAIM_DELIVERY, claim)).mappings().first()
    if message is None:
        return None
    return Delivery(rows.message_from(message), await _conversation(connection, conversation_id), worker)


async def _is_anothers(connection: Session, delivery: Delivery, provider_id: str) -> bool:
    """Whether what the vendor was found to have sent is another message of ours with the same words."""
    query = select(
        exists().where(
            messages.c.provider_id == provider_id,
            messages.c.outgoing,
            messages.c.id != delivery.message.id,
        )
    )
    return bool((await connection.execute(query)).scalar_one())


async def _holders(connection: Session, but: str) -> set[str]:
    sending = select(messages.c.worker).where(messages.c.state == _SENDING, messages.c.worker != but)
    asking = select(conversations.c.turn_worker).where(conversations.c.turn_worker != but)
    found: Iterable[str] = (await connection.execute(sending.union(asking))).scalars()
    return {worker for worker in found if worker}


async def _free(connection: Session, dead: str, idempotent_channels: frozenset[str], now: datetime) -> int:
    """A message that may be sent twice without harm is sent again; any other is of unknown fate."""
    again = messages.c.channel.in_(idempotent_channels)
    deliveries = (
        update(messages)
        .where(messages.c.state == _SENDING, messages.c.worker == dead)
        .values(
            state=case((again, _PENDING), else_=MessageState.UNCERTAIN.value),
            error_code=case((again, None), else_="uncertain"),
            error_text=case((again, None), else_="The desk stopped while this message was on its way."),
            not_before=now,
        )
    )
    turns = update(conversations).where(conversations.c.turn_worker == dead).values(NO_TURN)
    await connection.execute(turns)
    return (await connection.execute(deliveries)).rowcount


async def _conversation(connection: Session, conversation_id: str) -> ConversationRecord:
    found = await connection.execute(_CONVERSATION, {"by_conversation": conversation_id})
    return rows.conversation_from(found.mappings().one())
