"""SQLite without a thread hop for every statement.

Statements on the embedded database take microseconds; handing each to a driver's thread and back takes
ten times as long and lets them queue behind each other. So statements run where they are called, and
only what may wait goes to a thread: the lock at the beginning of a write (another process may hold it)
and the flush to disk at its end. ``docs/performance.md`` has the figures.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, CursorResult, Dialect, Executable, create_engine, event
from sqlalchemy import Engine as SyncEngine
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

BUSY_TIMEOUT = 10
"""Seconds to wait for another process's write (the command line's, say)."""
READERS = 4


class EmbeddedSession:
    """A SQLAlchemy connection whose statements run at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        """SQLite's."""
        return self._connection.dialect

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:
        """Executes a statement."""
        return self._connection.execute(statement, parameters)


class EmbeddedDatabase:
    """One writer, whom everybody queues for in order, and a few readers."""

    def __init__(self, url: URL) -> None:
        if url.database:
            Path(url.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
        self._writer, self._reader = _engine(url, 1), _engine(url, READERS)
        self._writing = asyncio.Lock()
        self._reading = asyncio.Semaphore(READERS)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[EmbeddedSession]:
        """A transaction that holds the write lock from its beginning."""
        async with self._writing:
            connection = self._writer.connect()
            try:
                await _in_thread(connection.exec_driver_sql, "BEGIN IMMEDIATE")
                yield EmbeddedSession(connection)
                await _in_thread(connection.commit)
            finally:
                # After a commit there is nothing left to roll back.
                connection.close()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[EmbeddedSession]:
        """A transaction that sees one state of the database, and is rolled back at the end."""
        async with self._reading:
            with self._reader.connect() as connection:
                connection.exec_driver_sql("BEGIN DEFERRED")
                yield EmbeddedSession(connection)

    async def close(self) -> None:
        """Closes every connection."""
        self._writer.dispose()
        self._reader.dispose()


async def _in_thread(job: Any, *arguments: Any) -> None:
    """Runs to its end even when the caller is cancelled: the connection must not be used meanwhile."""
    running = asyncio.ensure_future(asyncio.to_thread(job, *arguments))
    try:
        await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait({running})
        raise


def _engine(url: URL, size: int) -> SyncEngine:
    engine = create_engine(
        url.set(drivername="sqlite"),
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,
        connect_args={"timeout": BUSY_TIMEOUT, "check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
