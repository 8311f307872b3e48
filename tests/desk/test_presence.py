"""Whether somebody is there is true across replicas, also after one has died."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from desk.realtime.presence import FORGET_AFTER, Presence
from handoff.memory import FixedClock
from handoff.signals import LocalSignals, listening

PATIENCE = 10.0


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def signals() -> LocalSignals:
    return LocalSignals()


@asynccontextmanager
async def running(*replicas: Presence) -> AsyncIterator[None]:
    tasks = [asyncio.ensure_future(replica.run()) for replica in replicas]
    yield
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until_on_duty(replica: Presence, signals: LocalSignals, count: int) -> None:
    async with asyncio.timeout(PATIENCE), listening(signals) as subscription:
        while await replica.on_duty() != count:
            await subscription.get()
            # The replica hears the signal in its own turn of the loop.
            await asyncio.sleep(0)


async def test_nobody_is_on_duty_before_anybody_came(signals: LocalSignals, clock: FixedClock) -> None:
    assert await Presence(signals, clock, "a").on_duty() == 0


async def test_an_agent_with_two_consoles_is_one_agent(signals: LocalSignals, clock: FixedClock) -> None:
    replica = Presence(signals, clock, "a")
    replica.arrive("giulia", "socket-1")
    replica.arrive("giulia", "socket-2")
    replica.leave("socket-1")
    assert await replica.on_duty() == 1
    replica.leave("socket-2")
    replica.leave("socket-2")
    assert await replica.on_duty() == 0


async def test_agents_of_another_replica_count_once(signals: LocalSignals, clock: FixedClock) -> None:
    one, other = Presence(signals, clock, "a"), Presence(signals, clock, "b")
    async with running(one, other):
        one.arrive("giulia", "socket-1")
        other.arrive("giulia", "socket-2")
        other.arrive("marco", "socket-3")
        await until_on_duty(one, signals, 2)
        await until_on_duty(other, signals, 2)
        other.leave("socket-3")
        await until_on_duty(one, signals, 1)


async def test_a_replica_that_comes_later_learns_of_the_first(
    signals: LocalSignals, clock: FixedClock
) -> None:
    one, late = Presence(signals, clock, "a"), Presence(signals, clock, "b")
    one.arrive("giulia", "socket-1")
    async with running(one):
        await asyncio.sleep(0)
        async with running(late):
            await until_on_duty(late, signals, 1)


async def test_the_agents_of_a_replica_that_died_are_forgotten(
    signals: LocalSignals, clock: FixedClock
) -> None:
    one, dying = Presence(signals, clock, "a"), Presence(signals, clock, "b")
    async with running(one):
        async with running(dying):
            dying.arrive("marco", "socket-1")
            await until_on_duty(one, signals, 1)
        clock.advance(FORGET_AFTER * 1.1)
        assert await one.on_duty() == 0
