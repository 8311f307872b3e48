"""Messages in the shapes that Telegram takes."""

from __future__ import annotations

from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from connectors.parts import with_files
from connectors.text import NO_WORDS, split, utf16_length
from handoff.messages import Button, Outbound

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
CALLBACK_DATA_BYTES = 64
BUTTONS_LIMIT = 100


def render(message: Outbound) -> list[Outbound]:
    """One call each: a photo (with its caption where that fits), then the text; buttons come last.

    An agent's files come after the words; a single one carries them as its caption.
    """
    return with_files(message, _words, lambda _, text: utf16_length(text) <= CAPTION_LIMIT)


def _words(message: Outbound) -> list[Outbound]:
    if message.image and utf16_length(message.text.strip()) <= CAPTION_LIMIT:
        return [replace(message, text=message.text.strip())]
    texts = split(message.text, TEXT_LIMIT)
    if message.buttons and not texts:
        texts = [NO_WORDS]
    photos = [replace(message, text="", buttons=())] if message.image else []
    parts = [replace(message, text=text, image=None, buttons=()) for text in texts]
    if parts:
        parts[-1] = replace(parts[-1], buttons=message.buttons)
    return [*photos, *parts]


def keyboard(buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
    """One button a row, so that long titles stay readable; None without buttons."""
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(button.title, callback_data=callback_data(number, button))]
            for number, button in enumerate(buttons[:BUTTONS_LIMIT], start=1)
        ]
    )


def callback_data(number: int, button: Button) -> str:
    """The button's payload, or ``#2`` where it is longer than Telegram's 64 bytes.

    ``#2`` means the second of the buttons last offered; whoever offered them knows.
    """
    return button.payload if len(button.payload.encode()) <= CALLBACK_DATA_BYTES else f"#{number}"
