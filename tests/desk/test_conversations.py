"""What agents read and do over HTTP."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from connectors.base import Media
from handoff.sql.tables import messages
from tests.desk.harness import Desk

NOWHERE = "/api/conversations/" + "0" * 32


@pytest.mark.parametrize("path", ["", "/messages"])
async def test_what_is_not_there_is_a_404(any_desk: Desk, path: str) -> None:
    async with any_desk.signed_in() as agent:
        answer = await agent.get(NOWHERE + path)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "conversation_not_found")


@pytest.mark.parametrize("path", ["/take", "/hand-back", "/resolve", "/typing"])
async def test_nothing_is_done_to_what_is_not_there(desk: Desk, path: str) -> None:
    async with desk.signed_in() as agent:
        assert (await agent.post(NOWHERE + path)).status_code == 404


@pytest.mark.parametrize("query", ["after=-1", "limit=0", "limit=9999", "before=x", "after=99999999999"])
async def test_bad_pages_are_refused(desk: Desk, query: str) -> None:
    async with desk.signed_in() as agent:
        assert (await agent.get(f"{NOWHERE}/messages?{query}")).status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "", "client_id": "1"},
        {"text": "  \n", "client_id": "1"},
        {"text": "x" * 10_001, "client_id": "1"},
        {"text": "a", "client_id": ""},
        {"text": "a", "client_id": "x" * 65},
        {"text": "a", "client_id": "../"},
        {"text": "a", "client_id": "1", "author": "bot"},
        {"text": 7, "client_id": "1"},
    ],
)
async def test_bad_answers_are_refused(desk: Desk, body: dict[str, object]) -> None:
    conversation = await desk.conversation()
    async with desk.signed_in() as agent:
        await agent.post(f"/api/conversations/{conversation}/take")
        assert (await agent.post(f"/api/conversations/{conversation}/messages", json=body)).status_code == 422


async def test_text_that_a_database_cannot_hold_is_no_5xx(any_desk: Desk) -> None:
    conversation = await any_desk.conversation()
    async with any_desk.signed_in() as agent:
        await agent.post(f"/api/conversations/{conversation}/take")
        for text in ("a\x00b", "🙂\x00"):
            answer = await agent.post(
                f"/api/conversations/{conversation}/messages",
                json={"text": text, "client_id": f"c{len(text)}"},
            )
            assert answer.status_code == 201, answer.text
            assert "\x00" not in answer.text


async def test_one_agent_wins_and_the_other_is_told_who(any_desk: Desk) -> None:
    conversation = await any_desk.conversation()
    async with any_desk.signed_in("Giulia") as giulia, any_desk.signed_in("Marco") as marco:
        path = f"/api/conversations/{conversation}"
        answers = await asyncio.gather(giulia.post(f"{path}/take"), marco.post(f"{path}/take"))
        won, lost = sorted(answers, key=lambda answer: answer.status_code)
        winner = won.json()["agent"]["name"]
        assert (won.status_code, lost.status_code) == (200, 409)
        assert lost.json()["error"] == {
            "code": "already_taken",
            "message": f"{winner} ha già questa conversazione.",
            "details": {"taken_by": winner},
        }
        loser = marco if winner == "Giulia" else giulia
        for action in ("hand-back", "resolve"):
            refused = await loser.post(f"{path}/{action}")
            assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not_owner")
        said = await loser.post(f"{path}/messages", json={"text": "ciao", "client_id": "1"})
        assert (said.status_code, said.json()["error"]["code"]) == (409, "not_owner")


async def test_an_agent_answers_once_however_often_the_browser_repeats_it(any_desk: Desk) -> None:
    conversation = await any_desk.conversation(name="Anna Rossi")
    path = f"/api/conversations/{conversation}"
    async with any_desk.signed_in() as agent:
        taken = (await agent.post(f"{path}/take")).json()
        assert (taken["owner"], taken["contact"]["name"]) == ("agent", "Anna Rossi")
        assert "333000" not in taken["contact"]["address_masked"]
        answer = {"text": " Eccomi! ", "client_id": "c-1"}
        first = await agent.post(f"{path}/messages", json=answer)
        second = await agent.post(f"{path}/messages", json=answer)
        assert first.status_code == second.status_code == 201
        assert first.json() == second.json()
        (message,) = first.json()["messages"]
        assert (message["text"], message["author"], message["author_name"]) == ("Eccomi!", "agent", "Giulia")
        assert (message["state"], message["client_id"]) == ("pending", "c-1")
        shown = (await agent.get(f"{path}/messages?after=1")).json()["messages"]
        assert [it["text"] for it in shown] == ["Eccomi!"]


async def test_the_queue_sorts_cases_by_whose_they_are(desk: Desk) -> None:
    mine = await desk.conversation("a", "+391")
    others = await desk.conversation("b", "+392")
    closed = await desk.conversation("c", "+393")
    async with desk.signed_in("Giulia") as giulia, desk.signed_in("Marco") as marco:
        await giulia.post(f"/api/conversations/{mine}/take")
        await marco.post(f"/api/conversations/{others}/take")
        await giulia.post(f"/api/conversations/{closed}/take")
        resolved = await giulia.post(f"/api/conversations/{closed}/resolve")
        assert (resolved.json()["owner"], resolved.json()["case"]["state"]) == ("bot", "resolved")
        queue = (await giulia.get("/api/queue")).json()
    cases = {name: [case["conversation_id"] for case in found] for name, found in queue.items()}
    assert cases == {"waiting": [], "mine": [mine], "others": [others], "closed_recently": [closed]}


async def test_acts_are_recorded(desk: Desk) -> None:
    conversation = await desk.conversation()
    async with desk.signed_in() as agent:
        await agent.post(f"/api/conversations/{conversation}/take")
        await agent.post(f"/api/conversations/{conversation}/hand-back")
    log = await desk.services.accounts.audit_log(limit=2)
    assert [(entry.act, entry.subject) for entry in log] == [
        ("hand_back", conversation),
        ("take", conversation),
    ]


async def test_the_window_is_shown(desk: Desk) -> None:
    conversation = await desk.conversation()
    async with desk.signed_in() as agent:
        closes = (await agent.get(f"/api/conversations/{conversation}")).json()["window_closes_at"]
    assert datetime.fromisoformat(closes) == desk.clock.now() + timedelta(hours=24)


async def test_typing_is_shown_only_by_who_has_the_conversation(desk: Desk) -> None:
    conversation = await desk.conversation()
    async with desk.signed_in() as agent:
        assert (await agent.post(f"/api/conversations/{conversation}/typing")).status_code == 204
        assert desk.pigeon.typing == []
        await agent.post(f"/api/conversations/{conversation}/take")
        await agent.post(f"/api/conversations/{conversation}/typing")
    assert [address.contact for address in desk.pigeon.typing] == ["+39333000111"]


async def test_only_what_failed_is_sent_again(desk: Desk) -> None:
    conversation = await desk.conversation()
    async with desk.signed_in() as agent:
        path = f"/api/conversations/{conversation}"
        await agent.post(f"{path}/take")
        said = await agent.post(f"{path}/messages", json={"text": "a", "client_id": "1"})
        message = said.json()["messages"][0]["id"]
        refused = await agent.post(f"/api/messages/{message}/retry")
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not_retryable")
        async with desk.services.database.write() as connection:
            await connection.execute(
                update(messages).where(messages.c.id == message).values(state="failed", error_code="30003")
            )
        failed = (await agent.get(f"{path}/messages?after=1")).json()["messages"][0]
        assert (failed["error"]["code"], failed["error"]["message"]) == (
            "30003",
            "Non è stato possibile inviare il messaggio.",
        )
        retried = await agent.post(f"/api/messages/{message}/retry")
        assert (retried.status_code, retried.json()["state"]) == (200, "pending")


@pytest.mark.parametrize(
    ("media_type", "shown", "how"),
    [
        ("image/png", "image/png", "inline"),
        ("audio/ogg; codecs=opus", "audio/ogg", "inline"),
        ("text/html", "application/octet-stream", "attachment"),
        ("image/svg+xml", "application/octet-stream", "attachment"),
        ("application/pdf", "application/octet-stream", "attachment"),
        ("", "application/octet-stream", "attachment"),
    ],
)
async def test_attachments_are_shown_and_never_run(desk: Desk, media_type: str, shown: str, how: str) -> None:
    conversation = await desk.conversation(photo=True)
    desk.pigeon.media = Media(b"<script>alert(1)</script>", media_type)
    async with desk.signed_in() as agent:
        received = (await agent.get(f"/api/conversations/{conversation}/messages")).json()["messages"]
        answer = await agent.get(received[0]["attachments"][0]["url"])
    assert answer.headers["content-type"] == shown
    assert answer.headers["content-disposition"].startswith(how)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


async def test_attachments_that_are_gone(desk: Desk) -> None:
    conversation = await desk.conversation(photo=True)
    desk.pigeon.media = None
    async with desk.signed_in() as agent:
        received = (await agent.get(f"/api/conversations/{conversation}/messages")).json()["messages"]
        url = received[0]["attachments"][0]["url"]
        gone = await agent.get(url)
        assert (gone.status_code, gone.json()["error"]["code"]) == (404, "media_unavailable")
        assert (await agent.get(url[:-1] + "7")).status_code == 404
