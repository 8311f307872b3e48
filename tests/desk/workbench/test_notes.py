"""Private notes: kept once, told to whom they mention, and never on their way to a shopper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from handoff.records import Author
from tests.desk.harness import Desk
from tests.desk.test_console_socket import console
from tests.desk.test_visitors import OURS, visitor

NOWHERE = "0" * 32
SECRET = "il cliente mente, non dirglielo"


async def keep(agent: httpx.AsyncClient, conversation: str, **more: Any) -> httpx.Response:
    note = {"text": SECRET, "client_id": "n1", **more}
    return await agent.post(f"/api/conversations/{conversation}/notes", json=note)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "", "client_id": "1"},
        {"text": " \n", "client_id": "1"},
        {"text": "x" * 10_001, "client_id": "1"},
        {"text": "a"},
        {"text": "a", "client_id": "../"},
        {"text": "a", "client_id": "1", "author": "x"},
        {"text": "a", "client_id": "1", "mentions": ["'; drop"]},
        {"text": "a", "client_id": "1", "mentions": ["a"] * 21},
    ],
)
async def test_bad_notes_are_refused(desk: Desk, body: dict[str, object]) -> None:
    conversation = await desk.conversation()
    async with desk.signed_in() as agent:
        assert (await agent.post(f"/api/conversations/{conversation}/notes", json=body)).status_code == 422


async def test_what_is_not_there_has_no_notes(any_desk: Desk) -> None:
    async with any_desk.signed_in() as agent:
        read = await agent.get(f"/api/conversations/{NOWHERE}/notes")
        for answer in (read, await keep(agent, NOWHERE)):
            assert (answer.status_code, answer.json()["error"]["code"]) == (404, "conversation_not_found")


async def test_mentions_are_of_those_who_may_see_it(any_desk: Desk) -> None:
    conversation = await any_desk.conversation()
    editor = await any_desk.add_agent("Elsa", "editor")
    gone = await any_desk.add_agent("Gino")
    await any_desk.services.accounts.disable("gino@example.com")
    async with any_desk.signed_in() as agent:
        for stranger in (NOWHERE, editor.id, gone.id):
            answer = await keep(agent, conversation, mentions=[stranger])
            assert (answer.status_code, answer.json()["error"]["code"]) == (422, "unknown_colleague")
        assert (await agent.get(f"/api/conversations/{conversation}/notes")).json() == {"items": []}


async def test_the_same_note_sent_twice_is_kept_once(any_desk: Desk) -> None:
    conversation = await any_desk.conversation()
    async with any_desk.signed_in("Giulia") as giulia, any_desk.signed_in("Marco") as marco:
        first = await keep(giulia, conversation)
        again = await keep(giulia, conversation, text="altro")
        assert (first.status_code, first.json()) == (201, again.json())
        # Another agent's console may have thought of the same identifier.
        any_desk.clock.advance(timedelta(seconds=1))
        other = await keep(marco, conversation)
        assert other.json()["author"]["name"] == "Marco"
        items = (await marco.get(f"/api/conversations/{conversation}/notes")).json()["items"]
        assert [item["author"]["name"] for item in items] == ["Giulia", "Marco"]
        assert (items[0]["text"], items[0]["after_sequence"]) == (SECRET, 1)


async def test_whoever_is_mentioned_is_told_until_they_have_read_it(any_desk: Desk) -> None:
    conversation = await any_desk.conversation(name="Anna")
    marco = await any_desk.add_agent("Marco")
    async with (
        any_desk.signed_in("Giulia") as giulia,
        any_desk.signed_in("Marco") as reader,
        console(any_desk, reader) as hears,
    ):
        note = (await keep(giulia, conversation, mentions=[marco.id])).json()
        assert await hears.until("note") == note
        found = (await reader.get("/api/mentions")).json()
        assert found["unread"] == 1
        assert found["items"] == [{"note": note, "channel": "pigeon", "contact_name": "Anna", "read": False}]
        assert (await giulia.get("/api/mentions")).json() == {"items": [], "unread": 0}
        assert (await giulia.post(f"/api/mentions/{note['id']}/read")).status_code == 404
        for _ in range(2):
            assert (await reader.post(f"/api/mentions/{note['id']}/read")).status_code == 204
        found = (await reader.get("/api/mentions")).json()
        assert (found["unread"], found["items"][0]["read"]) == (0, True)


async def test_mentioning_oneself_tells_nobody(desk: Desk) -> None:
    conversation = await desk.conversation()
    giulia = await desk.add_agent("Giulia")
    async with desk.signed_in("Giulia") as agent:
        assert (await keep(agent, conversation, mentions=[giulia.id])).json()["mentions"] == []
        assert (await agent.get("/api/mentions")).json()["unread"] == 0


async def test_editors_and_strangers_read_no_notes(desk: Desk) -> None:
    conversation = await desk.conversation()
    async with desk.signed_in("Giulia") as giulia, desk.signed_in("Elsa", "editor") as editor:
        await keep(giulia, conversation)
        for path in (f"/api/conversations/{conversation}/notes", "/api/mentions", "/api/search?q=cliente"):
            assert (await editor.get(path)).status_code == 403
            assert (await desk.http.get(path)).status_code == 401


async def test_a_note_never_reaches_the_shopper(any_desk: Desk) -> None:
    """By no way there is: not sent, not in the outbox, not in a visitor's history or on their socket."""
    async with visitor(any_desk) as shopper, any_desk.signed_in() as agent:
        await shopper.begin(**OURS)
        await shopper.ask("user_uttered", {"message": "ciao"})
        queue = await any_desk.services.transcripts.backlog(any_desk.clock.now())
        conversation = await _newest(any_desk)
        await agent.post(f"/api/conversations/{conversation}/take")
        while not shopper.heard.empty():
            shopper.heard.get_nowait()
        assert (await keep(agent, conversation)).status_code == 201
        history = await shopper.ask("history", {"after": 0})
        assert SECRET not in str(history)
        assert all(SECRET not in str(heard) for heard in list(shopper.heard._queue))  # type: ignore[attr-defined]
        said = await any_desk.services.transcripts.messages(conversation)
        assert all(message.text != SECRET for message in said)
        assert {message.author for message in said} <= {Author.SHOPPER, Author.SYSTEM}
        after = await any_desk.services.transcripts.backlog(any_desk.clock.now())
        assert after.pending_deliveries == queue.pending_deliveries
        assert any_desk.pigeon.sent == []


async def _newest(desk: Desk) -> str:
    query = text("SELECT id FROM conversations ORDER BY created_at DESC")
    async with desk.services.database.read() as connection:
        return str((await connection.execute(query)).scalars().first())
