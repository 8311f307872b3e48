"""Agents go away; shoppers do not wait for somebody who went home."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from handoff.queue.rank import RankReason, explain
from handoff.queue.records import CONSOLE_LEASE, PresenceState
from handoff.records import CaseState, MessageState, Owner
from tests.handoff.queue.counter import GIULIA, MARCO, Counter


async def taken_by(counter: Counter, agent: object = GIULIA, *contacts: str) -> None:
    for contact in contacts:
        await counter.arrive(contact)
        await counter.ownership.take((await counter.conversation(contact)).id, agent)  # type: ignore[arg-type]


async def test_what_was_not_answered_goes_to_the_front_and_the_rest_stays(counter: Counter) -> None:
    await counter.come(GIULIA)
    await taken_by(counter, GIULIA, "anna", "bruno", "carla")
    await counter.say("bruno", GIULIA)
    await counter.say("carla", GIULIA)
    counter.later(minutes=1)
    await counter.write("carla", "e poi?")
    counter.later(minutes=10)
    await counter.come(GIULIA)
    await counter.arrive("dora", topic="safety/fire")
    await counter.attendance().leave(GIULIA)
    before = (await counter.conversation("anna")).epoch
    assert await counter.returning.settle() == 0, "the grace time"
    counter.later(seconds=61)
    assert await counter.returning.settle() == 2
    *returned, last = await counter.waiting()
    assert (sorted(returned), last) == (["anna", "carla"], "dora")
    assert await counter.agent_of("bruno") == "Giulia"
    conversation, case = await counter.conversation("anna"), await counter.case("anna")
    assert (conversation.owner, conversation.epoch) == (Owner.QUEUE, before + 1)
    assert (case.state, case.agent, case.returned) == (CaseState.WAITING, None, True)
    assert case.preferred_agent_id == GIULIA.id
    reasons = [part.reason for part in explain(case, None, counter.clock.now()).parts]
    assert reasons == [RankReason.WAITING, RankReason.RETURNED]
    assert await counter.told("anna") == ["returned-to-queue it place=1"]


async def test_who_comes_back_in_time_keeps_everything(counter: Counter) -> None:
    await counter.come(GIULIA)
    await taken_by(counter, GIULIA, "anna")
    await counter.attendance().leave(GIULIA)
    counter.later(seconds=59)
    await counter.come(GIULIA)
    counter.later(seconds=10)
    assert await counter.returning.settle() == 0
    assert await counter.agent_of("anna") == "Giulia"


async def test_signing_out_has_no_grace(counter: Counter) -> None:
    await counter.come(GIULIA)
    await taken_by(counter, GIULIA, "anna")
    await counter.attendance().sign_out(GIULIA)
    assert await counter.returning.settle() == 1


async def test_going_offline_with_the_console_open_has_no_grace_either(counter: Counter) -> None:
    await counter.come(GIULIA)
    await taken_by(counter, GIULIA, "anna")
    await counter.attendance().choose(GIULIA, PresenceState.OFFLINE)
    await counter.attendance().beat({GIULIA.id: GIULIA})
    assert await counter.returning.settle() == 1


async def test_who_is_away_keeps_theirs(counter: Counter) -> None:
    await counter.come(GIULIA)
    await taken_by(counter, GIULIA, "anna")
    await counter.attendance().choose(GIULIA, PresenceState.AWAY)
    counter.later(seconds=20)
    assert await counter.returning.settle() == 0


async def test_an_answered_shopper_who_writes_to_somebody_gone_is_not_left_with_them(
    counter: Counter,
) -> None:
    await counter.come(GIULIA)
    await taken_by(counter, GIULIA, "anna")
    await counter.say("anna", GIULIA)
    await counter.attendance().sign_out(GIULIA)
    assert await counter.returning.settle() == 0
    counter.later(hours=2)
    await counter.write("anna", "ancora una cosa")
    assert await counter.returning.settle() == 1
    assert await counter.waiting() == ["anna"]


async def test_the_agents_of_a_replica_that_died_are_missed_by_another(counter: Counter) -> None:
    await counter.come(GIULIA, worker="dying")
    await taken_by(counter, GIULIA, "anna")
    counter.clock.advance(CONSOLE_LEASE + timedelta(seconds=1))
    assert await counter.returning.settle() == 0
    assert (await counter.staff())["Giulia"].presence is PresenceState.OFFLINE
    counter.later(seconds=61)
    assert await counter.returning.settle() == 1


async def test_a_second_console_elsewhere_keeps_an_agent_here(counter: Counter) -> None:
    await counter.come(GIULIA, worker="one")
    await counter.come(GIULIA, worker="other")
    await taken_by(counter, GIULIA, "anna")
    await counter.attendance("one").leave(GIULIA)
    counter.later(seconds=29)
    await counter.attendance("other").beat({GIULIA.id: GIULIA})
    counter.later(seconds=29)
    await counter.attendance("other").beat({GIULIA.id: GIULIA})
    counter.later(seconds=29)
    assert await counter.returning.settle() == 0
    assert (await counter.staff())["Giulia"].presence is PresenceState.ONLINE


async def test_an_answer_that_never_went_out_is_no_answer(counter: Counter) -> None:
    await counter.come(GIULIA)
    await taken_by(counter, GIULIA, "anna")
    await counter.say("anna", GIULIA)
    conversation = await counter.conversation("anna")
    delivery = await counter.storage.claim_delivery("w", counter.clock.now(), conversation.id)
    assert delivery is not None
    await counter.storage.record_failure(delivery, MessageState.FAILED, "rejected", "no")
    await counter.attendance().sign_out(GIULIA)
    assert await counter.returning.settle() == 1


async def test_an_answer_on_its_way_out_still_leaves(counter: Counter) -> None:
    """Returned because the shopper wrote after it; what was said before is still owed to them."""
    await counter.come(GIULIA)
    await taken_by(counter, GIULIA, "anna")
    await counter.say("anna", GIULIA)
    await counter.write("anna", "ci siete?")
    await counter.attendance().sign_out(GIULIA)
    await counter.returning.settle()
    conversation = await counter.conversation("anna")
    delivery = await counter.storage.claim_delivery("w", counter.clock.now(), conversation.id)
    assert delivery is not None
    assert delivery.message.author == "agent"


async def test_replicas_that_look_together_return_once(counter: Counter) -> None:
    await counter.come(GIULIA)
    await taken_by(counter, GIULIA, "anna", "bruno")
    await counter.attendance().sign_out(GIULIA)
    returned = await asyncio.gather(*(counter.returning.settle() for _ in range(4)))
    assert sum(returned) == 2
    assert (await counter.conversation("anna")).epoch == 3
    assert len(await counter.told("anna")) == 1


async def test_who_takes_over_from_somebody_gone_is_not_disturbed(counter: Counter) -> None:
    await counter.come(GIULIA, MARCO)
    await taken_by(counter, GIULIA, "anna")
    await counter.attendance().sign_out(GIULIA)
    await counter.returning.settle()
    await counter.ownership.take((await counter.conversation("anna")).id, MARCO)
    assert await counter.returning.settle() == 0
    assert await counter.agent_of("anna") == "Marco"
