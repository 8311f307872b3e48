"""A browser that is dropped in front of a desk: killed, or frozen without a word."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta

import httpx
from playwright.async_api import Browser

from desk.figures.testing import Story, write
from handoff.queue.records import PresenceState
from handoff.records import Agent, Owner
from tests.desk.harness import Desk

PATIENCE = 120.0
"""Seconds, for a machine that is busy with other things: what is waited for takes a few, or none."""


async def processes_of(browser: Browser) -> list[int]:
    """All processes of a browser, as it names them itself; first the one that has the others."""
    session = await browser.new_browser_cdp_session()
    found = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
    own = sorted(found, key=lambda process: process["type"] != "browser")
    assert own[0]["type"] == "browser"
    return [process["id"] for process in own]


@contextmanager
def signalled(processes: Sequence[int], how: signal.Signals) -> Iterator[None]:
    """Processes killed or frozen for the length of the block; what was frozen goes on afterwards."""
    try:
        _send(processes, how)
        yield
    finally:
        if how is signal.SIGSTOP:
            _send(processes, signal.SIGCONT)


def _send(processes: Sequence[int], how: signal.Signals) -> None:
    """Tells them, where they are still there: some end with another one."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, how)


async def open_console(desk: Desk, browser: Browser, http: httpx.AsyncClient) -> None:
    """The console in a browser that has signed in before."""
    context = await browser.new_context(locale="it-IT")
    await context.add_cookies(
        [{"name": cookie.name, "value": cookie.value or "", "url": desk.url} for cookie in http.cookies.jar]
    )
    page = await context.new_page()
    await page.goto(f"{desk.url}/console/", timeout=PATIENCE * 1000, wait_until="commit")


async def three_cases(desk: Desk, agent: Agent, channel: str, prefix: str = "") -> tuple[str, str, str]:
    """An agent's two, the first of which waits for an answer, and one that nobody has, from before."""
    now, minute = desk.services.clock.now(), timedelta(minutes=1)
    stories = [Story(prefix + name * (32 - len(prefix)), channel, prefix + name) for name in "abc"]
    unanswered, answered, waiting = stories
    for story in stories:
        story.asks(now - 30 * minute, "ask_person")
    waiting.opens(now - 30 * minute)
    for story in (unanswered, answered):
        story.opens(now - 10 * minute)
        story.taken(now - 9 * minute, agent)
    answered.answers(now - 8 * minute, agent)
    async with desk.services.database.write() as session:
        await write(session, stories)
    return unanswered.id, answered.id, waiting.id


async def presence_is(desk: Desk, agent: Agent, state: PresenceState) -> bool:
    """Whether colleagues see an agent so."""
    return await desk.services.staffing.presence_of(agent.id, desk.services.clock.now()) is state


async def owner_of(desk: Desk, conversation_id: str) -> Owner:
    """Who answers the shopper."""
    return (await desk.services.transcripts.conversation(conversation_id)).owner
