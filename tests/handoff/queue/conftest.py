"""The queue on each storage: in memory, on SQLite, on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.handoff.queue.counter import Counter, memory_counter, sql_counter


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def counter(request: pytest.FixtureRequest) -> AsyncIterator[Counter]:
    """A counter on each storage in turn."""
    if request.param == "memory":
        yield memory_counter()
        return
    async with sql_counter(request.getfixturevalue(f"{request.param}_url")) as built:
        yield built


@pytest.fixture(params=["sqlite", "postgresql"])
async def sql(request: pytest.FixtureRequest) -> AsyncIterator[Counter]:
    """A counter on each database in turn: for what only a database can get wrong."""
    async with sql_counter(request.getfixturevalue(f"{request.param}_url")) as built:
        yield built
