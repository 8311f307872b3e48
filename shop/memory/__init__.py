"""A shop that lives in memory: the double for tests of whoever uses a shop."""

from __future__ import annotations

from shop.memory.attempts import MemoryAttempts
from shop.memory.clock import FixedClock
from shop.memory.shop import Contents, MemoryShop

__all__ = ["Contents", "FixedClock", "MemoryAttempts", "MemoryShop"]
