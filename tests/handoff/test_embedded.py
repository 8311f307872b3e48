from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event, make_url, text
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


def _commits(database: EmbeddedDatabase) -> list[str]:
    """What was written to disk together, as it happens."""
    said: list[str] = []

    def hear(connection: object, cursor: object, statement: str, *_: object) -> None:
        if statement == "COMMIT":
            said.append(statement)

    event.listen(database._writer, "before_cursor_execute", hear)
    return said


async def test_those_who_wait_share_one_flush(database: EmbeddedDatabase) -> None:
    commits = _commits(database)
    await asyncio.gather(*(_add(database) for _ in range(20)))
    assert await _count(database) == 20
    assert len(commits) == 1


async def test_one_that_fails_takes_nobody_along(database: EmbeddedDatabase) -> None:
    work = [_add(database), _add_and_fail(database), _add(database)]
    ends = await asyncio.gather(*work, return_exceptions=True)
    assert [type(end) for end in ends] == [type(None), RuntimeError, type(None)]
    assert await _count(database) == 2


async def test_nobody_is_told_yes_before_it_is_on_the_disk(
    database: EmbeddedDatabase, tmp_path: Path
) -> None:
    stored: list[int] = []

    async def add() -> None:
        await _add(database)
        # Another process sees only what is committed.
        with closing(sqlite3.connect(tmp_path / "x.db")) as other:
            stored.append(other.execute("SELECT count(*) FROM t").fetchone()[0])

    await asyncio.gather(*(add() for _ in range(5)))
    assert stored == [5] * 5


async def test_a_flush_that_fails_is_a_no_to_all(database: EmbeddedDatabase) -> None:
    def full(connection: object, cursor: object, statement: str, *_: object) -> None:
        if statement == "COMMIT":
            raise OperationalError(statement, None, sqlite3.OperationalError("disk I/O error"))

    event.listen(database._writer, "before_cursor_execute", full)
    ends = await asyncio.gather(*(_add(database) for _ in range(3)), return_exceptions=True)
    assert [type(end) for end in ends] == [OperationalError] * 3
    event.remove(database._writer, "before_cursor_execute", full)
    await _add(database)
    assert await _count(database) == 1


async def test_what_sqlite_gives_up_by_itself_is_a_no_to_all_who_shared_it(
    database: EmbeddedDatabase,
) -> None:
    async def lose() -> None:
        async with database.write() as session:
            # What SQLite does where the disk is full: the whole transaction is gone.
            await session.execute(text("ROLLBACK"))

    ends = await asyncio.gather(_add(database), lose(), _add(database), return_exceptions=True)
    assert isinstance(ends[0], OperationalError)
    assert isinstance(ends[1], OperationalError)
    assert ends[2] is None
    assert await _count(database) == 1


async def test_who_gives_up_waiting_holds_nobody_up(database: EmbeddedDatabase) -> None:
    inside = asyncio.Event()

    async def hang() -> None:
        async with database.write() as session:
            await session.execute(text("INSERT INTO t VALUES (1)"))
            inside.set()
            await asyncio.Event().wait()

    hanging = asyncio.create_task(hang())
    await inside.wait()
    waiting = [asyncio.create_task(_add(database)) for _ in range(3)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    hanging.cancel()
    await asyncio.wait_for(asyncio.gather(*waiting[1:]), 5)
    assert hanging.cancelled() or hanging.cancelling()
    assert await _count(database) == 2


async def test_closing_waits_for_what_is_being_written(tmp_path: Path) -> None:
    opened = EmbeddedDatabase(make_url(f"sqlite:///{tmp_path / 'y.db'}"))
    async with opened.write() as session:
        await session.execute(text("CREATE TABLE t (n INTEGER)"))
    writing = asyncio.create_task(_add(opened))
    await asyncio.sleep(0)
    await opened.close()
    await writing
    with closing(sqlite3.connect(tmp_path / "y.db")) as other:
        assert other.execute("SELECT count(*) FROM t").fetchone() == (1,)
