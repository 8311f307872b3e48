"""Several units of work, one flush to disk: what SQLite's durability costs is paid once for all who wait."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError


class Flush:
    """One transaction of the writer's, shared by units of work that come one after the other.

    A unit is a savepoint: if it fails, it alone is undone. Nobody is told yes before the whole is on the
    disk, and if that fails, everybody is told no.

    Args:
        connection: In a transaction that has just begun.

    Attributes:
        done: Set once all of it is on the disk, or none.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @property
    def connection(self) -> Connection:
        """The writer's."""
        return self._connection

    @contextmanager
    def unit(self) -> Iterator[None]:
        """One's own work goes if it fails; what others wrote before it stays."""
        self._run("SAVEPOINT mine")
        try:
            yield
            self._run("RELEASE mine")
        except BaseException:
            self._undo()
            raise

    def commit(self) -> None:
        """Writes it to disk; blocks. SQLite says no where it gave the transaction up by itself."""
        self._run("COMMIT")

    @property
    def is_over(self) -> bool:
        """Whether those who share it have been told."""
        return self.done.done()

    def fail(self, error: Exception) -> None:
        """Tells everybody whose work it was; it is no mistake if nobody waits any more."""
        self.done.set_exception(error)
        self.done.exception()

    def _undo(self) -> None:
        """Undoes the unit; where even that fails (the disk is full, say), the others' work is gone, too."""
        try:
            self._run("ROLLBACK TO mine")
            self._run("RELEASE mine")
        except SQLAlchemyError as error:
            self.fail(error)

    def _run(self, statement: str) -> None:
        self._connection.exec_driver_sql(statement)
