"""``Transaction`` in dictionaries; ``MemoryStorage`` undoes it when the block fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from handoff.backoff import TURN_LEASE
from handoff.errors import ConversationNotFound
from handoff.identifiers import new_id
from handoff.memory.order import service_order
from handoff.memory.promises import MemoryPromiseUnit
from handoff.memory.queue import MemoryQueueUnit
from handoff.memory.ratings import MemoryRatingUnit
from handoff.messages import Address, DeliveryStatus, Edited, Inbound, StatusUpdate, Unknown
from handoff.records import Author, CaseRecord, CaseState, ConversationRecord, MessageRecord, MessageState
from handoff.signals import Signal
from handoff.work import Delivery, Turn

if TYPE_CHECKING:
    from handoff.memory.storage import Tables

_ORDER = [
    MessageState.SENDING,
    MessageState.UNCERTAIN,
    MessageState.SENT,
    MessageState.DELIVERED,
    MessageState.READ,
]
_BEFORE_FAILURE = frozenset(_ORDER[:3])


class MemoryTransaction(MemoryQueueUnit, MemoryPromiseUnit, MemoryRatingUnit):
    """Implements ``handoff.ports.Transaction``."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.signals: list[Signal] = []

    def signal(self, signal: Signal) -> None:
        """Told once the block has ended well."""
        self.signals.append(signal)

    async def conversation(self, conversation_id: str) -> ConversationRecord:
        """Reads one."""
        try:
            return self._tables.conversations[conversation_id]
        except KeyError as exc:
            raise ConversationNotFound from exc

    async def conversation_of(self, address: Address, now: datetime) -> ConversationRecord:
        """Reads the conversation of an address, or opens one."""
        found = self._at(address)
        if found is None:
            found = ConversationRecord(new_id(), address, now)
            self._tables.conversations[found.id] = found
        return found

    async def save_conversation(self, conversation: ConversationRecord) -> None:
        """Stores it."""
        address = self._tables.conversations[conversation.id].address
        self._tables.conversations[conversation.id] = replace(conversation, address=address)

    async def set_blocked(self, address: Address, blocked: bool, now: datetime) -> ConversationRecord | None:
        """Records a block."""
        found = self._at(address)
        if found is not None:
            found = replace(found, blocked=blocked)
            self._tables.conversations[found.id] = found
        return found

    async def add_inbound(self, message: MessageRecord, inbound: Inbound) -> bool:
        """Adds a shopper's message, once."""
        if self._inbound(inbound.sender.channel, inbound.provider_id):
            return False
        self._tables.messages[message.id] = message
        if inbound.sender.name:
            conversation = self._tables.conversations[message.conversation_id]
            address = replace(conversation.address, name=inbound.sender.name)
            self._tables.conversations[conversation.id] = replace(conversation, address=address)
        return True

    async def add_outgoing(self, messages: Sequence[MessageRecord]) -> None:
        """Adds rows."""
        self._tables.messages.update({message.id: message for message in messages})

    async def message(self, message_id: str) -> MessageRecord:
        """Reads one."""
        try:
            return self._tables.messages[message_id]
        except KeyError as exc:
            raise ConversationNotFound from exc

    async def messages_of_client(self, conversation_id: str, client_id: str) -> list[MessageRecord]:
        """The rows that a ``client_id`` has made."""
        mine = self._tables.of_conversation(conversation_id)
        return [m for m in mine if m.client_id and m.client_id.split("#")[0] == client_id]

    async def edit(self, channel: str, edit: Edited, now: datetime) -> MessageRecord | None:
        """Puts a changed text in place."""
        found = self._inbound(channel, edit.provider_id)
        return self._put(replace(found, text=edit.text, edited_at=now)) if found else None

    async def advance_status(self, channel: str, update: StatusUpdate, now: datetime) -> MessageRecord | None:
        """Moves forward only."""
        found = self._outgoing(channel, update)
        if found is None or not _goes_forward(found.state, update.status):
            return None
        return self._put(
            replace(
                found,
                state=MessageState(update.status.value),
                provider_id=update.provider_id,
                sent_at=found.sent_at or now,
                error_code=update.error_code,
            )
        )

    async def finish_inbound(self, message: MessageRecord) -> None:
        """Stores state and reading."""
        kept = self._tables.messages[message.id]
        self._put(replace(kept, state=message.state, reading=message.reading))

    async def release_to_people(self, conversation_id: str) -> None:
        """No longer the bot's to answer."""
        for message in self._in(conversation_id, MessageState.RECEIVED):
            self._put(replace(message, state=MessageState.FOR_PERSON))

    async def supersede_pending(self, conversation_id: str) -> list[MessageRecord]:
        """Cancels what is not an agent's."""
        pending = self._in(conversation_id, MessageState.PENDING)
        theirs = [message for message in pending if message.author is not Author.AGENT]
        return [self._put(replace(message, state=MessageState.SUPERSEDED)) for message in theirs]

    async def move_pending_to_epoch(self, conversation_id: str, epoch: int) -> None:
        """Keeps what is owed."""
        for state in (MessageState.PENDING, MessageState.SENDING):
            for message in self._in(conversation_id, state):
                self._put(replace(message, epoch=epoch))

    async def retry_outgoing(self, message_id: str, now: datetime) -> MessageRecord | None:
        """Pending again."""
        message = self._tables.messages[message_id]
        lost = message.state in (MessageState.FAILED, MessageState.UNCERTAIN)
        if not lost or message.author is not Author.AGENT:
            return None
        self._tables.due[message_id] = now
        pending = replace(message, state=MessageState.PENDING, attempts=0)
        return self._put(replace(pending, error_code=None, error_text=None))

    async def keep_event(self, event: Unknown, now: datetime) -> bool:
        """Keeps it once."""
        key = (event.channel, event.event_id)
        new = key not in self._tables.kept
        self._tables.kept.setdefault(key, dict(event.body))
        return new

    async def open_case(self, conversation_id: str) -> CaseRecord | None:
        """Waiting or taken."""
        states = (CaseState.WAITING, CaseState.TAKEN)
        mine = [case for case in self._tables.cases.values() if case.conversation_id == conversation_id]
        return next((case for case in mine if case.state in states), None)

    async def add_case(self, case: CaseRecord) -> None:
        """Stores it; two open ones are refused, as a database would."""
        if await self.open_case(case.conversation_id):
            raise ValueError("This conversation has an open case.")
        self._tables.cases[case.id] = case

    async def save_case(self, case: CaseRecord) -> None:
        """Stores it."""
        self._tables.cases[case.id] = case

    async def place_in_queue(self, case: CaseRecord) -> int:
        """Those served before, plus one."""
        waiting = [c for c in self._tables.cases.values() if c.state is CaseState.WAITING]
        return 1 + sum(service_order(other) < service_order(case) for other in waiting)

    async def begin_turn(self, conversation: ConversationRecord, worker: str, now: datetime) -> Turn | None:
        """Claims the next unanswered message."""
        return self._tables.begin_turn(conversation, worker, now)

    async def claim_delivery(
        self, conversation: ConversationRecord, worker: str, now: datetime
    ) -> Delivery | None:
        """Claims the next outgoing message."""
        return self._tables.claim_delivery(conversation, worker, now)

    async def holds_turn(self, turn: Turn) -> bool:
        """Whether the claim stands."""
        lease = self._tables.leases.get(turn.conversation.id)
        return lease is not None and lease.token == turn.token

    async def next_turn(self, turn: Turn, now: datetime) -> MessageRecord | None:
        """The next message, or the end of the turn."""
        waiting = self._in(turn.conversation.id, MessageState.RECEIVED)
        if not waiting:
            self.end_turn(turn.conversation.id)
            return None
        lease = self._tables.leases[turn.conversation.id]
        self._tables.leases[turn.conversation.id] = replace(lease, until=now + TURN_LEASE)
        return waiting[0]

    def end_turn(self, conversation_id: str) -> None:
        """Frees it."""
        self._tables.leases.pop(conversation_id, None)

    def _at(self, address: Address) -> ConversationRecord | None:
        here = (address.channel, address.contact)
        every = self._tables.conversations.values()
        return next((c for c in every if (c.address.channel, c.address.contact) == here), None)

    def _inbound(self, channel: str, provider_id: str) -> MessageRecord | None:
        return self._find(channel, lambda m: m.author is Author.SHOPPER and m.provider_id == provider_id)

    def _outgoing(self, channel: str, update: StatusUpdate) -> MessageRecord | None:
        def is_it(message: MessageRecord) -> bool:
            if message.author is Author.SHOPPER:
                return False
            unrecorded = message.provider_id is None and message.id == update.message_id
            return message.provider_id == update.provider_id or unrecorded

        return self._find(channel, is_it)

    def _find(self, channel: str, is_it: Callable[[MessageRecord], bool]) -> MessageRecord | None:
        for message in self._tables.messages.values():
            conversation = self._tables.conversations[message.conversation_id]
            if conversation.address.channel == channel and is_it(message):
                return message
        return None

    def _in(self, conversation_id: str, state: MessageState) -> list[MessageRecord]:
        mine = self._tables.of_conversation(conversation_id)
        return [message for message in mine if message.state is state]

    def _put(self, message: MessageRecord) -> MessageRecord:
        self._tables.messages[message.id] = message
        return message


def _goes_forward(state: MessageState, status: DeliveryStatus) -> bool:
    if status is DeliveryStatus.FAILED:
        return state in _BEFORE_FAILURE
    return state in _ORDER and _ORDER.index(state) < _ORDER.index(MessageState(status.value))
