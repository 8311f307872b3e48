"""Keeps the laboratory's process: started when somebody asks, stopped when nobody has for a while."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import structlog

from desk.laboratory.client import Place
from desk.laboratory.errors import NotStarted
from desk.supervisor.background import begun, drained, ended

IDLE_SECONDS = 600.0
START_SECONDS = 900.0
"""For one that hangs. Eleven seconds of processor time are minutes where shoppers' messages go first, and
one that is ended for being slow, and begun again, never starts."""

log = structlog.get_logger(__name__)


class Launcher:
    """Implements ``desk.laboratory.client.Keeper``.

    Args:
        command: What to run; it prints one line ``{"port": n}``.
        folder: Where it runs.
        log_file: Where what it says goes.
        niceness: How much it lets others go first, 0 to 19.
        idle_seconds: After so long without a question it is stopped.
        start_seconds: So long it may take to begin.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        log_file: Path,
        niceness: int = 0,
        idle_seconds: float = IDLE_SECONDS,
        start_seconds: float = START_SECONDS,
    ) -> None:
        self._command = command
        self._folder = folder
        self._log_file = log_file
        self._niceness = niceness
        self._idle = idle_seconds
        self._patience = start_seconds
        self._lock: asyncio.Lock | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._place: Place | None = None
        self._users = 0
        self._stopping: asyncio.TimerHandle | None = None
        self._draining: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.returncode is None

    @asynccontextmanager
    async def used(self) -> AsyncIterator[Place]:
        """Where it listens; started if it is not there (``NotStarted``)."""
        self._users += 1
        if self._stopping is not None:
            self._stopping.cancel()
        try:
            yield await self._started()
        finally:
            self._users -= 1
            if not self._users:
                loop = asyncio.get_running_loop()
                self._stopping = loop.call_later(self._idle, self._stop_if_idle)

    async def close(self) -> None:
        """Stops it."""
        if self._stopping is not None:
            self._stopping.cancel()
        await self._stop()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _stop(self) -> None:
        process, self._process, self._place = self._process, None, None
        draining, self._draining = self._draining, None
        if draining is not None:
            draining.cancel()
            await asyncio.gather(draining, return_exceptions=True)
        if process is not None:
            await ended(process)

    async def _started(self) -> Place:
        # Made here: a lock belongs to the loop that uses it first.
        self._lock = self._lock or asyncio.Lock()
        async with self._lock:
            if not self.is_running or self._place is None:
                await self._stop()
                self._place = await self._start()
            return self._place

    async def _start(self) -> Place:
        token = secrets.token_urlsafe(32)
        self._process = process = await self._spawned(token)
        try:
            async with asyncio.timeout(self._patience):
                port = await _port(process)
        except (TimeoutError, ValueError, KeyError) as error:
            await self._stop()
            raise NotStarted(type(error).__name__) from error
        self._draining = asyncio.create_task(drained(process))
        log.info("laboratory started", port=port)
        return Place(f"http://127.0.0.1:{port}", token)

    async def _spawned(self, token: str) -> asyncio.subprocess.Process:
        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        with self._log_file.open("wb") as output:
            return await begun(
                self._command,
                folder=self._folder,
                niceness=self._niceness,
                environment={"SPORTELLO_LABORATORY_TOKEN": token},
                errors=output,
            )

    def _stop_if_idle(self) -> None:
        if not self._users:
            log.info("laboratory stopped: nobody has asked it")
            task = asyncio.create_task(self._stop())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


async def _port(process: asyncio.subprocess.Process) -> int:
    assert process.stdout is not None  # noqa: S101 - asked for above
    while line := await process.stdout.readline():
        # Libraries may greet before.
        if line.lstrip().startswith(b"{"):
            return int(json.loads(line)["port"])
    raise ValueError("it ended")
