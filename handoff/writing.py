"""Adding outgoing messages to a conversation: places, epoch, and the signals that set the sender to work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from handoff import windows
from handoff.errors import OutsideWindow
from handoff.identifiers import new_id
from handoff.messages import Button, Outbound, TemplateUse
from handoff.ports import Carrier, Gateway, Transaction
from handoff.records import Agent, Author, ConversationRecord, MessageRecord, MessageState
from handoff.signals import DELIVERY, MESSAGE_ADDED, Signal
from handoff.work import Delivery


def compose(
    conversation: ConversationRecord,
    outbound: Iterable[Outbound],
    gateway: Gateway,
    now: datetime,
    *,
    agent: Agent | None = None,
    client_id: str | None = None,
    reply_to: str | None = None,
    state: MessageState = MessageState.PENDING,
) -> tuple[ConversationRecord, list[MessageRecord]]:
    """Renders messages for their channel and gives each its place.

    Args:
        conversation: As it stands; its epoch is what the messages are written under.
        outbound: What to say, in order.
        gateway: Knows what the channel can show.
        now: The current time.
        agent: Who writes; None for the bot and the system.
        client_id: The console's identifier; the parts after the first get a suffix.
        reply_to: The message that is answered.
        state: ``PENDING``, or ``SUPERSEDED`` for what came too late.

    Returns:
        The conversation with its last place moved on, and the message rows.
    """
    rendered = [
        part for message in outbound for part in gateway.render(conversation.address.channel, message)
    ]
    rows = [
        MessageRecord(
            id=new_id(),
            conversation_id=conversation.id,
            sequence=conversation.last_sequence + number,
            author=Author.AGENT if agent else Author(part.author),
            state=state,
            at=now,
            epoch=conversation.epoch,
            text=part.text,
            author_name=agent.name if agent else None,
            agent_id=agent.id if agent else None,
            buttons=part.buttons,
            image=part.image,
            attachments=part.attachments,
            template=part.template,
            client_id=_part_id(client_id, number),
            reply_to=reply_to,
        )
        for number, part in enumerate(rendered, 1)
    ]
    return replace(
        conversation, last_sequence=conversation.last_sequence + len(rows), last_message_at=now
    ), rows


def check_window(
    conversation: ConversationRecord, template: TemplateUse | None, gateway: Gateway, now: datetime
) -> None:
    """Raises ``OutsideWindow`` where a channel takes no free words any more; a template it always takes."""
    closes_at = windows.closes_at(conversation, gateway)
    if template is None and closes_at is not None and now > closes_at:
        raise OutsideWindow


def _part_id(client_id: str | None, number: int) -> str | None:
    return client_id if client_id is None or number == 1 else f"{client_id}#{number}"


def offered_by(outbound: Sequence[Outbound]) -> tuple[Button, ...]:
    """The buttons that a typed answer may mean: those of the last message that has any."""
    return next((message.buttons for message in reversed(outbound) if message.buttons), ())


async def post(
    transaction: Transaction, conversation: ConversationRecord, rows: Sequence[MessageRecord]
) -> None:
    """Stores the conversation and its new rows, and signals them."""
    await _store(transaction, conversation, rows)
    _announce(transaction, rows)


async def send(
    transaction: Transaction,
    conversation: ConversationRecord,
    rows: Sequence[MessageRecord],
    outbox: Carrier[Delivery] | None,
    now: datetime,
) -> list[Delivery]:
    """Stores them as ``post`` does, and claims what is due first where the outbox can begin at once.

    Whoever has claimed it goes on to the next by himself; a signal would only have him look in vain.
    """
    await _store(transaction, conversation, rows)
    worker = outbox.worker if outbox else None
    delivery = await transaction.claim_delivery(conversation, worker, now) if worker else None
    if delivery is None:
        _announce(transaction, rows)
        return []
    return [delivery]


async def _store(
    transaction: Transaction, conversation: ConversationRecord, rows: Sequence[MessageRecord]
) -> None:
    await transaction.save_conversation(conversation)
    await transaction.add_outgoing(rows)
    for row in rows:
        transaction.signal(Signal(MESSAGE_ADDED, row.conversation_id, {"message_id": row.id}))


def _announce(transaction: Transaction, rows: Sequence[MessageRecord]) -> None:
    pending = [row for row in rows if row.state is MessageState.PENDING]
    if pending:
        transaction.signal(Signal(DELIVERY, pending[0].conversation_id))


async def tell(
    transaction: Transaction,
    conversation: ConversationRecord,
    said: Iterable[Outbound],
    gateway: Gateway,
    now: datetime,
) -> ConversationRecord:
    """Composes and posts what we say by ourselves; the conversation as it is then, and is stored."""
    conversation, rows = compose(conversation, said, gateway, now)
    await post(transaction, conversation, rows)
    return conversation
