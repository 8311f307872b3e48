"""Who has a console open, so that a shopper is told the truth about whether somebody is there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta

from handoff.ports import Clock
from handoff.signals import Signal, Signals, listening

PRESENCE = "presence"
"""The signal by which a replica tells the others whose consoles it holds."""
TELL_EVERY = timedelta(seconds=10)
FORGET_AFTER = 3 * TELL_EVERY
"""A replica that was not heard for so long is gone, and its agents with it."""


class Presence:
    """The consoles connected to this replica, and what the others say of theirs.

    Args:
        signals: How replicas hear each other; with one process, nobody answers.
        clock: The time.
        worker: This replica's identifier.
    """

    def __init__(self, signals: Signals, clock: Clock, worker: str) -> None:
        self._signals = signals
        self._clock = clock
        self._worker = worker
        self._agents: dict[str, str] = {}
        self._others: dict[str, tuple[datetime, frozenset[str]]] = {}
        self._changed = asyncio.Event()

    def arrive(self, agent_id: str, socket: str) -> None:
        """A console connected; an agent may have several."""
        self._agents[socket] = agent_id
        self._changed.set()

    def leave(self, socket: str) -> None:
        """A console went away."""
        if self._agents.pop(socket, None) is not None:
            self._changed.set()

    async def on_duty(self) -> int:
        """How many agents have their console open, here or on another replica."""
        since = self._clock.now() - FORGET_AFTER
        elsewhere = [agents for heard_at, agents in self._others.values() if heard_at >= since]
        return len(frozenset(self._agents.values()).union(*elsewhere))

    async def run(self) -> None:
        """Tells the other replicas, at every change and every ten seconds, and hears them."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listen())
            tasks.create_task(self._tell())

    async def _listen(self) -> None:
        async with listening(self._signals) as subscription:
            while True:
                signal = await subscription.get()
                if signal.kind == PRESENCE and signal.data["worker"] != self._worker:
                    self._hear(signal.data["worker"], signal.data["agents"])

    def _hear(self, worker: str, agents: Iterable[str]) -> None:
        if worker not in self._others:
            # Whoever is new does not know of us yet.
            self._changed.set()
        self._others[worker] = (self._clock.now(), frozenset(agents))

    async def _tell(self) -> None:
        while True:
            self._changed.clear()
            here = {"worker": self._worker, "agents": sorted(set(self._agents.values()))}
            await self._signals.publish([Signal(PRESENCE, data=here)])
            try:
                async with asyncio.timeout(TELL_EVERY.total_seconds()):
                    await self._changed.wait()
            except TimeoutError:
                continue
