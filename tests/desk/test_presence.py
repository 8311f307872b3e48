"""Whether somebody is there is true across replicas, also after one has died."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from desk.realtime import server
from desk.realtime.presence import Presence
from handoff.memory import FixedClock, MemoryQueueReader, MemoryStorage
from handoff.queue.attendance import Attendance
from handoff.queue.records import CONSOLE_LEASE, PresenceState, Staff
from handoff.records import Agent
from handoff.signals import LocalSignals

GIULIA, MARCO = Agent("giulia", "Giulia"), Agent("marco", "Marco")


@dataclass
class Replicas:
    """Several replicas on one storage."""

    storage: MemoryStorage
    clock: FixedClock

    @property
    def reader(self) -> MemoryQueueReader:
        return MemoryQueueReader(self.storage)

    def one(self, worker: str) -> Presence:
        attendance = Attendance(self.storage, self.reader, self.clock, worker)
        return Presence(attendance, self.reader, self.clock)

    async def staff(self) -> dict[str, Staff]:
        return {one.agent.id: one for one in await self.reader.staff(self.clock.now())}


@pytest.fixture
def replicas() -> Replicas:
    return Replicas(MemoryStorage(LocalSignals()), FixedClock())


def test_a_browser_that_vanished_is_noticed_within_half_a_minute() -> None:
    # It is pinged, does not answer in time, and is looked at once more after as long.
    assert server.PING_EVERY + 2 * server.PING_TIMEOUT < 30


async def test_nobody_is_on_duty_before_anybody_came(replicas: Replicas) -> None:
    assert await replicas.one("a").on_duty() == 0


async def test_an_agent_with_two_consoles_is_one_agent(replicas: Replicas) -> None:
    replica = replicas.one("a")
    await replica.arrive(GIULIA, "socket-1")
    await replica.arrive(GIULIA, "socket-2")
    await replica.leave("socket-1")
    assert await replica.on_duty() == 1
    await replica.leave("socket-2")
    await replica.leave("socket-2")
    assert await replica.on_duty() == 0


async def test_agents_of_another_replica_count_once(replicas: Replicas) -> None:
    one, other = replicas.one("a"), replicas.one("b")
    await one.arrive(GIULIA, "socket-1")
    await other.arrive(GIULIA, "socket-2")
    await other.arrive(MARCO, "socket-3")
    assert (await one.on_duty(), await other.on_duty()) == (2, 2)
    await other.leave("socket-3")
    assert await one.on_duty() == 1
    await other.leave("socket-2")
    assert await one.on_duty() == 1, "Giulia is still here"


async def test_the_agents_of_a_replica_that_died_are_forgotten(replicas: Replicas) -> None:
    one, dying = replicas.one("a"), replicas.one("b")
    await one.arrive(GIULIA, "socket-1")
    await dying.arrive(MARCO, "socket-2")
    replicas.clock.advance(CONSOLE_LEASE + timedelta(seconds=1))
    await one.beat()
    assert await one.on_duty() == 1
    assert (await replicas.staff())["marco"].presence is PresenceState.OFFLINE


async def test_a_replica_that_was_taken_for_dead_comes_back_with_its_agents(replicas: Replicas) -> None:
    slow = replicas.one("b")
    await slow.arrive(MARCO, "socket-1")
    replicas.clock.advance(CONSOLE_LEASE * 2)
    attendance = Attendance(replicas.storage, replicas.reader, replicas.clock, "a")
    assert await attendance.miss_the_vanished() == 1
    await slow.beat()
    assert await slow.on_duty() == 1
    assert await attendance.miss_the_vanished() == 0


async def test_who_is_away_is_not_on_duty_and_stays_away_through_a_reload(replicas: Replicas) -> None:
    replica = replicas.one("a")
    await replica.arrive(GIULIA, "socket-1")
    await Attendance(replicas.storage, replicas.reader, replicas.clock, "a").choose(
        GIULIA, PresenceState.AWAY
    )
    assert await replica.on_duty() == 0
    await replica.leave("socket-1")
    await replica.arrive(GIULIA, "socket-2")
    assert (await replicas.staff())["giulia"].presence is PresenceState.AWAY


async def test_a_new_shift_begins_online(replicas: Replicas) -> None:
    replica = replicas.one("a")
    await replica.arrive(GIULIA, "socket-1")
    await Attendance(replicas.storage, replicas.reader, replicas.clock, "a").choose(
        GIULIA, PresenceState.AWAY
    )
    await replica.leave("socket-1")
    replicas.clock.advance(timedelta(hours=10))
    await replica.arrive(GIULIA, "socket-2")
    assert await replica.on_duty() == 1


async def test_who_signs_out_is_offline_at_once(replicas: Replicas) -> None:
    replica = replicas.one("a")
    await replica.arrive(GIULIA, "socket-1")
    await replica.sign_out(GIULIA)
    assert await replica.on_duty() == 0
    await replica.leave("socket-1")
    assert await replica.on_duty() == 0
