"""Turns one after the other; whoever waits for another process, or is gone, holds nobody up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from rasa.utils.endpoints import EndpointConfig

from bot.one_by_one import OneByOne, elsewhere
from bot.serving import endpoints

Heard = list[str]


async def _turn(line: OneByOne, name: str, heard: Heard, conversation: str | None = None) -> None:
    async with line.turn(conversation or name):
        heard.append(f"{name} begins")
        for _ in range(5):
            await asyncio.sleep(0)
        heard.append(f"{name} ends")


def _actions(server: asyncio.Server) -> EndpointConfig:
    action = endpoints("a token", server.sockets[0].getsockname()[1]).action
    assert action is not None
    return action


def _play(scene: Callable[[OneByOne, Heard], Awaitable[None]]) -> Heard:
    heard: Heard = []

    async def play() -> None:
        await asyncio.wait_for(scene(OneByOne(), heard), 5)

    asyncio.run(play())
    return heard


def test_the_first_ends_before_the_second_begins() -> None:
    async def scene(line: OneByOne, heard: Heard) -> None:
        await asyncio.gather(*(_turn(line, name, heard) for name in "abc"))

    assert _play(scene) == ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]


def test_the_next_goes_on_while_a_turn_waits_for_another_process() -> None:
    async def scene(line: OneByOne, heard: Heard) -> None:
        done = asyncio.Event()

        async def acting() -> None:
            async with line.turn("acting"):
                async with elsewhere():
                    await done.wait()
                heard.append("acting ends")

        acts = asyncio.ensure_future(acting())
        await _turn(line, "b", heard)
        done.set()
        await acts

    assert _play(scene) == ["b begins", "b ends", "acting ends"]


def test_an_action_that_the_desk_runs_is_such_a_process() -> None:
    async def scene(line: OneByOne, heard: Heard) -> None:
        done = asyncio.Event()

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            await done.wait()
            heard.append("the desk answers")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")

        async def acting(actions: EndpointConfig) -> None:
            async with line.turn("acting"):
                assert await actions.request(json={}) == {}

        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            acts = asyncio.ensure_future(acting(_actions(server)))
            await asyncio.sleep(0)
            await _turn(line, "b", heard)
            done.set()
            await acts

    assert _play(scene) == ["b begins", "b ends", "the desk answers"]


def test_what_has_waited_elsewhere_goes_on_alone() -> None:
    async def scene(line: OneByOne, heard: Heard) -> None:
        begun, done = asyncio.Event(), asyncio.Event()

        async def acting() -> None:
            async with line.turn("acting"):
                async with elsewhere():
                    await done.wait()
                heard.append("acting goes on")

        async def busy() -> None:
            async with line.turn("busy"):
                begun.set()
                done.set()
                for _ in range(20):
                    await asyncio.sleep(0)
                heard.append("busy ends")

        await asyncio.gather(acting(), busy())

    assert _play(scene) == ["busy ends", "acting goes on"]


def test_a_second_message_of_a_conversation_waits_without_holding_up_others() -> None:
    async def scene(line: OneByOne, heard: Heard) -> None:
        done = asyncio.Event()

        async def acting() -> None:
            async with line.turn("one"):
                async with elsewhere():
                    await done.wait()
                heard.append("first ends")

        first = asyncio.ensure_future(acting())
        await asyncio.sleep(0)
        second = asyncio.ensure_future(_turn(line, "second", heard, "one"))
        await _turn(line, "other", heard)
        done.set()
        await asyncio.gather(first, second)

    assert _play(scene) == ["other begins", "other ends", "first ends", "second begins", "second ends"]


@pytest.mark.parametrize("hops", range(6))
def test_a_caller_who_goes_leaves_the_way_free(hops: int) -> None:
    """Wherever he goes: what goes on without him neither keeps the others waiting nor waits for them."""

    async def scene(line: OneByOne, heard: Heard) -> None:
        done = asyncio.Event()

        async def work() -> None:
            async with elsewhere():
                await done.wait()
            heard.append("left behind ends")

        tasks: list[asyncio.Future[None]] = []

        async def caller() -> None:
            async with line.turn("gone"):
                tasks.append(asyncio.ensure_future(work()))
                await asyncio.shield(tasks[0])

        asked = asyncio.ensure_future(caller())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        others = [asyncio.ensure_future(_turn(line, name, [])) for name in "ab"]
        if hops % 2:
            done.set()
        for _ in range(hops):
            await asyncio.sleep(0)
        asked.cancel()
        done.set()
        await asyncio.gather(*others, *tasks, _turn(line, "late", heard))

    assert sorted(_play(scene)) == ["late begins", "late ends", "left behind ends"]
