"""How fast a visitor may write; counted per process, because a visitor's socket stays on one."""

from __future__ import annotations

from limits import RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

MESSAGES = RateLimitItemPerSecond(20, 10, namespace="messages")
"""Per visitor, however many tabs they open."""
FRAMES = RateLimitItemPerSecond(100, 10, namespace="frames")
"""Per socket: everything else that costs us something."""


class Rates:
    """Counts."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def may_write(self, contact: str) -> bool:
        """Counts a message of a visitor; False where it is one too many."""
        return await self._limiter.hit(MESSAGES, contact)

    async def may_ask(self, socket: str) -> bool:
        """Counts any other frame of a socket; False where it is one too many."""
        return await self._limiter.hit(FRAMES, socket)
