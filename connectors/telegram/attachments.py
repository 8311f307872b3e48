"""What a Telegram message carries besides text."""

from __future__ import annotations

from connectors.telegram.models import File, Message
from handoff.messages import Attachment, AttachmentKind

_FILE_KINDS = (
    ("voice", AttachmentKind.AUDIO, "audio/ogg"),
    ("audio", AttachmentKind.AUDIO, None),
    ("video", AttachmentKind.VIDEO, None),
    ("video_note", AttachmentKind.VIDEO, "video/mp4"),
    ("animation", AttachmentKind.VIDEO, "video/mp4"),
    ("document", AttachmentKind.DOCUMENT, None),
)


def attachments_of(message: Message) -> tuple[Attachment, ...]:
    """A message's attachment, if any: Telegram sends one at a time."""
    found = _photo(message) or _file(message) or _sticker(message) or _contact(message) or _place(message)
    return (found,) if found else ()


def _photo(message: Message) -> Attachment | None:
    if not message.photo:
        return None
    largest = max(message.photo, key=lambda size: size.width * size.height)
    return Attachment(AttachmentKind.IMAGE, largest.file_id, media_type="image/jpeg", size=largest.file_size)


def _file(message: Message) -> Attachment | None:
    for field, kind, media_type in _FILE_KINDS:
        file: File | None = getattr(message, field)
        if file is not None:
            return Attachment(
                kind, file.file_id, file.mime_type or media_type, file.file_name, file.file_size
            )
    return None


def _sticker(message: Message) -> Attachment | None:
    sticker = message.sticker
    if sticker is None:
        return None
    return Attachment(AttachmentKind.STICKER, sticker.file_id, "image/webp", sticker.emoji, sticker.file_size)


def _contact(message: Message) -> Attachment | None:
    """A card has no bytes to fetch: its name says all of it."""
    contact = message.contact
    if contact is None:
        return None
    words = (contact.first_name, contact.last_name, contact.phone_number)
    return Attachment(AttachmentKind.CONTACT, name=" ".join(word for word in words if word))


def _place(message: Message) -> Attachment | None:
    location = message.venue.location if message.venue else message.location
    if location is None:
        return None
    return Attachment(
        AttachmentKind.LOCATION,
        name=f"{message.venue.title}, {message.venue.address}" if message.venue else None,
        latitude=location.latitude,
        longitude=location.longitude,
    )
