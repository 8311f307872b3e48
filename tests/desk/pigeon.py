"""A channel whose vendor is the test: signed JSON in, sent messages in a list."""

from __future__ import annotations

import json

from connectors.base import (
    BadSignature,
    Capabilities,
    Finding,
    MalformedRequest,
    Media,
    MediaUnavailable,
    WebhookReply,
    WebhookRequest,
)
from handoff.messages import Address, Attachment, AttachmentKind, Inbound, InboundEvent, Outbound, Receipt

SIGNED = {"x-pigeon-signature": "coo"}


class PigeonChannel:
    """Implements ``Channel``."""

    name = "pigeon"
    capabilities = Capabilities(buttons=True, images=True, typing=True, window_hours=24, text_limit=1000)
    reply = WebhookReply(media_type="text/plain", body="coo")

    def __init__(self) -> None:
        self.requests: list[WebhookRequest] = []
        self.sent: list[tuple[Address, Outbound]] = []
        self.acknowledged: list[str] = []
        self.typing: list[Address] = []
        self.media: Media | None = Media(b"\x89PNG", "image/png")

    def verify(self, request: WebhookRequest) -> None:
        self.requests.append(request)
        if request.headers.get("x-pigeon-signature") != "coo":
            raise BadSignature

    def parse(self, request: WebhookRequest) -> list[InboundEvent]:
        try:
            letter = json.loads(request.body)
            sender = Address(self.name, str(letter["from"]), letter.get("name"))
            attachments = (Attachment(AttachmentKind.IMAGE, "ring-1"),) if letter.get("photo") else ()
            return [
                Inbound(
                    sender,
                    str(letter["id"]),
                    letter["text"],
                    attachments=attachments,
                    interaction=letter.get("press"),
                )
            ]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise MalformedRequest from error

    def render(self, message: Outbound) -> list[Outbound]:
        return [message]

    async def send(self, to: Address, message: Outbound) -> Receipt:
        self.sent.append((to, message))
        return Receipt(f"flight-{message.id}")

    async def acknowledge(self, message: Inbound) -> None:
        self.acknowledged.append(message.provider_id)

    async def show_typing(self, to: Address) -> None:
        self.typing.append(to)

    async def download(self, attachment: Attachment) -> Media:
        if self.media is None:
            raise MediaUnavailable
        return self.media

    async def check(self) -> list[Finding]:
        return []

    async def close(self) -> None:
        self.media = None
