"""The Socket.IO protocol of Rasa's web-chat clients, to and from our own words.

The shapes are those of Rasa 3.6's own Socket.IO channel, so that an existing client connects
unchanged; what is ours travels in ``metadata``, and only to clients that ask for it: Rasa's
older clients take a message for text only if ``text`` is its one key.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from connectors.text import language_code, storable
from connectors.webchat.errors import EmptyText, NotAnUtterance, TextTooLong
from handoff.messages import Address, Attachment, AttachmentKind, Inbound, Outbound

CHANNEL = "webchat"
TEXT_LIMIT = 4000
PAYLOAD_LIMIT = 1000
CUSTOM_DATA_LIMIT = 10_000
FILE_TYPES = frozenset(
    {
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
        "application/pdf",
        "audio/mpeg",
        "audio/ogg",
        "audio/mp4",
        "video/mp4",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    }
)
GREETINGS = frozenset({"/greet", "/get_started", "/start"})
"""What existing clients send by themselves when they open, as their initial payload."""

_CLIENT_ID = re.compile(r"[\w.:-]{1,100}", re.ASCII)
_SEPARATOR = "/"


def wants_metadata(session_request: object) -> bool:
    """Whether a client reads ``metadata``: ours says so by naming its language or page."""
    return isinstance(session_request, Mapping) and not {"language", "page", "metadata"}.isdisjoint(
        session_request
    )


def inbound_from_utterance(contact: str, body: object, language: str | None = None) -> Inbound:
    """Reads the body of a ``user_uttered`` event.

    Args:
        contact: The visitor, from their token and never from the body.
        body: As it came off the socket: anything.
        language: What the client said at ``session_request``; the body's own word goes first.

    Raises:
        NotAnUtterance: Not an object, or a field of the wrong type.
        EmptyText: Neither words nor a button.
        TextTooLong: Over 4000 characters.
    """
    if not isinstance(body, Mapping):
        raise NotAnUtterance
    text = _text(body)
    payload = "/greet" if text in GREETINGS and body.get("payload") is None else _payload(body)
    if not text and payload is None:
        raise EmptyText
    return Inbound(
        sender=Address(CHANNEL, contact),
        provider_id=f"{contact}{_SEPARATOR}{_client_id(body)}",
        text="" if payload == text or text in GREETINGS else text,
        payload=payload,
        language=_language(body) or language_code(language),
        sent_at=datetime.now(UTC),
    )


def client_id_of(provider_id: str) -> str | None:
    """The client's own id within a provider id that ``inbound_from_utterance`` made."""
    _, separator, client_id = provider_id.partition(_SEPARATOR)
    return client_id if separator else None


def utterance_from(
    message: Outbound,
    *,
    sequence: int | None = None,
    at: datetime | None = None,
    files: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The body of a ``bot_uttered`` event for one rendered message; ``files`` as ``file_from`` shows them."""
    body: dict[str, Any] = {}
    if message.text or not (message.image or files):
        body["text"] = message.text
    if message.buttons:
        body["quick_replies"] = [
            {"content_type": "text", "title": button.title, "payload": button.payload}
            for button in message.buttons
        ]
    picture = message.image or next((it["url"] for it in files if it["kind"] == AttachmentKind.IMAGE), None)
    if picture:
        body["attachment"] = {"type": "image", "payload": {"src": picture}}
    metadata = _metadata(message, sequence, at)
    return {**body, "metadata": {**metadata, "files": list(files)} if files else metadata}


def file_from(attachment: Attachment, url: str) -> dict[str, Any]:
    """An agent's file as our own client takes it, in ``metadata`` and in the history."""
    return {
        "kind": attachment.kind.value,
        "media_type": attachment.media_type,
        "name": attachment.name,
        "size": attachment.size,
        "url": url,
    }


def without_metadata(body: Mapping[str, Any]) -> dict[str, Any]:
    """The same body in exactly the shape that Rasa itself sends; a file that is no picture becomes words."""
    plain = {key: value for key, value in body.items() if key != "metadata"}
    files = body.get("metadata", {}).get("files", ())
    words = [f"📎 {it['name']}\n{it['url']}" for it in files if it["kind"] != AttachmentKind.IMAGE]
    return {**plain, "text": "\n".join(words)} if words else plain


def _metadata(message: Outbound, sequence: int | None, at: datetime | None) -> dict[str, Any]:
    return {
        "id": message.id,
        "sequence": sequence,
        "author": message.author,
        "author_name": message.author_name,
        "at": at.isoformat() if at else None,
    }


def _text(body: Mapping[Any, Any]) -> str:
    text = body.get("message")
    if text is None:
        return ""
    if not isinstance(text, str):
        raise NotAnUtterance
    if len(text) > TEXT_LIMIT:
        raise TextTooLong
    return storable(text).strip()


def _payload(body: Mapping[Any, Any]) -> str | None:
    payload = body.get("payload")
    if payload is None:
        return None
    if not isinstance(payload, str) or not payload.startswith("/"):
        raise NotAnUtterance("A payload is a text that begins with a slash.")
    if len(payload) > PAYLOAD_LIMIT:
        raise TextTooLong
    return storable(payload)


def _client_id(body: Mapping[Any, Any]) -> str:
    client_id = body.get("id")
    if client_id is None:
        return uuid.uuid4().hex
    if not isinstance(client_id, str) or not _CLIENT_ID.fullmatch(client_id):
        raise NotAnUtterance("An id is up to 100 letters, digits, dots, colons and dashes.")
    return client_id


def _language(body: Mapping[Any, Any]) -> str | None:
    """Rasa's clients send their custom data as an object, or as JSON in a string."""
    custom = body.get("customData")
    if isinstance(custom, str) and len(custom) <= CUSTOM_DATA_LIMIT:
        try:
            custom = json.loads(custom)
        except (ValueError, RecursionError) as error:
            raise NotAnUtterance("The custom data is not JSON.") from error
    return language_code(custom.get("language")) if isinstance(custom, Mapping) else None
