"""The core on each storage: in memory, on SQLite, on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from handoff.memory import MemoryReader, MemoryStorage
from handoff.memory.promises import MemoryPromiseReader
from handoff.signals import LocalSignals
from handoff.sql.database import Database
from handoff.sql.liveness import AdvisoryLiveness, FileLiveness, Liveness
from handoff.sql.promise_reader import SqlPromiseReader
from handoff.sql.reader import SqlReader
from handoff.sql.storage import SqlStorage
from tests.handoff.world import World


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """A core on each storage in turn."""
    if request.param == "memory":
        signals = LocalSignals()
        storage = MemoryStorage(signals)
        yield World(storage, MemoryReader(storage), signals, promise_reader=MemoryPromiseReader(storage))
        return
    async for built in sql_world(request.getfixturevalue(f"{request.param}_url")):
        yield built


@pytest.fixture(params=["sqlite", "postgresql"])
async def sql(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """A core on each database in turn: for what only a database can get wrong."""
    async for built in sql_world(request.getfixturevalue(f"{request.param}_url")):
        yield built


async def sql_world(url: str) -> AsyncIterator[World]:
    """A core on one migrated database."""
    database = Database(url)
    signals = LocalSignals()
    liveness: Liveness = (
        FileLiveness(database.url.database or "") if database.is_sqlite else AdvisoryLiveness()
    )
    await liveness.start()
    storage = SqlStorage(database, signals, liveness)
    yield World(storage, SqlReader(database), signals, promise_reader=SqlPromiseReader(database))
    await liveness.stop()
    await database.close()
