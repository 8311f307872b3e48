"""Who is alive: a worker holds a lock that the operating system or the database lets go when it dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from sqlalchemy import text

from handoff.sql.database import Session

LOCK_SPACE = 0x5304
"""The first half of every advisory lock of this project."""


class DatabaseInUse(RuntimeError):
    """Another desk already works on this SQLite file; stop it, or use PostgreSQL for several desks."""

    code = "database_in_use"

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


class Liveness(Protocol):
    """Holds this worker's own lock, and tells who let go of theirs."""

    async def start(self) -> None:
        """Takes this worker's lock."""

    async def dead(self, connection: Session, workers: Iterable[str]) -> list[str]:
        """Those of the workers that are no longer alive."""

    async def stop(self) -> None:
        """Lets go of the lock."""


class FileLiveness:
    """SQLite serves one desk: while this one holds the file's lock, every other worker is a dead one."""

    def __init__(self, database: str) -> None:
        self._path = Path(f"{database}.lock")
        self._descriptor: int | None = None

    async def start(self) -> None:
        """Takes the lock (``DatabaseInUse`` where another desk has it)."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            os.close(descriptor)
            raise DatabaseInUse from exc
        self._descriptor = descriptor

    async def dead(self, connection: Session, workers: Iterable[str]) -> list[str]:
        """All of them, while the lock is ours."""
        return list(workers) if self._descriptor is not None else []

    async def stop(self) -> None:
        """Lets go of the file."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class AdvisoryLiveness:
    """PostgreSQL lets go of a session's advisory lock when the session's process dies.

    The lock is held by ``PostgresSession``; this side only asks whether others still hold theirs. A
    session can be lost while its process lives, and is opened again within a second: a worker is dead
    only when its lock was free at two looks in a row.
    """

    def __init__(self) -> None:
        self._suspects: set[str] = set()

    async def start(self) -> None:
        """Nothing to do: the session takes the lock."""

    async def dead(self, connection: Session, workers: Iterable[str]) -> list[str]:
        """Those whose lock could be had now and at the look before."""
        free = set()
        for worker in workers:
            query = text("SELECT pg_try_advisory_xact_lock(:space, :number)")
            result = await connection.execute(query, {"space": LOCK_SPACE, "number": lock_number(worker)})
            if result.scalar_one():
                free.add(worker)
        gone, self._suspects = free & self._suspects, free
        return sorted(gone)

    async def stop(self) -> None:
        """Nothing to do: the lock goes with the session."""


def lock_number(worker: str) -> int:
    """The worker's 31 low bits: what PostgreSQL's two-number advisory locks take."""
    return int(worker[-8:], 16) & 0x7FFFFFFF
