"""What is live, as often as readers ask: looked at anew every few seconds, and never gone."""

from __future__ import annotations

import asyncio
import logging

from content.errors import ContentError
from content.topics import Content
from desk.studio.live import LiveContent

SECONDS = 2.0
"""For which what was seen is believed."""

logger = logging.getLogger(__name__)


class Recent:
    """What was live a moment ago.

    Args:
        live: What is live.
    """

    def __init__(self, live: LiveContent) -> None:
        self._live = live
        self._known: Content | None = None
        self._looked = float("-inf")

    async def __call__(self) -> Content:
        """Everything; the same object until something changes.

        Raises:
            ContentError: It can't be read, and never could since the desk started.
        """
        now = asyncio.get_running_loop().time()
        if self._known is None or now - self._looked >= SECONDS:
            self._looked = now
            self._known = await self._look()
        return self._known

    async def _look(self) -> Content:
        try:
            return await self._live.content()
        except ContentError:
            if self._known is None:
                raise
            logger.warning("what is live cannot be read; the FAQ shows what was", exc_info=True)
            return self._known
