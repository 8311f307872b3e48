"""Who may work on what: turns and deliveries are claimed by one guarded UPDATE, or under the row's lock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    RowMapping,
    String,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)

from columns import UtcDateTime
from handoff.records import MessageState, Owner
from handoff.sql.tables import conversations, messages

BY_CONVERSATION: BindParameter[str] = bindparam("by_conversation", type_=String)
NOW = bindparam("now", type_=UtcDateTime)
_PENDING, _SENDING = MessageState.PENDING.value, MessageState.SENDING.value
_RECEIVED = MessageState.RECEIVED.value

ASKING = (Owner.BOT.value, Owner.QUEUE.value)
"""Whose shoppers' messages the brain is asked about: also while they wait for a person."""
NO_TURN: dict[str, Any] = {
    "turn_worker": None,
    "turn_token": None,
    "turn_until": None,
    "turn_not_before": None,
}
"""The columns of a conversation whose turn nobody holds."""


def turn_is_free(now: Any) -> ColumnElement[bool]:
    """A conversation that no agent has, whose turn is due and held by nobody."""
    return and_(
        conversations.c.owner.in_(ASKING),
        or_(conversations.c.turn_token.is_(None), conversations.c.turn_until < now),
        or_(conversations.c.turn_not_before.is_(None), conversations.c.turn_not_before <= now),
    )


def has_free_turn(row: RowMapping, now: datetime) -> bool:
    """The same of a row that is locked."""
    held = row["turn_token"] is not None and row["turn_until"] >= now
    early = row["turn_not_before"] is not None and row["turn_not_before"] > now
    return bool(row["owner"] in ASKING and not held and not early)


def epoch_of(conversation_id: Any) -> Any:
    """The epoch as it stands when the statement runs."""
    return select(conversations.c.epoch).where(conversations.c.id == conversation_id).scalar_subquery()


def _first_unsent(conversation_id: Any) -> Any:
    """Messages leave in order: the oldest that is pending or on its way is the only one that may."""
    earlier = messages.alias("earlier")
    return (
        select(func.min(earlier.c.sequence))
        .where(earlier.c.conversation_id == conversation_id, earlier.c.state.in_((_PENDING, _SENDING)))
        .scalar_subquery()
    )


NEXT_RECEIVED = (
    select(messages)
    .where(messages.c.conversation_id == BY_CONVERSATION, messages.c.state == _RECEIVED)
    .order_by(messages.c.sequence)
    .limit(1)
)
CLAIM_TURN = (
    update(conversations)
    .where(
        conversations.c.id == BY_CONVERSATION,
        turn_is_free(NOW),
        exists().where(messages.c.conversation_id == BY_CONVERSATION, messages.c.state == _RECEIVED),
    )
    .values(
        turn_worker=bindparam("turn_worker"),
        turn_token=bindparam("turn_token"),
        turn_until=bindparam("turn_until"),
    )
    .returning(conversations)
)
CLAIM_DELIVERY = (
    update(messages)
    .where(
        messages.c.conversation_id == BY_CONVERSATION,
        messages.c.state == _PENDING,
        messages.c.not_before <= NOW,
        messages.c.sequence == _first_unsent(BY_CONVERSATION),
        # Agents always may; the bot and the system only under the epoch in which they wrote (I4).
        or_(messages.c.author == "agent", messages.c.epoch == epoch_of(BY_CONVERSATION)),
    )
    .values(state=_SENDING, worker=bindparam("by_worker"), attempts=messages.c.attempts + 1)
    .returning(messages)
)
