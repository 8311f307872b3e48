"""Which agents have a console open on this replica; the database tells all of them.

A closed browser is noticed at once. One that just vanished is noticed when it does not answer the socket's
ping (see ``desk.realtime.server``), and a replica that died when it has not been heard for half a minute.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from handoff.ports import Clock
from handoff.queue.attendance import Attendance
from handoff.queue.ports import QueueReader
from handoff.queue.records import CONSOLE_LEASE, PresenceState
from handoff.records import Agent

logger = logging.getLogger(__name__)

TELL_EVERY: timedelta = CONSOLE_LEASE / 3


class Presence:
    """The consoles connected to this replica.

    Args:
        attendance: Records who comes and goes.
        reader: Knows who is there, on any replica.
        clock: The time.
    """

    def __init__(self, attendance: Attendance, reader: QueueReader, clock: Clock) -> None:
        self._attendance = attendance
        self._reader = reader
        self._clock = clock
        self._agents: dict[str, Agent] = {}
        # Coming and going of one agent must not overtake each other on the way to the database.
        self._turnstile = asyncio.Lock()

    async def arrive(self, agent: Agent, socket: str) -> None:
        """A console connected; an agent may have several."""
        async with self._turnstile:
            self._agents[socket] = agent
            await self._attendance.arrive(agent)

    async def leave(self, socket: str) -> None:
        """A console went away; where that can't be written down now, the agent is missed a little later."""
        async with self._turnstile:
            agent = self._agents.pop(socket, None)
            if agent is None or agent.id in self._here():
                return
            try:
                await self._attendance.leave(agent)
            except (SQLAlchemyError, OSError) as error:
                logger.warning("a leave was not written down", extra={"error": type(error).__name__})

    async def sign_out(self, agent: Agent) -> None:
        """An agent ended their session: they are offline at once."""
        async with self._turnstile:
            await self._attendance.sign_out(agent)

    async def on_duty(self) -> int:
        """How many agents are online, here or on another replica."""
        staff = await self._reader.staff(self._clock.now())
        return sum(one.presence is PresenceState.ONLINE for one in staff)

    async def run(self) -> None:
        """Says again and again that this replica lives, and whose consoles it holds."""
        while True:
            await self.beat()
            await asyncio.sleep(TELL_EVERY.total_seconds())

    async def beat(self) -> None:
        """Says it once."""
        async with self._turnstile:
            if here := self._here():
                await self._attendance.beat(here)

    def _here(self) -> dict[str, Agent]:
        return {agent.id: agent for agent in self._agents.values()}
