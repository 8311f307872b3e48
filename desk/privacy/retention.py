"""How long personal data is kept, and whether secrets are taken out: administrators say, everybody asks."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from desk.accounts import audit
from desk.accounts.records import Act, AuditEntry
from desk.privacy.records import Retention
from desk.privacy.tables import privacy_settings
from handoff.ports import Clock
from handoff.sql.database import Database, Session

ONE = 1
REMEMBERED = timedelta(seconds=5)
"""How long a process goes on by what it read: each message asks, and the answer hardly ever changes."""


class RetentionSettings:
    """Reads and changes the settings.

    Args:
        database: Where they are kept.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._known: tuple[datetime, Retention] | None = None

    async def read(self) -> Retention:
        """The settings as they are."""
        async with self._database.read() as connection:
            found = await _read(connection)
        self._known = (self._clock.now(), found)
        return found

    async def redacts(self) -> bool:
        """Whether secrets are taken out of messages; as it was a few seconds ago, at most."""
        if self._known and self._clock.now() - self._known[0] < REMEMBERED:
            return self._known[1].redact
        return (await self.read()).redact

    async def change(self, days: int | None, redact: bool, *, by: str, origin: str) -> Retention:
        """Sets both.

        Args:
            days: After so many days without a message a conversation is erased; None for never.
            redact: Whether secrets are taken out before a message is stored.
            by: The administrator's id.
            origin: Where from.
        """
        now = self._clock.now()
        wanted = Retention(days, redact, now)
        detail = f"{days if days is not None else '∞'} d, redact {'on' if redact else 'off'}"
        async with self._database.write() as connection:
            values = {"retention_days": days, "redact": redact, "changed_at": now}
            changed = await connection.execute(
                update(privacy_settings).where(privacy_settings.c.id == ONE).values(values)
            )
            if not changed.rowcount:
                await connection.execute(insert(privacy_settings).values(id=ONE, **values))
            await audit.append(connection, AuditEntry(now, by, Act.RETENTION_CHANGE, "", origin, detail))
        self._known = (now, wanted)
        return wanted


async def _read(connection: Session) -> Retention:
    row = (await connection.execute(select(privacy_settings))).one_or_none()
    return Retention(row.retention_days, row.redact, row.changed_at) if row else Retention()
