"""One connection for a migration, with everybody else's migrations kept out meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, create_engine, event, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from handoff.sql.database import async_url

Result = TypeVar("Result")
LOCK = 0x5350_4F52
"""PostgreSQL's advisory lock that replicas starting together queue for."""


def run(database_url: str, job: Callable[[Connection], Result]) -> Result:
    """Does a job in one transaction of its own."""
    url = async_url(database_url)
    if url.get_backend_name() == "sqlite":
        return _on_sqlite(url, job)
    return asyncio.run(_on_postgresql(url, job))


def _on_sqlite(url: URL, job: Callable[[Connection], Result]) -> Result:
    if url.database:
        Path(url.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url.set(drivername="sqlite"), poolclass=NullPool, connect_args={"timeout": 60})
    # The driver would begin late and commit early; a migration is one transaction, or none.
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        return job(connection)


def _leave_transactions_to_us(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


async def _on_postgresql(url: URL, job: Callable[[Connection], Result]) -> Result:
    engine = create_async_engine(url, poolclass=NullPool, connect_args={"timeout": 10})
    async with engine.begin() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        return await connection.run_sync(job)
