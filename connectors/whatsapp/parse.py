"""Twilio's forms, read: messages and what became of ours.

https://www.twilio.com/docs/messaging/guides/webhook-request
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from connectors.base import MalformedRequest, WebhookRequest
from connectors.body import first_values, read_form
from connectors.whatsapp.errors import reason_of
from handoff.messages import (
    Address,
    Attachment,
    AttachmentKind,
    DeliveryStatus,
    Inbound,
    InboundEvent,
    StatusUpdate,
    Unknown,
)

CHANNEL = "whatsapp"
STATUS_ROUTE = "status"
MESSAGE_PARAMETER = "message"
"""Our message's id in the address that Twilio reports to."""
MOST_MEDIA = 20
LONGEST_IDENTIFIER = 100
LONGEST_URL = 2000

_PREFIX = "whatsapp:"
_STATUSES = {
    "accepted": DeliveryStatus.SENT,
    "scheduled": DeliveryStatus.SENT,
    "queued": DeliveryStatus.SENT,
    "sending": DeliveryStatus.SENT,
    "sent": DeliveryStatus.SENT,
    "delivered": DeliveryStatus.DELIVERED,
    "read": DeliveryStatus.READ,
    "failed": DeliveryStatus.FAILED,
    "undelivered": DeliveryStatus.FAILED,
    "canceled": DeliveryStatus.FAILED,
}
"""``sent`` is our word for "Twilio has it": a message of unknown fate is found again by it."""

_KINDS = {
    "image": AttachmentKind.IMAGE,
    "audio": AttachmentKind.AUDIO,
    "video": AttachmentKind.VIDEO,
}
_SPECIAL_KINDS = {
    "image/webp": AttachmentKind.STICKER,
    "text/vcard": AttachmentKind.CONTACT,
    "text/x-vcard": AttachmentKind.CONTACT,
}


def parse(request: WebhookRequest) -> list[InboundEvent]:
    """Reads a verified request.

    Raises:
        MalformedRequest: Not a form of Twilio's.
    """
    if request.route not in ("", STATUS_ROUTE):
        raise MalformedRequest("Twilio calls no such route.")
    form = first_values(read_form(request))
    identifier = _identifier(form)
    if request.route == STATUS_ROUTE or ("MessageStatus" in form and "Body" not in form):
        return [_status(form, identifier, request.query.get(MESSAGE_PARAMETER))]
    return [_message(form, identifier)]


def _identifier(form: Mapping[str, str]) -> str:
    identifier = form.get("MessageSid") or form.get("SmsMessageSid") or form.get("SmsSid") or ""
    if not 0 < len(identifier) <= LONGEST_IDENTIFIER:
        raise MalformedRequest("There is no MessageSid.")
    return identifier


def _status(form: Mapping[str, str], identifier: str, message_id: str | None) -> InboundEvent:
    word = form.get("MessageStatus") or form.get("SmsStatus") or ""
    status = _STATUSES.get(word.lower())
    if status is None:
        return Unknown(CHANNEL, f"{identifier}:{word[:50]}", f"status.{word[:50]}", dict(form))
    return StatusUpdate(
        provider_id=identifier,
        status=status,
        message_id=message_id[:LONGEST_IDENTIFIER] if message_id else None,
        error_code=reason_of(form.get("ErrorCode", "")[:LONGEST_IDENTIFIER] or None),
    )


def _message(form: Mapping[str, str], identifier: str) -> InboundEvent:
    attachments = (*_media(form), *_place(form))
    payload = form.get("ButtonPayload") or form.get("ListId") or None
    text = form.get("Body") or form.get("ButtonText") or form.get("ListTitle") or ""
    if not form.get("From", "").startswith(_PREFIX):
        return _unknown(form, identifier, "sender")
    if not (text or payload or attachments):
        return _unknown(form, identifier, form.get("MessageType", "empty"))
    return Inbound(
        sender=_address(form),
        provider_id=identifier,
        text=text,
        payload=payload,
        attachments=attachments,
    )


def _address(form: Mapping[str, str]) -> Address:
    contact = form["From"].removeprefix(_PREFIX).strip()
    if not 0 < len(contact) <= LONGEST_IDENTIFIER:
        raise MalformedRequest("There is no sender.")
    return Address(CHANNEL, contact, form.get("ProfileName") or None)


def _media(form: Mapping[str, str]) -> tuple[Attachment, ...]:
    count = form.get("NumMedia") or "0"
    if not (count.isascii() and count.isdigit()) or len(count) > 3 or int(count) > MOST_MEDIA:
        raise MalformedRequest("NumMedia is not a small number.")
    return tuple(_medium(form, index) for index in range(int(count)))


def _medium(form: Mapping[str, str], index: int) -> Attachment:
    url = form.get(f"MediaUrl{index}", "")
    if not url.startswith(("https://", "http://")) or len(url) > LONGEST_URL:
        raise MalformedRequest(f"MediaUrl{index} is not an address.")
    media_type = form.get(f"MediaContentType{index}", "").partition(";")[0].strip().lower() or None
    return Attachment(_kind(media_type or ""), url, media_type=media_type)


def _kind(media_type: str) -> AttachmentKind:
    general = _KINDS.get(media_type.partition("/")[0], AttachmentKind.DOCUMENT)
    return _SPECIAL_KINDS.get(media_type, general)


def _place(form: Mapping[str, str]) -> tuple[Attachment, ...]:
    if not form.get("Latitude") or not form.get("Longitude"):
        return ()
    name = ", ".join(part for part in (form.get("Label"), form.get("Address")) if part)
    return (
        Attachment(
            AttachmentKind.LOCATION,
            name=name or None,
            latitude=_degrees(form["Latitude"], 90),
            longitude=_degrees(form["Longitude"], 180),
        ),
    )


def _degrees(value: str, most: float) -> float:
    try:
        degrees = float(value)
    except ValueError as error:
        raise MalformedRequest("A place has coordinates.") from error
    if not math.isfinite(degrees) or abs(degrees) > most:
        raise MalformedRequest("A place has coordinates on the globe.")
    return degrees


def _unknown(form: Mapping[str, str], identifier: str, kind: str) -> Unknown:
    return Unknown(CHANNEL, identifier, kind[:LONGEST_IDENTIFIER], dict(form))
