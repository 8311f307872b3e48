"""Agents' files in the database, in pieces: one commit a piece, so that nobody waits for a large one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from desk.uploads.records import Upload
from desk.uploads.tables import upload_chunks, uploads
from handoff.sql.database import Database

CHUNK = 512 * 1024
"""Bytes of one piece: a write of this size holds others up for about a millisecond."""
_FIELDS = ("id", "conversation_id", "agent_id", "name", "media_type", "size", "created_at")


class UploadStore:
    """Reads and writes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, upload: Upload, content: bytes) -> None:
        """Stores a file; until its last piece is stored, nobody finds it."""
        values = {field: getattr(upload, field) for field in _FIELDS}
        await self._write(uploads.insert().values(**values, complete=False))
        for place, start in enumerate(range(0, len(content), CHUNK)):
            piece = content[start : start + CHUNK]
            await self._write(upload_chunks.insert().values(upload_id=upload.id, place=place, content=piece))
        await self._write(update(uploads).where(uploads.c.id == upload.id).values(complete=True))

    async def find(self, upload_id: str) -> Upload | None:
        """One file, without its bytes."""
        found = await self.find_all([upload_id])
        return found[0] if found else None

    async def find_all(self, upload_ids: Sequence[str]) -> list[Upload]:
        """Those that there are, in no order."""
        query = select(*(uploads.c[field] for field in _FIELDS))
        query = query.where(uploads.c.id.in_(upload_ids), uploads.c.complete)
        async with self._database.read() as connection:
            return [Upload(**row) for row in (await connection.execute(query)).mappings()]

    async def content(self, upload_id: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        query = select(upload_chunks.c.content).where(upload_chunks.c.upload_id == upload_id)
        async with self._database.read() as connection:
            pieces = (await connection.execute(query.order_by(upload_chunks.c.place))).scalars().all()
        return b"".join(pieces) if pieces else None

    async def mark_used(self, upload_ids: Sequence[str], now: datetime) -> None:
        """From now on they are part of what was said."""
        await self._write(
            update(uploads)
            .where(uploads.c.id.in_(upload_ids), uploads.c.used_at.is_(None))
            .values(used_at=now)
        )

    async def delete_unused(self, before: datetime) -> int:
        """Throws away what no message carries; returns how many."""
        unused = (uploads.c.used_at.is_(None)) & (uploads.c.created_at < before)
        async with self._database.write() as connection:
            gone = await connection.execute(delete(uploads).where(unused))
        return gone.rowcount

    async def _write(self, statement: Any) -> None:
        async with self._database.write() as connection:
            await connection.execute(statement)
