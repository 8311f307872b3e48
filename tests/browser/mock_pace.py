"""How fast a desk in memory answers: at once, late, or when it is let.

A test that looks at what the desk has before the desk has been asked passes by luck on a quick machine. With
``MOCK_DESK_LAG=0.5`` in the environment every call reaches the desk half a second late, and such tests fail:

    MOCK_DESK_LAG=0.5 .venv/bin/python -m pytest tests/browser/test_console.py
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LAG = float(os.environ.get("MOCK_DESK_LAG", "0"))
"""Seconds by which every call is late."""
LONGEST = 60.0
"""Seconds after which a held call goes on anyway: the test that forgot it has failed by then."""


class Pace:
    """When calls get through.

    Attributes:
        lag: Seconds by which every call is late.
    """

    def __init__(self) -> None:
        self.lag = LAG
        self._held: dict[str, threading.Event] = {}

    @contextmanager
    def held(self, path: str) -> Iterator[None]:
        """Calls of a path are not answered before the block ends."""
        self._held[path] = threading.Event()
        try:
            yield
        finally:
            self._held.pop(path).set()

    async def wait(self, path: str) -> None:
        """Lets a call through when it is its time."""
        held = self._held.get(path)
        if held is not None:
            await asyncio.to_thread(held.wait, LONGEST)
        if self.lag and path.startswith("/api/"):
            await asyncio.sleep(self.lag)
