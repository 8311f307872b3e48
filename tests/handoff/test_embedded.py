from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError

from handoff.sql.embedded import EmbeddedDatabase


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[EmbeddedDatabase]:
    opened = EmbeddedDatabase(make_url(f"sqlite:///{tmp_path / 'x.db'}"))
    async with opened.write() as session:
        await session.execute(text("CREATE TABLE t (n INTEGER)"))
    yield opened
    await opened.close()


def _other(tmp_path: Path) -> sqlite3.Connection:
    """Another process's connection, which holds the lock."""
    other = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


async def _add(database: EmbeddedDatabase) -> None:
    async with database.write() as session:
        await session.execute(text("INSERT INTO t VALUES (1)"))


async def _count(database: EmbeddedDatabase) -> int:
    async with database.read() as session:
        return int((await session.execute(text("SELECT count(*) FROM t"))).scalar_one())


async def test_waits_for_another_process_and_keeps_nobody_up(
    database: EmbeddedDatabase, tmp_path: Path
) -> None:
    other = _other(tmp_path)
    writing = [asyncio.create_task(_add(database)) for _ in range(3)]
    for _ in range(20):
        assert await _count(database) == 0
        await asyncio.sleep(0.01)
    assert not any(task.done() for task in writing)
    other.execute("ROLLBACK")
    await asyncio.wait_for(asyncio.gather(*writing), 5)
    assert await _count(database) == 3
    other.close()


async def test_an_error_in_the_block_leaves_no_trace(database: EmbeddedDatabase) -> None:
    with pytest.raises(RuntimeError):
        await _add_and_fail(database)
    await _add(database)
    assert await _count(database) == 1


async def _add_and_fail(database: EmbeddedDatabase) -> None:
    async with database.write() as session:
        await session.execute(text("INSERT INTO t VALUES (1)"))
        raise RuntimeError


async def test_a_lock_that_nobody_lets_go_is_an_error(
    database: EmbeddedDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handoff.sql.embedded.BUSY_TIMEOUT", 0.05)
    other = _other(tmp_path)
    with pytest.raises(OperationalError):
        await _add(database)
    other.execute("ROLLBACK")
    await _add(database)
    assert await _count(database) == 1
    other.close()
