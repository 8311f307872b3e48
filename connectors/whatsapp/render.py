"""Messages in the shapes that WhatsApp takes from Twilio within the reply window."""

from __future__ import annotations

from dataclasses import replace

from connectors.text import numbered, split, utf16_length
from handoff.messages import Outbound

TEXT_LIMIT = 1600
CAPTION_LIMIT = 1024


def render(message: Outbound) -> list[Outbound]:
    """One call each: an image (with its caption where that fits), then the text.

    Buttons need a template that WhatsApp has approved; without, they are a numbered list in the
    words, and stay on the last part for whoever has to know what "2" means.
    """
    text = numbered(message.text, message.buttons)
    if message.image and utf16_length(text) <= CAPTION_LIMIT:
        return [replace(message, text=text)]
    images = [replace(message, text="", buttons=())] if message.image else []
    parts = [replace(message, text=part, image=None, buttons=()) for part in split(text, TEXT_LIMIT)]
    if parts:
        parts[-1] = replace(parts[-1], buttons=message.buttons)
    return [*images, *parts]
