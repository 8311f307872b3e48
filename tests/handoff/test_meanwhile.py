"""While a person is awaited the brain may answer plain questions, and nothing else (I3, I4)."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from handoff.errors import BrainUnavailable
from handoff.messages import Attachment, AttachmentKind, Button, Inbound, Outbound
from handoff.records import (
    Author,
    BrainReply,
    CaseRecord,
    HandoverReason,
    HandoverRequest,
    MessageState,
    Owner,
    Question,
    Reading,
)
from tests.handoff.world import CHANNEL, GIULIA, World

FAQ = Reading("faq/privacy", 0.9, language="it")
_MINUTE = timedelta(minutes=1)
PLAIN = BrainReply((Outbound(text="Così."),), FAQ, language="it")


async def _wants_person(question: Question) -> BrainReply:
    request = HandoverRequest(HandoverReason.REQUESTED)
    return BrainReply(reading=Reading(language="it"), language="it", handover=request)


async def _queued(world: World) -> str:
    world.brain.script = _wants_person
    conversation = await world.write("operatore")
    await world.answer()
    await world.send()
    world.gateway.sent.clear()
    return conversation.id


def _says(world: World, reply: BrainReply | Exception) -> None:
    async def script(question: Question) -> BrainReply:
        if isinstance(reply, Exception):
            raise reply
        return reply

    world.brain.script = script


async def _case(world: World, conversation_id: str) -> CaseRecord:
    case = await world.reader.case_of(conversation_id)
    assert case is not None
    return case


async def _last_of_shopper(world: World) -> MessageState:
    return next(m.state for m in reversed(await world.transcript()) if m.author is Author.SHOPPER)


@pytest.mark.parametrize(
    "reply",
    [
        BrainUnavailable(),
        BrainReply(),
        BrainReply((Outbound(text="Quale ordine?"),), Reading("order_cancel", 0.99)),
        BrainReply((Outbound(text="Sì."),), FAQ, handover=HandoverRequest(HandoverReason.COMPLAINT)),
        BrainReply((Outbound(text="Mi dispiace.", author="system"),), FAQ),
        BrainReply((Outbound(),), FAQ),
    ],
    ids=["no brain", "silence", "an errand", "a handover", "the desk's own words", "nothing said"],
)
async def test_what_is_no_plain_answer_is_left_to_the_person(
    world: World, reply: BrainReply | Exception
) -> None:
    conversation_id = await _queued(world)
    before = await _case(world, conversation_id)
    _says(world, reply)
    await world.write("e allora?")
    assert await world.answer() == 1
    await world.send()
    assert world.texts_sent() == []
    assert await _last_of_shopper(world) is MessageState.FOR_PERSON
    assert await world.claim_turn() is None, "it is asked once"
    after = await _case(world, conversation_id)
    assert (after.id, after.rank_at, after.reason) == (before.id, before.rank_at, before.reason)
    assert (await world.conversation()).owner is Owner.QUEUE


async def test_a_plain_answer_is_marked_and_the_case_keeps_its_place(world: World) -> None:
    conversation_id = await _queued(world)
    before = await _case(world, conversation_id)
    choice = (Button("Altro", "/faq/other"),)
    _says(world, BrainReply((Outbound(text="Così.", buttons=choice),), FAQ, language="it"))
    await world.write("e la privacy?")
    await world.answer()
    await world.send()
    assert world.texts_sent() == ["meanwhile it\nCosì."]
    assert world.gateway.sent[0][1].buttons == (), "a choice would begin a dialogue"
    assert world.gateway.sent[0][1].author == "bot"
    assert world.brain.asked[-1].tell_only
    assert await _last_of_shopper(world) is MessageState.ANSWERED
    assert await _case(world, conversation_id) == before
    assert (await world.conversation()).owner is Owner.QUEUE


async def test_pictures_and_buttons_are_not_even_asked_about(world: World) -> None:
    await _queued(world)
    asked = len(world.brain.asked)
    sender = world.inbound("").sender
    photo = Attachment(AttachmentKind.IMAGE, "file-1", "image/jpeg")
    await world.inbox.accept(CHANNEL, [Inbound(sender, "p1", "guardi", attachments=(photo,))])
    await world.inbox.accept(CHANNEL, [Inbound(sender, "p2", "  ")])
    assert await world.answer() == 0
    assert len(world.brain.asked) == asked


async def test_several_questions_are_answered_in_order(world: World) -> None:
    await _queued(world)

    async def script(question: Question) -> BrainReply:
        return BrainReply((Outbound(text=question.text.upper()),), FAQ)

    world.brain.script = script
    await world.write("uno", "due")
    assert await world.answer() == 2
    await world.send()
    assert [text.splitlines()[1] for text in world.texts_sent()] == ["UNO", "DUE"]


async def test_an_agent_who_takes_over_while_the_brain_thinks_silences_it(world: World) -> None:
    conversation_id = await _queued(world)
    thinking, go = asyncio.Event(), asyncio.Event()

    async def script(question: Question) -> BrainReply:
        thinking.set()
        await go.wait()
        return PLAIN

    world.brain.script = script
    await world.write("e la privacy?")
    turn = await world.claim_turn()
    assert turn is not None
    taking_its_turn = asyncio.ensure_future(world.turns.take(turn))
    await thinking.wait()
    await world.ownership.take(conversation_id, GIULIA)
    go.set()
    assert await taking_its_turn is None
    await world.answers.say(conversation_id, GIULIA, "eccomi", "c1")
    await world.send()
    assert world.texts_sent() == ["eccomi"]
    assert await _last_of_shopper(world) is MessageState.FOR_PERSON
    late = [m.state for m in await world.transcript() if m.text == "Così."]
    assert late == [MessageState.SUPERSEDED], "what came too late is kept, and never sent"


async def test_an_answer_that_waits_to_be_sent_is_silenced_too(world: World) -> None:
    conversation_id = await _queued(world)
    _says(world, PLAIN)
    await world.write("e la privacy?")
    await world.answer()
    await world.ownership.take(conversation_id, GIULIA)
    await world.send()
    assert world.texts_sent() == []


async def test_a_message_that_waits_for_its_turn_goes_to_the_agent_who_takes_over(world: World) -> None:
    conversation_id = await _queued(world)
    _says(world, PLAIN)
    await world.write("e la privacy?")
    await world.ownership.take(conversation_id, GIULIA)
    assert await world.answer() == 0
    assert await _last_of_shopper(world) is MessageState.FOR_PERSON


async def test_a_question_asked_of_the_bot_is_not_answered_in_the_queue(world: World) -> None:
    """What was thought of before the handover is of an older epoch."""
    await world.write("quanto costa?")
    turn = await world.claim_turn()
    assert turn is not None
    conversation_id = turn.conversation.id
    await world.ownership.take(conversation_id, GIULIA)
    await world.ownership.hand_back(conversation_id, GIULIA)
    _says(world, PLAIN)
    assert await world.turns.take(turn) is None
    assert "Così." not in [m.text for m in await world.transcript() if m.state is MessageState.PENDING]


async def test_a_bug_of_ours_ends_with_the_person(world: World) -> None:
    await _queued(world)

    async def script(question: Question) -> BrainReply:
        raise ZeroDivisionError

    world.brain.script = script
    await world.write("e la privacy?")
    for _ in range(2):
        turn = await world.claim_turn()
        assert turn is not None
        with pytest.raises(ZeroDivisionError):
            await world.turns.take(turn)
        world.clock.advance(_MINUTE)
    assert await world.answer() == 1
    assert await _last_of_shopper(world) is MessageState.FOR_PERSON
