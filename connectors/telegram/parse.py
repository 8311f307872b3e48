"""Telegram's updates, verified and read; the same reading serves webhook and long polling."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from connectors.base import BadSignature, MalformedRequest, WebhookRequest
from connectors.body import read_json, read_model
from connectors.telegram.attachments import attachments_of
from connectors.telegram.commands import payload_of
from connectors.telegram.models import CallbackQuery, Chat, ChatMemberUpdated, Update, User
from connectors.text import language_code
from handoff.messages import Address, ContactBlocked, Edited, Inbound, InboundEvent, Unknown

CHANNEL = "telegram"
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The updates that we ask Telegram for."""

_BLOCKED = {"kicked": True, "member": False}


def verify_secret(request: WebhookRequest, secret: str | None) -> None:
    """Raises ``BadSignature`` unless the request carries our secret; without one, nothing passes."""
    given = request.headers.get(SECRET_HEADER, "")
    if secret is None:
        raise BadSignature("There is no webhook secret to compare with.")
    if not hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode()):
        raise BadSignature


def parse_webhook(request: WebhookRequest) -> list[InboundEvent]:
    """Reads the one update in a webhook's body.

    Raises:
        MalformedRequest: Not an update.
    """
    if request.route:
        raise MalformedRequest("Telegram calls no such route.")
    return [read_update(read_json(request))]


def read_update(body: dict[str, Any]) -> InboundEvent:
    """Reads one update; kinds that we don't know, and chats that aren't with one person, are kept.

    Raises:
        MalformedRequest: Not an update.
    """
    update = read_model(Update, body)
    readers: dict[str, Callable[[Update], InboundEvent | None]] = {
        "message": _message,
        "edited_message": _edited,
        "callback_query": _press,
        "my_chat_member": _membership,
    }
    for kind, read in readers.items():
        if getattr(update, kind) is not None:
            return read(update) or _unknown(update, kind, body)
    return _unknown(update, _unknown_kind(body), body)


def event_id(update_id: int) -> str:
    """Our name for an update as such."""
    return f"update:{update_id}"


def message_reference(chat_id: int, message_id: int) -> str:
    """A message's identifier across chats: Telegram counts messages within each chat."""
    return f"{chat_id}:{message_id}"


def _message(update: Update) -> Inbound | None:
    message = update.message
    if message is None or not _is_person(message.chat, message.sender):
        return None
    text = message.text or message.caption or ""
    attachments = attachments_of(message)
    if not text and not attachments:
        return None
    return Inbound(
        sender=_address(message.chat, message.sender),
        provider_id=message_reference(message.chat.id, message.message_id),
        text=text,
        payload=payload_of(message.text or ""),
        attachments=attachments,
        language=language_code(message.sender.language_code) if message.sender else None,
        sent_at=datetime.fromtimestamp(message.date, UTC),
    )


def _edited(update: Update) -> Edited | None:
    message = update.edited_message
    text = (message.text or message.caption) if message else None
    if message is None or not text or not _is_person(message.chat, message.sender):
        return None
    return Edited(
        sender=_address(message.chat, message.sender),
        provider_id=message_reference(message.chat.id, message.message_id),
        event_id=event_id(update.update_id),
        text=text,
    )


def _press(update: Update) -> Inbound | None:
    query = update.callback_query
    if query is None or query.data is None or query.sender.is_bot:
        return None
    if query.message is not None and not _is_person(query.message.chat, query.sender):
        return None
    return Inbound(
        sender=Address(CHANNEL, str(query.sender.id), _name(query.sender)),
        provider_id=f"callback:{query.id}",
        text=_pressed_title(query),
        payload=query.data,
        language=language_code(query.sender.language_code),
        interaction=query.id,
    )


def _membership(update: Update) -> ContactBlocked | None:
    change: ChatMemberUpdated | None = update.my_chat_member
    if change is None or not _is_person(change.chat, change.sender):
        return None
    blocked = _BLOCKED.get(change.new_chat_member.status)
    if blocked is None:
        return None
    return ContactBlocked(_address(change.chat, change.sender), event_id(update.update_id), blocked)


def _pressed_title(query: CallbackQuery) -> str:
    """What stood on the button, so that a transcript reads as the shopper saw it."""
    keyboard = query.message.reply_markup if query.message else None
    rows = keyboard.inline_keyboard if keyboard else []
    return next((button.text for row in rows for button in row if button.callback_data == query.data), "")


def _is_person(chat: Chat, sender: User | None) -> bool:
    return chat.type == "private" and (sender is None or not sender.is_bot)


def _address(chat: Chat, sender: User | None) -> Address:
    return Address(CHANNEL, str(chat.id), _name(sender) if sender else None)


def _name(user: User) -> str | None:
    return " ".join(filter(None, (user.first_name, user.last_name))).strip() or user.username


def _unknown_kind(body: dict[str, Any]) -> str:
    return next((key for key in body if key != "update_id"), "empty")[:100]


def _unknown(update: Update, kind: str, body: dict[str, Any]) -> Unknown:
    return Unknown(CHANNEL, event_id(update.update_id), kind, body)


def malformed(body: object, update_id: int) -> Unknown:
    """Keeps an update that can't be read, where it can't be refused either (long polling)."""
    return Unknown(CHANNEL, event_id(update_id), "malformed", body if isinstance(body, dict) else {})
