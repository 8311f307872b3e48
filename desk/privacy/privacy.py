"""Finding, handing out and forgetting one person: an administrator's acts, each in the audit log."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import structlog

from desk.accounts import audit
from desk.accounts.records import Act, AuditEntry
from desk.errors import NotConfirmed, StillOpen
from desk.privacy import export, store
from desk.privacy.records import Erasure, PersonFound, Retention
from desk.privacy.retention import RetentionSettings
from handoff.errors import BrainUnavailable, ConversationNotFound
from handoff.ports import Clock
from handoff.signals import CONVERSATION_CHANGED, Signal, Signals
from handoff.sql.database import Database, Session
from shop.errors import ShopError

log = structlog.get_logger(__name__)

Person = Callable[[str], Awaitable[Sequence[str]]]
"""The conversations of whoever writes in one of them, that one first (``ConversationNotFound``)."""
BY_AGE = "retention"
LOOK_EVERY = 3600.0
"""Seconds."""
BATCH = 20


class Elsewhere(Protocol):
    """What is kept about somebody outside the desk's own tables."""

    async def export(self, conversation_ids: Sequence[str]) -> dict[str, object]:
        """All of it, as JSON can say it."""

    async def forget(self, conversation_ids: Sequence[str]) -> None:
        """Takes it away; doing so again changes nothing."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """One person's data.

    Attributes:
        person: Finds the person's other conversations, by proof.
        elsewhere: What the shop and the assistant keep.
        settings: How long anything is kept.
    """

    database: Database
    clock: Clock
    signals: Signals
    person: Person
    elsewhere: Sequence[Elsewhere]
    settings: RetentionSettings

    async def retention(self) -> Retention:
        """How long personal data is kept."""
        return await self.settings.read()

    async def change_retention(self, days: int | None, redact: bool, *, by: str, origin: str) -> Retention:
        """Says how long personal data is kept."""
        return await self.settings.change(days, redact, by=by, origin=origin)

    async def find(self, contact: str) -> list[PersonFound]:
        """Conversations by part of an address or of a name."""
        async with self.database.read() as connection:
            return await store.find(connection, contact)

    async def export(self, conversation_id: str, *, by: str, origin: str) -> bytes:
        """Everything kept about whoever writes here, as a zip (``ConversationNotFound``)."""
        ids, now = await self.person(conversation_id), self.clock.now()
        told: dict[str, object] = {"exported_at": now, "conversations": []}
        contents: dict[str, bytes] = {}
        async with self.database.read() as connection:
            told["conversations"] = [await export.conversation(connection, it) for it in ids]
            for it in ids:
                contents |= await export.files(connection, it)
        for place in self.elsewhere:
            told |= await place.export(ids)
        archive = await asyncio.to_thread(export.zipped, told, contents, now)
        async with self.database.write() as connection:
            for it in ids:
                await audit.append(connection, AuditEntry(now, by, Act.PERSON_EXPORT, it, origin))
        return archive

    async def preview(self, conversation_id: str) -> Erasure:
        """What an erasure would take, and what has to be typed for it (``ConversationNotFound``)."""
        ids = await self.person(conversation_id)
        async with self.database.read() as connection:
            return await _erasure(connection, ids)

    async def erase(self, conversation_id: str, confirmed: str, *, by: str, origin: str) -> Erasure:
        """Forgets whoever writes here, everywhere, for good.

        Args:
            conversation_id: One of their conversations.
            confirmed: What the administrator typed: the preview's phrase.
            by: The administrator's id.
            origin: Where from.

        Returns:
            What was taken.

        Raises:
            NotConfirmed: Something else was typed.
            StillOpen: Somebody waits for a person, or is being served.
            ConversationNotFound: There is none.
        """
        ids = await self.person(conversation_id)
        async with self.database.read() as connection:
            taken = await _erasure(connection, ids)
            if confirmed.strip().casefold() != taken.phrase.casefold():
                raise NotConfirmed
            if await store.is_open(connection, ids):
                raise StillOpen
        # First what is elsewhere: where that fails, the rest is still there, and it can be done again.
        await self._forget_elsewhere(ids)
        async with self.database.write() as connection:
            if await store.is_open(connection, ids, lock=True):
                raise StillOpen
            await self._take(connection, ids, Act.PERSON_ERASE, by, origin)
        await self.signals.publish([Signal(CONVERSATION_CHANGED, it) for it in ids])
        return taken

    async def run(self) -> None:
        """Erases, every hour, what is older than it may be; until cancelled."""
        while True:
            try:
                if gone := await self.erase_expired():
                    log.info("conversations past their time are erased", count=gone)
            except (BrainUnavailable, ShopError) as error:
                log.warning("erasing waits for what does not answer", reason=type(error).__name__)
            await asyncio.sleep(LOOK_EVERY)

    async def erase_expired(self) -> int:
        """Erases what is older than it may be, a few conversations at a time; how many there were."""
        days = (await self.settings.read()).days
        if days is None:
            return 0
        gone = 0
        while ids := await self._expired(timedelta(days=days)):
            await self._forget_elsewhere(ids)
            async with self.database.write() as connection:
                await self._take(connection, ids, Act.RETENTION_ERASE, BY_AGE, "")
            gone += len(ids)
        return gone

    async def _forget_elsewhere(self, ids: Sequence[str]) -> None:
        for place in self.elsewhere:
            await place.forget(ids)

    async def _expired(self, age: timedelta) -> list[str]:
        async with self.database.read() as connection:
            return await store.expired(connection, self.clock.now() - age, BATCH)

    async def _take(self, connection: Session, ids: Sequence[str], act: Act, by: str, origin: str) -> None:
        now = self.clock.now()
        for it in sorted(ids):
            await store.erase(connection, it, now)
            await audit.append(connection, AuditEntry(now, by, act, it, origin))


async def _erasure(connection: Session, ids: Sequence[str]) -> Erasure:
    found = {it.conversation_id: it for it in await store.people(connection, ids)}
    if not ids or ids[0] not in found:
        raise ConversationNotFound
    first = found[ids[0]]
    phrase = (first.name or "").strip() or first.address[-6:]
    ordered = tuple(found[it] for it in ids if it in found)
    return Erasure(phrase, ordered, **await store.counts(connection, ids))
