"""The vocabulary that channels, the router and the outbox share: what comes in, what goes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class AttachmentKind(StrEnum):
    """What an attachment is to the person who looks at it."""

    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"
    LOCATION = "location"
    CONTACT = "contact"
    STICKER = "sticker"


class DeliveryStatus(StrEnum):
    """What a vendor says became of a message; only ever moves forward, in this order."""

    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Address:
    """Where one person is reached on one channel.

    Attributes:
        channel: The channel's registered name.
        contact: The vendor's identifier of the person (chat id, E.164 number, visitor id).
        name: The name the vendor shows for the person, if any.
    """

    channel: str
    contact: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something other than text; kept by reference, fetched when looked at.

    Attributes:
        kind: What it is.
        reference: What a shopper sent: the vendor's handle (file id or URL), empty for a location.
            What an agent sends: our own name of the file, under which whoever sends it finds its bytes.
        media_type: MIME type as the vendor states it.
        name: File name, if the vendor gives one.
        size: Bytes, if the vendor says.
        latitude: Degrees north, for a location.
        longitude: Degrees east, for a location.
    """

    kind: AttachmentKind
    reference: str = ""
    media_type: str | None = None
    name: str | None = None
    size: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A choice offered to the shopper; the payload is what the brain receives when it is taken."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """A message that the vendor has approved beforehand, filled in: it may leave when the window is closed.

    Attributes:
        id: The vendor's identifier of the template.
        name: Its name, for people.
        language: ISO 639-1 code (or the vendor's tag) of its words.
        variables: What is put in place of each placeholder.
    """

    id: str
    name: str
    language: str
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inbound:
    """A message from a shopper.

    Attributes:
        sender: Who wrote.
        provider_id: The vendor's identifier of the message, unique within the channel.
        text: What was written; a caption for an attachment; empty where there is none.
        payload: What a pressed button carries (``/intent{...}``), or None for typed text.
        attachments: Photos, voice notes, documents, places.
        language: ISO 639-1 code that the channel states (a hint, never a verdict).
        sent_at: The vendor's own time of sending, aware; None if it gives none.
        interaction: The vendor's handle to acknowledge a press (Telegram's callback query id).
    """

    sender: Address
    provider_id: str
    text: str = ""
    payload: str | None = None
    attachments: tuple[Attachment, ...] = ()
    language: str | None = None
    sent_at: datetime | None = None
    interaction: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """A shopper changed a message they had sent.

    Attributes:
        sender: Who wrote.
        provider_id: The vendor's identifier of the message that changed.
        event_id: The vendor's identifier of the change itself, unique within the channel.
        text: The new text.
    """

    sender: Address
    provider_id: str
    event_id: str
    text: str


@dataclass(frozen=True, slots=True)
class StatusUpdate:
    """What became of a message of ours.

    Attributes:
        provider_id: The vendor's identifier of the message.
        status: The new status.
        message_id: Our own identifier, where the vendor hands it back; None elsewhere.
        error_code: The vendor's code of a failure.
    """

    provider_id: str
    status: DeliveryStatus
    message_id: str | None = None
    error_code: str | None = None


@dataclass(frozen=True, slots=True)
class ContactBlocked:
    """A person blocked (or unblocked) us on their channel."""

    sender: Address
    event_id: str
    blocked: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """A well-formed, verified event of a kind we do not know yet; kept as it came."""

    channel: str
    event_id: str
    kind: str
    body: dict[str, Any] = field(default_factory=dict)


InboundEvent = Inbound | Edited | StatusUpdate | ContactBlocked | Unknown


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message to a shopper; after a channel's ``render``, one call to its vendor.

    Attributes:
        id: Our identifier of the message row; empty until it is stored.
        text: Plain text.
        buttons: Choices, in order.
        image: Public URL of an image, or None.
        author: ``bot``, ``agent`` or ``system``, for channels that show it.
        author_name: The name to show, for an agent.
        sequence: The row's place in its conversation; 0 until it is stored.
        attachments: Files of an agent's; after ``render`` at most one.
        template: The approved template that ``text`` is the wording of; None for free words.
    """

    text: str = ""
    buttons: tuple[Button, ...] = ()
    image: str | None = None
    id: str = ""
    author: str = "bot"
    author_name: str | None = None
    sequence: int = 0
    attachments: tuple[Attachment, ...] = ()
    template: TemplateUse | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A vendor's yes to a message: its own identifier for it."""

    provider_id: str
