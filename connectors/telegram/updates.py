"""Genuine updates, as Telegram sends them; for tests, demonstrations and load."""

from __future__ import annotations

import itertools
import json
import time
from typing import Any

from connectors.base import WebhookRequest
from connectors.telegram.parse import SECRET_HEADER

Json = dict[str, Any]

_numbers = itertools.count(time.time_ns() // 1_000_000)
"""Telegram's numbers only ever grow, also from one run to the next."""


def next_number() -> int:
    """A number that no update or message of this process had."""
    return next(_numbers)


def webhook_request(
    update: object, secret: str | None, url: str = "https://shop.example/webhooks/telegram"
) -> WebhookRequest:
    """The HTTP request that carries an update to our webhook."""
    return WebhookRequest(
        method="POST",
        url=url,
        headers={key.lower(): value for key, value in headers(secret).items()},
        body=json.dumps(update).encode(),
    )


def headers(secret: str | None) -> dict[str, str]:
    """The headers of Telegram's webhook calls."""
    sent = {"Content-Type": "application/json"}
    return {**sent, SECRET_HEADER: secret} if secret is not None else sent


def person(chat_id: int, first_name: str = "Giulia", language_code: str | None = "it") -> Json:
    """A user."""
    user: Json = {"id": chat_id, "is_bot": False, "first_name": first_name, "last_name": "Prova"}
    return {**user, "language_code": language_code} if language_code else user


def message(chat_id: int, *, message_id: int | None = None, **fields: Any) -> Json:
    """A private message, of whatever the fields say it is."""
    return {
        "message_id": next_number() if message_id is None else message_id,
        "from": person(chat_id),
        "chat": {"id": chat_id, "first_name": "Giulia", "last_name": "Prova", "type": "private"},
        "date": int(time.time()),
        **fields,
    }


def update(kind: str, body: Json, update_id: int | None = None) -> Json:
    """An update of any kind."""
    return {"update_id": next_number() if update_id is None else update_id, kind: body}


def text_update(
    chat_id: int, text: str, *, update_id: int | None = None, message_id: int | None = None
) -> Json:
    """A person wrote something; a command is marked as such."""
    fields: Json = {"text": text}
    if text.startswith("/"):
        length = len(text.split(" ", maxsplit=1)[0])
        fields["entities"] = [{"offset": 0, "length": length, "type": "bot_command"}]
    return update("message", message(chat_id, message_id=message_id, **fields), update_id)


def edited_update(chat_id: int, message_id: int, text: str) -> Json:
    """A person changed what they had written."""
    body = message(chat_id, message_id=message_id, edit_date=int(time.time()), text=text)
    return update("edited_message", body)


def press_update(chat_id: int, data: str, *, title: str = "Sì", text: str = "Intendevi…?") -> Json:
    """A person pressed a button below a message of ours."""
    shown = message(
        chat_id,
        text=text,
        reply_markup={"inline_keyboard": [[{"text": title, "callback_data": data}]]},
    )
    shown["from"] = {"id": 1, "is_bot": True, "first_name": "Bottega", "username": "bottega_bot"}
    query = {
        "id": str(next_number()),
        "from": person(chat_id),
        "message": shown,
        "chat_instance": "-3141592653589793238",
        "data": data,
    }
    return update("callback_query", query)


def photo_update(chat_id: int, caption: str | None = None) -> Json:
    """A person sent a photo, which comes in several sizes."""
    sizes = [
        {
            "file_id": f"photo-{width}",
            "file_unique_id": f"u{width}",
            "width": width,
            "height": width,
            "file_size": 1000 + width,
        }
        for width in (90, 1280, 320)
    ]
    fields: Json = {"photo": sizes, "caption": caption} if caption else {"photo": sizes}
    return update("message", message(chat_id, **fields))


def voice_update(chat_id: int) -> Json:
    """A person sent a voice note."""
    voice = {
        "file_id": "voice-1",
        "file_unique_id": "uv1",
        "duration": 4,
        "mime_type": "audio/ogg",
        "file_size": 15_000,
    }
    return update("message", message(chat_id, voice=voice))


def document_update(chat_id: int, name: str = "fattura.pdf") -> Json:
    """A person sent a file."""
    document = {
        "file_id": "document-1",
        "file_unique_id": "ud1",
        "file_name": name,
        "mime_type": "application/pdf",
        "file_size": 12_345,
    }
    return update("message", message(chat_id, document=document))


def membership_update(chat_id: int, status: str) -> Json:
    """A person blocked us (``kicked``) or came back (``member``)."""
    bot = {"id": 1, "is_bot": True, "first_name": "Bottega", "username": "bottega_bot"}
    old = "member" if status == "kicked" else "kicked"
    body = {
        "chat": {"id": chat_id, "first_name": "Giulia", "type": "private"},
        "from": person(chat_id),
        "date": int(time.time()),
        "old_chat_member": {"user": bot, "status": old},
        "new_chat_member": {"user": bot, "status": status},
    }
    return update("my_chat_member", body)
