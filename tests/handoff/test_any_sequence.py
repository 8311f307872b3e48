"""Any sequence of what shoppers, workers, vendors and agents may do keeps the promises (I1–I6)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from handoff.backoff import TURN_LEASE
from handoff.errors import AlreadyTaken, BrainUnavailable, NotOwner, Rejected, Retryable, Uncertain
from handoff.memory import MemoryReader, MemoryStorage
from handoff.messages import Outbound
from handoff.outbox import outbound_of
from handoff.records import (
    Author,
    BrainReply,
    CaseState,
    HandoverReason,
    HandoverRequest,
    MessageState,
    Owner,
    Question,
    Reading,
)
from handoff.signals import LocalSignals
from handoff.work import Delivery, Turn
from tests.handoff.world import CHANNEL, GIULIA, MARCO, World

CONTACTS = st.sampled_from(["anna", "bruno"])
AGENTS = st.sampled_from([GIULIA, MARCO])
OPEN = (CaseState.WAITING, CaseState.TAKEN)
SPOKEN = (MessageState.SENT, MessageState.DELIVERED, MessageState.READ)


async def _brain(question: Question) -> BrainReply:
    """Fails, asks for a person or answers in two parts, as the text says."""
    if question.text == "broken":
        raise BrainUnavailable
    handover = HandoverRequest(HandoverReason.REQUESTED) if question.text == "person" else None
    return BrainReply((Outbound(text="uno"), Outbound(text="due")), Reading(), handover=handover)


class Desk(RuleBasedStateMachine):
    """Turns and sends are begun and ended by separate rules, so that anything can happen in between."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        signals = LocalSignals()
        self.storage = MemoryStorage(signals)
        self.world = World(self.storage, MemoryReader(self.storage), signals)
        self.world.brain.script = _brain
        self.turns: dict[str, Turn] = {}
        self.late: list[Turn] = []
        self.begun: dict[str, datetime] = {}
        self.sending: dict[str, Delivery] = {}
        self.accepted: list[str] = []
        self.vendor: list[str] = []

    def do(self, work: Awaitable[Any]) -> Any:
        """Runs one step to its end."""
        return self.loop.run_until_complete(work)

    @initialize()
    def begin(self) -> None:
        """Both shoppers have written once."""
        for contact in ("anna", "bruno"):
            self.write(contact, "ciao", again=False)

    @rule(contact=CONTACTS, text=st.sampled_from(["ciao", "person", "broken"]), again=st.booleans())
    def write(self, contact: str, text: str, again: bool) -> None:
        """A shopper writes; the vendor may deliver it twice."""
        message = self.world.inbound(text, contact)
        for _ in range(2 if again else 1):
            self.do(self.world.inbox.accept(CHANNEL, [message]))
        self.accepted.append(message.provider_id)

    @rule(contact=CONTACTS)
    def begin_turn(self, contact: str) -> None:
        """A worker takes a conversation's next message."""
        if turn := self.do(self.world.claim_turn(contact)):
            if late := self.turns.pop(contact, None):
                self._check_is_over(late)
                self.late.append(late)
            self._hold(contact, turn)

    def _hold(self, contact: str, turn: Turn) -> None:
        self.turns[contact] = turn
        self.begun[turn.token] = self.world.clock.now()

    def _check_is_over(self, turn: Turn) -> None:
        """Another may take a turn only when its lease or its epoch is over (I3)."""
        conversation = self.do(self.world.reader.conversation(turn.conversation.id))
        changed = conversation.epoch != turn.conversation.epoch
        assert changed or self.world.clock.now() > self.begun[turn.token] + TURN_LEASE

    @rule()
    def end_late_turn(self) -> None:
        """A worker that was thought dead comes back with its answer."""
        if self.late:
            self.do(self.world.turns.take(self.late.pop()))

    @rule(contact=CONTACTS)
    def end_turn(self, contact: str) -> None:
        """The brain has answered."""
        if turn := self.turns.pop(contact, None):
            following = self.do(self.world.turns.take(turn))
            if following:
                self._hold(contact, following)

    @rule(contact=CONTACTS)
    def begin_send(self, contact: str) -> None:
        """A worker takes a conversation's next outgoing message."""
        if delivery := self.do(self.world.claim_delivery(contact)):
            assert contact not in self.sending, "one message of a conversation at a time"
            self._check_may_leave(delivery)
            self.sending[contact] = delivery

    def _check_may_leave(self, delivery: Delivery) -> None:
        conversation = self.do(self.world.reader.conversation(delivery.conversation.id))
        if conversation.owner is Owner.AGENT:
            assert delivery.message.author is Author.AGENT, "the bot is silent beside a person (I4)"

    @rule(contact=CONTACTS, answer=st.sampled_from(["yes", "busy", "no", "silence"]))
    def end_send(self, contact: str, answer: str) -> None:
        """The vendor answers, or does not."""
        if delivery := self.sending.pop(contact, None):
            self.do(self._end_send(delivery, answer))

    async def _end_send(self, delivery: Delivery, answer: str) -> None:
        storage, now = self.storage, self.world.clock.now()
        if answer == "yes":
            self.vendor.append(outbound_of(delivery).id)
            following = await storage.record_sent(delivery, f"p-{delivery.message.id}", now)
            if following:
                self.sending[following.conversation.address.contact] = following
        elif answer == "busy":
            await storage.record_retry(delivery, Retryable.code, "busy", now)
        elif answer == "no":
            await storage.record_failure(delivery, MessageState.FAILED, Rejected.code, "no")
        else:
            await storage.record_failure(delivery, MessageState.UNCERTAIN, Uncertain.code, "?")

    @rule(contact=CONTACTS, agent=AGENTS)
    def take(self, contact: str, agent: Any) -> None:
        """An agent takes over; what is on its way is answered before they are told."""
        self.end_send(contact, "yes")
        while contact in self.sending:
            self.end_send(contact, "yes")
        conversation = self.do(self.world.conversation(contact))
        try:
            taken = self.do(self.world.ownership.take(conversation.id, agent))
        except AlreadyTaken:
            assert conversation.owner is Owner.AGENT
            assert conversation.agent != agent
        else:
            assert taken.agent == agent

    @rule(contact=CONTACTS, agent=AGENTS, act=st.sampled_from(["say", "hand_back", "resolve"]))
    def act(self, contact: str, agent: Any, act: str) -> None:
        """An agent speaks or lets go: the owner may, nobody else."""
        conversation = self.do(self.world.conversation(contact))
        owns = conversation.owner is Owner.AGENT and conversation.agent == agent
        try:
            if act == "say":
                self.world.number += 1
                client_id = f"client-{self.world.number}"
                self.do(self.world.answers.say(conversation.id, agent, "eccomi", client_id))
            else:
                self.do(getattr(self.world.ownership, act)(conversation.id, agent))
        except NotOwner:
            assert not owns
        else:
            assert owns

    @rule(seconds=st.sampled_from([1, 120]))
    def wait(self, seconds: int) -> None:
        """Time goes by, perhaps past a turn's lease."""
        self.world.clock.advance(timedelta(seconds=seconds))

    @rule()
    def crash(self) -> None:
        """The process dies and another takes its place."""
        self.storage.dead_workers.add(self.world.worker)
        self.turns.clear()
        self.sending.clear()
        self.world.worker = self.world.worker[::-1]
        self.do(self.world.recovery.free())
        self.storage.dead_workers.clear()

    @invariant()
    def what_was_accepted_is_there_once(self) -> None:
        """I1, I2."""
        kept = [m.provider_id for m in self.storage.tables.messages.values() if m.author is Author.SHOPPER]
        assert sorted(map(str, kept)) == sorted(self.accepted)

    @invariant()
    def nothing_is_sent_twice(self) -> None:
        """I6."""
        assert len(self.vendor) == len(set(self.vendor))

    @invariant()
    def what_was_spoken_is_in_order(self) -> None:
        """I3: the vendor got each conversation's messages in the order of their places."""
        for conversation in self.storage.tables.conversations:
            spoken = [
                self.storage.tables.messages[each].sequence
                for each in self.vendor
                if self.storage.tables.messages[each].conversation_id == conversation
            ]
            assert spoken == sorted(spoken)

    @invariant()
    def nothing_is_answered_twice(self) -> None:
        """I2: of two workers that held the same message, one is heard."""
        owed = [m for m in self.storage.tables.messages.values() if m.state is not MessageState.SUPERSEDED]
        answered = [message.reply_to for message in owed if message.text == "uno"]
        assert len(answered) == len(set(answered))

    @invariant()
    def a_conversation_has_one_open_case_or_none(self) -> None:
        """One stretch at a time needs a person, and it is open exactly while a person is needed."""
        for conversation in self.storage.tables.conversations.values():
            cases = [c for c in self.storage.tables.cases.values() if c.conversation_id == conversation.id]
            open_cases = [case for case in cases if case.state in OPEN]
            assert len(open_cases) == (0 if conversation.owner is Owner.BOT else 1)

    def teardown(self) -> None:
        """Left alone, everything comes to an end: nobody waits for ever (I7, I8)."""
        for contact in ("anna", "bruno"):
            self._settle(contact)
        states = {message.state for message in self.storage.tables.messages.values()}
        assert not states & {MessageState.RECEIVED, MessageState.PENDING, MessageState.SENDING}
        self.loop.close()

    def _settle(self, contact: str) -> None:
        for _ in range(60):
            self.world.clock.advance(timedelta(seconds=120))
            self.begin_turn(contact)
            self.end_turn(contact)
            self.begin_send(contact)
            self.end_send(contact, "yes")


Desk.TestCase.settings = settings(
    max_examples=50, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnySequence = Desk.TestCase
