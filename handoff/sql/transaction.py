"""One unit of work on the database: every read locks what it reads until the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    RowMapping,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from handoff.backoff import TURN_LEASE
from handoff.errors import ConversationNotFound
from handoff.identifiers import new_id
from handoff.messages import Address, DeliveryStatus, Edited, Inbound, StatusUpdate, Unknown
from handoff.records import CaseRecord, CaseState, ConversationRecord, MessageRecord, MessageState, Owner
from handoff.signals import Signal
from handoff.sql import rows
from handoff.sql.claims import CLAIM_DELIVERY, NEXT_RECEIVED, NO_TURN, has_free_turn
from handoff.sql.database import Session
from handoff.sql.inserting import insert_for
from handoff.sql.promise_unit import SqlPromiseUnit
from handoff.sql.queue_unit import SqlQueueUnit
from handoff.sql.rating_unit import SqlRatingUnit
from handoff.sql.serving import served_before
from handoff.sql.tables import cases, conversations, kept_events, messages
from handoff.work import Delivery, Turn

OPEN_CASES = (CaseState.WAITING.value, CaseState.TAKEN.value)
_FORWARD = {
    DeliveryStatus.SENT: ("sending", "uncertain"),
    DeliveryStatus.DELIVERED: ("sending", "uncertain", "sent"),
    DeliveryStatus.READ: ("sending", "uncertain", "sent", "delivered"),
    DeliveryStatus.FAILED: ("sending", "uncertain", "sent"),
}
"""From which states a vendor's word may move a message: never backwards."""


_BY_ID = conversations.c.id == bindparam("by_id")
_LOCK_BY_ID = select(conversations).where(_BY_ID).with_for_update()
_LOCK_BY_ADDRESS = (
    select(conversations)
    .where(
        conversations.c.channel == bindparam("by_channel"), conversations.c.contact == bindparam("by_contact")
    )
    .with_for_update()
)
_SAVE_CONVERSATION = update(conversations).where(_BY_ID)
_FINISH_INBOUND = update(messages).where(messages.c.id == bindparam("by_id"))
_ADD_OUTGOING = messages.insert()
_ADD_INBOUND = {
    dialect: insert(messages)
    .on_conflict_do_nothing(index_elements=["channel", "provider_id"], index_where=~messages.c.outgoing)
    .returning(messages.c.id)
    for dialect, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
"""Statements of every turn, built once: building them costs as much as running them."""


class SqlTransaction(SqlQueueUnit, SqlPromiseUnit, SqlRatingUnit):
    """Implements ``handoff.ports.Transaction``."""

    def __init__(self, connection: Session) -> None:
        self._connection = connection
        self._signals: list[Signal] = []
        self._locked: dict[str, RowMapping] = {}
        self._turns: dict[str, dict[str, Any]] = {}

    @property
    def signals(self) -> list[Signal]:
        """What to tell once committed."""
        return self._signals

    def signal(self, signal: Signal) -> None:
        """Tells the listeners, once the transaction is committed."""
        self._signals.append(signal)

    # Conversations

    async def conversation(self, conversation_id: str) -> ConversationRecord:
        """Reads and locks."""
        found = await self._lock(_LOCK_BY_ID, by_id=conversation_id)
        if found is None:
            raise ConversationNotFound
        return found

    async def conversation_of(self, address: Address, now: datetime) -> ConversationRecord:
        """Reads and locks, opening one for a new contact."""
        where = {"by_channel": address.channel, "by_contact": address.contact}
        found = await self._lock(_LOCK_BY_ADDRESS, **where)
        if found is None:
            new = insert_for(self._connection, conversations).values(_new_conversation(address, now))
            await self._connection.execute(new.on_conflict_do_nothing())
            found = await self._lock(_LOCK_BY_ADDRESS, **where)
        if found is None:
            raise ConversationNotFound
        return found

    async def _lock(self, query: Executable, **where: str) -> ConversationRecord | None:
        row = (await self._connection.execute(query, where)).mappings().first()
        if row is None:
            return None
        self._locked[row["id"]] = row
        return rows.conversation_from(row)

    async def save_conversation(self, conversation: ConversationRecord) -> None:
        """Stores who owns it, its epoch, language, offered buttons and times."""
        values = {**rows.conversation_values(conversation), **self._turns.pop(conversation.id, {})}
        await self._connection.execute(_SAVE_CONVERSATION, {**values, "by_id": conversation.id})

    async def set_blocked(self, address: Address, blocked: bool, now: datetime) -> ConversationRecord | None:
        """Records that a contact blocked us, or no longer does."""
        statement = update(conversations).where(_at(address)).values(blocked=blocked).returning(conversations)
        row = (await self._connection.execute(statement)).mappings().first()
        return rows.conversation_from(row) if row else None

    # Messages

    async def add_inbound(self, message: MessageRecord, inbound: Inbound) -> bool:
        """Adds a shopper's message unless its provider id is known."""
        values = rows.message_values(message, inbound.sender.channel)
        statement = _ADD_INBOUND[self._connection.dialect.name]
        added = (await self._connection.execute(statement, values)).first() is not None
        name = (inbound.sender.name or "")[:255]
        if added and name and name != self._locked[message.conversation_id]["contact_name"]:
            values = {"contact_name": name, "by_id": message.conversation_id}
            await self._connection.execute(_SAVE_CONVERSATION, values)
        return added

    async def add_outgoing(self, messages_: Sequence[MessageRecord]) -> None:
        """Adds messages to the outbox or, superseded, to the record."""
        if not messages_:
            return
        channel = self._locked[messages_[0].conversation_id]["channel"]
        values = [rows.message_values(message, channel) for message in messages_]
        await self._connection.execute(_ADD_OUTGOING, values)

    async def message(self, message_id: str) -> MessageRecord:
        """Reads one message."""
        query = select(messages).where(messages.c.id == message_id)
        row = (await self._connection.execute(query)).mappings().first()
        if row is None:
            raise ConversationNotFound
        return rows.message_from(row)

    async def messages_of_client(self, conversation_id: str, client_id: str) -> list[MessageRecord]:
        """The rows that a console's ``client_id`` has made, in order."""
        mine = or_(
            messages.c.client_id == client_id,
            messages.c.client_id.startswith(f"{client_id}#", autoescape=True),
        )
        query = (
            select(messages)
            .where(messages.c.conversation_id == conversation_id, mine)
            .order_by(messages.c.sequence)
        )
        return [rows.message_from(row) for row in (await self._connection.execute(query)).mappings()]

    async def edit(self, channel: str, edit: Edited, now: datetime) -> MessageRecord | None:
        """Puts a changed text in place of the old, keeping the first one."""
        return await self._change_one(
            and_(
                ~messages.c.outgoing,
                messages.c.channel == channel,
                messages.c.provider_id == edit.provider_id,
            ),
            text=edit.text,
            edited_at=now,
            original_text=func.coalesce(messages.c.original_text, messages.c.text),
        )

    async def advance_status(
        self, channel: str, update_: StatusUpdate, now: datetime
    ) -> MessageRecord | None:
        """Moves an outgoing message forward, never back."""
        same = messages.c.provider_id == update_.provider_id
        if update_.message_id:
            unrecorded = and_(messages.c.id == update_.message_id, messages.c.provider_id.is_(None))
            same = or_(same, unrecorded)
        return await self._change_one(
            and_(
                messages.c.outgoing,
                messages.c.channel == channel,
                same,
                messages.c.state.in_(_FORWARD[update_.status]),
            ),
            state=update_.status.value,
            provider_id=update_.provider_id,
            sent_at=func.coalesce(messages.c.sent_at, now),
            error_code=update_.error_code,
        )

    async def finish_inbound(self, message: MessageRecord) -> None:
        """Stores the state and the reading of a shopper's message."""
        values = {"state": message.state.value, **rows.reading_columns(message.reading)}
        await self._connection.execute(_FINISH_INBOUND, {**values, "by_id": message.id})

    async def release_to_people(self, conversation_id: str) -> None:
        """Marks every message still waiting for the bot as one for a person."""
        await self._connection.execute(
            update(messages)
            .where(
                messages.c.conversation_id == conversation_id,
                messages.c.state == MessageState.RECEIVED.value,
            )
            .values(state=MessageState.FOR_PERSON.value)
        )

    async def supersede_pending(self, conversation_id: str) -> list[MessageRecord]:
        """Cancels what the bot or the system has not sent yet."""
        statement = (
            update(messages)
            .where(
                messages.c.conversation_id == conversation_id,
                messages.c.state == MessageState.PENDING.value,
                messages.c.author != "agent",
            )
            .values(state=MessageState.SUPERSEDED.value)
            .returning(messages)
        )
        return [rows.message_from(row) for row in (await self._connection.execute(statement)).mappings()]

    async def move_pending_to_epoch(self, conversation_id: str, epoch: int) -> None:
        """Lets answers already owed to the shopper survive the handover to the queue."""
        await self._connection.execute(
            update(messages)
            .where(
                messages.c.conversation_id == conversation_id,
                messages.c.state.in_((MessageState.PENDING.value, MessageState.SENDING.value)),
            )
            .values(epoch=epoch)
        )

    async def retry_outgoing(self, message_id: str, now: datetime) -> MessageRecord | None:
        """Makes an agent's failed or uncertain message pending again."""
        lost = (MessageState.FAILED.value, MessageState.UNCERTAIN.value)
        return await self._change_one(
            and_(messages.c.id == message_id, messages.c.author == "agent", messages.c.state.in_(lost)),
            state=MessageState.PENDING.value,
            attempts=0,
            not_before=now,
            error_code=None,
            error_text=None,
        )

    async def keep_event(self, event: Unknown, now: datetime) -> bool:
        """Keeps an event as it came."""
        values = {
            "id": new_id(),
            "channel": event.channel,
            "event_id": event.event_id,
            "kind": event.kind,
            "body": event.body,
            "received_at": now,
        }
        statement = insert_for(self._connection, kept_events).values(values).on_conflict_do_nothing()
        kept = await self._connection.execute(statement.returning(kept_events.c.id))
        return kept.first() is not None

    # Cases

    async def open_case(self, conversation_id: str) -> CaseRecord | None:
        """The case that is waiting or taken, if any."""
        query = select(cases).where(cases.c.conversation_id == conversation_id, cases.c.state.in_(OPEN_CASES))
        row = (await self._connection.execute(query)).mappings().first()
        return rows.case_from(row) if row else None

    async def add_case(self, case: CaseRecord) -> None:
        """Stores a new case."""
        await self._connection.execute(cases.insert().values(rows.case_values(case)))

    async def save_case(self, case: CaseRecord) -> None:
        """Stores a case's state, agent and times."""
        await self._connection.execute(
            update(cases).where(cases.c.id == case.id).values(rows.case_values(case))
        )

    async def place_in_queue(self, case: CaseRecord) -> int:
        """How many waiting cases are served before this one, plus one."""
        query = select(func.count()).select_from(cases).where(served_before(case))
        return 1 + int((await self._connection.execute(query)).scalar_one())

    # Turns

    async def begin_turn(self, conversation: ConversationRecord, worker: str, now: datetime) -> Turn | None:
        """Claims the conversation's oldest unanswered message; stored with the conversation."""
        if not has_free_turn(self._locked[conversation.id], now):
            return None
        query = {"by_conversation": conversation.id}
        oldest = (await self._connection.execute(NEXT_RECEIVED, query)).mappings().one()
        token = new_id()
        held = {"turn_worker": worker, "turn_token": token, "turn_until": now + TURN_LEASE}
        self._turns[conversation.id] = held
        return Turn(conversation, rows.message_from(oldest), token)

    async def claim_delivery(
        self, conversation: ConversationRecord, worker: str, now: datetime
    ) -> Delivery | None:
        """Claims the conversation's next due outgoing message."""
        claim = {"by_conversation": conversation.id, "now": now, "by_worker": worker}
        row = (await self._connection.execute(CLAIM_DELIVERY, claim)).mappings().first()
        return Delivery(rows.message_from(row), conversation, worker) if row else None

    async def holds_turn(self, turn: Turn) -> bool:
        """Whether this claim of the turn still stands."""
        return bool(self._locked[turn.conversation.id]["turn_token"] == turn.token)

    async def next_turn(self, turn: Turn, now: datetime) -> MessageRecord | None:
        """Goes on to the next message, or gives the turn free; stored with the conversation."""
        conversation_id = turn.conversation.id
        query = {"by_conversation": conversation_id}
        row = (await self._connection.execute(NEXT_RECEIVED, query)).mappings().first()
        self._turns[conversation_id] = {"turn_until": now + TURN_LEASE} if row else NO_TURN
        return rows.message_from(row) if row else None

    def end_turn(self, conversation_id: str) -> None:
        """Gives the conversation's turn free; stored with the conversation."""
        self._turns[conversation_id] = NO_TURN

    async def _change_one(self, where: ColumnElement[bool], **values: Any) -> MessageRecord | None:
        statement = update(messages).where(where).values(**values).returning(messages)
        row = (await self._connection.execute(statement)).mappings().first()
        return rows.message_from(row) if row else None


def _at(address: Address) -> ColumnElement[bool]:
    return and_(conversations.c.channel == address.channel, conversations.c.contact == address.contact)


def _new_conversation(address: Address, now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "channel": address.channel,
        "contact": address.contact,
        "contact_name": address.name[:255] if address.name else None,
        "owner": Owner.BOT.value,
        "epoch": 0,
        "language_fixed": False,
        "last_sequence": 0,
        "offered": [],
        "blocked": False,
        "created_at": now,
    }
