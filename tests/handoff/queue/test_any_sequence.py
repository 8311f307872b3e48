"""Any sequence of what shoppers, agents and replicas may do keeps the queue's promises, on every storage."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from handoff.errors import AlreadyTaken, NotOwner
from handoff.queue.assignment import suitable
from handoff.queue.errors import AgentUnavailable, TransferToSelf
from handoff.queue.pages import CaseQuery
from handoff.queue.records import CONSOLE_LEASE, PresenceState, Team, TeamMode
from handoff.records import Agent, CaseState, CaseSummary, HandoverReason, Owner
from handoff.sql.database import Database
from handoff.sql.tables import metadata
from tests.handoff.queue.counter import GIULIA, MARCO, SARA, Counter, memory_counter, sql_counter

AGENTS = {agent.name: agent for agent in (GIULIA, MARCO, SARA)}
NAMES = st.sampled_from(sorted(AGENTS))
CONTACTS = st.sampled_from(["anna", "bruno", "carla", "dino", "elsa"])
OPEN = (CaseState.WAITING, CaseState.TAKEN)
GRACE, WARNING, HAND_BACK = timedelta(seconds=60), timedelta(minutes=30), timedelta(minutes=10)
Make = Callable[[], Counter]


class Queue(RuleBasedStateMachine):
    """Agents and shoppers, and a model of who must not be forgotten."""

    def __init__(self, make: Make, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self.loop = loop
        self.counter = make()
        self.in_need: set[str] = set()
        self.seen: set[str] = set()
        self.last_word: dict[str, str] = {}
        self.spoken_at: dict[str, datetime] = {}
        self.gone_since: dict[str, datetime] = {}
        self.teams: dict[str, Team] = {}

    def do(self, work: Awaitable[Any]) -> Any:
        """Runs one step to its end."""
        return self.loop.run_until_complete(work)

    @property
    def now(self) -> datetime:
        return self.counter.clock.now()

    @initialize()
    def begin(self) -> None:
        """Two teams; somebody is there."""
        minutes = {"silence_warning_minutes": 30, "silence_hand_back_minutes": 10}
        self.do(self.counter.settings(grace_seconds=60, **minutes))
        self.teams["auto"] = self.do(self.counter.team("auto", (GIULIA, 1), (MARCO, 2)))
        pulled = {"mode": TeamMode.PULLED, "topics": ("slow",)}
        self.teams["pulled"] = self.do(self.counter.team("pulled", (SARA, 1), **pulled))
        self.do(self.counter.teams.set_languages(GIULIA.id, ["it"]))
        self.come("Giulia", worker="one")

    def spoke(self, contact: str, who: str) -> None:
        self.last_word[contact], self.spoken_at[contact] = who, self.now

    def owner_of(self, contact: str) -> Agent | None:
        return self.do(self.counter.conversation(contact)).agent  # type: ignore[no-any-return]

    # Shoppers

    @rule(
        contact=CONTACTS,
        reason=st.sampled_from([HandoverReason.REQUESTED, HandoverReason.COMPLAINT]),
        topic=st.sampled_from(["ask_person", "slow", "safety"]),
        language=st.sampled_from(["it", "en"]),
    )
    def arrive(self, contact: str, reason: HandoverReason, topic: str, language: str) -> None:
        """A person is called; or the shopper, who waits or talks already, writes again."""
        if contact in self.in_need:
            self.do(self.counter.write(contact))
        else:
            self.do(self.counter.arrive(contact, reason, topic=topic, language=language))
        self.in_need.add(contact)
        self.seen.add(contact)
        self.spoke(contact, "shopper")

    # Agents

    @rule(contact=CONTACTS, name=NAMES)
    def claim(self, contact: str, name: str) -> None:
        """An agent takes it by hand: one wins."""
        if contact not in self.in_need:
            return
        held_by = self.owner_of(contact)
        try:
            self.do(self.counter.ownership.take(self.id_of(contact), AGENTS[name]))
        except AlreadyTaken:
            assert held_by is not None
            assert held_by.name != name
        else:
            assert held_by is None or held_by.name == name

    @rule(contact=CONTACTS, name=NAMES)
    def say(self, contact: str, name: str) -> None:
        """An agent answers, who may."""
        if contact in self.in_need and self.held(contact, name):
            self.do(self.counter.say(contact, AGENTS[name]))
            self.spoke(contact, "agent")

    @rule(contact=CONTACTS, name=NAMES, act=st.sampled_from(["resolve", "hand_back"]))
    def end(self, contact: str, name: str, act: str) -> None:
        """An agent lets go: the owner may, nobody else."""
        if contact not in self.in_need:
            return
        held = self.held(contact, name)
        try:
            self.do(getattr(self.counter.ownership, act)(self.id_of(contact), AGENTS[name]))
        except NotOwner:
            assert not held
        else:
            assert held
            self.in_need.discard(contact)

    @rule(contact=CONTACTS, by=NAMES, to=st.sampled_from([*sorted(AGENTS), "auto", "pulled"]))
    def transfer(self, contact: str, by: str, to: str) -> None:
        """An agent passes it on, to a colleague or a team."""
        if contact not in self.in_need:
            return
        held, before = self.held(contact, by), self.do(self.counter.case(contact)).bounces
        passing, conversation_id = self.counter.transferring, self.id_of(contact)
        try:
            if to in AGENTS:
                self.do(passing.to_agent(conversation_id, AGENTS[by], AGENTS[to].id, "nota"))
            else:
                self.do(passing.to_team(conversation_id, AGENTS[by], self.teams[to].id, "nota"))
        except NotOwner:
            assert not held
        except TransferToSelf:
            assert by == to
        except AgentUnavailable:
            assert self.presence_of(to) is not PresenceState.ONLINE
        else:
            assert held
            assert self.do(self.counter.case(contact)).bounces == before + 1

    # Presence

    @rule(name=NAMES, worker=st.sampled_from(["one", "other"]))
    def come(self, name: str, worker: str) -> None:
        """A console opens on one of two replicas."""
        self.do(self.counter.attendance(worker).arrive(AGENTS[name]))

    @rule(name=NAMES, worker=st.sampled_from(["one", "other"]))
    def drop(self, name: str, worker: str) -> None:
        """The last console of an agent's on a replica is gone."""
        self.do(self.counter.attendance(worker).leave(AGENTS[name]))

    @rule(name=NAMES)
    def sign_out(self, name: str) -> None:
        """An agent goes home."""
        self.do(self.counter.attendance("one").sign_out(AGENTS[name]))

    @rule(name=NAMES, state=st.sampled_from(PresenceState))
    def choose(self, name: str, state: PresenceState) -> None:
        """An agent says whether they are there."""
        self.do(self.counter.attendance("one").choose(AGENTS[name], state))

    @rule(seconds=st.sampled_from([1, 25, 70, 660, 1900]))
    def wait(self, seconds: int) -> None:
        """Time goes by; without a beat, replicas count as dead and their agents as gone."""
        self.counter.clock.advance(timedelta(seconds=seconds))

    @rule(name=NAMES, worker=st.sampled_from(["one", "other"]))
    def beat(self, name: str, worker: str) -> None:
        """A replica is alive, and still holds an agent's console."""
        self.do(self.counter.attendance(worker).beat({AGENTS[name].id: AGENTS[name]}))

    # What runs beside

    @rule()
    def settle(self) -> None:
        """All that runs beside has had its turn."""
        self.do(self._deliver())
        self._return()
        self._fall_silent()
        self.do(self._deliver())
        self._assign()

    def _return(self) -> None:
        before = {contact: self.owner_of(contact) for contact in self.in_need}
        self.do(self.counter.returning.settle())
        for contact, agent in before.items():
            if agent is None:
                continue
            returned = self.owner_of(contact) is None
            assert not (returned and self.last_word[contact] == "agent"), "what was answered stays"
            duty = self.do(self._duty(agent))
            gone = duty is not None and duty.returns_at is not None and duty.returns_at <= self.now
            assert returned == (gone and self.last_word[contact] == "shopper")

    async def _duty(self, agent: Agent) -> Any:
        async with self.counter.storage.write() as transaction:
            return await transaction.duty(agent.id, self.now)

    def _fall_silent(self) -> None:
        self.do(self.counter.silence.settle())
        for contact in sorted(self.in_need):
            if self.do(self.counter.conversation(contact)).owner is Owner.BOT:
                assert self.last_word[contact] == "agent", "whoever waits for an answer is not silent"
                assert self.now - self.spoken_at[contact] >= WARNING
                self.in_need.discard(contact)

    def _assign(self) -> None:
        before = {one.agent.name: one.load for one in self.staff()}
        self.do(self.counter.rota.settle())
        staff = {one.agent.name: one for one in self.staff()}
        for name, one in staff.items():
            room = self.teams["auto"].capacity_of(one.agent.id)
            assert one.load == before[name] or one.load <= room, "never above capacity"
        for case in self.do(self.counter.queue.to_assign(self.now, 100)):
            assert not suitable(case, self.teams["auto"], staff.values()), "somebody could serve them"

    async def _deliver(self) -> None:
        storage = self.counter.storage
        for contact in sorted(self.seen):
            conversation = await self.counter.conversation(contact)
            while delivery := await storage.claim_delivery("w", self.now, conversation.id):
                await storage.record_sent(delivery, f"p-{delivery.message.id}", self.now)

    # What must always hold

    @invariant()
    def each_conversation_in_need_has_one_open_case(self) -> None:
        """And no other has any; owner and case agree about the agent."""
        summaries = self.open_cases()
        assert sorted(each.conversation.address.contact for each in summaries) == sorted(self.in_need)
        for each in summaries:
            case, conversation = each.case, each.conversation
            waits = case.state is CaseState.WAITING
            assert conversation.owner is (Owner.QUEUE if waits else Owner.AGENT)
            assert case.agent == conversation.agent
            assert (case.agent is None) == waits

    @invariant()
    def the_order_is_the_rank(self) -> None:
        """Everywhere the same: the list, the places, and what a shopper is told."""
        waiting = [each for each in self.open_cases() if each.case.state is CaseState.WAITING]
        assert waiting == sorted(waiting, key=lambda each: (each.case.served_at, each.case.id))
        for place, each in enumerate(waiting, 1):
            assert each.place == place
            assert self.do(self._place(each)) == place

    async def _place(self, each: CaseSummary) -> int:
        async with self.counter.storage.write() as transaction:
            return await transaction.place_in_queue(each.case)

    # Looking

    def open_cases(self) -> list[CaseSummary]:
        return list(self.do(self.counter.queue.page(CaseQuery(OPEN, limit=200))).items)

    def staff(self) -> list[Any]:
        return list(self.do(self.counter.queue.staff(self.now)))

    def presence_of(self, name: str) -> PresenceState:
        found: dict[str, PresenceState] = {one.agent.name: one.presence for one in self.staff()}
        return found.get(name, PresenceState.OFFLINE)

    def id_of(self, contact: str) -> str:
        return str(self.do(self.counter.conversation(contact)).id)

    def held(self, contact: str, name: str) -> bool:
        owner = self.owner_of(contact)
        return owner is not None and owner.name == name

    def teardown(self) -> None:
        """Left alone with somebody who is there and has room, everybody is served."""
        if not self.teams:
            return
        for _ in range(8):
            self.counter.clock.advance(CONSOLE_LEASE + GRACE + timedelta(seconds=1))
            for agent in AGENTS.values():
                self.do(self.counter.attendance("one").sign_out(agent))
                self.do(self.counter.attendance("one").choose(agent, PresenceState.ONLINE))
                self.do(self.counter.attendance("one").arrive(agent))
            self.settle()
            for contact in sorted(self.in_need):
                if owner := self.owner_of(contact):
                    self.do(self.counter.ownership.resolve(self.id_of(contact), owner))
                    self.in_need.discard(contact)
        left = {self.do(self.counter.case(contact)).team_id for contact in self.in_need}
        assert left <= {self.teams["pulled"].id}


def run(make: Make, loop: asyncio.AbstractEventLoop, examples: int) -> None:
    limits = settings(
        max_examples=examples,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(partial(Queue, make, loop), settings=limits)  # type: ignore[arg-type]


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


def test_in_memory(loop: asyncio.AbstractEventLoop) -> None:
    run(memory_counter, loop, 60)


def test_on_a_database(database_url: str, loop: asyncio.AbstractEventLoop) -> None:
    stack = AsyncExitStack()
    counter = loop.run_until_complete(stack.enter_async_context(sql_counter(database_url)))
    database = Database(database_url)

    async def emptied() -> Counter:
        async with database.write() as connection:
            for table in reversed(metadata.sorted_tables):
                if table.name != "audit_log":
                    await connection.execute(table.delete())
        return Counter(counter.storage, counter.reader, counter.queue, counter.signals)

    try:
        run(lambda: loop.run_until_complete(emptied()), loop, 12)
    finally:
        loop.run_until_complete(stack.aclose())
        loop.run_until_complete(database.close())
