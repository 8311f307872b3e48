"""A real browser that dies, and one that falls silent: the desk notices, and nobody is left hanging."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from playwright.async_api import Browser

from desk.background import beside
from desk.realtime import server
from handoff.queue.records import PresenceState, QueueSettings
from handoff.records import Owner
from tests.browser.chromium import NEEDS_CHROMIUM, launched
from tests.browser.dropping import (
    PATIENCE,
    open_console,
    owner_of,
    presence_is,
    processes_of,
    signalled,
    three_cases,
)
from tests.browser.mock_desk import CONSOLE
from tests.desk.harness import Desk, desk_settings, open_desk
from tests.support.desk import until

pytestmark = [
    pytest.mark.browser,
    NEEDS_CHROMIUM,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not CONSOLE.exists(), reason="the console is not built"),
]


@pytest.fixture
async def desk(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    """A desk whose clock stands still, and whose sockets ping oftener: those go by the time of the world."""
    monkeypatch.setattr(server, "PING_EVERY", 1)
    monkeypatch.setattr(server, "PING_TIMEOUT", 5)
    async with open_desk(desk_settings(sqlite_url)) as opened:
        yield opened


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with launched() as chromium:
        yield chromium


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
async def test_what_a_dropped_browser_had_not_answered_goes_to_the_front(
    desk: Desk, browser: Browser, how: signal.Signals
) -> None:
    async with desk.signed_in("Giulia") as http:
        giulia = (await desk.services.accounts.list())[0].agent
        unanswered, answered, waiting = await three_cases(desk, giulia, "webchat")
        await open_console(desk, browser, http)
        await until(lambda: presence_is(desk, giulia, PresenceState.ONLINE), "she is there", PATIENCE)
        with signalled(await processes_of(browser), how):
            # The desk's clock does not move: it is the socket that tells.
            await until(lambda: presence_is(desk, giulia, PresenceState.OFFLINE), "she is missed", PATIENCE)
            assert await owner_of(desk, unanswered) is Owner.AGENT, "she may come back"
            desk.clock.advance(QueueSettings().grace)
            async with beside(desk.services.staffing.work["returning"]):
                await until(lambda: is_taken_back(desk, unanswered), "it is taken back", PATIENCE)
            assert await queue(http) == [unanswered, waiting], "before who has waited longer"
            assert await owner_of(desk, answered) is Owner.AGENT, "what she had answered stays hers"
        if how is signal.SIGSTOP:
            await until(lambda: presence_is(desk, giulia, PresenceState.ONLINE), "she is back", PATIENCE)


async def is_taken_back(desk: Desk, conversation_id: str) -> bool:
    """Looks, and lets a second pass: a slow browser's last call may have come after it was first missed."""
    desk.clock.advance(timedelta(seconds=1))
    return await owner_of(desk, conversation_id) is Owner.QUEUE


async def queue(http: httpx.AsyncClient) -> list[str]:
    """Whom colleagues see waiting, first first."""
    answer = await http.get("/api/queue")
    assert answer.status_code == 200, answer.text
    return [case["conversation_id"] for case in answer.json()["waiting"]]
