"""The live board on sockets: told when something moved, at most once a second, while anybody watches."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import socketio
from sqlalchemy.exc import SQLAlchemyError

from desk.http.schemas import BoardOut
from desk.http.views import CONSOLE_NAMESPACE
from handoff import signals
from handoff.signals import Signals, listening

logger = logging.getLogger(__name__)

BOARD_ROOM = "board"
EVENT = "board"
AT_MOST_EVERY = 1.0
"""Seconds between two boards: a busy minute would else be all board."""
AT_LEAST_EVERY = 10.0
"""Seconds after which the board is told although nothing moved: waits grow by themselves."""
MOVING = frozenset(
    {
        signals.CASE_CHANGED,
        signals.CONVERSATION_CHANGED,
        signals.MESSAGE_ADDED,
        signals.PRESENCE_CHANGED,
        signals.QUEUE_CHANGED,
        signals.BREACH,
        signals.HOURS_CHANGED,
    }
)


class BoardTeller:
    """Tells those who watch the board.

    Args:
        heard: Where changes are told.
        read: Reads the board.
        server: Whose room they are in.
        at_most_every: Seconds between two boards.
        at_least_every: Seconds after which it is told although nothing moved.
    """

    def __init__(
        self,
        heard: Signals,
        read: Callable[[], Awaitable[BoardOut]],
        server: socketio.AsyncServer,
        at_most_every: float = AT_MOST_EVERY,
        at_least_every: float = AT_LEAST_EVERY,
    ) -> None:
        self._signals = heard
        self._read = read
        self._server = server
        self._at_most_every = at_most_every
        self._at_least_every = at_least_every
        self._moved = asyncio.Event()

    async def run(self) -> None:
        """Listens and tells until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listen())
            tasks.create_task(self._tell())

    async def _listen(self) -> None:
        async with listening(self._signals) as subscription:
            while True:
                if (await subscription.get()).kind in MOVING:
                    self._moved.set()

    async def _tell(self) -> None:
        while True:
            try:
                async with asyncio.timeout(self._at_least_every):
                    await self._moved.wait()
            except TimeoutError:
                pass
            self._moved.clear()
            if self._is_watched():
                await self._tell_once()
            await asyncio.sleep(self._at_most_every)

    async def _tell_once(self) -> None:
        try:
            board = await self._read()
        except (SQLAlchemyError, ConnectionError, TimeoutError) as error:
            # The next change, or the next ten seconds, bring the next try.
            logger.warning("the board could not be read", extra={"error": type(error).__name__})
            return
        body = board.model_dump(mode="json")
        await self._server.emit(EVENT, body, room=BOARD_ROOM, namespace=CONSOLE_NAMESPACE)

    def _is_watched(self) -> bool:
        members = self._server.manager.get_participants(CONSOLE_NAMESPACE, BOARD_ROOM)
        return any(True for _ in members)
