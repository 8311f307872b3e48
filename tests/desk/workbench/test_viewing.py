"""Who has a conversation open, and who writes there."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from desk.realtime.viewing import COMPOSING_FOR, FORGET_AFTER, VIEWERS, Viewing
from handoff.records import Agent
from handoff.signals import LocalSignals, Signal
from tests.desk.harness import Desk
from tests.desk.test_console_socket import console

GIULIA, MARCO = Agent("g", "Giulia"), Agent("m", "Marco")


class Replicas:
    """Two replicas of the desk that hear each other, and a clock."""

    def __init__(self) -> None:
        self.now = 100.0
        self.shown: list[dict[str, list[dict[str, Any]]]] = [{}, {}]
        self.signals = LocalSignals()
        self.here, self.there = (self._make(number) for number in range(2))
        self._heard = self.signals.subscribe()

    def _make(self, number: int) -> Viewing:
        async def emit(conversation_id: str, agents: list[dict[str, Any]]) -> None:
            self.shown[number][conversation_id] = agents

        return Viewing(self.signals, f"worker-{number}", emit, lambda: self.now)

    async def settle(self, *, reaches: int = 2) -> None:
        """Hands every signal to the replicas that still live."""
        while not self._heard._queue.empty():
            signal = await self._heard.get()
            for replica in (self.here, self.there)[:reaches]:
                await replica.hear(signal)

    def names(self, number: int, conversation: str = "c1") -> list[str]:
        return [
            agent["name"] + ("…" if agent["composing"] else "")
            for agent in self.shown[number].get(conversation, [])
        ]


@pytest.fixture
def replicas() -> Replicas:
    return Replicas()


async def test_both_replicas_show_the_same(replicas: Replicas) -> None:
    await replicas.here.look("s1", GIULIA, "c1")
    await replicas.there.look("s2", MARCO, "c1")
    await replicas.there.compose("s2", "c1")
    await replicas.settle()
    assert replicas.names(0) == replicas.names(1) == ["Giulia", "Marco…"]
    await replicas.here.leave("s1")
    await replicas.settle()
    assert replicas.names(0) == replicas.names(1) == ["Marco…"]


async def test_whoever_opens_another_has_left_the_first(replicas: Replicas) -> None:
    await replicas.here.look("s1", GIULIA, "c1")
    await replicas.here.look("s1", GIULIA, "c2")
    await replicas.settle()
    assert (replicas.names(1, "c1"), replicas.names(1, "c2")) == ([], ["Giulia"])
    await replicas.here.look("s1", GIULIA, None)
    await replicas.settle()
    assert replicas.names(1, "c2") == []


async def test_two_windows_are_one_agent(replicas: Replicas) -> None:
    await replicas.here.look("s1", GIULIA, "c1")
    await replicas.there.look("s2", GIULIA, "c1")
    await replicas.there.compose("s2", "c1")
    await replicas.settle()
    assert replicas.names(0) == ["Giulia…"]
    await replicas.there.leave("s2")
    await replicas.settle()
    assert replicas.names(0) == ["Giulia"]


async def test_writing_elsewhere_does_not_show_here(replicas: Replicas) -> None:
    await replicas.here.compose("s1", "c1")
    await replicas.here.look("s1", GIULIA, "c1")
    await replicas.here.compose("s1", "c2")
    await replicas.settle()
    assert replicas.names(1) == ["Giulia"]
    assert replicas.names(1, "c2") == []


async def test_writing_ends_when_it_is_not_repeated(replicas: Replicas) -> None:
    await replicas.here.look("s1", GIULIA, "c1")
    await replicas.here.compose("s1", "c1")
    beats = 0

    async def pause(seconds: float) -> None:
        nonlocal beats
        beats += 1
        replicas.now += seconds
        if beats > COMPOSING_FOR + 1:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await replicas.here.run(pause)
    await replicas.settle()
    assert replicas.names(1) == ["Giulia"]


async def test_a_replica_that_died_is_forgotten(replicas: Replicas) -> None:
    await replicas.there.look("s2", MARCO, "c1")
    await replicas.here.look("s1", GIULIA, "c1")
    await replicas.settle()
    replicas.now += FORGET_AFTER + 1
    await replicas.here.forget()
    assert replicas.names(0) == ["Giulia"]


async def test_a_word_about_nobody_leaves_nothing_behind(replicas: Replicas) -> None:
    for number in range(100):
        await replicas.here.hear(Signal(VIEWERS, f"c{number}", {"worker": "x", "agents": []}))
    assert not replicas.here._heard


async def test_consoles_see_who_is_there_and_who_writes(desk: Desk) -> None:
    conversation = await desk.conversation()
    here = {"conversation_id": conversation}
    async with (
        desk.signed_in("Giulia") as giulia,
        desk.signed_in("Marco") as marco,
        console(desk, giulia) as first,
    ):
        await first.socket.emit("viewing", here, namespace="/console")
        assert await _names(first) == ["Giulia"]
        async with console(desk, marco) as second:
            for nonsense in (None, 7, {"conversation_id": "../x"}, {"conversation_id": ["a"]}, {}):
                await second.socket.emit("viewing", nonsense, namespace="/console")
                await second.socket.emit("composing", nonsense, namespace="/console")
            await second.socket.emit("viewing", here, namespace="/console")
            assert await _names(second) == ["Giulia", "Marco"]
            assert await _names(first) == ["Giulia", "Marco"]
            await second.socket.emit("composing", here, namespace="/console")
            assert await _names(first) == ["Giulia", "Marco…"]
            await second.socket.emit("composing", {**here, "active": False}, namespace="/console")
            assert await _names(first) == ["Giulia", "Marco"]
            await second.socket.emit("composing", here, namespace="/console")
            assert await _names(first) == ["Giulia", "Marco…"]
        # A dropped line takes its agent along, in the middle of a word.
        assert await _names(first) == ["Giulia"]


async def _names(hears: Any) -> list[str]:
    told = await hears.until("viewers")
    return [agent["name"] + ("…" if agent["composing"] else "") for agent in told["agents"]]
