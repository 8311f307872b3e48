"""One turn at a time, in order, and never silence (I3, I8)."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from handoff.errors import BrainUnavailable
from handoff.messages import Attachment, AttachmentKind, Inbound, Outbound
from handoff.records import (
    BrainReply,
    CaseState,
    HandoverReason,
    HandoverRequest,
    IntentScore,
    MessageState,
    Owner,
    Question,
    Reading,
)
from handoff.turns import ASK_PERSON
from tests.handoff.world import CHANNEL, GIULIA, Running, World, until


async def _dead(question: Question) -> BrainReply:
    raise BrainUnavailable


async def _buggy(question: Question) -> BrainReply:
    raise ZeroDivisionError


async def _asks_for_person(question: Question) -> BrainReply:
    ranking = (IntentScore("faq/returns", 0.4), IntentScore("faq/exchange", 0.3))
    return BrainReply(
        replies=(Outbound(text="Mi dispiace."),),
        reading=Reading("faq/returns", 0.4, ranking, ({"entity": "order_number", "value": "A1"},), "it", 0.9),
        language="it",
        handover=HandoverRequest(HandoverReason.COMPLAINT, ("clarify: faq/returns",)),
    )


async def test_a_brain_that_fails_twice_means_a_person(world: World) -> None:
    world.brain.script = _dead
    await world.write("ciao")
    assert await world.answer() == 1
    world.clock.advance(timedelta(seconds=5))
    assert await world.answer() == 1
    conversation = await world.conversation()
    assert conversation.owner is Owner.QUEUE
    case = await world.reader.case_of(conversation.id)
    assert case is not None
    assert case.reason is HandoverReason.BOT_UNAVAILABLE
    await world.send()
    assert world.texts_sent() == ["bot-unavailable -", "handover-waiting - place=1 wait-under - most=30"]


async def test_after_one_failure_the_turn_is_given_back_and_then_answered(world: World) -> None:
    world.brain.script = _dead
    await world.write("ciao")
    await world.answer()
    assert await world.claim_turn() is None, "not before the delay is over"
    world.clock.advance(timedelta(seconds=5))
    world.brain.script = type(world.brain)().script
    assert await world.answer() == 1
    await world.send()
    assert world.texts_sent() == ["echo: ciao"]


async def test_a_bug_of_ours_means_a_person_too(world: World) -> None:
    world.brain.script = _buggy
    await world.write("ciao")
    for _ in range(2):
        turn = await world.claim_turn()
        assert turn is not None
        with pytest.raises(ZeroDivisionError):
            await world.turns.take(turn)
        world.clock.advance(timedelta(seconds=5))
    await world.answer()
    assert (await world.conversation()).owner is Owner.QUEUE


async def test_a_case_holds_what_the_person_needs(world: World) -> None:
    world.brain.script = _asks_for_person
    conversation = await world.write("sono furiosa")
    await world.answer()
    case = await world.reader.case_of(conversation.id)
    assert case is not None
    assert case.state is CaseState.WAITING
    assert case.reason is HandoverReason.COMPLAINT
    assert [score.intent for score in case.readings] == ["faq/returns", "faq/exchange"]
    assert case.entities == ({"entity": "order_number", "value": "A1"},)
    assert case.tried == ("clarify: faq/returns",)
    assert case.opened_at == world.clock.now()
    await world.send()
    assert world.texts_sent() == ["Mi dispiace.", "handover-waiting it place=1 wait-under it most=30"]


async def test_nobody_on_duty_is_said_honestly(world: World) -> None:
    world.brain.script = _asks_for_person
    world.presence.count = 0
    await world.write("aiuto")
    await world.answer()
    await world.send()
    assert world.texts_sent()[-1] == "handover-nobody it"


async def test_complaints_are_served_first_and_others_in_order(world: World) -> None:
    for contact in ("anna", "bruno"):
        world.brain.script = _dead
        await world.write("ciao", contact=contact)
        for _ in range(2):
            await world.answer(contact)
            world.clock.advance(timedelta(seconds=5))
    world.brain.script = _asks_for_person
    await world.write("vergogna", contact="carla")
    await world.answer("carla")
    queue = await world.reader.cases([CaseState.WAITING])
    assert [summary.conversation.address.contact for summary in queue] == ["carla", "anna", "bruno"]
    assert [summary.place for summary in queue] == [1, 2, 3]


async def test_messages_after_the_handover_in_the_same_burst_go_to_the_person(world: World) -> None:
    world.brain.script = _asks_for_person
    await world.write("aiuto", "subito", "per favore")
    assert await world.answer() == 1
    states = [m.state for m in await world.transcript() if m.author == "shopper"]
    assert states == [MessageState.ANSWERED, MessageState.FOR_PERSON, MessageState.FOR_PERSON]


async def test_an_answer_already_owed_survives_the_handover(world: World) -> None:
    await world.write("quanto costa?")
    await world.answer()
    world.brain.script = _asks_for_person
    await world.write("operatore")
    await world.answer()
    await world.send()
    waiting = "handover-waiting it place=1 wait-under it most=30"
    assert world.texts_sent() == ["echo: quanto costa?", "Mi dispiace.", waiting]


async def test_the_brain_hears_of_a_photo_which_it_may_have_asked_for(world: World) -> None:
    photo = Attachment(AttachmentKind.IMAGE, "file-1", "image/jpeg")
    sender = world.inbound("").sender
    await world.inbox.accept(CHANNEL, [Inbound(sender, "p1", attachments=(photo,))])
    await world.answer()
    (asked,) = world.brain.asked
    assert (asked.photo, asked.text, asked.payload) == (True, "", None)
    await world.write("testo")
    await world.answer()
    assert world.brain.asked[1].photo is False


@pytest.mark.parametrize("kind", [kind for kind in AttachmentKind if kind is not AttachmentKind.IMAGE])
async def test_what_is_sent_alone_is_not_pretended_to_be_seen(world: World, kind: AttachmentKind) -> None:
    sent = Attachment(kind, "file-1", "application/octet-stream")
    sender = world.inbound("").sender
    await world.inbox.accept(CHANNEL, [Inbound(sender, "p1", attachments=(sent,))])
    await world.answer()
    await world.send()
    assert world.brain.asked == []
    assert world.gateway.sent[0][1].text == "attachment-received -"
    assert world.gateway.sent[0][1].buttons[0].payload == ASK_PERSON


async def test_only_one_worker_holds_a_turn(world: World) -> None:
    await world.write("uno", "due")
    claims = await asyncio.gather(*(world.claim_turn() for _ in range(10)))
    held = [turn for turn in claims if turn]
    assert [turn.message.text for turn in held] == ["uno"]


async def test_a_worker_thought_dead_cannot_finish_anothers_turn(world: World) -> None:
    await world.write("ciao")
    late = await world.claim_turn()
    world.clock.advance(timedelta(minutes=5))
    current = await world.claim_turn()
    assert late is not None
    assert current is not None
    await world.turns.take(late)
    await world.turns.take(current)
    await world.send()
    assert world.texts_sent() == ["echo: ciao"]


async def test_a_reply_that_comes_after_the_takeover_is_kept_and_not_sent(world: World) -> None:
    conversation = await world.write("ciao")
    turn = await world.claim_turn()
    assert turn is not None
    await world.ownership.take(conversation.id, GIULIA)
    await world.turns.take(turn)
    await world.send()
    assert world.texts_sent() == []
    states = [message.state for message in await world.transcript()]
    assert states == [MessageState.FOR_PERSON, MessageState.SUPERSEDED]


async def test_the_language_of_a_conversation_is_kept(world: World) -> None:
    await world.write("ciao")
    await world.answer()
    await world.write("ok")
    await world.answer()
    assert [question.language for question in world.brain.asked] == [None, "it"]


async def test_messages_of_one_conversation_are_answered_in_order_while_others_do_not_wait(
    world: World,
) -> None:
    gate = asyncio.Event()

    async def slow_for_anna(question: Question) -> BrainReply:
        if question.text.startswith("anna"):
            await gate.wait()
        return BrainReply((Outbound(text=question.text),), Reading())

    world.brain.script = slow_for_anna
    async with Running(world.router.run, world.outbox.run):
        for n in range(5):
            await world.write(f"anna {n}", contact="anna")
            await world.write(f"bruno {n}", contact="bruno")

        async def bruno_is_answered() -> bool:
            return len(world.texts_sent("bruno")) == 5

        await until(bruno_is_answered, world)
        assert world.texts_sent("anna") == []
        gate.set()

        async def anna_is_answered() -> bool:
            return len(world.texts_sent("anna")) == 5

        await until(anna_is_answered, world)
    assert world.texts_sent("anna") == [f"anna {n}" for n in range(5)]
    assert world.texts_sent("bruno") == [f"bruno {n}" for n in range(5)]


@pytest.mark.parametrize(
    ("reason", "tone", "priority"),
    [
        (HandoverReason.REQUESTED, "neutral", 0),
        (HandoverReason.REQUESTED, None, 0),
        (HandoverReason.LOW_CONFIDENCE, "pleased", 0),
        (HandoverReason.LOW_CONFIDENCE, "frustrated", 5),
        (HandoverReason.COMPLAINT, "neutral", 10),
        (HandoverReason.COMPLAINT, "frustrated", 10),
    ],
)
async def test_who_is_fed_up_is_served_before_who_asks_and_after_who_complains(
    world: World, reason: HandoverReason, tone: str | None, priority: int
) -> None:
    async def calls_a_person(question: Question) -> BrainReply:
        return BrainReply((), Reading(tone=tone, tone_confidence=0.9), handover=HandoverRequest(reason))

    world.brain.script = calls_a_person
    await world.write("sempre la stessa storia")
    await world.answer()
    conversation = await world.conversation()
    case = await world.reader.case_of(conversation.id)
    assert case is not None
    assert case.priority == priority
    reading = (await world.transcript())[0].reading
    assert reading is not None
    assert (reading.tone, reading.tone_confidence) == (tone, 0.9)
