"""What a channel is: the one interface that every folder of ``connectors`` implements."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from handoff.errors import Rejected
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


class ConfigurationError(ConnectorError):
    """A channel's settings do not fit together."""

    code = "configuration"


class VendorUnreachable(ConnectorError):
    """The vendor did not answer."""

    code = "vendor_unreachable"


class Files(Protocol):
    """Agents' files, as whoever sends them needs them; a reference is an ``Attachment``'s."""

    async def read(self, reference: str) -> Media:
        """The bytes of a file.

        Raises:
            Rejected: It is gone (``file_unavailable``).
            Retryable: It can't be read now.
        """

    def path(self, reference: str) -> str:
        """Where vendors and visitors find it: a path of ours that nobody can guess, without a host."""


class NoFiles:
    """The ``Files`` of a process that keeps none (the command line, most tests)."""

    async def read(self, reference: str) -> Media:
        """Refuses.

        Raises:
            Rejected: Always.
        """
        raise Rejected("This file is no longer kept.", reason="file_unavailable")

    def path(self, reference: str) -> str:
        """A path at which there is nothing."""
        return "/files/none"


async def push_nowhere(contact: str, event: str, body: Mapping[str, object]) -> None:
    """The ``Push`` of a process that has no visitors (the command line, most tests)."""


@dataclass(frozen=True, slots=True)
class ChannelContext:
    """What the desk tells every channel about itself.

    Attributes:
        public_url: The address under which vendors reach the desk, without a final slash;
            None on a laptop.
        push: How to reach a visitor's open sockets.
        env_file: A file of ``NAME=value`` lines to read settings from, besides the environment.
        answer_seconds: How long to wait for a vendor's answer; no send takes much longer.
        files: What agents send besides text.
    """

    public_url: str | None = None
    push: Push = push_nowhere
    env_file: Path | None = None
    answer_seconds: float = 15.0
    files: Files = field(default_factory=NoFiles)

    def webhook_url(self, channel: str, route: str = "") -> str | None:
        """The public address of a channel's webhook, or None without a public address."""
        if self.public_url is None:
            return None
        path = f"{self.public_url.rstrip('/')}/webhooks/{channel}"
        return f"{path}/{route}" if route else path

    def file_url(self, reference: str) -> str | None:
        """The public address of a file, or None without a public address."""
        if self.public_url is None:
            return None
        return f"{self.public_url.rstrip('/')}{self.files.path(reference)}"


@dataclass(frozen=True, slots=True)
class Off:
    """A channel that is not in use, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileRules:
    """Which files of an agent's a channel takes.

    Attributes:
        media_types: MIME types.
        max_bytes: Of one file.
        image_bytes: Of one image, where the vendor takes smaller ones only.
    """

    media_types: frozenset[str] = frozenset()
    max_bytes: int = 0
    image_bytes: int | None = None

    def limit_of(self, media_type: str) -> int:
        """The most bytes of a file of this type."""
        is_image = media_type.startswith("image/")
        return self.image_bytes if is_image and self.image_bytes is not None else self.max_bytes


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
        contact_is_phone: A contact's identifier is a phone number (E.164) that the vendor has proven.
        title: The channel's name for people; its registered name where empty.
        files: What agents may send besides text; nothing by default.
    """

    buttons: bool
    images: bool
    typing: bool
    window_hours: int | None
    text_limit: int
    idempotent_send: bool = False
    contact_is_phone: bool = False
    title: str = ""
    files: FileRules = FileRules()


@dataclass(frozen=True, slots=True)
class Look:
    """How a channel shows messages, for previews: known also where it is off.

    Attributes:
        capabilities: What it can show.
        render: As ``Channel.render``.
    """

    capabilities: Capabilities
    render: Callable[[Outbound], list[Outbound]]


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
        """Splits and degrades a message into what this channel can show; each is one vendor call.

        The buttons stay on the last part also where a numbered list in its words stands for them,
        so that whoever keeps the parts knows what was offered. Nothing to show gives no part.
        """

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
    """A channel that can also fetch its messages, for a laptop without a public address.

    Attributes:
        wants_polling: False where the vendor calls our webhook: ``poll`` must not run then.
    """

    wants_polling: bool

    async def poll(self, accept: Accept) -> None:
        """Fetches and hands over until cancelled; what was not accepted is fetched again.

        Raises:
            BadCredentials: There is no use in going on.
        """


@runtime_checkable
class Registering(Protocol):
    """A channel whose vendor can be told our webhook's address by an API call."""

    async def register_webhook(self) -> bool:
        """Tells the vendor where we are; False where there is nothing to tell.

        Raises:
            BadCredentials: The vendor does not know us.
            VendorUnreachable: No answer; worth trying again.
            ConfigurationError: The vendor refuses our address.
        """


@runtime_checkable
class Reconciling(Protocol):
    """A channel whose vendor can be asked what became of a message whose fate is unknown."""

    async def find_sent(self, to: Address, message: Outbound, since: datetime) -> Receipt | None:
        """Looks for a rendered message among what was sent to ``to`` after ``since`` (aware).

        Returns:
            The vendor's receipt, or None where it has no such message (yet).

        Raises:
            VendorUnreachable: The vendor could not be asked; its answer is still unknown.
        """


@runtime_checkable
class Realtime(Protocol):
    """A channel that lives on open sockets instead of webhooks; the desk moves the frames.

    A visitor holds an unguessable token; we keep only the ``contact`` derived from it.
    """

    name: str

    def session_token(self) -> str:
        """A fresh token for a new visitor."""

    def contact_of(self, token: object) -> str | None:
        """The contact that a token opens; None for what we never issue."""

    def wants_metadata(self, session_request: object) -> bool:
        """Whether this client reads the ``metadata`` of utterances (others choke on it)."""

    def inbound_from_utterance(self, contact: str, body: object, language: str | None = None) -> Inbound:
        """Reads what a visitor's client sent.

        Raises:
            MalformedRequest: Not of the protocol; subclasses say what is wrong.
        """

    def utterance_from(
        self, message: Outbound, *, sequence: int | None = None, at: datetime | None = None
    ) -> dict[str, Any]:
        """One ``bot_uttered`` body, with our metadata."""

    def shown_file(self, attachment: Attachment) -> dict[str, Any]:
        """An agent's file as the visitor's client takes it."""

    def without_metadata(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The same body for clients that know only the original protocol."""

    def client_id_of(self, provider_id: str) -> str | None:
        """The client's own id of a message that ``inbound_from_utterance`` read."""
