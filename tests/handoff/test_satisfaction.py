"""How it went: asked once where it is right, heard once whoever has the conversation, never a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handoff.memory.doubles import echo
from handoff.messages import Address, Inbound, Outbound
from handoff.ratings import Rating
from handoff.records import (
    BrainReply,
    ConversationRecord,
    HandoverReason,
    HandoverRequest,
    IntentScore,
    MessageState,
    Owner,
    Question,
    Reading,
)
from handoff.satisfaction import COMMENT_WITHIN, MAY_CORRECT, WANTS_TO_COMMENT, payload_of
from tests.handoff.world import CHANNEL, GIULIA, World

ASKED = "satisfaction-ask it name=Giulia"
PERSON = BrainReply(handover=HandoverRequest(HandoverReason.REQUESTED), language="it")


def script(world: World, **replies: BrainReply) -> None:
    """Has the brain say this to some messages, and an echo to all others."""

    async def reply(question: Question) -> BrainReply:
        return replies.get(question.text) or await echo(question)

    world.brain.script = reply


async def help_out(world: World, *, answered: bool = True, resolve: bool = True) -> ConversationRecord:
    """A shopper asks for a person, who looks after it."""
    script(world, help=PERSON)
    conversation = await world.write("help")
    await world.answer()
    await world.ownership.take(conversation.id, GIULIA)
    if answered:
        await world.answers.say(conversation.id, GIULIA, "eccomi", f"c{world.number}")
    end = world.ownership.resolve if resolve else world.ownership.hand_back
    return await end(conversation.id, GIULIA)


async def press(world: World, payload: str, *, text: str = "") -> None:
    world.number += 1
    sender = Address(CHANNEL, "anna", "Anna")
    await world.inbox.accept(CHANNEL, [Inbound(sender, f"p{world.number}", text, payload)])


async def rating_of(world: World) -> Rating | None:
    async with world.storage.write() as transaction:
        return await transaction.last_rating((await world.conversation()).id)


async def texts(world: World) -> list[str]:
    return [message.text for message in await world.transcript() if message.author != "shopper"]


@pytest.mark.parametrize("resolve", [True, False])
async def test_asks_once_when_a_case_ends(world: World, resolve: bool) -> None:
    conversation = await help_out(world, resolve=resolve)
    assert (await texts(world)).count(ASKED) == 1
    question = (await world.transcript())[-1]
    assert [button.payload for button in question.buttons] == [payload_of(score) for score in range(1, 6)]
    rating = await rating_of(world)
    assert rating is not None
    assert (rating.agent, rating.score, rating.conversation_id) == (GIULIA, None, conversation.id)


async def test_a_typed_number_is_a_score_and_nobody_answers_it_as_a_question(world: World) -> None:
    await help_out(world)
    asked = len(world.brain.asked)
    await world.write("4")
    assert await world.answer() == 0
    assert len(world.brain.asked) == asked
    rating = await rating_of(world)
    assert rating is not None
    assert (rating.score, rating.scored_at) == (4, world.clock.now())
    heard = [message for message in await world.transcript() if message.author == "shopper"][-1]
    assert (heard.state, heard.payload) == (MessageState.ANSWERED, payload_of(4))
    assert (await texts(world))[-1] == "satisfaction-thanks it"


async def test_the_same_press_delivered_twice_counts_once(world: World) -> None:
    await help_out(world)
    pressed = Inbound(Address(CHANNEL, "anna"), "same", "", payload_of(5))
    await world.inbox.accept(CHANNEL, [pressed])
    await world.inbox.accept(CHANNEL, [pressed])
    assert (await texts(world)).count("satisfaction-thanks it") == 1


async def test_a_second_press_puts_the_first_right_for_an_hour(world: World) -> None:
    await help_out(world)
    for score in (1, 5):
        await press(world, payload_of(score))
    world.clock.advance(MAY_CORRECT + timedelta(seconds=1))
    await press(world, payload_of(2))
    rating = await rating_of(world)
    assert rating is not None
    assert rating.score == 5
    assert (await texts(world)).count("satisfaction-thanks it") == 1


@pytest.mark.parametrize("owner", [Owner.QUEUE, Owner.AGENT])
async def test_a_late_score_counts_whoever_has_the_conversation_and_nobody_is_talked_over(
    world: World, owner: Owner
) -> None:
    await help_out(world)
    conversation = await world.write("help")
    await world.answer()
    if owner is Owner.AGENT:
        await world.ownership.take(conversation.id, GIULIA)
    before = await texts(world)
    await press(world, payload_of(3))
    rating = await rating_of(world)
    assert rating is not None
    assert rating.score == 3
    assert await texts(world) == before
    assert (await world.conversation()).owner is owner


async def test_never_opens_a_case(world: World) -> None:
    await help_out(world)
    await press(world, payload_of(1))
    await press(world, WANTS_TO_COMMENT)
    await world.write("non mi è piaciuto")
    await world.answer()
    async with world.storage.write() as transaction:
        assert await transaction.open_case((await world.conversation()).id) is None


async def test_a_comment_is_the_next_message_only_once_it_was_asked_for(world: World) -> None:
    await help_out(world)
    await press(world, payload_of(2))
    await press(world, WANTS_TO_COMMENT)
    asked = len(world.brain.asked)
    await world.write("Lenti, ma gentili")
    await world.answer()
    rating = await rating_of(world)
    assert rating is not None
    assert (rating.score, rating.comment) == (2, "Lenti, ma gentili")
    assert (await texts(world))[-1] == "satisfaction-comment-thanks it"
    assert len(world.brain.asked) == asked
    await world.write("dov'è il mio pacco?")
    assert await world.answer() == 1


async def test_a_question_after_the_score_is_a_question(world: World) -> None:
    await help_out(world)
    await press(world, payload_of(2))
    await world.write("dov'è il mio pacco?")
    assert await world.answer() == 1
    rating = await rating_of(world)
    assert rating is not None
    assert rating.comment is None


async def test_whoever_goes_away_before_the_comment_is_heard_again(world: World) -> None:
    await help_out(world)
    await press(world, payload_of(2))
    await press(world, WANTS_TO_COMMENT)
    world.clock.advance(COMMENT_WITHIN + timedelta(seconds=1))
    await world.write("dov'è il mio pacco?")
    assert await world.answer() == 1


@pytest.mark.parametrize(
    "payload",
    [
        '/satisfaction{"score":9}',
        '/satisfaction{"score":true}',
        '/satisfaction{"score":"5"}',
        "/satisfaction{",
        "/satisfaction",
        "/satisfaction{" + "[" * 100_000,
    ],
)
async def test_what_no_button_carries_is_neither_a_score_nor_a_question(world: World, payload: str) -> None:
    await help_out(world)
    await press(world, payload)
    assert await world.answer() == 0
    rating = await rating_of(world)
    assert rating is not None
    assert rating.score is None


async def test_a_score_that_nobody_asked_for_is_not_kept(world: World) -> None:
    await world.write("ciao")
    await press(world, payload_of(5))
    assert await rating_of(world) is None


async def test_json_spelt_otherwise_is_the_same_score(world: World) -> None:
    await help_out(world)
    await press(world, '/satisfaction{ "score": 5 }')
    rating = await rating_of(world)
    assert rating is not None
    assert rating.score == 5


async def test_is_not_asked_where_no_person_said_a_word(world: World) -> None:
    await help_out(world, answered=False)
    assert ASKED not in await texts(world)


async def test_is_not_asked_twice_within_a_day(world: World) -> None:
    await help_out(world)
    world.clock.advance(timedelta(hours=23))
    await help_out(world)
    assert (await texts(world)).count(ASKED) == 1
    world.clock.advance(timedelta(hours=25))
    await help_out(world)
    assert (await texts(world)).count(ASKED) == 2


async def test_is_not_asked_once_the_window_has_closed_or_the_shopper_went_away(world: World) -> None:
    script(world, help=PERSON)
    conversation = await world.write("help")
    await world.answer()
    await world.ownership.take(conversation.id, GIULIA)
    await world.answers.say(conversation.id, GIULIA, "eccomi", "c")
    world.clock.advance(timedelta(hours=24))
    await world.ownership.resolve(conversation.id, GIULIA)
    assert ASKED not in await texts(world)


@pytest.mark.parametrize(("hours", "asked"), [(7, True), (9, False)])
async def test_is_asked_only_within_the_channels_own_window(world: World, hours: int, asked: bool) -> None:
    world.gateway.window = 8
    script(world, help=PERSON)
    conversation = await world.write("help")
    await world.answer()
    await world.ownership.take(conversation.id, GIULIA)
    await world.answers.say(conversation.id, GIULIA, "eccomi", "c")
    world.clock.advance(timedelta(hours=hours))
    await world.ownership.resolve(conversation.id, GIULIA)
    assert (ASKED in await texts(world)) is asked


async def test_is_not_asked_of_who_blocked_us(world: World) -> None:
    script(world, help=PERSON)
    conversation = await world.write("help")
    await world.answer()
    await world.ownership.take(conversation.id, GIULIA)
    await world.answers.say(conversation.id, GIULIA, "eccomi", "c")
    async with world.storage.write() as transaction:
        blocked = replace(await transaction.conversation(conversation.id), blocked=True)
        await transaction.save_conversation(blocked)
    await world.ownership.resolve(conversation.id, GIULIA)
    assert ASKED not in await texts(world)


async def test_is_not_asked_of_who_wants_to_be_forgotten(world: World) -> None:
    reading = Reading("privacy_data", 0.9, (IntentScore("privacy_data", 0.9),))
    script(world, help=replace(PERSON, reading=reading))
    conversation = await world.write("help")
    await world.answer()
    await world.ownership.take(conversation.id, GIULIA)
    await world.answers.say(conversation.id, GIULIA, "eccomi", "c")
    await world.ownership.resolve(conversation.id, GIULIA)
    assert ASKED not in await texts(world)


async def test_thanks_before_the_score_do_not_take_the_numbers_away(world: World) -> None:
    await help_out(world)
    polite = BrainReply((Outbound(text="Prego!"),), Reading("thanks", 0.99), language="it")
    script(world, grazie=polite)
    await world.write("grazie")
    assert await world.answer() == 1
    await world.write("5")
    assert await world.answer() == 0
    rating = await rating_of(world)
    assert rating is not None
    assert rating.score == 5


async def test_an_answer_of_the_assistant_takes_the_numbers_back(world: World) -> None:
    await help_out(world)
    await world.write("quanto costa?")
    await world.answer()
    await world.write("4")
    assert await world.answer() == 1
    rating = await rating_of(world)
    assert rating is not None
    assert rating.score is None
