"""The lists of cases at length: each counts its own, and a longer list asks no more questions."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy import event, text

from handoff.records import Agent, CaseState
from handoff.sql.database import Database
from handoff.sql.reader import SqlReader
from tests.desk.harness import Desk

GIULIA, MARCO = Agent("g" * 32, "Giulia"), Agent("m" * 32, "Marco")


async def test_unread_is_what_this_conversation_has_not_answered(any_desk: Desk) -> None:
    """Another conversation's answers, later in their own transcript, answer nothing here."""
    services = any_desk.services
    long = ""
    for number in range(5):
        long = await any_desk.conversation(f"a{number}", contact="+39333000001")
    await services.ownership.take(long, GIULIA)
    await services.answers.say(long, GIULIA, "eccomi", "c1")
    short = await any_desk.conversation("b1", contact="+39333000002")
    await services.ownership.take(short, MARCO)
    await any_desk.conversation("b2", contact="+39333000002")
    await any_desk.conversation("a9", contact="+39333000001")
    async with any_desk.signed_in() as agent:
        others = (await agent.get("/api/queue")).json()["others"]
    unread = {case["conversation_id"]: case["unread"] for case in others}
    assert unread == {long: 1, short: 2}


@pytest.mark.parametrize("path", ["/api/queue", "/api/queue?state=others", "/api/search?q=ciao"])
async def test_a_longer_list_asks_no_more_questions(desk: Desk, path: str) -> None:
    async with desk.signed_in("Sara", "supervisor") as agent:
        tag = (await agent.post("/api/tags", json={"name": "T", "color": "#ff0000"})).json()["id"]
        await _open(desk, agent, tag, range(2))
        few = await _questions(desk, agent, path)
        await _open(desk, agent, tag, range(2, 12))
        assert await _questions(desk, agent, path) == few


async def _open(desk: Desk, agent: httpx.AsyncClient, tag: str, numbers: range) -> None:
    for number in numbers:
        conversation = await desk.conversation(f"ciao {number}", contact=f"+3933300{number:04}")
        await desk.services.ownership.take(conversation, GIULIA)
        await agent.put(f"/api/conversations/{conversation}/tags", json={"tags": [tag]})


async def _questions(desk: Desk, agent: httpx.AsyncClient, path: str) -> int:
    """How many statements reading a list takes."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    reader = desk.services.database._engine._reader  # type: ignore[attr-defined]
    event.listen(reader, "before_cursor_execute", note)
    try:
        answer = await agent.get(path)
        assert answer.status_code == 200
    finally:
        event.remove(reader, "before_cursor_execute", note)
    return len([statement for statement in asked if not statement.startswith("BEGIN")])


async def test_closed_lists_go_by_the_time_of_closing(sqlite_url: str) -> None:
    """Else SQLite sorts every case there ever was, to show thirty."""
    database = Database(sqlite_url)
    plans: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        plans.append(statement)

    reader = database._engine._reader  # type: ignore[attr-defined]
    event.listen(reader, "before_cursor_execute", note)
    await SqlReader(database).cases([CaseState.RESOLVED, CaseState.HANDED_BACK], limit=30)
    event.remove(reader, "before_cursor_execute", note)
    listing = next(statement for statement in plans if "ORDER BY cases.closed_at" in statement)
    filled = listing.replace("?", "'1'")
    async with database.read() as connection:
        plan = (await connection.execute(text(f"EXPLAIN QUERY PLAN {filled}"))).all()
    await database.close()
    assert any("USING INDEX ix_cases_closed_at" in str(row) for row in plan), plan
