"""Background work: one piece at a time per conversation, many conversations at once (I3)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from itertools import count
from typing import Generic, TypeVar

from handoff.signals import Signals, listening

logger = logging.getLogger(__name__)
Result = TypeVar("Result")
Claim = TypeVar("Claim")

LOOK_EVERY = 0.5
"""Seconds between looks for work that is due again, or that nobody was told of."""
LOOK_AT = 100
"""Conversations taken up in one look."""
AGAIN_AFTER = 0.5
"""Seconds between attempts to write down what must not be forgotten."""
RELEASE_ATTEMPTS = 20


class KeyedWorkers:
    """Runs a job per key; a key woken while its job runs is run once more after it."""

    def __init__(self, job: Callable[[str], Awaitable[None]], limit: int) -> None:
        self._job = job
        self._slots = asyncio.Semaphore(limit)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    @property
    def has_room(self) -> bool:
        """Whether a job that is woken now begins at once."""
        return not self._slots.locked()

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


class ConversationWork(Generic[Claim]):
    """Work on conversations that a signal announces, and that a look finds where none was heard.

    Whoever creates work may claim it in the same transaction and have it carried on here: that spares the
    transaction in which it would be claimed. What was claimed so and can't be begun is given back.

    Args:
        kind: The signal that announces it.
        signals: Where it is heard.
        find: Conversations with such work, at most so many.
        job: Does a conversation's work.
        release: Gives back what was claimed and not begun; of no effect where the claim does not stand.
        limit: Conversations worked on at once.
        grace: Seconds that work under way has to end in, once this is cancelled.
    """

    def __init__(
        self,
        kind: str,
        signals: Signals,
        find: Callable[[int], Awaitable[Iterable[str]]],
        job: Callable[[str], Awaitable[None]],
        release: Callable[[Claim], Awaitable[None]],
        limit: int,
        grace: float,
    ) -> None:
        self._kind = kind
        self._signals = signals
        self._find = find
        self._release = release
        self._carried: dict[str, Claim] = {}
        self._releasing: set[asyncio.Task[object]] = set()
        self._open = False
        self._workers = KeyedWorkers(job, limit)
        self._grace = grace

    async def run(self) -> None:
        """Works until cancelled."""
        self._open = True
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._listen())
                tasks.create_task(self._look())
        finally:
            self._open = False
            await self._workers.drain(self._grace)
            await self._give_back()

    @property
    def ready(self) -> bool:
        """Whether what is claimed now would be begun at once."""
        return self._open and self._workers.has_room

    def carry(self, conversation_id: str, claim: Claim) -> None:
        """Begins what was claimed, once its transaction is committed."""
        if self._open:
            self._carried[conversation_id] = claim
            self._workers.wake(conversation_id)
        else:
            self.abandon(claim)

    def carried(self, conversation_id: str) -> Claim | None:
        """What was claimed for this job, once."""
        return self._carried.pop(conversation_id, None)

    def abandon(self, claim: Claim) -> None:
        """Gives back what was claimed in a transaction of which nobody knows whether it was committed."""
        release = partial(self._release, claim)
        complaint = "what was claimed could not be given back yet"
        task = asyncio.ensure_future(persistently(release, complaint, RELEASE_ATTEMPTS))
        self._releasing.add(task)
        task.add_done_callback(self._releasing.discard)

    async def _give_back(self) -> None:
        for claim in self._carried.values():
            self.abandon(claim)
        self._carried.clear()
        await asyncio.gather(*self._releasing, return_exceptions=True)

    async def _listen(self) -> None:
        async with listening(self._signals) as subscription:
            while True:
                signal = await subscription.get()
                if signal.kind == self._kind:
                    self._workers.wake(signal.conversation_id)

    async def _look(self) -> None:
        while True:
            for conversation_id in await self._find(LOOK_AT):
                self._workers.offer(conversation_id)
            await asyncio.sleep(LOOK_EVERY)


async def persistently(
    write: Callable[[], Awaitable[Result]], complaint: str, attempts: int | None = None
) -> Result | None:
    """Writes down what nobody else knows, also where the database is away for a while.

    Args:
        write: Tried until it succeeds.
        complaint: What is logged each time it does not.
        attempts: How often, at most; for ever if None.

    Returns:
        What ``write`` gave; None after the last attempt.
    """
    for _ in count() if attempts is None else range(attempts):
        try:
            return await write()
        except Exception:
            logger.exception(complaint)
            await asyncio.sleep(AGAIN_AFTER)
    return None
