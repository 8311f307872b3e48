"""Whoever waits while the queue's order changes keeps their place in it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, text

from desk.migrations import upgrade
from desk.migrations.connecting import run
from desk.migrations.upgrading import downgrade
from handoff.records import CaseState
from handoff.sql.database import Database
from handoff.sql.reader import SqlReader

AT = datetime(2026, 1, 5, 9, 0, 0, 250_000, tzinfo=UTC)
CONVERSATION = """
INSERT INTO conversations (id, channel, contact, owner, epoch, language_fixed, last_sequence, offered,
 blocked, created_at) VALUES (:id, 'pigeon', :id, 'queue', 1, :no, 0, '[]', :no, :at)
"""
CASE = """
INSERT INTO cases (id, conversation_id, reason, priority, state, readings, entities, tried, opened_at,
 notices) VALUES (:id, :id, :reason, :priority, 'waiting', '[]', '[]', '[]', :at, 0)
"""


def insert(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    at = AT.replace(tzinfo=None).isoformat(" ") if sqlite else AT
    for name, reason, priority in (
        ("plain", "requested", 0),
        ("upset", "requested", 5),
        ("angry", "complaint", 10),
    ):
        connection.execute(text(CONVERSATION), {"id": name, "no": False, "at": at})
        connection.execute(text(CASE), {"id": name, "reason": reason, "priority": priority, "at": at})


async def test_cases_that_wait_are_ranked_by_why_they_wait(database_url: str) -> None:
    await asyncio.to_thread(downgrade, database_url, "0002")
    await asyncio.to_thread(run, database_url, insert)
    await asyncio.to_thread(upgrade, database_url)
    database = Database(database_url)
    found = [summary.case for summary in await SqlReader(database).cases([CaseState.WAITING])]
    await database.close()
    assert [case.id for case in found] == ["angry", "upset", "plain"]
    assert {case.queued_at for case in found} == {AT}
    assert [AT - case.served_at for case in found] == [timedelta(minutes=minutes) for minutes in (30, 10, 0)]
    assert [case.frustrated for case in found] == [False, True, False]
