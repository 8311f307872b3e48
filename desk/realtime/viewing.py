"""Who has which conversation open, and who of them is writing: told to everybody who has it open, too.

Each replica tells what its own consoles look at, a conversation at a time, at every change and every ten
seconds; what is shown is what all of them said last. Nothing is stored: who is gone is gone.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from handoff.records import Agent
from handoff.signals import Signal, Signals

VIEWERS = "viewers"
"""The signal by which a replica says who of its agents has a conversation open."""
TELL_EVERY = 10.0
FORGET_AFTER = 3 * TELL_EVERY
"""Seconds without a word after which a replica's agents are gone."""
COMPOSING_FOR = 6.0
"""Seconds that one ``composing`` counts: a console repeats it while its agent writes."""

Emit = Callable[[str, list[dict[str, Any]]], Awaitable[None]]
"""Tells the sockets of a conversation who is there."""


@dataclass(slots=True)
class _Look:
    agent: Agent
    conversation_id: str
    composing_until: float = 0.0


class Viewing:
    """What the agents look at.

    Args:
        signals: How replicas hear each other, and this one itself.
        worker: This replica's identifier.
        emit: Tells the sockets.
        elapsed: Seconds since any moment, monotonic; the loop's where None.
    """

    def __init__(
        self, signals: Signals, worker: str, emit: Emit, elapsed: Callable[[], float] | None = None
    ) -> None:
        self._signals = signals
        self._worker = worker
        self._emit = emit
        self._elapsed = elapsed
        self._looks: dict[str, _Look] = {}
        self._heard: defaultdict[str, dict[str, tuple[float, list[dict[str, Any]]]]] = defaultdict(dict)

    async def look(self, socket: str, agent: Agent, conversation_id: str | None) -> None:
        """A console opened a conversation, or none; whatever it had open is closed."""
        before = self._looks.pop(socket, None)
        if conversation_id:
            self._looks[socket] = _Look(agent, conversation_id)
        await self._tell({it for it in (before.conversation_id if before else None, conversation_id) if it})

    async def compose(self, socket: str, conversation_id: str, *, writing: bool = True) -> None:
        """The console's agent writes, or has stopped; nothing where it has another conversation open."""
        look = self._looks.get(socket)
        if look is None or look.conversation_id != conversation_id:
            return
        was_writing = look.composing_until > self._now()
        look.composing_until = self._now() + COMPOSING_FOR if writing else 0.0
        if was_writing != writing:
            await self._tell({look.conversation_id})

    async def leave(self, socket: str) -> None:
        """A console went away."""
        look = self._looks.pop(socket, None)
        if look:
            await self._tell({look.conversation_id})

    async def hear(self, signal: Signal) -> None:
        """Takes what a replica says, this one included, and shows the sum of it."""
        told = self._heard[signal.conversation_id]
        told[signal.data["worker"]] = (self._now(), list(signal.data["agents"]))
        if not signal.data["agents"]:
            del told[signal.data["worker"]]
        await self._show(signal.conversation_id)

    async def run(self, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Ends ``composing`` that is not repeated, tells the other replicas, and forgets those that died."""
        since_told = 0.0
        while True:
            await pause(1.0)
            since_told += 1.0
            await self._tell(self._stopped())
            if since_told >= TELL_EVERY:
                since_told = 0.0
                await self._tell({look.conversation_id for look in self._looks.values()})
                await self.forget()

    async def forget(self) -> None:
        """Lets go of replicas that were not heard for a while."""
        limit = self._now() - FORGET_AFTER
        for conversation_id, told in list(self._heard.items()):
            silent = [worker for worker, (at, _) in told.items() if at < limit and worker != self._worker]
            for worker in silent:
                del told[worker]
            if silent:
                await self._show(conversation_id)

    def _stopped(self) -> set[str]:
        """Conversations where somebody was writing and no longer is."""
        now, stopped = self._now(), set()
        for look in self._looks.values():
            if 0.0 < look.composing_until <= now:
                look.composing_until = 0.0
                stopped.add(look.conversation_id)
        return stopped

    async def _tell(self, conversation_ids: Iterable[str]) -> None:
        told = [
            Signal(VIEWERS, conversation_id, {"worker": self._worker, "agents": self._here(conversation_id)})
            for conversation_id in sorted(conversation_ids)
        ]
        if told:
            await self._signals.publish(told)

    def _here(self, conversation_id: str) -> list[dict[str, Any]]:
        now = self._now()
        return _together(
            {"id": it.agent.id, "name": it.agent.name, "composing": it.composing_until > now}
            for it in self._looks.values()
            if it.conversation_id == conversation_id
        )

    async def _show(self, conversation_id: str) -> None:
        told = self._heard.get(conversation_id, {})
        everybody = [agent for _, agents in told.values() for agent in agents]
        if not told:
            self._heard.pop(conversation_id, None)
        await self._emit(conversation_id, _together(everybody))

    def _now(self) -> float:
        return self._elapsed() if self._elapsed else asyncio.get_running_loop().time()


def _together(agents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each agent once, however many windows they have, by name."""
    merged: dict[str, dict[str, Any]] = {}
    for agent in agents:
        known = merged.setdefault(agent["id"], {**agent, "composing": False})
        known["composing"] = known["composing"] or agent["composing"]
    return sorted(merged.values(), key=lambda agent: (agent["name"], agent["id"]))
