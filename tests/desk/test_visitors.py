"""The web chat's protocol over a real socket: strangers, forgers, hurried people, and those who come back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import time, timedelta
from typing import Any

import pytest
import socketio
from sqlalchemy import update

from connectors.webchat.session import contact_of
from desk.realtime.tokens import VisitorTokens
from handoff.hours import HoursRules, Interval
from handoff.messages import Address, Outbound
from handoff.records import Agent, MessageState
from handoff.signals import TYPING, listening
from handoff.sql.tables import messages
from tests.desk.harness import Desk, desk_settings, open_desk

OURS = {"language": "it", "page": "https://shop.example.com/"}


class Visitor:
    """A client that keeps what it hears."""

    def __init__(self) -> None:
        self.socket = socketio.AsyncClient(reconnection=False)
        self.heard: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        for event in ("session_confirm", "bot_uttered", "typing", "owner"):
            self.socket.on(event, self._hears(event))

    def _hears(self, event: str) -> Any:
        async def keep(body: Any = None) -> None:
            self.heard.put_nowait((event, body))

        return keep

    async def next(self, event: str) -> Any:
        async with asyncio.timeout(60):
            heard, body = await self.heard.get()
        assert heard == event, (heard, body)
        return body

    async def begin(self, token: object = None, **more: Any) -> str:
        await self.socket.emit("session_request", {"session_id": token, **more})
        confirmed: str = await self.next("session_confirm")
        return confirmed

    async def ask(self, event: str, body: Any) -> Any:
        return await self.socket.call(event, body, timeout=60)


@asynccontextmanager
async def visitor(desk: Desk, **headers: str) -> AsyncIterator[Visitor]:
    made = Visitor()
    await made.socket.connect(desk.url, headers=headers)
    try:
        yield made
    finally:
        await made.socket.disconnect()


async def speak(desk: Desk, token: str, text: str, state: MessageState = MessageState.SENT) -> None:
    """An agent's answer, through the channel where it is meant to have been sent."""
    contact = contact_of(token) or ""
    found = await desk.services.transcripts.find_conversation(Address("webchat", contact))
    assert found
    agent = Agent("a1", "Giulia")
    await desk.services.ownership.take(found.id, agent)
    (said,) = await desk.services.answers.say(found.id, agent, text, f"c-{text}")
    if state is MessageState.SENT:
        out = Outbound(text=text, id=said.id, author="agent", author_name="Giulia")
        await desk.services.channels["webchat"].send(Address("webchat", contact), out)
        await set_state(desk, said.id, state)


async def set_state(desk: Desk, message_id: str, state: MessageState) -> None:
    async with desk.services.database.write() as connection:
        await connection.execute(
            update(messages)
            .where(messages.c.id == message_id)
            .values(state=state.value, provider_id=message_id)
        )


# Named, because every process that collects the tests makes another token.
OF_ANOTHER_KEY = pytest.param(VisitorTokens("another key").issue(), id="of another key")


@pytest.mark.parametrize("forged", [None, "", "x", "A" * 43, "é" * 43, 7, ["a"], {"a": 1}, OF_ANOTHER_KEY])
async def test_a_token_that_we_never_issued_opens_nothing(desk: Desk, forged: object) -> None:
    async with visitor(desk) as stranger:
        token = await stranger.begin(forged)
        assert token != forged
        assert len(token) == 43
        assert await stranger.ask("history", {"after": 0}) == {
            "messages": [],
            "owner": "bot",
            "agent_name": None,
            "staffing": {"open": False, "opens_at": None, "text": ""},
        }


async def test_a_visitor_sees_before_writing_whether_a_person_can_answer(desk: Desk) -> None:
    closed = HoursRules(weekly=(Interval("default", 6, time(3), time(4)),), holidays=False)
    await desk.services.promises.set_hours(closed)
    desk.clock.advance(timedelta(seconds=30))
    async with visitor(desk) as stranger:
        await stranger.begin(None, language="en")
        staffing = (await stranger.ask("history", {"after": 0}))["staffing"]
    assert staffing["open"] is False
    assert staffing["opens_at"] == "2026-01-11T02:00:00+00:00"
    assert staffing["text"].endswith("you will find us on Sunday 11 from 3.")


@pytest.mark.parametrize("body", [None, 7, "x", [], {"session_id": None}])
async def test_a_session_request_of_any_shape_is_answered(desk: Desk, body: object) -> None:
    async with visitor(desk) as stranger:
        await stranger.socket.emit("session_request", body)
        assert len(await stranger.next("session_confirm")) == 43


async def test_without_a_session_nothing_is_said_or_seen(desk: Desk) -> None:
    async with visitor(desk, **{"Accept-Language": "en"}) as stranger:
        refused = await stranger.ask("user_uttered", {"message": "ciao", "id": "1"})
        assert refused["error"]["code"] == "no_session"
        assert "reload" in refused["error"]["message"]
        assert (await stranger.ask("history", {"after": 0}))["messages"] == []
        await stranger.socket.emit("typing", {})
        await stranger.socket.emit("read", {"id": "x"})
        assert (await stranger.ask("history", None))["messages"] == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (None, "malformed_request"),
        ("ciao", "malformed_request"),
        ({"message": 7}, "malformed_request"),
        ({"message": "a", "payload": {}}, "malformed_request"),
        ({"message": "a", "id": "../../x"}, "malformed_request"),
        ({"message": "  "}, "empty_text"),
        ({"message": "x" * 4001}, "text_too_long"),
    ],
)
async def test_nonsense_is_refused_and_leaves_nothing(desk: Desk, body: object, code: str) -> None:
    async with visitor(desk) as shopper:
        await shopper.begin(**OURS)
        assert (await shopper.ask("user_uttered", body))["error"]["code"] == code
        assert (await shopper.ask("history", {"after": 0}))["messages"] == []


async def test_a_flood_is_stopped_and_the_rest_is_kept(desk: Desk) -> None:
    async with visitor(desk) as shopper:
        await shopper.begin(**OURS)
        answers = [await shopper.ask("user_uttered", {"message": f"{n}", "id": f"m{n}"}) for n in range(25)]
        assert [answer["ok"] for answer in answers] == [True] * 20 + [False] * 5
        assert answers[-1]["error"]["code"] == "rate_limited"
        assert len((await shopper.ask("history", {"after": 0}))["messages"]) == 20


async def test_the_same_message_again_has_no_second_effect(any_desk: Desk) -> None:
    async with visitor(any_desk) as shopper:
        await shopper.begin(**OURS)
        for _ in range(3):
            assert await shopper.ask("user_uttered", {"message": "ciao", "id": "m1"}) == {
                "ok": True,
                "id": "m1",
            }
        (message,) = (await shopper.ask("history", {"after": 0}))["messages"]
        assert (message["text"], message["author"], message["client_id"], message["sequence"]) == (
            "ciao",
            "shopper",
            "m1",
            1,
        )


async def test_messages_sent_without_waiting_keep_their_order(desk: Desk) -> None:
    async with visitor(desk) as shopper:
        await shopper.begin(**OURS)
        for number in range(15):
            await shopper.socket.emit("user_uttered", {"message": str(number)})
        kept = (await shopper.ask("history", {"after": 0}))["messages"]
    assert [message["text"] for message in kept] == [str(number) for number in range(15)]


async def test_who_comes_back_sees_their_own_conversation_and_no_other(any_desk: Desk) -> None:
    async with visitor(any_desk) as anna, visitor(any_desk) as bruno:
        token = await anna.begin(**OURS)
        await bruno.begin(**OURS)
        await anna.ask("user_uttered", {"message": "sono Anna", "id": "1"})
        await bruno.ask("user_uttered", {"message": "sono Bruno", "id": "1"})
    async with visitor(any_desk) as again:
        assert await again.begin(token, **OURS) == token
        seen = (await again.ask("history", {"after": 0}))["messages"]
        assert [message["text"] for message in seen] == ["sono Anna"]


async def test_a_token_works_on_every_replica_and_after_a_restart(sqlite_url: str) -> None:
    async with open_desk(desk_settings(sqlite_url)) as desk, visitor(desk) as shopper:
        token = await shopper.begin(**OURS)
    async with open_desk(desk_settings(sqlite_url)) as desk, visitor(desk) as shopper:
        assert await shopper.begin(token, **OURS) == token


async def test_another_secret_key_loses_no_conversation(sqlite_url: str) -> None:
    async with open_desk(desk_settings(sqlite_url)) as desk, visitor(desk) as shopper:
        wrote = await shopper.begin(**OURS)
        await shopper.ask("user_uttered", {"message": "ciao", "id": "1"})
    async with open_desk(desk_settings(sqlite_url, secret_key="")) as desk, visitor(desk) as shopper:
        assert await shopper.begin(wrote, **OURS) == wrote
        assert (await shopper.ask("history", {"after": 0}))["messages"][0]["text"] == "ciao"


async def test_answers_reach_every_tab_of_the_visitor_and_nobody_else(desk: Desk) -> None:
    async with visitor(desk) as first, visitor(desk) as second, visitor(desk) as other:
        token = await first.begin(**OURS)
        await second.begin(token, **OURS)
        await other.begin(**OURS)
        await first.ask("user_uttered", {"message": "ciao", "id": "1"})
        await speak(desk, token, "eccomi")
        for tab in (first, second):
            answering = await tab.next("owner")
            assert (answering["owner"], answering["agent_name"]) == ("agent", "Giulia")
            uttered = await tab.next("bot_uttered")
            assert uttered["text"] == "eccomi"
            about = uttered["metadata"]
            assert (about["sequence"], about["author"], about["author_name"]) == (2, "agent", "Giulia")
        assert (await other.ask("history", {"after": 0}))["messages"] == []
        assert other.heard.empty()


async def test_clients_of_rasa_s_protocol_hear_exactly_that(desk: Desk) -> None:
    async with visitor(desk) as rasa:
        token = await rasa.begin()
        await rasa.socket.emit(
            "user_uttered", {"message": "ciao", "session_id": token, "customData": {"language": "it"}}
        )
        await rasa.ask("history", {"after": 0})
        await speak(desk, token, "eccomi")
        assert await rasa.next("bot_uttered") == {"text": "eccomi"}


async def test_a_client_that_names_its_token_only_with_the_message(desk: Desk) -> None:
    async with visitor(desk) as first:
        token = await first.begin()
    async with visitor(desk) as second:
        answer = await second.ask("user_uttered", {"message": "ciao", "session_id": token})
        assert answer["ok"]
        forged = VisitorTokens("another key").issue()
    async with visitor(desk) as third:
        refused = await third.ask("user_uttered", {"message": "ciao", "session_id": forged})
        assert refused["error"]["code"] == "no_session"


async def test_what_has_not_reached_the_visitor_is_not_in_their_history(desk: Desk) -> None:
    async with visitor(desk) as shopper:
        token = await shopper.begin(**OURS)
        await shopper.ask("user_uttered", {"message": "ciao", "id": "1"})
        await speak(desk, token, "in attesa", MessageState.PENDING)
        seen = await shopper.ask("history", {"after": 0})
        assert [message["text"] for message in seen["messages"]] == ["ciao"]
        assert (seen["owner"], seen["agent_name"]) == ("agent", "Giulia")


async def test_history_goes_on_past_what_is_hidden(desk: Desk) -> None:
    async with visitor(desk) as shopper:
        token = await shopper.begin(**OURS)
        await shopper.ask("user_uttered", {"message": "prima", "id": "1"})
        for number in range(3):
            await speak(desk, token, f"nascosta {number}", MessageState.PENDING)
        await shopper.ask("user_uttered", {"message": "dopo", "id": "2"})
        seen = (await shopper.ask("history", {"after": 1}))["messages"]
        assert [(message["text"], message["sequence"]) for message in seen] == [("dopo", 5)]


async def test_typing_reaches_the_agents(desk: Desk) -> None:
    async with visitor(desk) as shopper:
        await shopper.begin(**OURS)
        await shopper.ask("user_uttered", {"message": "ciao", "id": "1"})
        async with listening(desk.services.signals) as subscription, asyncio.timeout(60):
            await shopper.socket.emit("typing", {})
            signal = await subscription.get()
        assert (signal.kind, signal.data) == (TYPING, {"author": "shopper"})


async def test_reading_counts_only_for_one_s_own_messages(desk: Desk) -> None:
    async with visitor(desk) as anna, visitor(desk) as bruno:
        token = await anna.begin(**OURS)
        await bruno.begin(**OURS)
        for shopper in (anna, bruno):
            await shopper.ask("user_uttered", {"message": "ciao", "id": "1"})
        await speak(desk, token, "eccomi")
        message = (await anna.ask("history", {"after": 1}))["messages"][0]["id"]

        async def state_after(reader: Visitor, message_id: object) -> MessageState:
            await reader.socket.emit("read", {"id": message_id})
            await reader.ask("history", {"after": 0})
            return (await desk.services.transcripts.message(message)).state

        assert await state_after(bruno, message) is MessageState.SENT
        assert await state_after(anna, "0" * 32) is MessageState.SENT
        assert await state_after(anna, {"a": 1}) is MessageState.SENT
        assert await state_after(anna, message) is MessageState.READ


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [("https://shop.example.com", True), ("https://evil.example.com", False), ("null", False)],
)
async def test_only_pages_that_the_settings_name_may_connect(
    sqlite_url: str, origin: str, allowed: bool
) -> None:
    async with open_desk(desk_settings(sqlite_url, allowed_origins="https://shop.example.com/")) as desk:
        answer = await desk.http.get("/socket.io/?EIO=4&transport=polling", headers={"Origin": origin})
        own = await desk.http.get("/socket.io/?EIO=4&transport=polling", headers={"Origin": desk.url})
    assert (answer.status_code == 200) is allowed
    assert own.status_code == 200
