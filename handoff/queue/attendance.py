"""Agents come and go: who is there is kept in the database, so that every replica knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from handoff.ports import Clock, Storage, Transaction
from handoff.queue.ports import QueueReader
from handoff.queue.records import Duty, PresenceState
from handoff.records import Agent
from handoff.signals import presence_changed

NEW_SHIFT_AFTER = timedelta(hours=1)
"""Whoever comes back after so long begins online, whatever they had chosen before they went."""


class Attendance:
    """Records comings, goings and choices.

    Args:
        storage: Where they are kept.
        reader: Finds who has vanished.
        clock: The time.
        worker: This replica, which holds consoles.
    """

    def __init__(self, storage: Storage, reader: QueueReader, clock: Clock, worker: str) -> None:
        self._storage = storage
        self._reader = reader
        self._clock = clock
        self._worker = worker

    async def arrive(self, agent: Agent) -> None:
        """The first of an agent's consoles on this replica has connected."""
        now = self._clock.now()
        async with self._storage.write() as transaction:
            await transaction.keep_consoles(self._worker, [agent.id], now)
            known = await transaction.duty(agent.id, now)
            await _save(transaction, _arrived(known, agent, now))

    async def leave(self, agent: Agent) -> None:
        """The last of an agent's consoles on this replica is gone: the grace time begins."""
        now = self._clock.now()
        async with self._storage.write() as transaction:
            await transaction.drop_console(agent.id, self._worker)
            await self._miss(transaction, agent.id, now)

    async def sign_out(self, agent: Agent) -> None:
        """They said that they go: no grace."""
        now = self._clock.now()
        async with self._storage.write() as transaction:
            await transaction.drop_console(agent.id)
            if duty := await transaction.duty(agent.id, now):
                await _save(transaction, replace(duty, returns_at=now, since=now))

    async def choose(self, agent: Agent, state: PresenceState) -> None:
        """They are there, or are not; offline is as good as gone, whether the console is open or not."""
        now = self._clock.now()
        async with self._storage.write() as transaction:
            known = await transaction.duty(agent.id, now)
            duty = known or Duty(agent, state, now, returns_at=now)
            returns_at = None if duty.connected else duty.returns_at
            if state is PresenceState.OFFLINE:
                returns_at = now
            changed = replace(duty, agent=agent, state=state, since=now, returns_at=returns_at)
            await _save(transaction, changed)

    async def beat(self, agents: Mapping[str, Agent]) -> None:
        """This replica lives, and holds consoles of these agents, by id."""
        now = self._clock.now()
        async with self._storage.write() as transaction:
            await transaction.keep_consoles(self._worker, agents, now)
            for agent_id in await transaction.resume(agents):
                transaction.signal(presence_changed(agent_id))

    async def miss_the_vanished(self) -> int:
        """Begins the grace time of agents whose replica died with their consoles; returns how many."""
        now = self._clock.now()
        gone = await self._reader.vanished(now)
        for agent_id in gone:
            async with self._storage.write() as transaction:
                await self._miss(transaction, agent_id, now)
        return len(gone)

    async def _miss(self, transaction: Transaction, agent_id: str, now: datetime) -> None:
        """Unless they are there by another console, or were missed before."""
        duty = await transaction.duty(agent_id, now)
        if duty is None or duty.connected or duty.returns_at is not None:
            return
        grace = (await transaction.queue_settings()).grace
        await _save(transaction, replace(duty, returns_at=now + grace))


def _arrived(known: Duty | None, agent: Agent, now: datetime) -> Duty:
    if known is None:
        return Duty(agent, PresenceState.ONLINE, now, connected=True)
    away_long = known.returns_at is not None and known.returns_at <= now - NEW_SHIFT_AFTER
    state = PresenceState.ONLINE if away_long else known.state
    returns_at = now if state is PresenceState.OFFLINE else None
    since = known.since if known.state is state and known.returns_at is None else now
    return Duty(agent, state, since, connected=True, returns_at=returns_at)


async def _save(transaction: Transaction, duty: Duty) -> None:
    await transaction.save_duty(duty)
    transaction.signal(presence_changed(duty.agent.id))
