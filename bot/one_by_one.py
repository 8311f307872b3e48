"""Turns one after the other, in the order in which they came: the first is answered before the second begins.

A turn is work of one processor. Asyncio would begin all that wait, go from one to the other at each await,
and answer all of them at the end, together: whoever takes the answers up would have nothing to do until then,
and the brain nothing after it. While a turn waits for an action, which another process runs, others go on.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any
from weakref import WeakValueDictionary

from rasa.utils.endpoints import EndpointConfig


class OneByOne:
    """Lets one turn go on at a time, and of a conversation none before the one ahead of it has ended."""

    def __init__(self) -> None:
        self._processor = asyncio.Lock()
        self._conversations: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, conversation: str) -> AsyncIterator[None]:
        """For the time of a turn.

        Args:
            conversation: Who waits for the turn ahead of it must not keep others waiting meanwhile.
        """
        # Forgotten as soon as nobody holds or waits for it.
        alone = self._conversations.setdefault(conversation, asyncio.Lock())
        async with alone:
            stay = Stay(self._processor)
            await stay.come()
            token = _staying.set(stay)
            try:
                yield
            finally:
                _staying.reset(token)
                stay.end()


class Stay:
    """One turn's hold on the processor.

    Args:
        processor: Whoever has it goes on.
    """

    def __init__(self, processor: asyncio.Lock) -> None:
        self._processor = processor
        self._has_it = False
        self._over = asyncio.Event()

    async def come(self) -> None:
        """Waits for the processor; what a caller who is gone has left behind ends without it."""
        if self._over.is_set():
            return
        await self._processor.acquire()
        self._has_it = True
        if self._over.is_set():
            self.leave()

    def leave(self) -> None:
        """Lets the next go on."""
        if self._has_it:
            self._has_it = False
            self._processor.release()

    def end(self) -> None:
        """Leaves for good."""
        self._over.set()
        self.leave()


_staying: ContextVar[Stay | None] = ContextVar("staying", default=None)


@asynccontextmanager
async def elsewhere() -> AsyncIterator[None]:
    """For the time in which a turn only waits for another process."""
    stay = _staying.get()
    if stay is None:
        yield
        return
    stay.leave()
    try:
        yield
    finally:
        await stay.come()


class ActionsElsewhere(EndpointConfig):
    """Where the actions are run: other turns go on meanwhile."""

    async def request(self, *arguments: Any, **named: Any) -> Any:
        """Called by Rasa for each action."""
        async with elsewhere():
            return await super().request(*arguments, **named)
