"""Where accounts are signed in: shown to their owner, and ended from elsewhere."""

from __future__ import annotations

from desk.accounts import audit, store
from desk.accounts.records import Act, AuditEntry, SignedIn
from desk.errors import NotFound
from handoff.ports import Clock
from handoff.sql.database import Database


class Sessions:
    """Lists and ends sessions.

    Args:
        database: Where they are kept.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of(self, agent_id: str) -> list[SignedIn]:
        """An account's sessions that still hold, last used first."""
        async with self._database.read() as connection:
            return await store.sessions_of(connection, agent_id, self._clock.now())

    async def end(self, agent_id: str, session_id: str, *, by: str, origin: str) -> list[str]:
        """Ends one session of an account; its id, for whoever closes its sockets.

        Raises:
            NotFound: It is not this account's, or has ended already.
        """
        async with self._database.write() as connection:
            if not await store.end_session(connection, session_id, agent_id):
                raise NotFound
            await audit.append(connection, self._entry(by, agent_id, origin, 1))
        return [session_id]

    async def end_all(self, agent_id: str, *, by: str, origin: str, besides: str | None = None) -> list[str]:
        """Ends an account's sessions, all but one perhaps; their ids."""
        async with self._database.write() as connection:
            ended = await store.end_sessions_of(connection, agent_id, besides)
            if ended:
                await audit.append(connection, self._entry(by, agent_id, origin, len(ended)))
        return ended

    def _entry(self, by: str, agent_id: str, origin: str, ended: int) -> AuditEntry:
        return AuditEntry(self._clock.now(), by, Act.SESSION_END, agent_id, origin, f"{ended}")
