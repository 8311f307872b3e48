"""One database, two ways in: ``write`` for units of work, ``read`` for looking."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Table, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from shop.errors import BadShopSettings, ShopUnavailable
from shop.sql.metadata import metadata

BUSY_TIMEOUT = 10
"""Seconds to wait for another process's write."""
SCHEMA_LOCK = 7_204_181
"""PostgreSQL's advisory lock for making the tables: two replicas may start at once."""


class Database:
    """SQLite or PostgreSQL, by URL; its failures become ``ShopUnavailable``."""

    def __init__(self, url: str) -> None:
        self.url = _async_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._engine = _sqlite_engine(self.url) if self.is_sqlite else _postgresql_engine(self.url)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that may write; commits at the end of the block, rolls back on an exception."""
        with _translated():
            async with self._engine.execution_options(writes=True).begin() as connection:
                yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction for reading, rolled back at the end."""
        with _translated():
            async with self._engine.connect() as connection:
                yield connection

    async def create_tables(self) -> None:
        """Makes the tables that are not there yet."""
        async with self.write() as connection:
            if not self.is_sqlite:
                await connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": SCHEMA_LOCK})
            await connection.run_sync(metadata.create_all)

    async def close(self) -> None:
        """Closes every connection."""
        await self._engine.dispose()


def insert_for(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what to do about a row that is there already."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


@contextmanager
def _translated() -> Iterator[None]:
    """A statement that breaks a rule is for its caller; a database that is away is for everybody."""
    try:
        yield
    except IntegrityError:
        raise
    except (SQLAlchemyError, DBAPIError, OSError, TimeoutError) as error:
        raise ShopUnavailable(f"The shop's database did not answer: {type(error).__name__}.") from error


def _async_url(url: str) -> URL:
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return parsed.set(drivername="sqlite+aiosqlite")
        case "postgresql" | "postgres":
            return parsed.set(drivername="postgresql+asyncpg")
        case other:
            raise BadShopSettings(f"The shop keeps its data in SQLite or PostgreSQL, not in {other}.")


def _sqlite_engine(url: URL) -> AsyncEngine:
    if url.database and url.database != ":memory:":
        Path(url.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_TIMEOUT})
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    # The driver would begin transactions late, and as readers: two of them could then both wait to write.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql_engine(url: URL) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=5,
        max_overflow=5,
        pool_timeout=10,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "timeout": 5,
            "command_timeout": 15,
            "server_settings": {"statement_timeout": "10s", "application_name": "sportello-shop"},
        },
    )
