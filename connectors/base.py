"""What a channel is: the one interface that every folder of ``connectors`` implements."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from handoff.messages import Address, Attachment, Inbound, InboundEvent, Outbound, Receipt

Accept = Callable[[Sequence[InboundEvent]], Awaitable[None]]
"""Stores what a channel received; when it returns, the events are safe."""

Push = Callable[[str, str, Mapping[str, object]], Awaitable[None]]
"""Emits ``(contact, event, body)`` to a visitor's open sockets, on every replica."""


class ConnectorError(Exception):
    """A channel could not do what was asked."""

    code = "connector"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class BadSignature(ConnectorError):
    """The request is not signed by the vendor."""

    code = "bad_signature"


class MalformedRequest(ConnectorError):
    """The request is not what this vendor sends."""

    code = "malformed_request"


class BadCredentials(ConnectorError):
    """The vendor does not accept our credentials."""

    code = "bad_credentials"


class MediaUnavailable(ConnectorError):
    """The vendor no longer has this attachment."""

    code = "media_unavailable"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can show and do.

    Attributes:
        buttons: Buttons are shown as such; without, they become a numbered list.
        images: Images are shown in the conversation.
        typing: The shopper can be shown that somebody is writing.
        window_hours: Hours after the shopper's last message in which we may write freely;
            None where there is no limit.
        text_limit: Characters of one message, at most.
        idempotent_send: Sending the same message id again has no second effect, so a send
            that was cut short may simply be repeated.
    """

    buttons: bool
    images: bool
    typing: bool
    window_hours: int | None
    text_limit: int
    idempotent_send: bool = False


@dataclass(frozen=True, slots=True)
class WebhookRequest:
    """A vendor's HTTP request, without a server.

    Attributes:
        method: Upper case.
        url: The public URL as the vendor called it, with its query: what signatures cover.
        headers: Names in lower case.
        body: Exactly as received.
        route: What follows ``/webhooks/<channel>/`` in the path: ``""`` or ``"status"``.
        query: Query parameters, first value each.
    """

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes
    route: str = ""
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WebhookReply:
    """What the vendor wants to hear when all went well."""

    media_type: str = "application/json"
    body: str = "{}"


@dataclass(frozen=True, slots=True)
class Media:
    """An attachment's bytes and MIME type."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of ``sportello doctor`` about a channel.

    Attributes:
        ok: False where somebody has to do something.
        summary: What was found, one clause, no secrets.
        remedy: What to do, one sentence; empty when ok.
    """

    ok: bool
    summary: str
    remedy: str = ""


@runtime_checkable
class Channel(Protocol):
    """One way to talk with shoppers."""

    name: str
    capabilities: Capabilities
    reply: WebhookReply

    def verify(self, request: WebhookRequest) -> None:
        """Raises ``BadSignature`` unless the vendor itself sent the request."""

    def parse(self, request: WebhookRequest) -> list[InboundEvent]:
        """Reads a verified request; kinds not known yet become ``Unknown``.

        Raises:
            MalformedRequest: The body is not what this vendor sends.
        """

    def render(self, message: Outbound) -> list[Outbound]:
        """Splits and degrades a message into what this channel can show; each is one vendor call."""

    async def send(self, to: Address, message: Outbound) -> Receipt:
        """Sends one rendered message.

        Raises:
            Retryable: Not taken, safe to try again.
            Uncertain: No answer; it may have gone out.
            Rejected: Refused for good.
            OutsideWindow: The reply window has closed.
        """

    async def acknowledge(self, message: Inbound) -> None:
        """Tells the vendor that a press arrived, where it wants to know; best effort."""

    async def show_typing(self, to: Address) -> None:
        """Shows that somebody is writing, where the channel can; best effort."""

    async def download(self, attachment: Attachment) -> Media:
        """Fetches an attachment from the vendor (``MediaUnavailable`` when it is gone)."""

    async def check(self) -> list[Finding]:
        """Asks the vendor whether our credentials and our webhook are in order."""

    async def close(self) -> None:
        """Lets go of connections."""


@runtime_checkable
class Polling(Protocol):
    """A channel that can also fetch its messages, for a laptop without a public address."""

    async def poll(self, accept: Accept) -> None:
        """Fetches and hands over until cancelled; what was not accepted is fetched again."""
