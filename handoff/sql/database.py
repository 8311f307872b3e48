"""One database, two ways in: ``write`` for units of work, ``read`` for looking."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

BUSY_TIMEOUT = 10
"""Seconds that SQLite waits for another process's write (the command line's, say)."""
POOL_SIZE = 10
POOL_TIMEOUT = 30
STATEMENT_TIMEOUT = "15s"
"""PostgreSQL gives up on a statement after this: nothing here should take a hundredth of it."""


def async_url(url: str) -> URL:
    """The URL with the asynchronous driver this project installs.

    Args:
        url: ``sqlite:///path`` or ``postgresql://…``, with or without a driver.

    Raises:
        ValueError: Another kind of database.
    """
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return parsed.set(drivername="sqlite+aiosqlite")
        case "postgresql":
            return parsed.set(drivername="postgresql+asyncpg")
        case other:
            raise ValueError(f"Sportello keeps its data in SQLite or PostgreSQL, not in {other}.")


class Database:
    """Connections to SQLite or PostgreSQL.

    SQLite has one writer at a time, so here one connection writes, and whoever wants to write queues
    for it in order instead of fighting over the file's lock; readers have connections of their own.
    """

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self._writer, self._reader = _sqlite(self.url, 1), _sqlite(self.url, 4)
            _on_begin(self._writer, "BEGIN IMMEDIATE")
            _on_begin(self._reader, "BEGIN DEFERRED")
        else:
            self._writer = self._reader = _postgresql(self.url)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that may write; commits at the end of the block, rolls back on an exception."""
        async with self._writer.begin() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction for reading."""
        async with self._reader.connect() as connection:
            yield connection

    async def close(self) -> None:
        """Closes every connection."""
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


def _postgresql(url: URL) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_SIZE,
        pool_timeout=POOL_TIMEOUT,
        pool_pre_ping=True,
        connect_args={
            "timeout": 10,
            "command_timeout": 30,
            "server_settings": {"statement_timeout": STATEMENT_TIMEOUT, "application_name": "sportello"},
        },
    )


def _sqlite(url: URL, size: int) -> AsyncEngine:
    if url.database and url.database != ":memory:":
        Path(url.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT,
        connect_args={"timeout": BUSY_TIMEOUT},
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not open transactions by itself: each begins with the lock it will need.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(engine: AsyncEngine, statement: str) -> None:
    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql(statement)
