"""Believes for seconds what a shop said; whoever asks the same meanwhile waits for the same answer."""

from __future__ import annotations

import asyncio
import copy
import functools
import time
from collections.abc import Callable, Hashable
from typing import Any

from cachetools import TTLCache

from shop.around import Call, SurroundedShop
from shop.ports import Shop

ENTRIES = 2_000
_NEVER = {"gift_cards", "discounts"}
"""Money, and what others use up."""
_CHANGEABLE = {"orders", "returns", "refunds", "requests"}


class CachedShop(SurroundedShop):
    """A shop that is asked the same thing once in so many seconds.

    Args:
        shop: Who is asked.
        seconds: How long an answer is believed.
        timer: Seconds since any moment, monotonic.
    """

    def __init__(self, shop: Shop, seconds: float, timer: Callable[[], float] = time.monotonic) -> None:
        super().__init__(shop, Cache(seconds, timer))


class Cache:
    """Implements ``shop.around.Around``."""

    def __init__(self, seconds: float, timer: Callable[[], float]) -> None:
        self._answers: TTLCache[Hashable, asyncio.Task[Any]] = TTLCache(ENTRIES, seconds, timer)

    async def __call__(self, call: Call) -> Any:
        """Gives what is known, or asks; after a write nothing that it may have changed is known."""
        if call.writes:
            try:
                return await call.run()
            finally:
                self._forget()
        if call.part in _NEVER:
            return await call.run()
        return await self._remembered(call)

    async def _remembered(self, call: Call) -> Any:
        key = (call.part, call.method, call.arguments, call.keywords)
        task = self._answers.get(key)
        if task is None or task.get_loop() is not asyncio.get_running_loop():
            task = asyncio.ensure_future(_run(call))
            task.add_done_callback(functools.partial(self._drop_failure, key))
            self._answers[key] = task
        # One who gives up must not take the answer from the others, nor change it for them.
        return copy.copy(await asyncio.shield(task))

    def _drop_failure(self, key: Hashable, task: asyncio.Task[Any]) -> None:
        failed = task.cancelled() or task.exception() is not None
        if failed and self._answers.get(key) is task:
            del self._answers[key]

    def _forget(self) -> None:
        for key in list(self._answers):
            if isinstance(key, tuple) and key[0] in _CHANGEABLE:
                self._answers.pop(key, None)


async def _run(call: Call) -> Any:
    return await call.run()
