"""``Storage`` in dictionaries: one writer at a time, and what fails half-way is undone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from handoff.backoff import TURN_LEASE
from handoff.errors import ConversationNotFound
from handoff.hours import HoursRules
from handoff.identifiers import new_id
from handoff.memory.transaction import MemoryTransaction
from handoff.promising import BreachState
from handoff.queue.records import Duty, QueueSettings, Team, Transfer
from handoff.ratings import Rating
from handoff.records import (
    Author,
    CaseRecord,
    CaseState,
    ConversationRecord,
    MessageRecord,
    MessageState,
    Owner,
)
from handoff.signals import MESSAGE_CHANGED, Signal, Signals
from handoff.targets import Promise, Targets
from handoff.work import Delivery, Turn


@dataclass(frozen=True, slots=True)
class Lease:
    """Who asks the brain for a conversation, and until when."""

    worker: str | None = None
    token: str | None = None
    until: datetime | None = None
    not_before: datetime | None = None


@dataclass(slots=True)
class Tables:
    """All there is; records are immutable, so that a shallow copy is a snapshot."""

    conversations: dict[str, ConversationRecord] = field(default_factory=dict)
    messages: dict[str, MessageRecord] = field(default_factory=dict)
    cases: dict[str, CaseRecord] = field(default_factory=dict)
    kept: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)
    leases: dict[str, Lease] = field(default_factory=dict)
    due: dict[str, datetime] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    skills: dict[str, tuple[str, ...]] = field(default_factory=dict)
    duties: dict[str, Duty] = field(default_factory=dict)
    consoles: dict[tuple[str, str], datetime] = field(default_factory=dict)
    queue_settings: dict[str, QueueSettings] = field(default_factory=dict)
    transfers: dict[str, Transfer] = field(default_factory=dict)
    promised: dict[str, HoursRules | Targets] = field(default_factory=dict)
    breaches: dict[tuple[str, Promise, datetime], dict[BreachState, datetime]] = field(default_factory=dict)
    ratings: dict[str, Rating] = field(default_factory=dict)

    def copy(self) -> Tables:
        """A snapshot."""
        return Tables(*(dict(getattr(self, name)) for name in self.__slots__))

    def restore(self, snapshot: Tables) -> None:
        """Back to a snapshot."""
        for name in self.__slots__:
            setattr(self, name, getattr(snapshot, name))

    def of_conversation(self, conversation_id: str) -> list[MessageRecord]:
        """Its messages, in order."""
        mine = [m for m in self.messages.values() if m.conversation_id == conversation_id]
        return sorted(mine, key=lambda message: message.sequence)

    def begin_turn(self, conversation: ConversationRecord, worker: str, now: datetime) -> Turn | None:
        """Claims its next unanswered message, if its turn is free."""
        waiting = [m for m in self.of_conversation(conversation.id) if m.state is MessageState.RECEIVED]
        if not waiting or not self.has_free_turn(conversation.id, now):
            return None
        token = new_id()
        self.leases[conversation.id] = Lease(worker, token, now + TURN_LEASE)
        return Turn(conversation, waiting[0], token)

    def claim_delivery(self, conversation: ConversationRecord, worker: str, now: datetime) -> Delivery | None:
        """Claims its next outgoing message, if that is due and may leave."""
        unsent = (MessageState.PENDING, MessageState.SENDING)
        queue = [m for m in self.of_conversation(conversation.id) if m.state in unsent]
        if not queue or queue[0].state is MessageState.SENDING:
            return None
        if not self.is_due(queue[0], now) or not self.is_current(queue[0]):
            return None
        message = replace(queue[0], state=MessageState.SENDING, attempts=queue[0].attempts + 1)
        self.messages[message.id] = message
        self.holders[message.id] = worker
        return Delivery(message, conversation, worker)

    def has_free_turn(self, conversation_id: str, now: datetime) -> bool:
        """Whether it is the bot's, and nobody holds it or is to wait."""
        if conversation_id not in self.conversations:
            raise ConversationNotFound
        lease = self.leases.get(conversation_id, Lease())
        held = lease.token is not None and lease.until is not None and lease.until >= now
        early = lease.not_before is not None and lease.not_before > now
        return self.conversations[conversation_id].owner is not Owner.AGENT and not held and not early

    def is_due(self, message: MessageRecord, now: datetime) -> bool:
        """Whether it need not wait any more."""
        return self.due.get(message.id, message.at) <= now

    def is_current(self, message: MessageRecord) -> bool:
        """Whether whoever wrote it may still speak."""
        conversation = self.conversations[message.conversation_id]
        return message.author is Author.AGENT or message.epoch == conversation.epoch


class MemoryStorage:
    """Keeps conversations in this process, for as long as it lives.

    Attributes:
        tables: What is kept, for a reader or a test to look at.
        dead_workers: Workers to be taken for dead by ``recover``.
    """

    def __init__(self, signals: Signals) -> None:
        self.tables = Tables()
        self.dead_workers: set[str] = set()
        self._signals = signals
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[MemoryTransaction]:
        """A unit of work."""
        async with self._lock:
            snapshot = self.tables.copy()
            transaction = MemoryTransaction(self.tables)
            try:
                yield transaction
            except BaseException:
                self.tables.restore(snapshot)
                raise
        await self._signals.publish(transaction.signals)

    async def conversations_to_answer(self, now: datetime, limit: int) -> list[str]:
        """Conversations of the bot's with a message whose turn is due and held by nobody."""
        waiting = [m.conversation_id for m in self._in_state(MessageState.RECEIVED)]
        return [each for each in dict.fromkeys(waiting) if self.tables.has_free_turn(each, now)][:limit]

    async def claim_turn(self, worker: str, now: datetime, conversation_id: str) -> Turn | None:
        """Takes a conversation's next unanswered message."""
        async with self._lock:
            conversation = self.tables.conversations.get(conversation_id)
            if conversation is None:
                raise ConversationNotFound
            return self.tables.begin_turn(conversation, worker, now)

    async def postpone_turn(self, turn: Turn, until: datetime) -> None:
        """Gives the turn back, and counts the attempt."""
        async with self._lock:
            if self._lease(turn.conversation.id).token != turn.token:
                return
            self.tables.leases[turn.conversation.id] = Lease(not_before=until)
            message = self.tables.messages[turn.message.id]
            self.tables.messages[message.id] = replace(message, attempts=message.attempts + 1)

    async def claim_delivery(self, worker: str, now: datetime, conversation_id: str) -> Delivery | None:
        """Takes a conversation's next due outgoing message, in order."""
        async with self._lock:
            return self.tables.claim_delivery(self.tables.conversations[conversation_id], worker, now)

    async def conversations_to_send(self, now: datetime, limit: int) -> list[str]:
        """Conversations with an outgoing message that is due."""
        due = [m for m in self._in_state(MessageState.PENDING) if self.tables.is_due(m, now)]
        return list(dict.fromkeys(m.conversation_id for m in due))[:limit]

    async def record_sent(self, delivery: Delivery, provider_id: str, now: datetime) -> Delivery | None:
        """The vendor said yes; the next delivery, if any."""
        others = (m for m in self.tables.messages.values() if m.id != delivery.message.id)
        if not delivery.worker and any(m.provider_id == provider_id for m in others):
            return None
        message = self.tables.messages[delivery.message.id]
        if message.state in (MessageState.SENDING, MessageState.UNCERTAIN):
            message = replace(message, state=MessageState.SENT, error_code=None, error_text=None)
        await self._put(replace(message, provider_id=provider_id, sent_at=message.sent_at or now))
        if not delivery.worker:
            return None
        return await self.claim_delivery(delivery.worker, now, message.conversation_id)

    async def record_retry(self, delivery: Delivery, code: str, text: str, until: datetime) -> None:
        """The vendor could not take it now."""
        if not self._holds(delivery):
            return
        message = self.tables.messages[delivery.message.id]
        state = MessageState.PENDING if self.tables.is_current(message) else MessageState.SUPERSEDED
        self.tables.due[message.id] = until
        await self._put(replace(message, state=state, error_code=code, error_text=text))

    async def record_failure(self, delivery: Delivery, state: MessageState, code: str, text: str) -> None:
        """The vendor refused, or never answered."""
        if not self._holds(delivery):
            return
        message = self.tables.messages[delivery.message.id]
        if code == "blocked":
            conversation = self.tables.conversations[message.conversation_id]
            self.tables.conversations[conversation.id] = replace(conversation, blocked=True)
        await self._put(replace(message, state=state, error_code=code, error_text=text))

    async def in_flight(self, conversation_id: str) -> int:
        """How many messages of the bot or the system are on their way."""
        mine = self.tables.of_conversation(conversation_id)
        return sum(m.state is MessageState.SENDING and m.author is not Author.AGENT for m in mine)

    async def recover(self, worker: str, idempotent_channels: frozenset[str], now: datetime) -> int:
        """Frees what workers that died were holding."""
        for conversation_id, lease in list(self.tables.leases.items()):
            if lease.worker in self.dead_workers:
                self.tables.leases[conversation_id] = Lease()
        lost = [
            m
            for m in self._in_state(MessageState.SENDING)
            if self.tables.holders.get(m.id) in self.dead_workers
        ]
        for message in lost:
            channel = self.tables.conversations[message.conversation_id].address.channel
            again = channel in idempotent_channels
            state = MessageState.PENDING if again else MessageState.UNCERTAIN
            await self._put(replace(message, state=state, error_code=None if again else "uncertain"))
        return len(lost)

    async def uncertain(self, since: datetime, limit: int) -> list[Delivery]:
        """Messages of unknown fate that may still be asked after."""
        found = [m for m in self._in_state(MessageState.UNCERTAIN) if m.at >= since][:limit]
        return [Delivery(m, self.tables.conversations[m.conversation_id], "") for m in found]

    async def due_notices(self, now: datetime, limit: int) -> list[str]:
        """Conversations whose shopper is to be told again."""
        waiting = [case for case in self.tables.cases.values() if case.state is CaseState.WAITING]
        due = [case for case in waiting if case.next_notice_at and case.next_notice_at <= now]
        return [case.conversation_id for case in due][:limit]

    async def _put(self, message: MessageRecord) -> None:
        self.tables.messages[message.id] = message
        changed = Signal(MESSAGE_CHANGED, message.conversation_id, {"message_id": message.id})
        await self._signals.publish([changed])

    def _in_state(self, state: MessageState) -> Iterable[MessageRecord]:
        return [message for message in self.tables.messages.values() if message.state is state]

    def _lease(self, conversation_id: str) -> Lease:
        return self.tables.leases.get(conversation_id, Lease())

    def _holds(self, delivery: Delivery) -> bool:
        message = self.tables.messages[delivery.message.id]
        holder = self.tables.holders.get(message.id)
        return message.state is MessageState.SENDING and holder == delivery.worker
