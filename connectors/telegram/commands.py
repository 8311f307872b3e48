"""What a typed command means to the assistant."""

from __future__ import annotations

import json

GREETING = "/greet"
PERSON = "/ask_person"
LANGUAGE = "/set_language"

_PAYLOADS = {
    "start": GREETING,
    "help": GREETING,
    "aiuto": GREETING,
    "operatore": PERSON,
    "operator": PERSON,
    "persona": PERSON,
    "lingua": LANGUAGE,
    "language": LANGUAGE,
}
_LANGUAGES = {
    "it": "it",
    "italiano": "it",
    "italian": "it",
    "en": "en",
    "inglese": "en",
    "english": "en",
}

MENU = {
    "it": (("operatore", "Parla con una persona"), ("lingua", "Cambia lingua")),
    "en": (("operator", "Talk to a person"), ("language", "Change language")),
}
"""What Telegram's own menu offers, by language."""


def payload_of(text: str) -> str | None:
    """The payload of a command (``/operatore``, ``/lingua@shop_bot en``); None for other text."""
    if not text.startswith("/"):
        return None
    command, _, argument = text[1:].partition(" ")
    payload = _PAYLOADS.get(command.partition("@")[0].lower())
    language = _LANGUAGES.get(argument.strip().lower())
    if payload == LANGUAGE and language:
        return LANGUAGE + json.dumps({"language": language}, separators=(",", ":"))
    return payload
