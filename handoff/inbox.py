"""Step 2 of the flow: what a channel received becomes rows in one transaction, once, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from handoff import cases, owing
from handoff.carrying import carried_by
from handoff.choices import resolve
from handoff.identifiers import new_id
from handoff.messages import ContactBlocked, Edited, Inbound, InboundEvent, StatusUpdate, Unknown
from handoff.outlook import Outlook, Outlooks
from handoff.ports import Carrier, Clock, Gateway, Storage, Transaction
from handoff.queue.entry import ranked
from handoff.records import Author, ConversationRecord, MessageRecord, MessageState, Owner
from handoff.satisfaction import Satisfaction, answer_in, marked
from handoff.signals import CONVERSATION_CHANGED, MESSAGE_ADDED, MESSAGE_CHANGED, TURN, Signal
from handoff.work import Turn

TEXT_LIMIT = 10_000
"""Characters of one message that are kept: twice the longest text any of the vendors lets through."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a batch of events.

    Attributes:
        new: Messages that were not known before.
        duplicates: Messages delivered again, without effect.
        message_ids: Ours, of the new messages, in order.
    """

    new: int = 0
    duplicates: int = 0
    message_ids: tuple[str, ...] = ()


class Inbox:
    """Accepts events from channels; when ``accept`` returns they can no longer be lost (I1, I2).

    Args:
        storage: Where they go.
        clock: The time.
        router: Goes on with the turns that begin here; without one, a signal tells whoever listens.
        satisfaction: Hears how it went.
        gateway: Knows for how long a channel lets us write; without one, a waiting case keeps its rank.
        outlooks: Knows until when people should answer; without one, nothing is ever due.
    """

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        router: Carrier[Turn] | None = None,
        satisfaction: Satisfaction | None = None,
        gateway: Gateway | None = None,
        outlooks: Outlooks | None = None,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._router = router
        self._satisfaction = satisfaction
        self._gateway = gateway
        self._outlooks = outlooks

    async def accept(self, channel: str, events: Sequence[InboundEvent]) -> Accepted:
        """Stores events of one channel, all or none."""
        async with carried_by(self._router) as turns:
            return await self._store(channel, events, turns)

    async def _store(self, channel: str, events: Sequence[InboundEvent], turns: list[Turn]) -> Accepted:
        ids: list[str] = []
        messages = 0
        # Asked before the transaction, which has no time to wait for it.
        outlook = await self._outlooks.rules() if self._outlooks else None
        async with self._storage.write() as transaction:
            for event in sorted(events, key=_contact):
                if isinstance(event, Inbound):
                    messages += 1
                    ids += await self._add_message(transaction, event, turns, outlook)
                else:
                    await self._record(transaction, channel, event)
        return Accepted(len(ids), messages - len(ids), tuple(ids))

    async def _add_message(
        self, transaction: Transaction, inbound: Inbound, turns: list[Turn], outlook: Outlook | None
    ) -> list[str]:
        now = self._clock.now()
        conversation = await transaction.conversation_of(inbound.sender, now)
        inbound = resolve(inbound, conversation.offered)
        message = _message(conversation, inbound, self._clock)
        answer = answer_in(conversation, inbound, now)
        message = marked(message, answer) if answer else message
        if not await transaction.add_inbound(message, inbound):
            return []
        conversation = _heard(conversation, inbound, message)
        if answer and self._satisfaction:
            conversation = await self._satisfaction.hear(transaction, conversation, answer, message)
        if message.state is MessageState.RECEIVED:
            turns += await self._begin_turn(transaction, conversation, now)
        if conversation.owner is not Owner.BOT and not answer:
            await self._owe(transaction, conversation, outlook, now)
        await transaction.save_conversation(conversation)
        transaction.signal(Signal(MESSAGE_ADDED, conversation.id, {"message_id": message.id}))
        return [message.id]

    async def _owe(
        self,
        transaction: Transaction,
        conversation: ConversationRecord,
        outlook: Outlook | None,
        now: datetime,
    ) -> None:
        """People owe an answer, and the channel lets us write for longer, which may move a waiting case."""
        case = known = await transaction.open_case(conversation.id)
        if case is None:
            return
        if outlook is not None:
            case = owing.owed_next(case, conversation.address.channel, outlook, now)
        if self._gateway is not None and conversation.owner is Owner.QUEUE:
            case = ranked(case, conversation, self._gateway)
        if case != known:
            await transaction.save_case(case)
            transaction.signal(cases.changed(case))

    async def _begin_turn(
        self, transaction: Transaction, conversation: ConversationRecord, now: datetime
    ) -> list[Turn]:
        """The turn, claimed for our own router where that can begin at once; told to everybody where not."""
        worker = self._router.worker if self._router else None
        if worker is None:
            transaction.signal(Signal(TURN, conversation.id))
            return []
        turn = await transaction.begin_turn(conversation, worker, now)
        return [turn] if turn else []

    async def _record(
        self, transaction: Transaction, channel: str, event: Edited | StatusUpdate | ContactBlocked | Unknown
    ) -> None:
        now = self._clock.now()
        match event:
            case Edited():
                _signal_message(transaction, await transaction.edit(channel, event, now))
            case StatusUpdate():
                _signal_message(transaction, await transaction.advance_status(channel, event, now))
            case ContactBlocked():
                conversation = await transaction.set_blocked(event.sender, event.blocked, now)
                if conversation:
                    transaction.signal(Signal(CONVERSATION_CHANGED, conversation.id))
            case Unknown():
                await transaction.keep_event(event, now)
            case _:
                assert_never(event)


def _contact(event: InboundEvent) -> str:
    """Locks are taken in one order everywhere; within a contact the events keep theirs."""
    return event.sender.contact if isinstance(event, Inbound | Edited | ContactBlocked) else ""


def _heard(conversation: ConversationRecord, inbound: Inbound, message: MessageRecord) -> ConversationRecord:
    return replace(
        conversation,
        last_sequence=message.sequence,
        last_shopper_at=message.at,
        last_message_at=message.at,
        blocked=False,
        language=conversation.language or inbound.language,
    )


def _message(conversation: ConversationRecord, inbound: Inbound, clock: Clock) -> MessageRecord:
    return MessageRecord(
        id=new_id(),
        conversation_id=conversation.id,
        sequence=conversation.last_sequence + 1,
        author=Author.SHOPPER,
        state=_state(conversation, inbound),
        at=clock.now(),
        epoch=conversation.epoch,
        text=inbound.text[:TEXT_LIMIT],
        author_name=inbound.sender.name,
        payload=inbound.payload,
        attachments=inbound.attachments,
        provider_id=inbound.provider_id,
    )


def _state(conversation: ConversationRecord, inbound: Inbound) -> MessageState:
    """Whether the brain is asked: while a person is awaited, only about what it may be able to tell."""
    if conversation.owner is Owner.BOT:
        return MessageState.RECEIVED
    tellable = bool(inbound.text.strip()) and not inbound.attachments and inbound.payload is None
    waits = conversation.owner is Owner.QUEUE
    return MessageState.RECEIVED if waits and tellable else MessageState.FOR_PERSON


def _signal_message(transaction: Transaction, message: MessageRecord | None) -> None:
    if message is not None:
        transaction.signal(Signal(MESSAGE_CHANGED, message.conversation_id, {"message_id": message.id}))
