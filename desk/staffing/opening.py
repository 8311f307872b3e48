"""Puts the queue's parts together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from handoff.ports import Clock, Gateway, Storage, Words
from handoff.queue.assignment import Rota
from handoff.queue.attendance import Attendance
from handoff.queue.ports import QueueReader
from handoff.queue.records import PresenceState
from handoff.queue.returning import Returning
from handoff.queue.silence import Silence
from handoff.queue.teams import Teams
from handoff.queue.transferring import Transferring
from handoff.satisfaction import Satisfaction
from handoff.signals import Signals

Step = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Staffing:
    """What routes and sockets use of the queue.

    Attributes:
        reader: What is there to see.
        teams: For administrators.
        transferring: Passes conversations on.
        attendance: Who comes and goes.
        work: What runs beside, by name.
    """

    reader: QueueReader
    teams: Teams
    transferring: Transferring
    attendance: Attendance
    work: Mapping[str, Step]

    async def presence_of(self, agent_id: str, now: datetime) -> PresenceState:
        """Whether an agent is there; offline where nobody ever saw them."""
        staff = await self.reader.staff(now)
        return next((one.presence for one in staff if one.agent.id == agent_id), PresenceState.OFFLINE)

    async def load_of(self, agent_id: str, now: datetime) -> int:
        """How many conversations are an agent's now."""
        return next((one.load for one in await self.reader.staff(now) if one.agent.id == agent_id), 0)


def open_staffing(
    storage: Storage,
    reader: QueueReader,
    signals: Signals,
    gateway: Gateway,
    words: Words,
    clock: Clock,
    worker: str,
    satisfaction: Satisfaction | None = None,
) -> Staffing:
    """The queue's parts; nothing runs yet.

    Args:
        storage: Where things are changed.
        reader: Where things are looked at.
        signals: Wake the rota.
        gateway: The channels.
        words: What shoppers are told.
        clock: The time.
        worker: This replica.
        satisfaction: Asks how it went, where a case ends by silence.
    """
    attendance = Attendance(storage, reader, clock, worker)
    return Staffing(
        reader=reader,
        teams=Teams(storage),
        transferring=Transferring(storage, gateway, words, clock),
        attendance=attendance,
        work={
            "rota": Rota(storage, reader, signals, clock).run,
            "returning": Returning(storage, reader, attendance, gateway, words, clock).run,
            "silence": Silence(storage, reader, gateway, words, clock, satisfaction).run,
        },
    )
