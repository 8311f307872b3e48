"""Agents' flags: one key, one flag a message, and where it counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx

from desk.figures.testing import Story
from handoff.sql.tables import messages
from tests.desk.harness import Desk
from tests.desk.learning.conftest import tell


async def conversation(desk: Desk) -> Story:
    story, at = Story("1" * 32, "webchat", "one", name="Anna"), desk.clock.now() - timedelta(minutes=9)
    story.asks(at, "faq/sizes", "affittate biciclette?")
    story.says(at, "La taglia è giusta")
    story.asks(at, "faq/sizes", "3331234567")
    await tell(desk, story)
    return story


async def flag(agent: httpx.AsyncClient, message_id: str, kind: str | None) -> httpx.Response:
    return await agent.post(f"/api/messages/{message_id}/flag", json={"kind": kind})


async def flags(agent: httpx.AsyncClient, story: Story) -> list[dict[str, Any]]:
    return list((await agent.get(f"/api/conversations/{story.id}/flags")).json()["items"])


async def test_a_flag_is_put_changed_and_taken_away(school: Desk) -> None:
    story = await conversation(school)
    asked, answer, number = (message.id for message in story.messages)
    async with school.services.database.write() as connection:
        await connection.execute(messages.update().where(messages.c.id == answer).values(reply_to=asked))
    async with school.signed_in() as agent:
        assert (await flag(agent, asked, "should_be_answered")).json()["message_id"] == asked
        assert await flags(agent, story) == [{"message_id": asked, "kind": "should_be_answered"}]
        # At the answer, it is about what it answers.
        assert (await flag(agent, answer, "answered_wrong")).json() == {
            "message_id": asked,
            "kind": "answered_wrong",
        }
        assert await flags(agent, story) == [{"message_id": asked, "kind": "answered_wrong"}]
        await flag(agent, asked, "answered_wrong")
        assert len(await flags(agent, story)) == 1
        assert (await flag(agent, asked, None)).json() == {"message_id": asked, "kind": None}
        assert await flags(agent, story) == []
        assert (await flag(agent, number, "answered_wrong")).status_code == 409, "nothing of it may be kept"
        assert (await flag(agent, "f" * 32, "answered_wrong")).status_code == 404
        assert (await flag(agent, asked, "other")).status_code == 422


async def test_a_flag_is_in_the_inbox_and_editors_cannot_flag(school: Desk) -> None:
    story = await conversation(school)
    async with school.signed_in() as agent:
        await flag(agent, story.messages[0].id, "answered_wrong")
    worker = school.services.learning.worker
    assert await worker.understand()
    async with school.signed_in("Edda", "editor") as editor:
        (group,) = (await editor.get("/api/content/inbox")).json()["items"]
        assert (await flag(editor, story.messages[0].id, None)).status_code == 403
    assert group["kinds"] == {"answered_wrong": 1}


async def test_without_a_flag_a_message_that_was_found_otherwise_stays(school: Desk) -> None:
    story, at = Story("2" * 32, "webchat", "two"), school.clock.now() - timedelta(minutes=9)
    story.asks(at, "out_of_scope", "affittate biciclette?")
    await tell(school, story)
    await school.services.learning.worker.collect()
    async with school.signed_in() as agent:
        await flag(agent, story.messages[0].id, "should_be_answered")
        await flag(agent, story.messages[0].id, None)
    assert await school.services.learning.worker.understand()
    page = await school.services.learning.inbox.page()
    assert [dict(group.kinds) for group in page.groups] == [{"fallback": 1}]
