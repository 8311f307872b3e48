"""How often each topic was asked, how often that ended well, and what was asked: for the studio's pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from desk.learning.outcomes import recent_outcomes
from desk.learning.records import Usage
from handoff.ports import Clock
from handoff.sql.database import Database


class Asked:
    """Counts what shoppers asked.

    Args:
        database: Where it is.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def usage(self, days: int) -> Mapping[str, Usage]:
        """How often each intent was read, and ended well, in some days until now."""
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
