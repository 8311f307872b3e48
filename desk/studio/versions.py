"""Versions: what went live, when, whose, with its files; any of them can be put back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, Select, func, insert, select, update

from desk.errors import NotFound
from desk.studio.records import Json, Version, VersionState
from desk.studio.tables import content_versions
from handoff.identifiers import new_id
from handoff.ports import Clock
from handoff.records import Agent
from handoff.sql.database import Database, Session

BEFORE = Agent("", "")
"""Whoever wrote what was there before the first publication, or wrote it by hand."""
_LIGHT = [column for column in content_versions.c if column.name != "content"]


class Versions:
    """Keeps versions.

    Args:
        database: Where they are kept.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def all(self, limit: int = 200) -> list[Version]:
        """The newest, newest first."""
        query = select(*_LIGHT).order_by(content_versions.c.number.desc()).limit(limit)
        async with self._database.read() as connection:
            return [_version(row) for row in (await connection.execute(query)).mappings()]

    async def live(self) -> Version | None:
        """The one that shoppers are answered with; None before the first publication."""
        return await self._one(select(*_LIGHT).where(content_versions.c.state == VersionState.LIVE.value))

    async def get(self, version_id: str) -> Version:
        """One (``NotFound``)."""
        found = await self._one(select(*_LIGHT).where(content_versions.c.id == version_id))
        if found is None:
            raise NotFound
        return found

    async def numbered(self, number: int) -> Version | None:
        """One by its number."""
        return await self._one(select(*_LIGHT).where(content_versions.c.number == number))

    async def with_digest(self, digest: str) -> Version | None:
        """The newest whose files these are."""
        columns = content_versions.c
        query = select(*_LIGHT).where(columns.digest == digest).order_by(columns.number.desc()).limit(1)
        return await self._one(query)

    async def content(self, number: int) -> bytes:
        """A version's files, packed (``NotFound``)."""
        query = select(content_versions.c.content).where(content_versions.c.number == number)
        async with self._database.read() as connection:
            content = (await connection.execute(query)).scalar()
        if content is None:
            raise NotFound
        return bytes(content)

    async def add(
        self,
        connection: Session,
        author: Agent,
        note: str,
        difference: Sequence[Json],
        **values: Any,
    ) -> int:
        """Adds the one that is live from now on, in somebody's transaction; its number.

        Args:
            connection: The transaction.
            author: Who published it.
            note: What changed, in their words.
            difference: Items against the version before.
            values: ``digest``, ``model``, ``content`` and, where known, ``score``.
        """
        columns = content_versions.c
        await connection.execute(
            update(content_versions)
            .where(columns.state == VersionState.LIVE.value)
            .values(state=VersionState.PAST.value)
        )
        last = (await connection.execute(select(func.max(columns.number)))).scalar()
        number = int(last or 0) + 1
        row = {
            "id": new_id(),
            "number": number,
            "state": VersionState.LIVE.value,
            "author_id": author.id,
            "author_name": author.name[:120],
            "note": note,
            "at": self._clock.now(),
            "difference": list(difference),
        }
        await connection.execute(insert(content_versions).values({**row, **values}))
        return number

    async def take_back(self, connection: Session, number: int, reason: str) -> bool:
        """Notes that the live version was taken back, and why; False where it is not live any more."""
        columns = content_versions.c
        taken = update(content_versions).where(
            columns.number == number, columns.state == VersionState.LIVE.value
        )
        values = {"state": VersionState.TAKEN_BACK.value, "reason": reason}
        return (await connection.execute(taken.values(values).returning(columns.id))).first() is not None

    async def make_live(self, connection: Session, number: int) -> None:
        """Notes that an older version is live again."""
        back = update(content_versions).where(content_versions.c.number == number)
        await connection.execute(back.values(state=VersionState.LIVE.value))

    async def before(self, number: int) -> Version | None:
        """The version that was live before another, of those that were not taken back."""
        columns = content_versions.c
        query = select(*_LIGHT).where(columns.number < number, columns.state == VersionState.PAST.value)
        return await self._one(query.order_by(columns.number.desc()).limit(1))

    async def set_commit(self, number: int, commit: str) -> None:
        """Notes a version's commit."""
        async with self._database.write() as connection:
            changed = update(content_versions).where(content_versions.c.number == number)
            await connection.execute(changed.values(commit=commit))

    async def _one(self, query: Select[Any]) -> Version | None:
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().first()
        return _version(row) if row else None


def _version(row: RowMapping) -> Version:
    return Version(
        id=row["id"],
        number=row["number"],
        state=VersionState(row["state"]),
        author=Agent(row["author_id"], row["author_name"]),
        note=row["note"],
        at=row["at"],
        difference=tuple(row["difference"]),
        digest=row["digest"],
        model=row["model"],
        score=row["score"],
        reason=row["reason"],
        commit=row["commit"],
    )
