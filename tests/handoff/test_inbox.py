"""What is accepted is kept, once, in order (I1, I2, I3)."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from handoff.messages import (
    Address,
    Button,
    ContactBlocked,
    DeliveryStatus,
    Edited,
    Inbound,
    Outbound,
    StatusUpdate,
    Unknown,
)
from handoff.records import BrainReply, MessageState, Question, Reading
from tests.handoff.world import CHANNEL, GIULIA, World


async def test_the_same_message_again_has_no_effect(world: World) -> None:
    message = world.inbound("ciao")
    first = await world.inbox.accept(CHANNEL, [message])
    again = await world.inbox.accept(CHANNEL, [message, message])
    assert (first.new, again.new, again.duplicates) == (1, 0, 2)
    assert len(await world.transcript()) == 1


async def test_the_same_message_in_parallel_has_one_effect(world: World) -> None:
    messages = [world.inbound(f"n. {n}") for n in range(10)]
    batches = [world.inbox.accept(CHANNEL, [message]) for message in messages * 4]
    accepted = await asyncio.gather(*batches)
    assert sum(each.new for each in accepted) == 10
    transcript = await world.transcript()
    assert sorted(m.text for m in transcript) == sorted(m.text for m in messages)
    assert [m.sequence for m in transcript] == list(range(1, 11))


async def test_a_batch_is_stored_whole_or_not_at_all(world: World) -> None:
    broken = replace(world.inbound("due"), text=None)  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        await world.inbox.accept(CHANNEL, [world.inbound("uno"), broken])
    assert await world.reader.find_conversation(Address(CHANNEL, "anna")) is None


async def test_a_batch_keeps_its_order(world: World) -> None:
    await world.write("uno", "due", "tre")
    assert [m.text for m in await world.transcript()] == ["uno", "due", "tre"]


async def test_while_a_person_has_it_messages_wait_for_the_person(world: World) -> None:
    conversation = await world.write("ciao")
    await world.ownership.take(conversation.id, GIULIA)
    await world.write("ci sei?")
    assert {m.state for m in await world.transcript()} == {MessageState.FOR_PERSON}
    assert await world.answer() == 0


async def test_an_edit_before_the_turn_is_what_the_bot_reads(world: World) -> None:
    await world.inbox.accept(CHANNEL, [world.inbound("dov'è il mio paco", provider_id="m1")])
    edit = Edited(Address(CHANNEL, "anna"), "m1", "e1", "dov'è il mio pacco")
    await world.inbox.accept(CHANNEL, [edit])
    await world.answer()
    assert world.brain.asked[0].text == "dov'è il mio pacco"


async def test_an_edit_of_nothing_we_know_changes_nothing(world: World) -> None:
    await world.inbox.accept(CHANNEL, [Edited(Address(CHANNEL, "anna"), "m9", "e9", "?")])
    assert await world.reader.find_conversation(Address(CHANNEL, "anna")) is None


async def test_unknown_kinds_are_kept_once(world: World) -> None:
    event = Unknown(CHANNEL, "u1", "poll", {"question": "?"})
    await world.inbox.accept(CHANNEL, [event])
    await world.inbox.accept(CHANNEL, [event])
    async with world.storage.write() as transaction:
        assert not await transaction.keep_event(event, world.clock.now())


async def test_statuses_only_move_forward(world: World) -> None:
    await world.write("ciao")
    await world.answer()
    await world.send()
    sent = (await world.transcript())[-1]
    assert sent.provider_id is not None
    for status in (DeliveryStatus.READ, DeliveryStatus.DELIVERED, DeliveryStatus.SENT, DeliveryStatus.FAILED):
        await world.inbox.accept(CHANNEL, [StatusUpdate(sent.provider_id, status)])
    assert (await world.transcript())[-1].state is MessageState.READ


async def test_a_status_of_another_channel_is_not_ours(world: World) -> None:
    await world.write("ciao")
    await world.answer()
    await world.send()
    sent = (await world.transcript())[-1]
    assert sent.provider_id is not None
    await world.inbox.accept("raven", [StatusUpdate(sent.provider_id, DeliveryStatus.READ)])
    assert (await world.transcript())[-1].state is MessageState.SENT


async def test_a_status_that_overtakes_the_vendors_answer_is_not_undone(world: World) -> None:
    await world.write("ciao")
    await world.answer()
    delivery = await world.claim_delivery()
    assert delivery is not None
    early = StatusUpdate("sid", DeliveryStatus.DELIVERED, message_id=delivery.message.id)
    await world.inbox.accept(CHANNEL, [early])
    await world.storage.record_sent(delivery, "sid", world.clock.now())
    assert (await world.transcript())[-1].state is MessageState.DELIVERED


async def test_who_blocks_us_is_known_and_forgiven_when_they_write(world: World) -> None:
    await world.write("ciao")
    await world.inbox.accept(CHANNEL, [ContactBlocked(Address(CHANNEL, "anna"), "b1", blocked=True)])
    assert (await world.conversation()).blocked
    await world.write("rieccomi")
    assert not (await world.conversation()).blocked


async def _offering(question: Question) -> BrainReply:
    buttons = (Button("Resi", "/faq/returns"), Button("Una persona", "/ask_person"))
    return BrainReply((Outbound("Intendevi…?", buttons),), Reading())


@pytest.mark.parametrize(
    ("typed", "payload"),
    [
        ("2", "/ask_person"),
        ("2.", "/ask_person"),
        (" RESI ", "/faq/returns"),
        ("/faq/returns", "/faq/returns"),
        ("3", None),
        ("vorrei 2 lampade", None),
        ("/restart", None),
    ],
)
async def test_a_typed_choice_is_understood(world: World, typed: str, payload: str | None) -> None:
    world.brain.script = _offering
    await world.write("boh")
    await world.answer()
    await world.write(typed)
    await world.answer()
    assert world.brain.asked[-1].payload == payload
    assert world.brain.asked[-1].text == typed


async def test_a_button_too_long_for_its_channel_comes_back_as_an_ordinal(world: World) -> None:
    world.brain.script = _offering
    await world.write("boh")
    await world.answer()
    pressed = Inbound(Address(CHANNEL, "anna"), "p1", payload="#1")
    await world.inbox.accept(CHANNEL, [pressed])
    await world.answer()
    assert world.brain.asked[-1].payload == "/faq/returns"
