"""Reads rows for reports beside everything else: a long look at the past must not hold up the present."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Engine, Select, create_engine
from sqlalchemy.pool import NullPool

from handoff.sql.database import Database

Made = TypeVar("Made")
Rows = Sequence[Any]


class Reports:
    """Runs a few queries on one state of the database, and makes something of their rows in a thread.

    The embedded database runs statements where they are called, which for the thousands of rows of a
    report would hold up whoever writes just then; so reports have a connection of their own there.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._engine: Engine | None = None

    async def make(self, queries: Sequence[Select[Any]], maker: Callable[..., Made]) -> Made:
        """What ``maker`` makes of the queries' rows, one argument a query."""
        if self._database.is_sqlite:
            return await asyncio.to_thread(lambda: maker(*self._read_embedded(queries)))
        async with self._database.read() as session:
            found = [(await session.execute(query)).all() for query in queries]
        return await asyncio.to_thread(lambda: maker(*found))

    def _read_embedded(self, queries: Sequence[Select[Any]]) -> list[Rows]:
        if self._engine is None:
            url = self._database.url.set(drivername="sqlite")
            self._engine = create_engine(
                url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": 10}
            )
        with self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN DEFERRED")
            return [connection.execute(query).all() for query in queries]
