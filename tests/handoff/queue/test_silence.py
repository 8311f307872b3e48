"""A silent shopper is warned, then handed back; one who waits for an answer never is."""

from __future__ import annotations

import asyncio

import pytest

from handoff.records import CaseState, Owner
from tests.handoff.queue.counter import GIULIA, Counter


@pytest.fixture
async def held(counter: Counter) -> Counter:
    """Anna has been taken, and answered."""
    await counter.settings(silence_warning_minutes=30, silence_hand_back_minutes=10)
    await counter.come(GIULIA)
    await counter.arrive("anna")
    await counter.ownership.take((await counter.conversation("anna")).id, GIULIA)
    await counter.say("anna", GIULIA)
    return counter


async def test_nothing_happens_while_the_shopper_waits_for_an_answer(held: Counter) -> None:
    await held.write("anna", "e quindi?")
    held.later(hours=5)
    assert await held.silence.settle() == 0
    assert await held.told("anna") == []


async def test_nothing_happens_where_nobody_wants_it(held: Counter) -> None:
    await held.settings(silence_warning_minutes=0)
    held.later(days=2)
    assert await held.silence.settle() == 0


async def test_a_warning_then_the_assistant(held: Counter) -> None:
    held.later(minutes=29)
    assert await held.silence.settle() == 0
    held.later(minutes=1)
    assert await held.silence.settle() == 1
    assert await held.told("anna") == ["silence-warning it minutes=10"]
    held.later(minutes=9)
    assert await held.silence.settle() == 0
    held.later(minutes=1)
    assert await held.silence.settle() == 1
    assert (await held.conversation("anna")).owner is Owner.BOT
    assert (await held.case("anna")).state is CaseState.HANDED_BACK
    assert (await held.told("anna"))[1:] == ["handed-back it"]


async def test_a_word_after_the_warning_begins_the_count_anew(held: Counter) -> None:
    held.later(minutes=30)
    await held.silence.settle()
    held.later(minutes=5)
    await held.write("anna", "ci sono!")
    held.later(minutes=10)
    assert await held.silence.settle() == 1
    assert await held.agent_of("anna") == "Giulia"
    await held.say("anna", GIULIA, "bene")
    held.later(minutes=29)
    assert await held.silence.settle() == 0
    held.later(minutes=1)
    await held.silence.settle()
    assert (await held.told("anna")).count("silence-warning it minutes=10") == 2


async def test_a_warning_that_never_left_goes_no_further_than_the_hand_back(held: Counter) -> None:
    held.later(minutes=30)
    await held.silence.settle()
    held.later(minutes=10)
    await held.silence.settle()
    # The agent's own answer first, then what is said now; the warning is not in the way.
    conversation = await held.conversation("anna")
    texts = []
    while delivery := await held.storage.claim_delivery("w", held.clock.now(), conversation.id):
        texts.append(delivery.message.text)
        await held.storage.record_sent(delivery, delivery.message.id, held.clock.now())
        if len(texts) > 5:
            break
    assert "silence-warning it minutes=10" not in texts


async def test_where_nothing_can_be_said_any_more_it_ends_all_the_same(held: Counter) -> None:
    held.gateway.window = 24
    held.later(hours=25)
    await held.silence.settle()
    held.later(minutes=11)
    await held.silence.settle()
    assert (await held.conversation("anna")).owner is Owner.BOT
    assert await held.told("anna") == []


async def test_two_replicas_warn_once(held: Counter) -> None:
    held.later(minutes=31)
    await asyncio.gather(*(held.silence.settle() for _ in range(4)))
    assert len(await held.told("anna")) == 1
