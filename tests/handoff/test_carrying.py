"""Work claimed in the transaction that creates it: begun at once, in order, and never left hanging."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from handoff.errors import BrainUnavailable
from handoff.inbox import Inbox as Accepts
from handoff.messages import Inbound
from handoff.outbox import Outbox
from handoff.ports import Storage
from handoff.records import BrainReply, ConversationRecord, MessageRecord, MessageState, Question
from handoff.router import Router
from handoff.turns import Turns
from handoff.work import Delivery, Turn
from tests.handoff.world import CHANNEL, Running, World, until


class Desk:
    """Inbox, router and outbox that hand each other what they have claimed."""

    def __init__(self, world: World, storage: Storage | None = None) -> None:
        storage = storage or world.storage
        self.world = world
        self.outbox = Outbox(storage, world.signals, world.gateway, world.clock, world.worker)
        self.turns = Turns(
            storage, world.brain, world.gateway, world.words, world.outlooks, world.clock, self.outbox
        )
        self.router = Router(storage, world.signals, self.turns, world.clock, world.worker)
        self.inbox = Accepts(storage, world.clock, self.router)

    async def write(self, *texts: str) -> None:
        await self.inbox.accept(CHANNEL, [self.world.inbound(text) for text in texts])

    def running(self) -> Running:
        return Running(self.router.run, self.outbox.run)


class Spy:
    """Has room, and does nothing with what it is given."""

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.carried: list[Any] = []
        self.abandoned: list[Any] = []

    def carry(self, claimed: Any, /) -> None:
        self.carried.append(claimed)

    def abandon(self, claimed: Any, /) -> None:
        self.abandoned.append(claimed)


class AcknowledgementLost(Exception):
    """The commit went well, and nobody heard."""


class Forgetful:
    """A storage whose next commits succeed and look as if they failed."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.losses = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._storage, name)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Any]:
        async with self._storage.write() as transaction:
            yield transaction
        if self.losses:
            self.losses -= 1
            raise AcknowledgementLost


async def _away(question: Question) -> BrainReply:
    raise BrainUnavailable


async def _all_sent(world: World, count: int) -> bool:
    return len(world.texts_sent()) >= count


async def test_messages_are_answered_in_order_and_once(world: World) -> None:
    desk = Desk(world)
    async with desk.running():
        await desk.write("one", "two")
        await desk.write("three")
        await until(lambda: _all_sent(world, 3), world)
    asked = [question.text for question in world.brain.asked]
    assert asked == ["one", "two", "three"]
    assert len(world.texts_sent()) == 3
    states = {message.state for message in await world.transcript()}
    assert states == {MessageState.ANSWERED, MessageState.SENT}


async def test_a_message_begins_its_turn_in_its_own_transaction(world: World) -> None:
    router = Spy(world.worker)
    await Accepts(world.storage, world.clock, router).accept(
        CHANNEL, [world.inbound("one"), world.inbound("two")]
    )
    (turn,) = router.carried
    assert isinstance(turn, Turn)
    assert turn.message.text == "one"
    assert turn.conversation.last_sequence >= 1
    assert await world.claim_turn() is None
    following = await world.turns.take(turn)
    assert following is not None
    assert following.message.text == "two"


async def test_an_answer_begins_its_delivery_in_its_own_transaction(world: World) -> None:
    outbox = Spy(world.worker)
    await world.write("one")
    turns = Turns(world.storage, world.brain, world.gateway, world.words, world.outlooks, world.clock, outbox)
    turn = await world.claim_turn()
    assert turn is not None
    await turns.take(turn)
    (delivery,) = outbox.carried
    assert isinstance(delivery, Delivery)
    assert delivery.message.state is MessageState.SENDING
    assert await world.claim_delivery() is None


async def test_nothing_is_claimed_for_who_does_not_work(world: World) -> None:
    desk = Desk(world)
    await desk.write("one")
    assert desk.router.worker is None
    turn = await world.claim_turn()
    assert turn is not None
    await desk.turns.take(turn)
    assert await world.claim_delivery() is not None


async def test_an_earlier_message_that_waits_for_a_second_try_goes_first(world: World) -> None:
    world.brain.script = _away
    await world.write("one")
    turn = await world.claim_turn()
    assert turn is not None
    await world.turns.take(turn)
    router = Spy(world.worker)
    await Accepts(world.storage, world.clock, router).accept(CHANNEL, [world.inbound("two")])
    assert router.carried == []


@pytest.mark.parametrize("lost", [1, 2])
async def test_a_lost_acknowledgement_holds_nothing_up(world: World, lost: int) -> None:
    storage = Forgetful(world.storage)
    desk = Desk(world, storage)
    async with desk.running():
        storage.losses = lost
        with pytest.raises(AcknowledgementLost):
            await desk.write("one")
        await until(lambda: _all_sent(world, 1), world)
    assert len(world.texts_sent()) == 1
    assert [message.state for message in await world.transcript()] == [
        MessageState.ANSWERED,
        MessageState.SENT,
    ]


async def test_what_is_claimed_and_rolled_back_is_of_no_effect(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    router = Spy(world.worker)
    events = [world.inbound("one"), world.inbound("one", contact="bruno")]
    monkeypatch.setattr("handoff.inbox._heard", _fails_for_bruno)
    with pytest.raises(RuntimeError):
        await Accepts(world.storage, world.clock, router).accept(CHANNEL, events)
    monkeypatch.undo()
    assert router.carried == []
    (turn,) = router.abandoned
    await world.storage.postpone_turn(turn, world.clock.now())
    await world.inbox.accept(CHANNEL, events)
    assert await world.claim_turn("anna") is not None


def _fails_for_bruno(
    conversation: ConversationRecord, inbound: Inbound, message: MessageRecord
) -> ConversationRecord:
    if inbound.sender.contact == "bruno":
        raise RuntimeError
    return replace(conversation, last_sequence=message.sequence)


async def test_who_does_not_work_gives_back_what_is_carried(world: World) -> None:
    await world.write("one")
    await world.answer()
    delivery = await world.claim_delivery()
    assert delivery is not None

    async def given_back() -> bool:
        return (await world.transcript())[-1].state is MessageState.PENDING

    assert not await given_back()
    world.outbox.carry(delivery)
    await until(given_back, world)
