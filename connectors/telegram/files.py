"""Agents' files, uploaded to Telegram: pictures to look at, everything else to save."""

from __future__ import annotations

from typing import Any

from telegram import InputFile

from connectors.base import FileRules, Files
from handoff.messages import Attachment

RULES = FileRules(
    media_types=frozenset(
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
    ),
    max_bytes=20_000_000,
)
"""Telegram takes 50 MB, but gives no more than 20 back."""
PHOTO_BYTES = 10_000_000
"""A larger picture goes out as a file (https://core.telegram.org/bots/api#sendphoto)."""
_PHOTOS = frozenset({"image/jpeg", "image/png"})


async def call_for(files: Files, attachment: Attachment) -> tuple[str, dict[str, Any]]:
    """The Bot API's method for a file, and the file itself.

    Raises:
        Rejected: The file is gone.
        Retryable: It can't be read now.
    """
    media = await files.read(attachment.reference)
    file = InputFile(media.content, filename=attachment.name or "file")
    is_photo = media.media_type in _PHOTOS and len(media.content) <= PHOTO_BYTES
    return ("sendPhoto", {"photo": file}) if is_photo else ("sendDocument", {"document": file})
