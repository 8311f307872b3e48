"""The live board: what it shows, and how seldom and to whom it is told."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import socketio

from desk.figures.testing import Story, write
from desk.http.schemas import BoardOut, BoardTodayOut
from desk.realtime.board import BoardTeller
from handoff.identifiers import new_id
from handoff.promising import Breach, BreachState
from handoff.records import Agent
from handoff.signals import CASE_CHANGED, LocalSignals, Signal
from handoff.targets import Promise
from tests.desk.harness import Desk
from tests.desk.test_console_socket import console

GIULIA = Agent("a" * 32, "Giulia")


async def test_shows_who_waits_for_how_long_who_is_late_and_the_day(any_desk: Desk) -> None:
    now = any_desk.clock.now()
    waiting, taken = Story(new_id(), "webchat", "anna"), Story(new_id(), "pigeon", "bruno")
    waiting.asks(now - timedelta(minutes=11), "ask_person")
    waiting.opens(now - timedelta(minutes=10))
    taken.asks(now - timedelta(minutes=21), "ask_person")
    taken.opens(now - timedelta(minutes=20))
    taken.taken(now - timedelta(minutes=15), GIULIA)
    async with any_desk.services.database.write() as session:
        await write(session, [waiting, taken])
    async with any_desk.signed_in("Sara", "supervisor") as browser:
        board = (await browser.get("/api/board")).json()
    assert (board["waiting"], board["taken"], board["longest_wait_seconds"]) == (1, 1, 600)
    assert board["teams"] == [{"team": None, "waiting": 1, "longest_wait_seconds": 600}]
    assert (board["today"]["volume"], board["today"]["handed_over"]) == (2, 2)


async def test_shows_warnings_and_breaches_until_they_are_answered(any_desk: Desk) -> None:
    now = any_desk.clock.now()
    late, soon, answered = (Story(new_id(), "pigeon", name) for name in ("late", "soon", "answered"))
    before, after = now - timedelta(minutes=1), now + timedelta(minutes=1)
    told = [(late, before, "breached"), (soon, after, "warning"), (answered, None, "breached")]
    for story, due, _ in told:
        story.asks(now - timedelta(minutes=20), "ask_person")
        story.opens(now - timedelta(minutes=20), due=due)
    async with any_desk.services.database.write() as session:
        await write(session, [story for story, _, _ in told])
    storage = any_desk.services.promises._storage
    async with storage.write() as transaction:
        for story, due, state in told:
            breach = Breach(story.cases[0].id, Promise.FIRST, due or now, BreachState(state))
            await transaction.record_breach(breach, now)
    async with any_desk.signed_in("Sara", "supervisor") as browser:
        board = (await browser.get("/api/board")).json()
    assert [each["conversation_id"] for each in board["breaches"]] == [late.id]
    assert [each["conversation_id"] for each in board["warnings"]] == [soon.id]
    assert board["breaches"][0]["kind"] == "first"
    assert board["today"]["breaches"] == 2


async def test_an_agent_may_not_watch_and_a_supervisor_is_told(desk: Desk) -> None:
    async with desk.signed_in("Marco") as agent, console(desk, agent) as socket:
        assert await socket.socket.call("watch_board", {"watching": True}, namespace="/console") is False
    async with desk.signed_in("Sara", "supervisor") as browser, console(desk, browser) as socket:
        heard: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        socket.socket.on("board", heard.put, namespace="/console")
        assert await socket.socket.call("watch_board", {"watching": True}, namespace="/console") is True
        await desk.conversation("ciao")
        async with asyncio.timeout(30):
            board = await heard.get()
    assert board["waiting"] == 0


def some_board(desk_time: object) -> BoardOut:
    today = BoardTodayOut(
        volume=0,
        resolved_confirmed=0,
        resolved_assumed=0,
        handed_over=0,
        closed=0,
        breaches=0,
        first_response_seconds=None,
        satisfaction=None,
        satisfaction_count=0,
    )
    return BoardOut(
        at=desk_time,
        waiting=0,
        taken=0,
        longest_wait_seconds=0,
        on_duty=[],
        teams=[],
        breaches=[],
        warnings=[],
        today=today,
    )


async def test_a_busy_second_makes_one_board_and_nobody_watching_makes_none(desk: Desk) -> None:
    signals, reads = LocalSignals(), 0
    server = socketio.AsyncServer(async_mode="asgi")

    async def read() -> BoardOut:
        nonlocal reads
        reads += 1
        return some_board(desk.clock.now())

    watched = False
    teller = BoardTeller(signals, read, server, at_most_every=0.2, at_least_every=60)
    teller._is_watched = lambda: watched  # type: ignore[method-assign]
    task = asyncio.create_task(teller.run())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    signals.dispatch([Signal(CASE_CHANGED, "c", {"case_id": "x"})] * 50)
    await asyncio.sleep(0.05)
    assert reads == 0
    watched = True
    for _ in range(10):
        signals.dispatch([Signal(CASE_CHANGED, "c", {"case_id": "x"})] * 50)
        await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert 1 <= reads <= 4
