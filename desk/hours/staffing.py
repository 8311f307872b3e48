"""What a visitor may know of whether a person can answer in real time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from handoff.entering import absence_words
from handoff.outlook import Outlook, Outlooks
from handoff.ports import Clock, Words

KEPT = timedelta(seconds=5)
"""Every visitor who opens the chat asks: so old may be the answer."""


class StaffingNotes:
    """Tells visitors of a channel who is there.

    Args:
        outlooks: What people can promise.
        words: The catalogue.
        clock: The time.
    """

    def __init__(self, outlooks: Outlooks, words: Words, clock: Clock) -> None:
        self._outlooks = outlooks
        self._words = words
        self._clock = clock
        self._last: tuple[datetime, Outlook] | None = None

    async def of(self, channel: str, language: str | None) -> dict[str, Any]:
        """Whether a person can answer now, when next, and that in a sentence; empty where not to be told."""
        now = self._clock.now()
        outlook = await self._outlook(now)
        opens_at = outlook.hours.schedule(channel=channel).opens_at(now)
        is_open = opens_at == now and outlook.everybody.people > 0
        later = opens_at if opens_at is not None and opens_at > now else None
        text = ""
        if outlook.hours.follows_staffing(channel):
            text = (
                self._words.say("staffing-open", language)
                if is_open
                else absence_words(self._words, language, outlook, later, now)
            )
        return {"open": is_open, "opens_at": later.isoformat() if later else None, "text": text}

    async def _outlook(self, now: datetime) -> Outlook:
        if self._last is None or not timedelta() <= now - self._last[0] < KEPT:
            self._last = now, await self._outlooks.outlook()
        return self._last[1]
