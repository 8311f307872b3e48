"""Wrong attempts and proofs, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from shop.identity import LIMIT, WINDOW


class MemoryAttempts:
    """Implements ``shop.ports.Attempts``."""

    def __init__(self) -> None:
        self._times: dict[str, list[datetime]] = {}
        self._grants: dict[tuple[str, str], datetime] = {}

    async def spend(self, keys: Sequence[str], now: datetime) -> int | None:
        """Takes one attempt from each key, from all or from none."""
        used = {key: len(self._within(key, now)) for key in keys}
        if any(count >= LIMIT for count in used.values()):
            return None
        for key in used:
            self._times.setdefault(key, []).append(now)
        return LIMIT - 1 - max(used.values())

    async def give_back(self, keys: Sequence[str]) -> None:
        """Gives one attempt back to each key."""
        for key in set(keys):
            if self._times.get(key):
                self._times[key].pop()

    async def free_at(self, keys: Sequence[str], now: datetime) -> datetime | None:
        """When another attempt is taken."""
        full = [times for key in keys if len(times := self._within(key, now)) >= LIMIT]
        return max(times[-LIMIT] for times in full) + WINDOW if full else None

    async def grant(self, contact: str, order_number: str, until: datetime) -> None:
        """Remembers a proof."""
        self._grants[contact, order_number] = until

    async def granted(self, contact: str, order_number: str, now: datetime) -> bool:
        """Whether a proof still counts."""
        until = self._grants.get((contact, order_number))
        return until is not None and until > now

    async def granted_to(self, contact: str, now: datetime) -> list[str]:
        """What a contact has proven."""
        return [number for (who, number), until in self._grants.items() if who == contact and until > now]

    async def contacts_granted(self, order_numbers: Sequence[str], now: datetime) -> list[str]:
        """Who has proven any of them."""
        wanted = set(order_numbers)
        return sorted(
            {who for (who, number), until in self._grants.items() if number in wanted and until > now}
        )

    async def forget_contact(self, contact: str) -> None:
        """Deletes what a contact has proven."""
        self._grants = {key: until for key, until in self._grants.items() if key[0] != contact}

    def _within(self, key: str, now: datetime) -> list[datetime]:
        return [time for time in self._times.get(key, []) if time > now - WINDOW]
