"""Telegram as a channel."""

from __future__ import annotations

import contextlib
import logging
import mimetypes
from collections.abc import Iterator
from typing import Any

from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from connectors.base import (
    Accept,
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
from connectors.telegram import files, parse, render, webhook
from connectors.telegram.commands import MENU
from connectors.telegram.errors import call_error, send_error
from connectors.telegram.polling import Poller
from connectors.telegram.settings import TelegramSettings
from connectors.telegram.transport import STAND_IN, RawBot, TelegramRequest
from handoff.messages import Address, Attachment, Inbound, InboundEvent, Outbound, Receipt

logger = logging.getLogger(__name__)

SHOPPERS_AT_ONCE = 40
"""How many connections Telegram may open to our webhook."""


class TelegramChannel:
    """Implements ``Channel``, ``Polling`` and ``Registering``."""

    name = parse.CHANNEL
    capabilities = Capabilities(
        buttons=True,
        images=True,
        typing=True,
        window_hours=None,
        text_limit=render.TEXT_LIMIT,
        title="Telegram",
        files=files.RULES,
    )
    reply = WebhookReply()

    def __init__(
        self, settings: TelegramSettings, context: ChannelContext, polling_pause: float = 1.0
    ) -> None:
        api_url = settings.telegram_api_url.rstrip("/")
        self.wants_polling = settings.telegram_webhook_secret is None
        self._settings = settings
        self._files = context.files
        self._webhook_url = context.webhook_url(self.name)
        self._polling_pause = polling_pause
        self._requests = [
            TelegramRequest(settings.token(), api_url, context.answer_seconds) for _ in range(2)
        ]
        self._bot = RawBot(
            STAND_IN,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            get_updates_request=self._requests[0],
            request=self._requests[1],
        )

    def verify(self, request: WebhookRequest) -> None:
        """Raises ``BadSignature`` unless the request carries our secret; without one, nothing passes."""
        parse.verify_secret(request, self._settings.secret())

    def parse(self, request: WebhookRequest) -> list[InboundEvent]:
        """Reads the update in a webhook's body (``MalformedRequest``)."""
        return parse.parse_webhook(request)

    def render(self, message: Outbound) -> list[Outbound]:
        """See ``telegram.render``."""
        return render.render(message)

    async def send(self, to: Address, message: Outbound) -> Receipt:
        """Sends one rendered message; see ``errors`` for what is raised."""
        method, arguments = await self._send_call(to.contact, message)
        try:
            sent = await self._bot.call(method, arguments)
        except TelegramError as error:
            raise send_error(error) from error
        number = sent.get("message_id") if isinstance(sent, dict) else None
        # A yes without a number is still a yes: only our own id is left to name it by.
        return Receipt(f"{to.contact}:{number if number is not None else message.id}")

    async def _send_call(self, chat: str, message: Outbound) -> tuple[str, dict[str, Any]]:
        """The Bot API's method for a rendered message, and its arguments."""
        buttons = render.keyboard(message.buttons)
        common = {"chat_id": chat, "reply_markup": buttons}
        if message.attachments:
            method, file = await files.call_for(self._files, message.attachments[0])
            return method, {**common, **file, "caption": message.text or None}
        if message.image:
            return "sendPhoto", {**common, "photo": message.image, "caption": message.text or None}
        return "sendMessage", {**common, "text": message.text}

    async def acknowledge(self, message: Inbound) -> None:
        """Stops the little clock on a pressed button."""
        if message.interaction:
            with _best_effort("acknowledge"):
                await self._bot.answer_callback_query(message.interaction)

    async def show_typing(self, to: Address) -> None:
        """Shows "is typing…" for about five seconds."""
        with _best_effort("show typing"):
            await self._bot.send_chat_action(to.contact, ChatAction.TYPING)

    async def download(self, attachment: Attachment) -> Media:
        """Fetches a file of up to 20 MB (Telegram's own limit).

        Raises:
            MediaUnavailable: Telegram no longer has it, or it has no bytes.
            VendorUnreachable: No answer.
        """
        if not attachment.reference:
            raise MediaUnavailable
        try:
            file = await self._bot.get_file(attachment.reference)
            content = bytes(await file.download_as_bytearray())
        except BadRequest as error:
            raise MediaUnavailable from error
        except RuntimeError as error:  # the library's word for a file without a path
            raise MediaUnavailable from error
        except TelegramError as error:
            raise call_error(error) from error
        guessed = mimetypes.guess_type(file.file_path or "")[0]
        return Media(content, attachment.media_type or guessed or "application/octet-stream")

    async def check(self) -> list[Finding]:
        """Asks Telegram who we are and where it thinks we are."""
        try:
            me = await self._bot.call("getMe", {})
            info = await self._bot.call("getWebhookInfo", {})
        except TelegramError as error:
            return [_finding(call_error(error))]
        name = me.get("username", "?") if isinstance(me, dict) else "?"
        known = Finding(ok=True, summary=f"Telegram knows the bot as @{name}.")
        info = info if isinstance(info, dict) else {}
        return [known, *webhook.compare(info, self._webhook_url, self.wants_polling)]

    async def register_webhook(self) -> bool:
        """Tells Telegram our address and secret, and puts our commands into its menu.

        Returns:
            False where messages are fetched, or the desk has no public address.

        Raises:
            BadCredentials: Telegram does not accept the token.
            ConfigurationError: Telegram refuses the address (it wants HTTPS).
            VendorUnreachable: No answer.
        """
        secret = self._settings.secret()
        if self._webhook_url is None or secret is None:
            return False
        try:
            await self._bot.set_webhook(
                self._webhook_url,
                secret_token=secret,
                allowed_updates=list(parse.KINDS),
                max_connections=SHOPPERS_AT_ONCE,
            )
            for language, commands in MENU.items():
                await self._bot.set_my_commands(commands, language_code=language)
        except TelegramError as error:
            raise call_error(error) from error
        return True

    async def poll(self, accept: Accept) -> None:
        """Fetches messages until cancelled (``BadCredentials``); see ``polling.Poller``."""
        await Poller(self._bot, self._polling_pause).run(accept)

    async def close(self) -> None:
        """Closes the connections."""
        for request in self._requests:
            await request.shutdown()


@contextlib.contextmanager
def _best_effort(what: str) -> Iterator[None]:
    """Says in the log what did not work; nobody waits for it."""
    try:
        yield
    except TelegramError as error:
        logger.warning("telegram did not %s: %s", what, type(error).__name__)


def _finding(error: ConnectorError) -> Finding:
    remedy = (
        "Copy the token anew from @BotFather into SPORTELLO_TELEGRAM_TOKEN."
        if isinstance(error, BadCredentials)
        else "Check the network and SPORTELLO_TELEGRAM_API_URL."
    )
    return Finding(ok=False, summary=str(error), remedy=remedy)
