"""The system's clock."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """Implements ``shop.ports.Clock``."""

    def now(self) -> datetime:
        """The current time in UTC."""
        return datetime.now(UTC)
