"""What publications leave in the record of privileged acts, beside what editors do themselves."""

from __future__ import annotations

from desk.accounts import audit
from desk.accounts.records import Act, AuditEntry
from desk.studio.records import Publication
from handoff.ports import Clock
from handoff.sql.database import Database

HERE = "desk"
"""The origin of what nobody asked for at that moment."""


class Acts:
    """Adds lines to the audit log.

    Args:
        database: Where it is.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def went_live(self, publication: Publication, number: int) -> None:
        """A publication is live."""
        await self._add(publication.wanted_by or publication.author.id, Act.CONTENT_LIVE, f"version {number}")

    async def taken_back(self, number: int, reason: str) -> None:
        """A version was taken back by itself."""
        await self._add(HERE, Act.CONTENT_TAKEN_BACK, f"version {number}", reason)

    async def _add(self, actor: str, act: Act, subject: str, detail: str = "") -> None:
        entry = AuditEntry(self._clock.now(), actor, act, subject, HERE, detail)
        async with self._database.write() as connection:
            await audit.append(connection, entry)
