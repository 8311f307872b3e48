"""How often each topic was asked, how often that ended well, and what was asked: for the studio's pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from desk.learning.outcomes import recent_outcomes
from desk.learning.records import Usage
from handoff.ports import Clock
from handoff.sql.database import Database

REMEMBERED = timedelta(minutes=1)


class Asked:
    """Counts what shoppers asked.

    Args:
        database: Where it is.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._known: dict[int, tuple[datetime, Mapping[str, Usage]]] = {}

    async def usage(self, days: int) -> Mapping[str, Usage]:
        """How often each intent was read, and ended well, in some days until now; a minute old at most."""
        now = self._clock.now()
        if days not in self._known or now - self._known[days][0] >= REMEMBERED:
            self._known[days] = now, await self._usage(days)
        return self._known[days][1]

    async def _usage(self, days: int) -> Mapping[str, Usage]:
        asked: Counter[str] = Counter()
        well: Counter[str] = Counter()
        for outcome in await recent_outcomes(self._database, self._clock.now(), days):
            asked[outcome.intent] += 1
            well[outcome.intent] += outcome.ended_well
        return {intent: Usage(count, well[intent]) for intent, count in asked.items()}

    async def recent(self, days: int, limit: int) -> list[str]:
        """What was asked last, each text once, without personal data."""
        found: dict[str, None] = {}
        for outcome in reversed(await recent_outcomes(self._database, self._clock.now(), days)):
            if len(found) == limit:
                break
            if message := outcome.line.found():
                found[message.text] = None
        return list(found)
