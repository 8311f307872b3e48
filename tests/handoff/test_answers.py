"""What agents say beyond words: files, templates, and what happens when the window has closed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handoff.errors import NotOwner, OutsideWindow
from handoff.messages import Attachment, AttachmentKind, Outbound, TemplateUse
from handoff.records import Author, ConversationRecord, MessageState
from tests.handoff.world import GIULIA, MARCO, World

WINDOW = timedelta(hours=24)
TEMPLATE = Outbound("Ciao Anna, è pronto.", template=TemplateUse("HX1", "pronto", "it", {"1": "Anna"}))
INVOICE = Attachment(AttachmentKind.DOCUMENT, "upload:1", "application/pdf", "fattura.pdf", 4)


async def _taken(world: World) -> ConversationRecord:
    """A conversation of Giulia's on a channel with a window, all that was owed sent."""
    world.gateway.window = 24
    conversation = await world.write("ciao")
    await world.ownership.take(conversation.id, GIULIA)
    await world.send()
    world.gateway.sent.clear()
    return conversation


async def test_what_is_said_after_the_window_closed_is_refused_and_not_stored(world: World) -> None:
    conversation = await _taken(world)
    before = await world.transcript()
    world.clock.advance(WINDOW + timedelta(seconds=1))
    with pytest.raises(OutsideWindow):
        await world.answers.say(conversation.id, GIULIA, "eccomi", "c1")
    assert await world.transcript() == before
    await world.send()
    assert world.gateway.sent == []


async def test_the_last_moment_of_the_window_counts(world: World) -> None:
    conversation = await _taken(world)
    world.clock.advance(WINDOW)
    await world.answers.say(conversation.id, GIULIA, "eccomi", "c1")
    await world.send()
    assert world.texts_sent() == ["eccomi"]


async def test_a_window_that_closes_on_the_way_ends_in_a_failure_with_the_reason(world: World) -> None:
    conversation = await _taken(world)
    world.clock.advance(WINDOW)
    await world.answers.say(conversation.id, GIULIA, "eccomi", "c1")
    world.clock.advance(timedelta(seconds=1))
    await world.send()
    failed = (await world.transcript())[-1]
    assert (failed.state, failed.error_code) == (MessageState.FAILED, "outside_window")
    assert world.gateway.sent == []


async def test_the_same_words_again_are_known_also_when_the_window_has_closed(world: World) -> None:
    conversation = await _taken(world)
    first = await world.answers.say(conversation.id, GIULIA, "eccomi", "c1")
    world.clock.advance(WINDOW + timedelta(hours=1))
    again = await world.answers.say(conversation.id, GIULIA, "eccomi", "c1")
    assert [row.id for row in again] == [row.id for row in first]


async def test_a_failure_cannot_be_tried_again_outside_the_window(world: World) -> None:
    conversation = await _taken(world)
    world.clock.advance(WINDOW)
    rows = await world.answers.say(conversation.id, GIULIA, "eccomi", "c1")
    world.clock.advance(timedelta(seconds=1))
    await world.send()
    with pytest.raises(OutsideWindow):
        await world.answers.retry(rows[0].id, GIULIA)
    await world.write("ci sei?")
    await world.answers.retry(rows[0].id, GIULIA)
    await world.send()
    assert world.texts_sent() == ["eccomi"]


async def test_the_shopper_opens_the_window_again(world: World) -> None:
    conversation = await _taken(world)
    world.clock.advance(WINDOW + timedelta(days=3))
    await world.write("ci siete?")
    await world.answers.say(conversation.id, GIULIA, "eccomi", "c1")
    await world.send()
    assert world.texts_sent() == ["eccomi"]


async def test_a_template_leaves_after_the_window_closed(world: World) -> None:
    conversation = await _taken(world)
    world.clock.advance(WINDOW + timedelta(days=3))
    rows = await world.answers.send(conversation.id, GIULIA, TEMPLATE, "c1")
    again = await world.answers.send(conversation.id, GIULIA, TEMPLATE, "c1")
    await world.send()
    sent = [message for _, message in world.gateway.sent]
    assert [(it.text, it.template) for it in sent] == [(TEMPLATE.text, TEMPLATE.template)]
    assert [row.id for row in again] == [row.id for row in rows]
    kept = (await world.transcript())[-1]
    assert (kept.author, kept.state, kept.template) == (Author.AGENT, MessageState.SENT, TEMPLATE.template)


async def test_only_the_agent_who_has_the_conversation_sends_templates(world: World) -> None:
    conversation = await _taken(world)
    with pytest.raises(NotOwner):
        await world.answers.send(conversation.id, MARCO, TEMPLATE, "c1")


async def test_files_go_out_with_the_message_and_stay_in_the_transcript(world: World) -> None:
    conversation = await _taken(world)
    await world.answers.say(conversation.id, GIULIA, "", "c1", [INVOICE])
    await world.send()
    assert [message.attachments for _, message in world.gateway.sent] == [(INVOICE,)]
    assert (await world.transcript())[-1].attachments == (INVOICE,)
