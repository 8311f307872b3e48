"""One database, two ways in: ``write`` for units of work, ``read`` for looking."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from sqlalchemy import CursorResult, Dialect, Executable, RowMapping, make_url
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from handoff.sql.embedded import EmbeddedDatabase

POOL_SIZE = 10
POOL_TIMEOUT = 30
STATEMENT_TIMEOUT = "15s"
"""PostgreSQL gives up on a statement after this: nothing here should take a hundredth of it."""


class Session(Protocol):
    """What a block of ``write`` or ``read`` works with."""

    @property
    def dialect(self) -> Dialect:
        """Which database this is."""

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:
        """Executes a statement; its rows are there when it returns."""


class Engine(Protocol):
    """One kind of database."""

    def write(self) -> AbstractAsyncContextManager[Session]:
        """A transaction that may write."""

    def read(self) -> AbstractAsyncContextManager[Session]:
        """A transaction for reading."""

    async def rows(self, statement: Executable) -> Sequence[RowMapping]:
        """What a statement finds that may take long."""

    async def close(self) -> None:
        """Closes every connection."""


def async_url(url: str) -> URL:
    """The URL with the driver this project uses.

    Args:
        url: ``sqlite:///path`` or ``postgresql://…``, with or without a driver.

    Raises:
        ValueError: Another kind of database.
    """
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return parsed.set(drivername="sqlite")
        case "postgresql":
            return parsed.set(drivername="postgresql+asyncpg")
        case other:
            raise ValueError(f"Sportello keeps its data in SQLite or PostgreSQL, not in {other}.")


class Database:
    """SQLite or PostgreSQL, by URL."""

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._engine: Engine = EmbeddedDatabase(self.url) if self.is_sqlite else ServedDatabase(self.url)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Session]:
        """A transaction that may write; commits at the end of the block, rolls back on an exception."""
        async with self._engine.write() as session:
            yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Session]:
        """A transaction for reading."""
        async with self._engine.read() as session:
            yield session

    async def rows(self, statement: Executable) -> Sequence[RowMapping]:
        """What a statement finds that may take long, without holding anybody up: a search, a report."""
        return await self._engine.rows(statement)

    async def close(self) -> None:
        """Closes every connection."""
        await self._engine.close()


class ServedDatabase:
    """PostgreSQL, through a pool of asynchronous connections."""

    def __init__(self, url: URL) -> None:
        self._engine: AsyncEngine = create_async_engine(
            url,
            pool_size=POOL_SIZE,
            max_overflow=POOL_SIZE,
            pool_timeout=POOL_TIMEOUT,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={
                "timeout": 10,
                "command_timeout": 30,
                "server_settings": {
                    "statement_timeout": STATEMENT_TIMEOUT,
                    "application_name": "sportello",
                },
            },
        )

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Session]:
        """A transaction."""
        async with self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Session]:
        """A transaction that is rolled back at the end."""
        async with self._engine.connect() as connection:
            yield connection

    async def rows(self, statement: Executable) -> Sequence[RowMapping]:
        """What a statement finds."""
        async with self._engine.connect() as connection:
            return (await connection.execute(statement)).mappings().all()

    async def close(self) -> None:
        """Closes every connection."""
        await self._engine.dispose()
