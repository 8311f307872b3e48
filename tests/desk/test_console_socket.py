"""The console's socket: who is let in, what they hear, and when they are shown out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import socketio
from socketio.exceptions import ConnectionError as Refused

from desk.realtime import server
from handoff.signals import BREACH, TYPING, WINDOW_CLOSING, Signal
from tests.desk.harness import Desk, desk_settings, open_desk
from tests.desk.test_visitors import OURS, visitor


class Console:
    """A client of the console's namespace that keeps what it hears."""

    def __init__(self) -> None:
        self.socket = socketio.AsyncClient(reconnection=False)
        self.heard: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        self.gone = asyncio.Event()
        for event in ("conversation", "message", "case", "typing", "note", "viewers", "breach", "window"):
            self.socket.on(event, self._hears(event), namespace="/console")
        self.socket.on("disconnect", self._leaves, namespace="/console")

    def _hears(self, event: str) -> Any:
        async def keep(body: Any) -> None:
            self.heard.put_nowait((event, body))

        return keep

    async def _leaves(self, reason: str = "") -> None:
        self.gone.set()

    async def until(self, event: str) -> Any:
        """The next body of an event, whatever else is heard before."""
        async with asyncio.timeout(60):
            while True:
                heard, body = await self.heard.get()
                if heard == event:
                    return body


@asynccontextmanager
async def console(desk: Desk, browser: httpx.AsyncClient, **headers: str) -> AsyncIterator[Console]:
    made = Console()
    cookie = f"sportello_session={browser.cookies.get('sportello_session', '')}"
    await made.socket.connect(
        desk.url, namespaces=["/console"], headers={"Cookie": cookie, **headers}, wait_timeout=10
    )
    try:
        yield made
    finally:
        await made.socket.disconnect()


async def test_editors_hear_nothing_of_what_shoppers_write(desk: Desk) -> None:
    async with desk.signed_in("Elena", "editor") as browser:
        with pytest.raises(Refused, match="console"):
            async with console(desk, browser):
                pytest.fail("it was let in")


@pytest.mark.parametrize("cookie", ["", "sportello_session=x", "sportello_session=; a=b"])
async def test_strangers_are_refused(desk: Desk, cookie: str) -> None:
    socket = socketio.AsyncClient(reconnection=False)
    with pytest.raises(Refused):
        await socket.connect(desk.url, namespaces=["/console"], headers={"Cookie": cookie})
    assert await desk.services.presence.on_duty() == 0


async def test_a_stranger_s_odd_cookie_does_not_hide_ours(desk: Desk) -> None:
    async with desk.signed_in() as browser:
        token = browser.cookies["sportello_session"]
        odd = {"Cookie": f"@=,; sportello_session={token}; a"}
        opened = await desk.http.get("/socket.io/?EIO=4&transport=polling", headers=odd)
        session = opened.text[1:].partition('"sid":"')[2].partition('"')[0]
        polling = f"/socket.io/?EIO=4&transport=polling&sid={session}"
        await desk.http.post(polling, content="40/console,", headers=odd)
        assert (await desk.http.get(polling)).text.startswith("40/console,")


async def test_other_websites_pages_are_refused_even_with_the_cookie(desk: Desk) -> None:
    async with desk.signed_in() as browser:
        with pytest.raises(Refused):
            async with console(desk, browser, Origin="https://evil.example.com"):
                pass
        async with console(desk, browser, Origin=desk.url) as own:
            assert own.socket.connected


async def test_agents_hear_of_everything_as_it_happens(any_desk: Desk) -> None:
    async with any_desk.signed_in() as browser, console(any_desk, browser) as agent:
        conversation = await any_desk.conversation("dov'è il pacco?", name="Anna")
        message = await agent.until("message")
        assert (message["text"], message["state"]) == ("dov'è il pacco?", "received")
        await browser.post(f"/api/conversations/{conversation}/take")
        changed = await agent.until("conversation")
        assert (changed["owner"], changed["agent"]["name"], changed["contact"]["name"]) == (
            "agent",
            "Giulia",
            "Anna",
        )
        assert "messages" not in changed


async def test_what_is_heard_has_the_shape_of_what_is_fetched(desk: Desk) -> None:
    async with desk.signed_in() as browser, console(desk, browser) as agent:
        conversation = await desk.conversation()
        heard = await agent.until("message")
        fetched = (await browser.get(f"/api/conversations/{conversation}")).json()
        assert heard == fetched["messages"][0]
        await browser.post(f"/api/conversations/{conversation}/take")
        case = await agent.until("case")
        queue = (await browser.get("/api/queue")).json()
        assert case == queue["mine"][0]


async def test_typing_is_heard(desk: Desk) -> None:
    async with desk.signed_in() as browser, console(desk, browser) as agent:
        await desk.services.signals.publish([Signal(TYPING, "c1", {"author": "shopper"})])
        assert await agent.until("typing") == {"conversation_id": "c1", "author": "shopper"}


async def test_what_is_late_or_about_to_close_is_heard(desk: Desk) -> None:
    at = "2026-01-05T09:15:00+00:00"
    late = {"case_id": "c", "promise": "first", "due": at, "state": "warning"}
    async with desk.signed_in() as browser, console(desk, browser) as agent:
        await desk.services.signals.publish([Signal(BREACH, "x", late)])
        heard = await agent.until("breach")
        assert heard == {
            "case_id": "c",
            "conversation_id": "x",
            "kind": "first",
            "due": "2026-01-05T09:15:00Z",
            "state": "warning",
        }
        await desk.services.signals.publish([Signal(WINDOW_CLOSING, "x", {"case_id": "c", "closes_at": at})])
        assert (await agent.until("window"))["closes_at"] == "2026-01-05T09:15:00Z"


async def test_visitors_hear_nothing_of_it(desk: Desk) -> None:
    async with visitor(desk) as shopper:
        await shopper.begin(**OURS)
        await desk.conversation("segreto")
        await shopper.ask("history", {"after": 0})
        assert shopper.heard.empty()


async def test_signing_out_closes_the_line_at_once(desk: Desk) -> None:
    async with desk.signed_in() as browser, console(desk, browser) as agent:
        await browser.delete("/api/session")
        async with asyncio.timeout(60):
            await agent.gone.wait()


async def test_an_agent_barred_from_the_command_line_is_shown_out(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "LOOK_AT_SESSIONS_EVERY", 0.05)
    async with (
        open_desk(desk_settings(sqlite_url)) as desk,
        desk.signed_in() as browser,
        console(desk, browser) as agent,
    ):
        await desk.services.accounts.disable("giulia@example.com")
        async with asyncio.timeout(60):
            await agent.gone.wait()


async def test_presence_counts_agents_and_not_tabs(desk: Desk) -> None:
    async with desk.signed_in("Giulia") as giulia, desk.signed_in("Marco") as marco:
        async with console(desk, giulia), console(desk, giulia), console(desk, marco):
            assert await desk.services.presence.on_duty() == 2
        async with asyncio.timeout(60):
            while await desk.services.presence.on_duty():  # noqa: ASYNC110 - presence tells nobody
                await asyncio.sleep(0.01)


async def test_a_signal_about_nothing_does_not_stop_the_line(desk: Desk) -> None:
    async with desk.signed_in() as browser, console(desk, browser) as agent:
        for kind in ("message.added", "case.changed", "conversation.changed"):
            gone = Signal(kind, "0" * 32, {"message_id": "0" * 32, "case_id": "0" * 32})
            await desk.services.signals.publish([gone])
        await desk.conversation("ancora qui")
        assert (await agent.until("message"))["text"] == "ancora qui"


async def test_whom_an_administrator_signs_out_hears_nothing_more(any_desk: Desk) -> None:
    async with any_desk.signed_in("Ada", "admin") as admin, any_desk.signed_in() as browser:
        agent = (await browser.get("/api/session")).json()["agent"]["id"]
        editor = {"name": "Giulia", "role": "editor"}
        for method, path, body in (
            ("DELETE", f"/api/agents/{agent}/sessions", None),
            ("PUT", f"/api/agents/{agent}", editor),
        ):
            async with any_desk.signed_in() as again, console(any_desk, again) as listening:
                assert (await admin.request(method, path, json=body)).is_success
                async with asyncio.timeout(60):
                    await listening.gone.wait()
