"""The web chat as a channel: there is no vendor; sending is a push to the visitor's open sockets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from connectors.base import (
    BadSignature,
    Capabilities,
    ChannelContext,
    FileRules,
    Finding,
    MalformedRequest,
    Media,
    MediaUnavailable,
    WebhookReply,
    WebhookRequest,
)
from connectors.parts import with_files
from connectors.text import NO_WORDS, split
from connectors.webchat import protocol, session
from handoff.messages import Address, Attachment, Inbound, InboundEvent, Outbound, Receipt


class WebchatChannel:
    """Implements ``Channel`` and ``Realtime``.

    A message counts as sent once it is pushed: it is in the transcript already, and a visitor who
    is away reads it there when they come back. Clients merge by id, so pushing twice is harmless.
    """

    name = protocol.CHANNEL
    capabilities = Capabilities(
        buttons=True,
        images=True,
        typing=True,
        window_hours=None,
        text_limit=protocol.TEXT_LIMIT,
        idempotent_send=True,
        title="Web chat",
        files=FileRules(protocol.FILE_TYPES, max_bytes=10_000_000),
    )
    reply = WebhookReply()

    def __init__(self, context: ChannelContext) -> None:
        self._context = context
        self._push = context.push

    def verify(self, request: WebhookRequest) -> None:
        """Refuses: visitors speak over sockets, nobody calls a webhook.

        Raises:
            BadSignature: Always.
        """
        raise BadSignature("The web chat has no webhook.")

    def parse(self, request: WebhookRequest) -> list[InboundEvent]:
        """Refuses.

        Raises:
            MalformedRequest: Always.
        """
        raise MalformedRequest("The web chat has no webhook.")

    def render(self, message: Outbound) -> list[Outbound]:
        """An image, each part of the text with the buttons under the last, each file: one utterance each."""
        return with_files(message, self._render_words)

    def _render_words(self, message: Outbound) -> list[Outbound]:
        texts = split(message.text, self.capabilities.text_limit, len)
        if message.buttons and not texts:
            texts = [NO_WORDS]
        images = [replace(message, text="", buttons=())] if message.image else []
        parts = [replace(message, text=text, image=None, buttons=()) for text in texts]
        if parts:
            parts[-1] = replace(parts[-1], buttons=message.buttons)
        return [*images, *parts]

    async def send(self, to: Address, message: Outbound) -> Receipt:
        """Pushes one utterance; whoever is not connected finds it in the history."""
        body = self.utterance_from(message, sequence=message.sequence or None, at=datetime.now(UTC))
        await self._push(to.contact, "bot_uttered", body)
        return Receipt(provider_id=message.id)

    async def acknowledge(self, message: Inbound) -> None:
        """Does nothing: the socket's own acknowledgement said it."""

    async def show_typing(self, to: Address) -> None:
        """Shows the dots."""
        await self._push(to.contact, "typing", {"author": "agent"})

    async def download(self, attachment: Attachment) -> Media:
        """Refuses: visitors send no attachments.

        Raises:
            MediaUnavailable: Always.
        """
        raise MediaUnavailable

    async def check(self) -> list[Finding]:
        """Always in order: there is no vendor to ask."""
        return [Finding(ok=True, summary="The web chat needs no credentials.")]

    async def close(self) -> None:
        """Holds nothing."""

    def session_token(self) -> str:
        """See ``session.session_token``."""
        return session.session_token()

    def contact_of(self, token: object) -> str | None:
        """See ``session.contact_of``."""
        return session.contact_of(token)

    def wants_metadata(self, session_request: object) -> bool:
        """See ``protocol.wants_metadata``."""
        return protocol.wants_metadata(session_request)

    def inbound_from_utterance(self, contact: str, body: object, language: str | None = None) -> Inbound:
        """See ``protocol.inbound_from_utterance``."""
        return protocol.inbound_from_utterance(contact, body, language)

    def utterance_from(
        self, message: Outbound, *, sequence: int | None = None, at: datetime | None = None
    ) -> dict[str, Any]:
        """See ``protocol.utterance_from``."""
        files = [self.shown_file(file) for file in message.attachments]
        return protocol.utterance_from(message, sequence=sequence, at=at, files=files)

    def shown_file(self, attachment: Attachment) -> dict[str, Any]:
        """An agent's file, with the address at which the visitor's browser finds it."""
        context = self._context
        url = context.file_url(attachment.reference) or context.files.path(attachment.reference)
        return protocol.file_from(attachment, url)

    def without_metadata(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """See ``protocol.without_metadata``."""
        return protocol.without_metadata(body)

    def client_id_of(self, provider_id: str) -> str | None:
        """See ``protocol.client_id_of``."""
        return protocol.client_id_of(provider_id)
