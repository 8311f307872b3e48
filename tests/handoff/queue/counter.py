"""A counter with agents and a queue, on doubles and one storage."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

from handoff import cases, transitions
from handoff.answers import Answers
from handoff.identifiers import new_id
from handoff.inbox import Inbox
from handoff.memory import (
    FixedClock,
    MemoryQueueReader,
    MemoryReader,
    MemoryStorage,
    PlainWords,
    RecordingGateway,
)
from handoff.messages import Address, Inbound
from handoff.ownership import Ownership
from handoff.ports import Reader, Storage
from handoff.queue.assignment import Rota
from handoff.queue.attendance import Attendance
from handoff.queue.entry import entered
from handoff.queue.pages import CaseQuery
from handoff.queue.ports import QueueReader
from handoff.queue.records import Member, QueueSettings, Staff, Team, TeamMode
from handoff.queue.returning import Returning
from handoff.queue.silence import Silence
from handoff.queue.teams import Teams
from handoff.queue.transferring import Transferring
from handoff.records import (
    Agent,
    CaseRecord,
    CaseState,
    ConversationRecord,
    HandoverReason,
    HandoverRequest,
    IntentScore,
    Reading,
)
from handoff.signals import LocalSignals
from handoff.sql.database import Database
from handoff.sql.liveness import AdvisoryLiveness, FileLiveness, Liveness
from handoff.sql.queue_reader import SqlQueueReader
from handoff.sql.reader import SqlReader
from handoff.sql.storage import SqlStorage

GIULIA, MARCO, SARA = Agent("a" * 32, "Giulia"), Agent("b" * 32, "Marco"), Agent("c" * 32, "Sara")
CHANNEL = "pigeon"


@dataclass(slots=True)
class Counter:
    """Agents, teams and shoppers."""

    storage: Storage
    reader: Reader
    queue: QueueReader
    signals: LocalSignals
    clock: FixedClock = field(default_factory=FixedClock)
    gateway: RecordingGateway = field(default_factory=RecordingGateway)
    words: PlainWords = field(default_factory=PlainWords)
    number: int = 0

    @property
    def teams(self) -> Teams:
        return Teams(self.storage)

    @property
    def rota(self) -> Rota:
        return Rota(self.storage, self.queue, self.signals, self.clock)

    @property
    def ownership(self) -> Ownership:
        limit = timedelta(milliseconds=500)
        return Ownership(self.storage, self.signals, self.gateway, self.words, self.clock, limit)

    @property
    def answers(self) -> Answers:
        return Answers(self.storage, self.gateway, self.clock)

    @property
    def transferring(self) -> Transferring:
        return Transferring(self.storage, self.gateway, self.words, self.clock)

    @property
    def silence(self) -> Silence:
        return Silence(self.storage, self.queue, self.gateway, self.words, self.clock)

    @property
    def returning(self) -> Returning:
        return Returning(self.storage, self.queue, self.attendance(), self.gateway, self.words, self.clock)

    def attendance(self, worker: str = "replica") -> Attendance:
        return Attendance(self.storage, self.queue, self.clock, worker)

    def later(self, **by: float) -> None:
        self.clock.advance(timedelta(**by))

    async def write(self, contact: str, text: str = "ciao") -> ConversationRecord:
        """A shopper writes."""
        self.number += 1
        message = Inbound(Address(CHANNEL, contact, contact.title()), f"m{self.number}", text)
        await Inbox(self.storage, self.clock, gateway=self.gateway).accept(CHANNEL, [message])
        return await self.conversation(contact)

    async def arrive(
        self,
        contact: str,
        reason: HandoverReason = HandoverReason.REQUESTED,
        *,
        topic: str = "ask_person",
        tone: str | None = None,
        language: str | None = "it",
        spent: float | None = None,
    ) -> CaseRecord:
        """A shopper writes, and the assistant calls a person."""
        await self.write(contact)
        reading = Reading(topic, 0.9, (IntentScore(topic, 0.9),), language=language, tone=tone)
        now = self.clock.now()
        async with self.storage.write() as transaction:
            found = await transaction.conversation((await self.conversation(contact)).id)
            conversation = transitions.hand_over(replace(found, language=language))
            case = cases.new_case(conversation, HandoverRequest(reason), reading, now)
            case = await entered(transaction, conversation, case, self.gateway, spent, now)
            await transaction.add_case(case)
            await transaction.release_to_people(conversation.id)
            await transaction.save_conversation(conversation)
            transaction.signal(cases.changed(case))
        return case

    async def come(self, *agents: Agent, worker: str = "replica") -> None:
        """Agents open their consoles."""
        for agent in agents:
            await self.attendance(worker).arrive(agent)

    async def team(self, name: str = "Tutti", *members: tuple[Agent, int], **more: object) -> Team:
        """A team, automatic unless said otherwise."""
        people = tuple(Member(agent.id, capacity) for agent, capacity in members)
        values = {"mode": TeamMode.AUTOMATIC, **more}
        return await self.teams.add(Team("", name, members=people, **values))  # type: ignore[arg-type]

    async def settings(self, **changes: object) -> None:
        await self.teams.set_settings(replace(QueueSettings(), **changes))  # type: ignore[arg-type]

    async def say(self, contact: str, agent: Agent, text: str = "eccomi") -> None:
        """An agent answers."""
        await self.answers.say((await self.conversation(contact)).id, agent, text, new_id())

    async def conversation(self, contact: str) -> ConversationRecord:
        found = await self.reader.find_conversation(Address(CHANNEL, contact))
        assert found is not None
        return found

    async def case(self, contact: str) -> CaseRecord:
        """The open case of a contact, or their last one."""
        found = await self.reader.case_of((await self.conversation(contact)).id)
        assert found is not None
        return found

    async def agent_of(self, contact: str) -> str | None:
        agent = (await self.conversation(contact)).agent
        return agent.name if agent else None

    async def staff(self) -> dict[str, Staff]:
        return {one.agent.name: one for one in await self.queue.staff(self.clock.now())}

    async def waiting(self) -> list[str]:
        """The contacts who wait, in the order of service."""
        page = await self.queue.page(CaseQuery((CaseState.WAITING,), limit=200))
        return [summary.conversation.address.contact for summary in page.items]

    async def told(self, contact: str) -> list[str]:
        """What the desk itself wrote to a contact, in order."""
        found = await self.reader.messages((await self.conversation(contact)).id, limit=1000)
        return [message.text for message in found if message.author == "system"]


def memory_counter() -> Counter:
    signals = LocalSignals()
    storage = MemoryStorage(signals)
    return Counter(storage, MemoryReader(storage), MemoryQueueReader(storage), signals)


@asynccontextmanager
async def sql_counter(url: str, liveness: Liveness | None = None) -> AsyncIterator[Counter]:
    database, signals = Database(url), LocalSignals()
    path = database.url.database or ""
    liveness = liveness or (FileLiveness(path) if database.is_sqlite else AdvisoryLiveness())
    storage = SqlStorage(database, signals, liveness)
    yield Counter(storage, SqlReader(database), SqlQueueReader(database), signals)
    await database.close()
