"""Messages in the shapes that WhatsApp takes from Twilio within the reply window."""

from __future__ import annotations

from dataclasses import replace

from connectors.parts import with_files
from connectors.text import numbered, split, utf16_length
from handoff.messages import Attachment, AttachmentKind, Outbound

TEXT_LIMIT = 1600
CAPTION_LIMIT = 1024


def render(message: Outbound) -> list[Outbound]:
    """One call each: an image (with its caption where that fits), then the text.

    Buttons need a template that WhatsApp has approved; without, they are a numbered list in the
    words, and stay on the last part for whoever has to know what "2" means. Only pictures of an agent's
    carry words: Twilio gives documents no caption. A template goes out as it was approved.
    """
    if message.template:
        return [message]
    return with_files(message, _words, _may_caption)


def _may_caption(file: Attachment, text: str) -> bool:
    return file.kind is AttachmentKind.IMAGE and utf16_length(text) <= CAPTION_LIMIT


def _words(message: Outbound) -> list[Outbound]:
    text = numbered(message.text, message.buttons)
    if message.image and utf16_length(text) <= CAPTION_LIMIT:
        return [replace(message, text=text)]
    images = [replace(message, text="", buttons=())] if message.image else []
    parts = [replace(message, text=part, image=None, buttons=()) for part in split(text, TEXT_LIMIT)]
    if parts:
        parts[-1] = replace(parts[-1], buttons=message.buttons)
    return [*images, *parts]
