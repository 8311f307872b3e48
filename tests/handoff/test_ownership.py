"""One owner at a time, and never the bot beside a person (I4, I5, I7)."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta

import pytest

from handoff.errors import AlreadyTaken, ConversationNotFound, NotOwner, NotRetryable, Rejected, Retryable
from handoff.expectations import LONGEST_BETWEEN, LOOKED_AT_EVERY
from handoff.messages import Outbound
from handoff.records import (
    Agent,
    BrainReply,
    CaseState,
    HandoverReason,
    HandoverRequest,
    MessageState,
    Owner,
    Question,
    Reading,
)
from tests.handoff.world import GIULIA, MARCO, Running, World, until

ROUNDS = 200


async def _wants_person(question: Question) -> BrainReply:
    return BrainReply((), Reading(language="it"), "it", handover=HandoverRequest(HandoverReason.REQUESTED))


async def _waiting(world: World, contact: str = "anna") -> str:
    """A conversation that waits for a person; its shopper has been told so."""
    world.brain.script = _wants_person
    conversation = await world.write("operatore", contact=contact)
    await world.answer(contact)
    await world.send(contact)
    return conversation.id


async def test_nobody_takes_what_is_not_there(world: World) -> None:
    with pytest.raises(ConversationNotFound):
        await world.ownership.take("0" * 32, GIULIA)


async def test_who_comes_second_is_told_who_has_it(world: World) -> None:
    conversation_id = await _waiting(world)
    await world.ownership.take(conversation_id, GIULIA)
    with pytest.raises(AlreadyTaken) as refusal:
        await world.ownership.take(conversation_id, MARCO)
    assert refusal.value.taken_by == "Giulia"


async def test_taking_again_what_one_has_changes_nothing(world: World) -> None:
    conversation_id = await _waiting(world)
    first = await world.ownership.take(conversation_id, GIULIA)
    assert (await world.ownership.take(conversation_id, GIULIA)).epoch == first.epoch


async def test_two_hundred_times_two_agents_claim_and_one_wins(sql: World) -> None:
    """I5, attacked: both at once, every time one winner, and the other is told the winner's name."""
    for n in range(ROUNDS):
        conversation = await sql.write("ciao", contact=f"c{n}")
        claims = [sql.ownership.take(conversation.id, agent) for agent in (GIULIA, MARCO)]
        results = await asyncio.gather(*claims, return_exceptions=True)
        losers = [result for result in results if isinstance(result, AlreadyTaken)]
        winners = [result for result in results if not isinstance(result, BaseException)]
        assert (len(winners), len(losers)) == (1, 1)
        assert winners[0].agent is not None
        assert losers[0].taken_by == winners[0].agent.name
        assert (await sql.reader.conversation(conversation.id)).agent == winners[0].agent


async def test_two_hundred_takeovers_at_random_moments_of_a_turn_and_no_bot_message_after(
    sql: World,
) -> None:
    """I4, attacked: the moment ``take`` returns is the moment after which the bot is silent."""
    moments = random.Random(20260105)

    async def some_time(question: Question) -> BrainReply:
        await asyncio.sleep(moments.uniform(0, 0.008))
        return BrainReply((Outbound(text="uno"), Outbound(text="due"), Outbound(text="tre")), Reading())

    sql.brain.script = some_time
    late = 0
    async with Running(sql.router.run, sql.outbox.run):
        for n in range(ROUNDS):
            conversation = await sql.write("ciao", "ancora", contact=f"c{n}")
            await asyncio.sleep(moments.uniform(0, 0.04))
            await sql.ownership.take(conversation.id, GIULIA)
            before = len(sql.texts_sent(f"c{n}"))
            await sql.answers.say(conversation.id, GIULIA, "eccomi", f"client-{n}")

            async def agent_was_heard(contact: str = f"c{n}") -> bool:
                return "eccomi" in sql.texts_sent(contact)

            await until(agent_was_heard, sql)
            late += len(sql.texts_sent(f"c{n}")) - before - 1
    assert late == 0
    total = sum(len(sql.texts_sent(f"c{n}")) for n in range(ROUNDS))
    assert ROUNDS < total < 7 * ROUNDS, "some takeovers must fall in the middle of a turn"


async def test_taking_waits_for_a_bot_message_that_is_already_on_its_way(world: World) -> None:
    conversation = await world.write("ciao")
    await world.answer()
    world.gateway.hold = asyncio.Event()
    sending = asyncio.ensure_future(world.send())
    await world.gateway.entered.wait()
    taking = asyncio.ensure_future(world.ownership.take(conversation.id, GIULIA))
    done, _ = await asyncio.wait({taking}, timeout=0.1)
    assert not done, "the agent is told only when the bot has fallen silent"
    world.gateway.hold.set()
    await asyncio.gather(sending, taking)
    assert world.texts_sent() == ["echo: ciao"]


async def test_what_the_bot_had_not_sent_is_cancelled_and_shown(world: World) -> None:
    conversation = await world.write("ciao")
    await world.answer()
    await world.ownership.take(conversation.id, GIULIA)
    await world.send()
    assert world.texts_sent() == []
    assert (await world.transcript())[-1].state is MessageState.SUPERSEDED


async def test_a_bot_message_that_would_be_retried_is_cancelled_by_the_takeover(world: World) -> None:
    conversation = await world.write("ciao")
    await world.answer()
    delivery = await world.claim_delivery()
    assert delivery is not None
    taking = asyncio.ensure_future(world.ownership.take(conversation.id, GIULIA))
    await asyncio.sleep(0.05)
    await world.storage.record_retry(delivery, "retryable", "busy", world.clock.now())
    await taking
    await world.answers.say(conversation.id, GIULIA, "eccomi", "c1")
    await world.send()
    assert world.texts_sent() == ["eccomi"], "and it does not hold up what the agent says"


async def test_an_agents_message_leaves_even_after_handing_back(world: World) -> None:
    conversation_id = await _waiting(world)
    await world.ownership.take(conversation_id, GIULIA)
    await world.answers.say(conversation_id, GIULIA, "a presto", "c1")
    await world.ownership.hand_back(conversation_id, GIULIA)
    await world.send()
    asked_how_it_went = world.texts_sent()[-1]
    assert world.texts_sent()[-3:] == ["a presto", "handed-back it", asked_how_it_went]


async def test_after_handing_back_the_bot_answers_again(world: World) -> None:
    conversation_id = await _waiting(world)
    await world.ownership.take(conversation_id, GIULIA)
    await world.write("grazie Giulia")
    await world.ownership.hand_back(conversation_id, GIULIA)
    world.brain.script = type(world.brain)().script
    assert await world.answer() == 0, "what was said to Giulia is not the bot's to answer"
    await world.write("quanto costa?")
    await world.answer()
    await world.send()
    assert world.texts_sent()[-1] == "echo: quanto costa?"
    case = await world.reader.case_of(conversation_id)
    assert case is not None
    assert case.state is CaseState.HANDED_BACK


async def test_resolving_ends_the_case_in_silence(world: World) -> None:
    conversation_id = await _waiting(world)
    await world.ownership.take(conversation_id, GIULIA)
    said = len(world.texts_sent())
    conversation = await world.ownership.resolve(conversation_id, GIULIA)
    await world.send()
    assert conversation.owner is Owner.BOT
    assert len(world.texts_sent()) == said


@pytest.mark.parametrize("act", ["hand_back", "resolve"])
async def test_only_the_owner_can_let_go(world: World, act: str) -> None:
    conversation_id = await _waiting(world)
    with pytest.raises(NotOwner):
        await getattr(world.ownership, act)(conversation_id, GIULIA)
    await world.ownership.take(conversation_id, GIULIA)
    with pytest.raises(NotOwner):
        await getattr(world.ownership, act)(conversation_id, MARCO)


async def test_only_the_owner_speaks(world: World) -> None:
    conversation_id = await _waiting(world)
    await world.ownership.take(conversation_id, GIULIA)
    with pytest.raises(NotOwner):
        await world.answers.say(conversation_id, MARCO, "ciao", "c1")


async def test_an_agent_may_step_in_before_the_bot_gives_up(world: World) -> None:
    conversation = await world.write("ciao")
    await world.ownership.take(conversation.id, GIULIA)
    case = await world.reader.case_of(conversation.id)
    assert case is not None
    assert (case.reason, case.state) == (HandoverReason.AGENT_STEPPED_IN, CaseState.TAKEN)


async def test_an_answer_posted_twice_is_said_once(world: World) -> None:
    conversation_id = await _waiting(world)
    await world.ownership.take(conversation_id, GIULIA)
    said = await asyncio.gather(
        *(world.answers.say(conversation_id, GIULIA, "eccomi", "c1") for _ in range(5))
    )
    assert len({rows[0].id for rows in said}) == 1
    await world.send()
    assert world.texts_sent().count("eccomi") == 1


async def test_a_long_answer_posted_twice_is_said_once_too(world: World) -> None:
    world.gateway.text_limit = 10
    conversation_id = await _waiting(world)
    await world.ownership.take(conversation_id, GIULIA)
    first = await world.answers.say(conversation_id, GIULIA, "0123456789abcdefghij", "c1")
    again = await world.answers.say(conversation_id, GIULIA, "0123456789abcdefghij", "c1")
    assert [row.text for row in first] == ["0123456789", "abcdefghij"]
    assert [row.id for row in again] == [row.id for row in first]


async def test_a_failed_answer_is_sent_again_on_request_and_only_then(world: World) -> None:
    conversation_id = await _waiting(world)
    await world.ownership.take(conversation_id, GIULIA)
    world.gateway.failures = [Rejected("No.")]
    (row,) = await world.answers.say(conversation_id, GIULIA, "eccomi", "c1")
    await world.send()
    with pytest.raises(NotOwner):
        await world.answers.retry(row.id, MARCO)
    await world.answers.retry(row.id, GIULIA)
    await world.send()
    assert world.texts_sent()[-1] == "eccomi"
    with pytest.raises(NotRetryable):
        await world.answers.retry(row.id, GIULIA)


async def test_the_bots_failed_message_is_not_sent_beside_a_person(world: World) -> None:
    conversation = await world.write("ciao")
    await world.answer()
    world.gateway.failures = [Rejected("No.")]
    await world.send()
    await world.ownership.take(conversation.id, GIULIA)
    failed = (await world.transcript())[-1]
    with pytest.raises(NotRetryable):
        await world.answers.retry(failed.id, GIULIA)


async def test_who_still_waits_is_told_again_but_rarely(world: World) -> None:
    await _waiting(world)
    assert await world.reminders.tell() == 0
    for _ in range(29):
        world.clock.advance(LOOKED_AT_EVERY)
        assert await world.reminders.tell() == 0, "nothing has changed much"
    world.clock.advance(LOOKED_AT_EVERY)
    assert await world.reminders.tell() == 1
    assert await world.reminders.tell() == 0
    world.clock.advance(LONGEST_BETWEEN)
    assert await world.reminders.tell() == 1
    await world.send()
    wait = "place=1 wait-under it most=30"
    still = f"handover-still-waiting it {wait}"
    assert world.texts_sent() == [f"handover-waiting it {wait}", still, still]


async def test_who_has_been_taken_is_not_told_to_wait(world: World) -> None:
    conversation_id = await _waiting(world)
    await world.ownership.take(conversation_id, GIULIA)
    world.clock.advance(LONGEST_BETWEEN)
    assert await world.reminders.tell() == 0


async def test_what_waits_is_counted(world: World) -> None:
    await _waiting(world)
    await world.write("ciao", contact="bruno")
    world.clock.advance(timedelta(seconds=90))
    backlog = await world.reader.backlog(world.clock.now())
    assert (backlog.waiting_turns, backlog.queue_length) == (1, 1)
    assert backlog.longest_wait_seconds == 90


async def test_unread_counts_what_no_person_has_answered(world: World) -> None:
    conversation_id = await _waiting(world)
    await world.write("ci siete?")
    await world.answer()
    (summary,) = await world.reader.cases([CaseState.WAITING])
    assert (summary.unread, summary.last_text) == (1, "ci siete?")
    await world.ownership.take(conversation_id, GIULIA)
    await world.answers.say(conversation_id, GIULIA, "eccomi", "c1")
    (summary,) = await world.reader.cases([CaseState.TAKEN], agent=GIULIA)
    assert (summary.unread, summary.place) == (0, None)
    assert await world.reader.cases([CaseState.TAKEN], agent=Agent("c" * 32, "Carla")) == []


async def test_retrying_vendor_during_waiting_keeps_the_acknowledgement(world: World) -> None:
    world.brain.script = _wants_person
    world.gateway.failures = [Retryable()]
    await world.write("operatore")
    await world.answer()
    await world.send()
    world.clock.advance(timedelta(minutes=1))
    await world.send()
    assert world.texts_sent() == ["handover-waiting it place=1 wait-under it most=30"]
