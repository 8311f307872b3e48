"""A conversation as its visitor may see it: what reached them, and nothing of what was held back."""

from __future__ import annotations

from typing import Any

from connectors.base import Realtime
from handoff.errors import ConversationNotFound
from handoff.ports import Reader
from handoff.records import Author, ConversationRecord, MessageRecord, MessageState

PAGE = 200
ENOUGH = 50
"""Clients take a shorter answer for the last one."""
REACHED = frozenset({MessageState.SENT, MessageState.DELIVERED, MessageState.READ, MessageState.UNCERTAIN})


async def visible(transcripts: Reader, conversation: ConversationRecord, after: int) -> list[MessageRecord]:
    """What a visitor may see after a place in their conversation; from the start, the newest."""
    if after == 0:
        newest = await transcripts.messages(
            conversation.id, before=conversation.last_sequence + 1, limit=PAGE
        )
        return [message for message in newest if is_visible(message)]
    found: list[MessageRecord] = []
    while len(found) < ENOUGH:
        page = await transcripts.messages(conversation.id, after=after, limit=PAGE)
        found += [message for message in page if is_visible(message)]
        if len(page) < PAGE:
            break
        after = page[-1].sequence
    return found


def is_visible(message: MessageRecord) -> bool:
    """Whether a message is the visitor's own, or reached them."""
    return message.author is Author.SHOPPER or message.state in REACHED


async def own_message(
    transcripts: Reader, conversation: ConversationRecord, message_id: str
) -> MessageRecord | None:
    """A message to the visitor, if it is one of this conversation."""
    if not message_id.isalnum() or len(message_id) > 64:
        return None
    try:
        message = await transcripts.message(message_id)
    except ConversationNotFound:
        return None
    ours = message.conversation_id == conversation.id and message.author is not Author.SHOPPER
    return message if ours else None


def shown(message: MessageRecord, channel: Realtime) -> dict[str, Any]:
    """A message as a visitor's client takes it."""
    client_id = (
        channel.client_id_of(message.provider_id)
        if message.author is Author.SHOPPER and message.provider_id
        else None
    )
    return {
        "id": message.id,
        "sequence": message.sequence,
        "author": message.author.value,
        "author_name": message.author_name if message.author is Author.AGENT else None,
        "text": message.text,
        "buttons": [{"title": button.title, "payload": button.payload} for button in message.buttons],
        "image": message.image,
        "files": _files(message, channel),
        "at": message.at.isoformat(),
        "client_id": client_id,
    }


def _files(message: MessageRecord, channel: Realtime) -> list[dict[str, Any]]:
    """What an agent sent; a visitor's own are not kept by us."""
    if message.author is Author.SHOPPER:
        return []
    return [channel.shown_file(attachment) for attachment in message.attachments]


def owner_of(conversation: ConversationRecord) -> dict[str, Any]:
    """Who answers the visitor now."""
    return {
        "owner": conversation.owner.value,
        "agent_name": conversation.agent.name if conversation.agent else None,
    }
