"""Keeps the laboratory's process: started when somebody asks, stopped when nobody has for a while."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import structlog

from desk.laboratory.client import Place
from desk.laboratory.errors import NotStarted

IDLE_SECONDS = 600.0
START_SECONDS = 120.0
"""The first start on a busy machine reads much from disk."""
STOP_SECONDS = 5.0
NICE = 5
"""Shoppers' messages come first."""

log = structlog.get_logger(__name__)


class Launcher:
    """Implements ``desk.laboratory.client.Keeper``.

    Args:
        command: What to run; it prints one line ``{"port": n}``.
        folder: Where it runs.
        log_file: Where what it says goes.
        idle_seconds: After so long without a question it is stopped.
        start_seconds: So long it may take to begin.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        log_file: Path,
        idle_seconds: float = IDLE_SECONDS,
        start_seconds: float = START_SECONDS,
    ) -> None:
        self._command = command
        self._folder = folder
        self._log_file = log_file
        self._idle = idle_seconds
        self._patience = start_seconds
        self._lock: asyncio.Lock | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._place: Place | None = None
        self._users = 0
        self._stopping: asyncio.TimerHandle | None = None
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
        process, self._process, self._place = self._process, None, None
        if process is not None and process.returncode is None:
            await _ended(process)

    async def _started(self) -> Place:
        # Made here: a lock belongs to the loop that uses it first.
        self._lock = self._lock or asyncio.Lock()
        async with self._lock:
            if not self.is_running or self._place is None:
                await self.close()
                self._place = await self._start()
            return self._place

    async def _start(self) -> Place:
        token = secrets.token_urlsafe(32)
        self._process = process = await self._spawned(token)
        try:
            async with asyncio.timeout(self._patience):
                port = await _port(process)
        except (TimeoutError, ValueError, KeyError) as error:
            await self.close()
            raise NotStarted(type(error).__name__) from error
        self._keep(_drain(process))
        log.info("laboratory started", port=port)
        return Place(f"http://127.0.0.1:{port}", token)

    async def _spawned(self, token: str) -> asyncio.subprocess.Process:
        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        # Without whoever wanted it, it would only be in the way: the kernel ends it with us.
        guarded = [sys.executable, "-m", "desk.supervisor.child", str(os.getpid()), "nice", "-n", str(NICE)]
        with self._log_file.open("wb") as output:
            return await asyncio.create_subprocess_exec(
                *guarded,
                *self._command,
                cwd=self._folder,
                env={**os.environ, "SPORTELLO_LABORATORY_TOKEN": token, "PYTHONUNBUFFERED": "1"},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=output,
            )

    def _stop_if_idle(self) -> None:
        if not self._users:
            log.info("laboratory stopped: nobody has asked it")
            self._keep(self.close())

    def _keep(self, work: object) -> None:
        task = asyncio.ensure_future(work)  # type: ignore[call-overload]
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _port(process: asyncio.subprocess.Process) -> int:
    assert process.stdout is not None  # noqa: S101 - asked for above
    while line := await process.stdout.readline():
        # Libraries may greet before.
        if line.lstrip().startswith(b"{"):
            return int(json.loads(line)["port"])
    raise ValueError("it ended")


async def _drain(process: asyncio.subprocess.Process) -> None:
    """Reads on, so that it never waits for somebody to listen."""
    if process.stdout is not None:
        while await process.stdout.read(65536):
            pass


async def _ended(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
