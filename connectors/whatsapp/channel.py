"""WhatsApp as a channel."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import aiohttp
from twilio.rest import Client

from connectors.base import (
    BadCredentials,
    Capabilities,
    ChannelContext,
    ConnectorError,
    Finding,
    Media,
    MediaUnavailable,
    WebhookReply,
    WebhookRequest,
)
from connectors.templates import Template
from connectors.whatsapp import content, media, parse, render, signature
from connectors.whatsapp.errors import FAILURES, call_error, send_error
from connectors.whatsapp.http import TwilioHttp, basic_auth
from connectors.whatsapp.settings import WhatsappSettings
from handoff.errors import Rejected, Uncertain
from handoff.messages import Address, Attachment, Inbound, InboundEvent, Outbound, Receipt

LOOK_BACK = 50
"""How many of a contact's latest messages are compared with one of unknown fate."""
NO_ADDRESS = "no_public_address"
CLOCK_SLACK = timedelta(seconds=2)
"""Twilio tells whole seconds, by a clock of its own."""


class WhatsappChannel:
    """Implements ``Channel``, ``Reconciling`` and ``Templating``."""

    name = parse.CHANNEL
    capabilities = Capabilities(
        buttons=False,
        images=True,
        typing=False,
        window_hours=24,
        text_limit=render.TEXT_LIMIT,
        contact_is_phone=True,
        title="WhatsApp",
        files=media.RULES,
    )
    reply = WebhookReply(media_type="text/xml", body="<Response/>")

    def __init__(self, settings: WhatsappSettings, context: ChannelContext) -> None:
        self._settings = settings
        self._context = context
        self._webhook_url = context.webhook_url(self.name)
        self._status_url = context.webhook_url(self.name, parse.STATUS_ROUTE)
        self._http = TwilioHttp(settings.twilio_api_url, context.answer_seconds)
        self._client = Client(
            settings.twilio_account_sid,
            settings.auth_token(),
            http_client=self._http,
            # Not the process's environment: the library would read variables that are not ours.
            environment={"TWILIO_REGION": ""},
        )
        # Now, not at the first message: the library imports half of itself when asked for these.
        self._messages = self._client.messages
        self._contents = self._client.content.v1.content_and_approvals
        self._account = self._client.api.v2010.accounts(settings.twilio_account_sid or "")

    def verify(self, request: WebhookRequest) -> None:
        """Raises ``BadSignature`` unless Twilio signed the request."""
        signature.verify(request, self._settings.auth_token())

    def parse(self, request: WebhookRequest) -> list[InboundEvent]:
        """Reads a message or a status (``MalformedRequest``)."""
        return parse.parse(request)

    def render(self, message: Outbound) -> list[Outbound]:
        """See ``whatsapp.render``."""
        return render.render(message)

    async def send(self, to: Address, message: Outbound) -> Receipt:
        """Sends one rendered message; see ``errors`` for what is raised."""
        try:
            sent = await self._messages.create_async(**self._arguments(to, message))
        except FAILURES as error:
            raise send_error(error) from error
        if not isinstance(sent.sid, str) or not sent.sid:
            raise Uncertain("Twilio's answer could not be read.")
        return Receipt(sent.sid)

    def _arguments(self, to: Address, message: Outbound) -> dict[str, Any]:
        arguments: dict[str, Any] = {"to": _recipient(to), **self._settings.sender()}
        if message.template:
            arguments |= content.arguments_of(message.template)
        elif message.text:
            arguments["body"] = message.text
        if address := self._media_url(message):
            arguments["media_url"] = [address]
        if self._status_url and message.id:
            # Twilio gives our id back with every status, also when its answer never reached us.
            query = urlencode({parse.MESSAGE_PARAMETER: message.id})
            arguments["status_callback"] = f"{self._status_url}?{query}"
        return arguments

    def _media_url(self, message: Outbound) -> str | None:
        """Where Twilio finds the picture or the file of a message (``Rejected`` where it can't reach us)."""
        if not message.attachments:
            return message.image
        address = self._context.file_url(message.attachments[0].reference)
        if address is None:
            raise Rejected("The desk has no public address from which to fetch files.", reason=NO_ADDRESS)
        return address

    async def templates(self) -> list[Template]:
        """The templates that WhatsApp has approved and that consist of words (and quick replies).

        Raises:
            VendorUnreachable: Twilio could not be asked.
            BadCredentials: Twilio does not accept ours.
        """
        try:
            found = await self._contents.list_async(limit=content.LOOK_AT)
            templates = [content.template_of(each) for each in found]
        except FAILURES as error:
            raise call_error(error) from error
        return [template for template in templates if template]

    def problem_with(self, value: str) -> str | None:
        """See ``content.problem_with``."""
        return content.problem_with(value)

    async def find_sent(self, to: Address, message: Outbound, since: datetime) -> Receipt | None:
        """Looks for the message among the contact's latest ones, by its words and its time.

        Raises:
            VendorUnreachable: Twilio could not be asked.
            BadCredentials: Twilio does not accept ours.
        """
        try:
            latest = await self._messages.list_async(to=_recipient(to), limit=LOOK_BACK)
        except FAILURES as error:
            raise call_error(error) from error
        found = _matching(latest, message, since.astimezone(UTC) - CLOCK_SLACK)
        return Receipt(found) if found else None

    async def acknowledge(self, message: Inbound) -> None:
        """Does nothing: WhatsApp wants no word about a press."""

    async def show_typing(self, to: Address) -> None:
        """Does nothing: Twilio can't show it without the message that is being answered."""

    async def download(self, attachment: Attachment) -> Media:
        """Fetches an attachment (``MediaUnavailable``, ``VendorUnreachable``)."""
        if not attachment.reference:
            raise MediaUnavailable
        settings = self._settings
        credentials = basic_auth(settings.twilio_account_sid or "", settings.auth_token())
        try:
            return await media.download(
                self._http, attachment.reference, credentials, settings.twilio_api_url
            )
        except (aiohttp.ClientError, TimeoutError) as error:
            raise call_error(error) from error

    async def check(self) -> list[Finding]:
        """Asks Twilio about our account; where its webhook points, only its console knows."""
        try:
            account = await self._account.fetch_async()
        except FAILURES as error:
            return [_finding(call_error(error))]
        return [_account(str(account.status)), self._address()]

    def _address(self) -> Finding:
        if self._webhook_url is None:
            return Finding(
                ok=False,
                summary="Twilio can't reach this desk: it has no public address.",
                remedy="Set SPORTELLO_PUBLIC_URL to the HTTPS address of this desk.",
            )
        return Finding(
            ok=True, summary=f"Twilio's console must name {self._webhook_url} for incoming messages (POST)."
        )

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.close()


def _recipient(to: Address) -> str:
    return f"whatsapp:{to.contact}"


def _matching(latest: Iterable[Any], message: Outbound, since: datetime) -> str | None:
    """The identifier of the oldest message of ours since then that says the same."""
    candidates = [
        sent
        for sent in latest
        if str(sent.direction or "").startswith("outbound")
        and (sent.body or "").strip() == message.text.strip()
        and isinstance(sent.date_created, datetime)
        and sent.date_created.replace(tzinfo=sent.date_created.tzinfo or UTC) >= since
    ]
    oldest = min(candidates, key=lambda sent: sent.date_created, default=None)
    return str(oldest.sid) if oldest is not None else None


def _account(status: str) -> Finding:
    if status == "active":
        return Finding(ok=True, summary="Twilio knows the account; it is active.")
    return Finding(
        ok=False, summary=f"The Twilio account is {status}.", remedy="Look into Twilio's console for why."
    )


def _finding(error: ConnectorError) -> Finding:
    remedy = (
        "Copy the account SID and the auth token anew from Twilio's console."
        if isinstance(error, BadCredentials)
        else "Check the network and SPORTELLO_TWILIO_API_URL."
    )
    return Finding(ok=False, summary=str(error), remedy=remedy)
