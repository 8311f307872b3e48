"""Keyed background work: one piece at a time per conversation, many conversations at once (I3)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

logger = logging.getLogger(__name__)


class KeyedWorkers:
    """Runs a job per key; a key woken while its job runs is run once more after it."""

    def __init__(self, job: Callable[[str], Awaitable[None]], limit: int) -> None:
        self._job = job
        self._slots = asyncio.Semaphore(limit)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    def wake(self, key: str) -> None:
        """Sees to it that the job looks at this key after now."""
        if key in self._running:
            self._again.add(key)
            return
        self._running[key] = asyncio.create_task(self._run(key), name=f"worker {key}")

    def offer(self, key: str) -> None:
        """Starts the job for this key unless it runs already: for looks, which come again anyway."""
        if key not in self._running:
            self.wake(key)

    async def _run(self, key: str) -> None:
        try:
            async with self._slots:
                await self._job(key)
        except Exception:
            # The work is still in the database and is found again by the next look; the cause is told.
            logger.exception("background work failed", extra={"conversation_id": key})
            self._again.discard(key)
        finally:
            del self._running[key]
            if key in self._again:
                self._again.discard(key)
                self.wake(key)

    async def drain(self, timeout: float) -> None:
        """Waits for what is running, then cancels it; ``timeout`` in seconds."""
        self._again.clear()
        tasks = list(self._running.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=timeout)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
