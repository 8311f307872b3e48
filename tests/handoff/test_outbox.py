"""What goes out goes out once, in order, and its fate is told (I6)."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from handoff.backoff import LONGEST_DELAY, SEND_ATTEMPTS, next_send
from handoff.errors import OutsideWindow, Rejected, Retryable, Uncertain
from handoff.memory.doubles import EPOCH
from handoff.messages import Outbound, Receipt
from handoff.records import BrainReply, MessageState, Question, Reading
from tests.handoff.world import CHANNEL, GIULIA, Running, World, until


async def _twice(question: Question) -> BrainReply:
    return BrainReply((Outbound(text="uno"), Outbound(text="due")), Reading())


async def _last_state(world: World) -> MessageState:
    return (await world.transcript())[-1].state


async def test_what_the_vendor_refuses_is_failed_with_the_reason(world: World) -> None:
    world.gateway.failures = [Rejected("The number is not on this channel.", reason="unknown_contact")]
    await world.write("ciao")
    await world.answer()
    await world.send()
    failed = (await world.transcript())[-1]
    assert (failed.state, failed.error_code) == (MessageState.FAILED, "unknown_contact")
    assert failed.error_text == "The number is not on this channel."
    assert [message.id for message in await world.reader.attention(failed.at)] == [failed.id]


async def test_a_closed_window_fails_without_asking_the_vendor(world: World) -> None:
    world.gateway.window = 24
    conversation = await world.write("ciao")
    await world.ownership.take(conversation.id, GIULIA)
    await world.answers.say(conversation.id, GIULIA, "eccomi", "c1")
    world.clock.advance(timedelta(hours=24, seconds=1))
    await world.send()
    failed = (await world.transcript())[-1]
    assert (failed.state, failed.error_code) == (MessageState.FAILED, OutsideWindow().reason)
    assert world.gateway.sent == []


async def test_who_blocked_us_is_recorded(world: World) -> None:
    world.gateway.failures = [Rejected("Blocked by the person.", reason="blocked")]
    await world.write("ciao")
    await world.answer()
    await world.send()
    assert (await world.conversation()).blocked


async def test_a_vendor_that_is_busy_is_tried_again_when_it_says(world: World) -> None:
    world.gateway.failures = [Retryable("Too many requests.", retry_after=30)]
    await world.write("ciao")
    await world.answer()
    await world.send()
    assert await _last_state(world) is MessageState.PENDING
    world.clock.advance(timedelta(seconds=29))
    await world.send()
    assert world.texts_sent() == []
    world.clock.advance(timedelta(seconds=2))
    await world.send()
    assert world.texts_sent() == ["echo: ciao"]


async def test_after_the_last_attempt_it_is_failed(world: World) -> None:
    world.gateway.failures = [Retryable("Server error.") for _ in range(SEND_ATTEMPTS)]
    await world.write("ciao")
    await world.answer()
    for _ in range(SEND_ATTEMPTS):
        await world.send()
        world.clock.advance(LONGEST_DELAY)
    assert await _last_state(world) is MessageState.FAILED
    await world.send()
    assert world.texts_sent() == []


async def test_a_vendor_that_never_answers_leaves_the_message_uncertain_and_it_is_not_repeated(
    world: World,
) -> None:
    world.gateway.failures = [Uncertain("No answer.")]
    await world.write("ciao")
    await world.answer()
    await world.send()
    world.clock.advance(timedelta(hours=1))
    await world.send()
    assert await _last_state(world) is MessageState.UNCERTAIN
    assert world.texts_sent() == []


async def test_where_sending_twice_does_no_harm_it_is_sent_again(world: World) -> None:
    world.gateway.idempotent = frozenset({CHANNEL})
    world.gateway.failures = [Uncertain("No answer.")]
    await world.write("ciao")
    await world.answer()
    await world.send()
    world.clock.advance(timedelta(minutes=1))
    await world.send()
    assert world.texts_sent() == ["echo: ciao"]


async def test_a_bug_while_sending_leaves_the_message_uncertain(world: World) -> None:
    world.gateway.failures = [ZeroDivisionError()]
    await world.write("ciao")
    await world.answer()
    with pytest.raises(ZeroDivisionError):
        await world.send()
    assert await _last_state(world) is MessageState.UNCERTAIN


async def test_later_messages_wait_for_an_earlier_one_that_is_retried(world: World) -> None:
    world.brain.script = _twice
    world.gateway.failures = [Retryable()]
    await world.write("ciao")
    await world.answer()
    await world.send()
    assert world.texts_sent() == []
    world.clock.advance(timedelta(minutes=1))
    await world.send()
    assert world.texts_sent() == ["uno", "due"]


async def test_a_failed_message_does_not_hold_up_the_next(world: World) -> None:
    world.brain.script = _twice
    world.gateway.failures = [Rejected()]
    await world.write("ciao")
    await world.answer()
    await world.send()
    assert world.texts_sent() == ["due"]


async def test_two_workers_send_each_message_once(world: World) -> None:
    for n in range(20):
        await world.write(f"n. {n}", contact=f"c{n}")
        await world.answer(f"c{n}")
    async with Running(world.outbox.run, world.outbox.run, world.outbox.run):

        async def all_sent() -> bool:
            return len(world.gateway.sent) >= 20

        await until(all_sent, world)
    ids = [message.id for _, message in world.gateway.sent]
    assert len(ids) == len(set(ids)) == 20


async def test_what_a_dead_worker_was_sending_is_uncertain(world: World) -> None:
    await world.write("ciao")
    await world.answer()
    dead = await _die_while_sending(world)
    assert await _free(world) == 1
    message = (await world.transcript())[-1]
    assert (message.id, message.state) == (dead, MessageState.UNCERTAIN)


async def test_what_a_dead_worker_was_sending_is_found_at_the_vendor(world: World) -> None:
    await world.write("ciao")
    await world.answer()
    dead = await _die_while_sending(world)
    await _free(world)
    await world.recovery.ask_vendors()
    assert await _last_state(world) is MessageState.UNCERTAIN, "the vendor does not know it (yet)"
    world.gateway.known[dead] = Receipt("sid-1")
    await world.recovery.ask_vendors()
    message = (await world.transcript())[-1]
    assert (message.state, message.provider_id) == (MessageState.SENT, "sid-1")


async def test_another_message_with_the_same_words_is_not_taken_for_the_lost_one(world: World) -> None:
    await world.write("ciao")
    await world.answer()
    await world.send()
    earlier = (await world.transcript())[-1].provider_id
    assert earlier is not None
    await world.write("ciao")
    await world.answer()
    dead = await _die_while_sending(world)
    await _free(world)
    world.gateway.known[dead] = Receipt(earlier)
    await world.recovery.ask_vendors()
    assert await _last_state(world) is MessageState.UNCERTAIN


async def test_what_a_dead_worker_was_sending_is_sent_again_where_that_does_no_harm(world: World) -> None:
    world.gateway.idempotent = frozenset({CHANNEL})
    await world.write("ciao")
    await world.answer()
    await _die_while_sending(world)
    await _free(world)
    await world.send()
    assert world.texts_sent() == ["echo: ciao"]


async def test_a_turn_that_a_dead_worker_held_is_taken_again(world: World) -> None:
    conversation = await world.write("ciao")
    dead = "d" * 32
    assert await world.storage.claim_turn(dead, world.clock.now(), conversation.id)
    assert await world.claim_turn() is None
    _bury(world, dead)
    await _free(world)
    assert await world.answer() == 1


async def test_a_live_workers_things_are_left_alone(world: World) -> None:
    await world.write("ciao")
    await world.answer()
    assert await world.claim_delivery() is not None
    assert await _free(world) == 0
    assert await _last_state(world) is MessageState.SENDING


def test_backoff_grows_up_to_a_bound_and_obeys_the_vendor() -> None:
    waits = [(next_send(n, EPOCH) - EPOCH).total_seconds() for n in range(1, SEND_ATTEMPTS + 1)]
    assert waits == sorted(waits)
    assert waits[0] == 1
    assert waits[-1] == LONGEST_DELAY.total_seconds()
    assert (next_send(1, EPOCH, retry_after=3600) - EPOCH) == timedelta(hours=1)


async def _free(world: World) -> int:
    """Two looks: a lock that is free once may belong to a session that is being opened again."""
    return await world.recovery.free() + await world.recovery.free()


async def _die_while_sending(world: World) -> str:
    """A worker claims the next message and is never heard of again; returns the message's id."""
    dead = "d" * 32
    conversation = await world.conversation()
    delivery = await world.storage.claim_delivery(dead, world.clock.now(), conversation.id)
    assert delivery is not None
    _bury(world, dead)
    return delivery.message.id


def _bury(world: World, worker: str) -> None:
    """In memory somebody has to say so; a database notices that nobody holds the worker's lock."""
    dead_workers: set[str] | None = getattr(world.storage, "dead_workers", None)
    if dead_workers is not None:
        dead_workers.add(worker)


async def test_cancelling_while_sending_says_uncertain_rather_than_guess(world: World) -> None:
    await world.write("ciao")
    await world.answer()
    world.gateway.hold = asyncio.Event()
    sending = asyncio.ensure_future(world.send())
    await world.gateway.entered.wait()
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    assert await _last_state(world) is MessageState.UNCERTAIN
