"""Whether answers were useful, as readers say: counted by topic, day and language; nothing else is kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime

from limits import RateLimitItemPerDay, RateLimitItemPerHour
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter

from desk.errors import TooManyAttempts
from desk.faq.tables import faq_votes
from handoff.sql.database import Database
from handoff.sql.inserting import insert_for

PER_ADDRESS = RateLimitItemPerHour(60, namespace="votes")
"""However many topics: a shop's whole staff may share one address."""
PER_TOPIC = RateLimitItemPerDay(5, namespace="topic")
"""From one address, on one topic."""
PAUSE = 3600.0
KEY = ("topic", "day", "language")


class Votes:
    """Counts votes.

    Addresses are counted in memory, under a key that is made anew at each start: none is kept anywhere.

    Args:
        database: Where counts are.
        now: The time, in the shop's zone.
    """

    def __init__(self, database: Database, now: Callable[[], Awaitable[datetime]]) -> None:
        self._database = database
        self._now = now
        self._key = secrets.token_bytes(16)
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    async def add(self, topic: str, language: str, address: str, *, useful: bool) -> None:
        """Counts one vote.

        Raises:
            TooManyAttempts: The address has said enough for now.
        """
        await self._check(topic, address)
        today = (await self._now()).date()
        counts = {"useful": int(useful), "not_useful": int(not useful)}
        async with self._database.write() as session:
            added = insert_for(session, faq_votes).values(topic=topic, day=today, language=language, **counts)
            raised = {name: faq_votes.c[name] + added.excluded[name] for name in counts}
            await session.execute(added.on_conflict_do_update(index_elements=KEY, set_=raised))

    async def _check(self, topic: str, address: str) -> None:
        who = hashlib.blake2b(address.encode(), key=self._key).hexdigest()
        allowed = await self._limiter.hit(PER_ADDRESS, who) and await self._limiter.hit(PER_TOPIC, who, topic)
        if not allowed:
            raise TooManyAttempts(PAUSE)
