"""SQLite without a thread hop for every statement.

Statements on the embedded database take microseconds; handing each to a driver's thread and back takes
ten times as long and lets them queue behind each other. So statements run where they are called, and
only the flush to disk at the end goes to a thread, once for all who queued for the lock meanwhile. The
lock at the beginning is asked for again and again where another process holds it: that is rare.
``docs/performance.md`` has the figures.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from sqlite3 import SQLITE_BUSY
from typing import Any

from sqlalchemy import Connection, CursorResult, Dialect, Executable, RowMapping, create_engine, event
from sqlalchemy import Engine as SyncEngine
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import QueuePool
from tenacity import AsyncRetrying, retry_if_exception, stop_after_delay, wait_random

from handoff.sql.flush import Flush

BUSY_TIMEOUT = 10.0
"""Seconds to wait for another process's write (the command line's, say)."""
ASK_AGAIN = (0.002, 0.02)
"""Seconds between looks whether that write has ended."""
READERS = 4
TAKE_LOCK = "BEGIN IMMEDIATE"


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
        # The writer waits for the lock without holding up the loop, so its driver must not.
        self._writer, self._reader = _engine(url, 1), _engine(url, READERS)
        event.listen(self._writer, "connect", _refuse_at_once)
        self._writing = asyncio.Lock()
        self._flush: Flush | None = None
        self._closing: asyncio.Task[None] | None = None
        self._reading = asyncio.Semaphore(READERS)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[EmbeddedSession]:
        """A unit of work behind the write lock; who queues for it meanwhile shares its flush to disk."""
        async with self._writing:
            flush = self._shared() or await self._open()
            with flush.unit():
                yield EmbeddedSession(flush.connection)
        await asyncio.shield(flush.done)

    def _shared(self) -> Flush | None:
        """The flush that is open; one that SQLite gave up makes room for the next."""
        if self._flush and self._flush.is_over:
            self._flush.connection.close()
            self._flush = None
        return self._flush

    async def _open(self) -> Flush:
        connection = self._writer.connect()
        try:
            await _begin(connection)
        except BaseException:
            connection.close()
            raise
        self._flush = Flush(connection)
        # It queues behind those who wait already: their work is flushed with this.
        self._closing = asyncio.ensure_future(self._close(self._flush))
        return self._flush

    async def _close(self, flush: Flush) -> None:
        async with self._writing:
            if self._shared() is not flush:
                return
            self._flush = None
            try:
                await _in_thread(flush.commit)
            except SQLAlchemyError as error:
                flush.fail(error)
            except asyncio.CancelledError:
                flush.done.cancel()
                raise
            else:
                flush.done.set_result(None)
            finally:
                # After a commit there is nothing left to roll back.
                flush.connection.close()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[EmbeddedSession]:
        """A transaction that sees one state of the database, and is rolled back at the end."""
        async with self._reading:
            with self._reader.connect() as connection:
                connection.exec_driver_sql("BEGIN DEFERRED")
                yield EmbeddedSession(connection)

    async def rows(self, statement: Executable) -> Sequence[RowMapping]:
        """What a statement finds that may take long, in a thread: nobody's message waits for it."""

        def look() -> Sequence[RowMapping]:
            with self._reader.connect() as connection:
                return connection.execute(statement).mappings().all()

        async with self._reading:
            return await asyncio.to_thread(look)

    async def close(self) -> None:
        """Closes every connection, once what is being written is on the disk."""
        if self._closing:
            await asyncio.wait({self._closing})
        self._writer.dispose()
        self._reader.dispose()


async def _begin(connection: Connection) -> None:
    try:
        connection.exec_driver_sql(TAKE_LOCK)
    except OperationalError as error:
        if not _is_busy(error):
            raise
        waiting = AsyncRetrying(
            retry=retry_if_exception(_is_busy),
            stop=stop_after_delay(BUSY_TIMEOUT),
            wait=wait_random(*ASK_AGAIN),
            reraise=True,
        )
        async for attempt in waiting:
            with attempt:
                connection.exec_driver_sql(TAKE_LOCK)


def _is_busy(error: BaseException) -> bool:
    cause = error.orig if isinstance(error, OperationalError) else None
    # The lowest byte is the kind, the rest says why.
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF == SQLITE_BUSY


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


def _refuse_at_once(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA busy_timeout = 0").close()
