"""A whole core on doubles and one storage: what the tests of ``handoff`` act on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from handoff.answers import Answers
from handoff.breaches import PromiseKeeper
from handoff.identifiers import new_id
from handoff.inbox import Inbox
from handoff.memory import FixedClock, PlainWords, RecordingGateway, ScriptedBrain, StaticPresence
from handoff.memory.promises import StaticOutlook
from handoff.messages import Address, Inbound
from handoff.outbox import Outbox
from handoff.ownership import Ownership
from handoff.ports import Reader, Storage
from handoff.promising import PromiseReader
from handoff.records import Agent, ConversationRecord, MessageRecord
from handoff.recovery import Recovery
from handoff.reminders import Reminders
from handoff.router import Router
from handoff.satisfaction import Satisfaction
from handoff.signals import LocalSignals
from handoff.turns import Turns
from handoff.work import Delivery, Turn

GIULIA = Agent("a" * 32, "Giulia")
MARCO = Agent("b" * 32, "Marco")
CHANNEL = "pigeon"


@dataclass(slots=True)
class World:
    """One desk without a server."""

    storage: Storage
    reader: Reader
    signals: LocalSignals
    clock: FixedClock = field(default_factory=FixedClock)
    brain: ScriptedBrain = field(default_factory=ScriptedBrain)
    gateway: RecordingGateway = field(default_factory=RecordingGateway)
    words: PlainWords = field(default_factory=PlainWords)
    presence: StaticPresence = field(default_factory=StaticPresence)
    worker: str = field(default_factory=new_id)
    number: int = 0
    promise_reader: PromiseReader | None = None
    outlooks: StaticOutlook = field(init=False)

    def __post_init__(self) -> None:
        self.outlooks = StaticOutlook(self.presence)

    @property
    def inbox(self) -> Inbox:
        """Accepts messages."""
        return Inbox(
            self.storage,
            self.clock,
            satisfaction=self.satisfaction,
            gateway=self.gateway,
            outlooks=self.outlooks,
        )

    @property
    def turns(self) -> Turns:
        """Answers messages."""
        return Turns(self.storage, self.brain, self.gateway, self.words, self.outlooks, self.clock)

    @property
    def router(self) -> Router:
        """Brings messages to their turn."""
        return Router(self.storage, self.signals, self.turns, self.clock, self.worker)

    @property
    def outbox(self) -> Outbox:
        """Sends."""
        return Outbox(self.storage, self.signals, self.gateway, self.clock, self.worker)

    @property
    def ownership(self) -> Ownership:
        """Takes and hands back."""
        limit = timedelta(seconds=5)
        return Ownership(
            self.storage, self.signals, self.gateway, self.words, self.clock, limit, self.satisfaction
        )

    @property
    def satisfaction(self) -> Satisfaction:
        """Asks how it went, and hears it."""
        return Satisfaction(self.gateway, self.words)

    @property
    def answers(self) -> Answers:
        """Agents' messages."""
        return Answers(self.storage, self.gateway, self.clock)

    @property
    def recovery(self) -> Recovery:
        """After a crash."""
        return Recovery(self.storage, self.gateway, self.clock, self.worker)

    @property
    def reminders(self) -> Reminders:
        """Tells who waits."""
        return Reminders(self.storage, self.gateway, self.words, self.outlooks, self.clock)

    @property
    def keeper(self) -> PromiseKeeper:
        """Warns of what is late."""
        assert self.promise_reader is not None
        return PromiseKeeper(
            self.storage, self.promise_reader, self.outlooks, self.gateway, self.words, self.clock
        )

    def inbound(self, text: str, contact: str = "anna", provider_id: str | None = None) -> Inbound:
        """A message of a shopper's, with an identifier of its own unless one is given."""
        self.number += 1
        return Inbound(Address(CHANNEL, contact, contact.title()), provider_id or f"m{self.number}", text)

    async def write(self, *texts: str, contact: str = "anna") -> ConversationRecord:
        """A shopper writes; the conversation as it is then."""
        await self.inbox.accept(CHANNEL, [self.inbound(text, contact) for text in texts])
        return await self.conversation(contact)

    async def conversation(self, contact: str = "anna") -> ConversationRecord:
        """The conversation of a contact."""
        found = await self.reader.find_conversation(Address(CHANNEL, contact))
        assert found is not None
        return found

    async def claim_turn(self, contact: str = "anna") -> Turn | None:
        """The next turn of a contact's conversation."""
        conversation = await self.conversation(contact)
        return await self.storage.claim_turn(self.worker, self.clock.now(), conversation.id)

    async def answer(self, contact: str = "anna") -> int:
        """Takes turns until there is nothing left to answer; returns how many it took."""
        taken = 0
        turn = await self.claim_turn(contact)
        while turn is not None:
            taken += 1
            turn = await self.turns.take(turn) or await self.claim_turn(contact)
        return taken

    async def claim_delivery(self, contact: str = "anna") -> Delivery | None:
        """The next message to send of a contact's conversation."""
        conversation = await self.conversation(contact)
        return await self.storage.claim_delivery(self.worker, self.clock.now(), conversation.id)

    async def send(self, contact: str = "anna") -> None:
        """Sends all that is due."""
        await self.outbox.empty((await self.conversation(contact)).id)

    async def transcript(self, contact: str = "anna") -> list[MessageRecord]:
        """Everything said."""
        return await self.reader.messages((await self.conversation(contact)).id, limit=1000)

    def texts_sent(self, contact: str = "anna") -> list[str]:
        """What the shopper was sent, in order."""
        return [message.text for address, message in self.gateway.sent if address.contact == contact]


class Running:
    """Background workers, for the length of a block."""

    def __init__(self, *workers: Callable[[], Awaitable[None]]) -> None:
        self._workers = workers
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> None:
        self._tasks = [asyncio.ensure_future(worker()) for worker in self._workers]
        await asyncio.sleep(0)

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task


async def until(condition: Callable[[], Awaitable[bool]], world: World, seconds: float = 60.0) -> None:
    """Waits, signal by signal, for a condition; fails after ``seconds``."""
    subscription = world.signals.subscribe()
    try:
        async with asyncio.timeout(seconds):
            while not await condition():
                with suppress(TimeoutError):
                    async with asyncio.timeout(0.2):
                        await subscription.get()
    finally:
        world.signals.unsubscribe(subscription)
