"""A console whose line dropped asks for what it missed, and misses nothing: not even what is old."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
from sqlalchemy import update

from handoff.messages import Address, Edited
from handoff.sql.tables import messages, written_at
from tests.desk.harness import Desk
from tests.desk.test_console_socket import console


async def fetched(agent: httpx.AsyncClient, conversation: str, **query: Any) -> dict[str, Any]:
    answer = await agent.get(f"/api/conversations/{conversation}/messages", params=query)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_what_came_and_what_changed_meanwhile_is_asked_for(any_desk: Desk) -> None:
    conversation = ""
    for number in range(12):
        conversation = await any_desk.conversation(f"messaggio {number}", id=f"m{number}")
    async with any_desk.signed_in() as agent:
        async with console(any_desk, agent):
            before = (await agent.get(f"/api/conversations/{conversation}")).json()
        # The line is down: an old message is edited, another delivered, new ones come.
        async with any_desk.services.database.write() as connection:
            await _age(connection)
            delivered = update(messages).where(messages.c.sequence == 3)
            await connection.execute(delivered.values(state="answered"))
        edited = Edited(Address("pigeon", "+39333000111"), "m0", "e1", "corretto")
        await any_desk.services.inbox.accept("pigeon", [edited])
        await any_desk.conversation("nuovo", id="m99")
        async with console(any_desk, agent):
            missed = await fetched(agent, conversation, changed_after=before["as_of"])
        assert [(it["sequence"], it["text"], it["state"]) for it in missed["messages"]] == [
            (1, "corretto", "received"),
            (3, "messaggio 2", "answered"),
            (13, "nuovo", "received"),
        ]
        page = await fetched(agent, conversation, changed_after=before["as_of"], limit=2)
        rest = await fetched(
            agent, conversation, changed_after=before["as_of"], after=page["messages"][-1]["sequence"]
        )
        assert page["messages"] + rest["messages"] == missed["messages"]
        merged = {it["id"]: it for it in [*before["messages"], *missed["messages"]]}
        now = (await agent.get(f"/api/conversations/{conversation}")).json()["messages"]
        assert sorted(merged.values(), key=lambda it: it["sequence"]) == now


async def _age(connection: Any) -> None:
    """Makes what is there old: what was written within seconds is given once more, to be safe."""
    await connection.execute(update(messages).values(changed_at=written_at() - timedelta(minutes=5)))


async def test_a_link_opens_the_transcript_around_its_message(any_desk: Desk) -> None:
    conversation = ""
    for number in range(12):
        conversation = await any_desk.conversation(f"messaggio {number}", id=f"m{number}")
    async with any_desk.signed_in() as agent:
        for around, limit, sequences in (
            (6, 4, [5, 6, 7, 8]),
            (1, 4, [1, 2, 3, 4]),
            (12, 4, [9, 10, 11, 12]),
            (6, 1, [6]),
            (999, 3, [10, 11, 12]),
            (6, 200, list(range(1, 13))),
        ):
            found = await fetched(agent, conversation, around=around, limit=limit)
            assert [it["sequence"] for it in found["messages"]] == sequences, (around, limit)
        for bad in ("around=0", "around=x", "changed_after=ieri", "changed_after=2026-01-01T00:00:00"):
            answer = await agent.get(f"/api/conversations/{conversation}/messages?{bad}")
            assert answer.status_code == 422, bad
