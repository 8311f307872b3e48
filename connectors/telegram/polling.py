"""Long polling: how a laptop without a public address gets its messages."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import TelegramError

from connectors.base import Accept, BadCredentials, MalformedRequest
from connectors.telegram.errors import call_error
from connectors.telegram.parse import KINDS, malformed, read_update
from connectors.telegram.transport import RawBot, TooManyRequests
from connectors.text import storable_json
from handoff.messages import InboundEvent

logger = logging.getLogger(__name__)

HOLD_SECONDS = 25
"""How long Telegram may hold a request open until something happens."""
PATIENCE_SECONDS = 15
"""How much longer we wait than Telegram was asked to hold."""
LONGEST_PAUSE_SECONDS = 60.0
BATCH = 100


class Poller:
    """Fetches updates in order; what ``accept`` has not taken is fetched again.

    Args:
        bot: Telegram.
        pause: Seconds to wait after the first failure (doubled with each further one), and at
            least between two answers that brought nothing.
    """

    def __init__(self, bot: RawBot, pause: float = 1.0) -> None:
        self._bot = bot
        self._pause = pause
        self._offset: int | None = None

    async def run(self, accept: Accept) -> None:
        """Polls until cancelled.

        Raises:
            BadCredentials: Telegram does not accept our token.
        """
        await self._patiently(self._leave_webhook)
        while True:
            await self._patiently(lambda: self._turn(accept))

    async def _patiently(self, step: Callable[[], Awaitable[None]]) -> None:
        """Repeats a step until it goes through: nothing but bad credentials or the end stops polling."""
        pause = self._pause
        while True:
            try:
                return await step()
            except TelegramError as error:
                translated = call_error(error)
                if isinstance(translated, BadCredentials):
                    raise translated from error
                wait = error.retry_after if isinstance(error, TooManyRequests) else None
                logger.warning("telegram polling failed, will try again: %s", translated)
            except Exception as error:  # noqa: BLE001 - whatever storing failed with, the updates are kept there
                wait = None
                logger.warning("telegram updates were not stored, will fetch them again: %r", error)
            await asyncio.sleep(max(pause, wait or 0.0))
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _leave_webhook(self) -> None:
        """Telegram refuses to be polled while a webhook is set."""
        await self._bot.delete_webhook(drop_pending_updates=False)

    async def _turn(self, accept: Accept) -> None:
        started = asyncio.get_running_loop().time()
        updates = await self._fetch()
        if not updates:
            elapsed = asyncio.get_running_loop().time() - started
            await asyncio.sleep(max(0.0, self._pause - elapsed))
            return
        await accept([_read(update) for update in updates])
        self._offset = max(_update_id(update) for update in updates) + 1

    async def _fetch(self) -> list[dict[str, Any]]:
        arguments: dict[str, Any] = {
            "timeout": HOLD_SECONDS,
            "limit": BATCH,
            "allowed_updates": list(KINDS),
        }
        if self._offset is not None:
            arguments["offset"] = self._offset
        # The raw answer: the library's objects would lose the kinds it does not know yet.
        result = await self._bot.call("getUpdates", arguments, HOLD_SECONDS + PATIENCE_SECONDS)
        return [update for update in result if _is_update(update)] if isinstance(result, list) else []


def _is_update(update: object) -> bool:
    return isinstance(update, dict) and isinstance(update.get("update_id"), int)


def _update_id(update: dict[str, Any]) -> int:
    return int(update["update_id"])


def _read(update: dict[str, Any]) -> InboundEvent:
    """One that can't be read must not keep the others from coming."""
    cleaned: dict[str, Any] = storable_json(update)
    try:
        return read_update(cleaned)
    except MalformedRequest:
        return malformed(cleaned, _update_id(update))
