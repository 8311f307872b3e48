"""A clock that is told the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(2026, 1, 14, 9, 0, tzinfo=UTC)
"""A Wednesday morning, a week after the last holiday."""


class FixedClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = EPOCH) -> None:
        self._now = now

    def now(self) -> datetime:
        """The time it was told."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Moves on."""
        self._now += by
