"""What the moment is, as the brain is told it: the shop's clock, whether it is open, who is asking."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from handoff.outlook import Outlooks
from handoff.ports import Clock


class Moments:
    """Puts a context together for a message that is only tried.

    Args:
        outlooks: Knows the shop's hours and zone.
        clock: The time.
    """

    def __init__(self, outlooks: Outlooks, clock: Clock) -> None:
        self._outlooks = outlooks
        self._clock = clock

    async def context(
        self,
        *,
        at: datetime | date | None = None,
        opening: str | None = None,
        country: str | None = None,
        customer: str | None = None,
        channel: str | None = None,
    ) -> dict[str, Any]:
        """As a turn carries it; what is not said is as it is now.

        Args:
            at: Another moment; a day is its noon in the shop's zone.
            opening: ``open`` or ``closed``, whatever the hours say.
            country: ISO 3166.
            customer: ``guest``, ``known`` or ``vip``.
            channel: Whose hours count.
        """
        hours = (await self._outlooks.rules()).hours
        if isinstance(at, date) and not isinstance(at, datetime):
            at = datetime.combine(at, time(12), hours.zone)
        now = (at or self._clock.now()).astimezone(UTC)
        is_open = hours.schedule(channel=channel).is_open(now)
        return {
            "now": now.astimezone(hours.zone).isoformat(timespec="seconds"),
            "opening": opening or ("open" if is_open else "closed"),
            "country": country,
            "customer": customer,
        }
