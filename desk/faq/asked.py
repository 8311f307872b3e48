"""What shoppers ask these days: how often each topic was read in their messages."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import func, literal_column, select

from handoff.ports import Clock
from handoff.sql.database import Database
from handoff.sql.tables import messages

DAYS = timedelta(days=7)
"""How far "these days" go back."""
SECONDS = 300.0
"""For which a count is believed: it is shown to everybody who opens the chat."""


class Asked:
    """Counts readings; no message is looked at.

    Args:
        database: Where messages are.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._counts: Mapping[str, int] = {}
        self._looked = float("-inf")

    async def counts(self) -> Mapping[str, int]:
        """How often each intent was read in words that shoppers wrote in the last week."""
        now = asyncio.get_running_loop().time()
        if now - self._looked >= SECONDS:
            self._looked = now
            self._counts = await self._count()
        return self._counts

    async def _count(self) -> Mapping[str, int]:
        by_shopper = messages.c.author == literal_column("'shopper'")
        since = messages.c.at >= self._clock.now() - DAYS
        # A button that is offered is pressed more often: counted, it would be offered for ever.
        written = (messages.c.intent.is_not(None), messages.c.payload.is_(None))
        counted = (
            select(messages.c.intent, func.count().label("times"))
            .where(by_shopper, since, *written)
            .group_by(messages.c.intent)
        )
        async with self._database.read() as session:
            return {row.intent: row.times for row in await session.execute(counted)}
