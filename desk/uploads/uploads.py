"""Files that agents send: taken in, found again, and given to whoever sends them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from connectors.base import Channel, Media
from desk.errors import FileTooLarge, FileTypeNotAllowed, UploadNotFound
from desk.uploads.checking import media_type_of, safe_name
from desk.uploads.cleaning import without_traces
from desk.uploads.records import Upload, upload_of
from desk.uploads.store import UploadStore
from desk.uploads.tokens import FileTokens
from handoff.errors import Rejected, Retryable
from handoff.identifiers import new_id
from handoff.messages import Attachment
from handoff.ports import Clock
from handoff.sql.database import Database

log = structlog.get_logger(__name__)

MOST_BYTES = 20_000_000
"""Of one file, whatever the channel: what is received is held in memory once."""
KEPT_UNUSED = timedelta(days=1)
CLEAN_EVERY = 3600.0
"""Seconds."""


class Uploads:
    """Implements ``connectors.base.Files``.

    Args:
        database: Where files are kept.
        clock: The time.
        secret_key: Signs public addresses.
    """

    def __init__(self, database: Database, clock: Clock, secret_key: str) -> None:
        self._store = UploadStore(database)
        self._clock = clock
        self._tokens = FileTokens(secret_key)

    async def add(
        self, conversation_id: str, agent_id: str, channel: Channel, name: str | None, content: bytes
    ) -> Upload:
        """Takes a file in, for one conversation.

        Raises:
            FileTypeNotAllowed: Its content is of no type that this channel takes.
            FileTooLarge: Larger than this channel takes.
        """
        rules = channel.capabilities.files
        media_type = media_type_of(content)
        if media_type not in rules.media_types:
            raise FileTypeNotAllowed
        limit = min(rules.limit_of(media_type), MOST_BYTES)
        if len(content) > limit:
            raise FileTooLarge(limit)
        content = without_traces(content, media_type)
        upload = Upload(
            id=new_id(),
            conversation_id=conversation_id,
            agent_id=agent_id,
            name=safe_name(name, media_type),
            media_type=media_type,
            size=len(content),
            created_at=self._clock.now(),
        )
        await self._store.add(upload, content)
        return upload

    async def attachments(self, conversation_id: str, upload_ids: Sequence[str]) -> list[Attachment]:
        """The files that a message is to carry, in order; from now on they are kept.

        Raises:
            UploadNotFound: One is not there, or is another conversation's.
        """
        if not upload_ids:
            return []
        found = {upload.id: upload for upload in await self._store.find_all(upload_ids)}
        mine = [found[it] for it in upload_ids if it in found]
        if len(mine) < len(upload_ids) or any(it.conversation_id != conversation_id for it in mine):
            raise UploadNotFound
        await self._store.mark_used(upload_ids, self._clock.now())
        return [upload.attachment for upload in mine]

    async def open(self, upload_id: str | None) -> tuple[Upload, bytes]:
        """A file with its bytes (``UploadNotFound``)."""
        upload = await self._store.find(upload_id) if upload_id else None
        content = await self._store.content(upload.id) if upload else None
        if upload is None or content is None:
            raise UploadNotFound
        return upload, content

    async def open_public(self, token: str) -> tuple[Upload, bytes]:
        """The file that a public address names (``UploadNotFound``)."""
        return await self.open(self._tokens.open(token))

    async def read(self, reference: str) -> Media:
        """The bytes of a file, for the channel that sends it.

        Raises:
            Rejected: It is gone.
            Retryable: The database does not answer.
        """
        try:
            upload, content = await self.open(upload_of(reference))
        except UploadNotFound as error:
            raise Rejected("The file is no longer kept.", reason="file_unavailable") from error
        except (SQLAlchemyError, ConnectionError, TimeoutError) as error:
            raise Retryable("The file can't be read now.") from error
        return Media(content, upload.media_type)

    def path(self, reference: str) -> str:
        """The public path of a file: unguessable, and the same each time."""
        return f"/files/{self._tokens.issue(upload_of(reference) or '0' * 32)}"

    async def clean(self) -> None:
        """Throws away, every hour, what was brought but never sent."""
        while True:
            gone = await self.clean_once()
            if gone:
                log.info("files that were never sent are gone", count=gone)
            await asyncio.sleep(CLEAN_EVERY)

    async def clean_once(self) -> int:
        """Throws away what was brought over a day ago and never sent; returns how many files."""
        return await self._store.delete_unused(self._clock.now() - KEPT_UNUSED)
