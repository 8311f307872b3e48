"""The desk as a real process, to be stopped and killed: ``python -m desk.serve`` on a port of its own."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx

REPOSITORY = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds for what takes one or two on a machine that is not busy."""
LOOK_EVERY = 0.02
"""Seconds between looks at something that tells nobody when it changes."""


class Nursery:
    """See ``tests.support.nursery``.

    Attributes:
        shop: One demo shop for all its desks: filling one takes seconds, and no test of a desk looks into it.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="sportello-shop-")
        self.shop = f"sqlite:///{self._folder.name}/shop.db"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.nursery"],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=without_settings(),
            text=True,
        )

    def have(self, environment: Mapping[str, str], folder: Path, log: Path) -> int:
        """Starts a desk; its process id."""
        order = {"environment": dict(environment), "folder": str(folder), "log": str(log)}
        answer = self._ask(json.dumps(order))
        while "pid" not in answer:
            answer = self._ask(None)
        return int(answer["pid"])

    def _ask(self, order: str | None) -> dict[str, Any]:
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("The nursery has no pipes.")
        if order is not None:
            self._process.stdin.write(order + "\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("The nursery died.")
        return dict(json.loads(line))

    def close(self) -> None:
        """Ends the nursery; what it has had is its users' to end."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(timeout=PATIENCE)
        self._folder.cleanup()


class DeskProcess:
    """One desk, which may die and be started again on the same port.

    Attributes:
        url: Where it listens.
        up: Set while it answers.
        settings: Its environment variables; for the next start, where they change.
    """

    def __init__(self, nursery: Nursery, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.up = asyncio.Event()
        self.log_path = folder / f"desk-{self.port}.log"
        self._nursery = nursery
        self._folder = folder
        self.settings = dict(settings or {})
        self._pid: int | None = None

    async def start(self) -> None:
        """Starts it, and waits until it answers (``AssertionError`` with its log, if it never does)."""
        own = {"SPORTELLO_PORT": str(self.port), "SPORTELLO_SHOP_DATABASE_URL": self._nursery.shop}
        environment = {**without_settings(), **own, **self.settings}
        self._pid = await asyncio.to_thread(self._nursery.have, environment, self._folder, self.log_path)
        async with httpx.AsyncClient(base_url=self.url, trust_env=False) as client:
            await until(lambda: self._answers(client), "the desk answers", log=self.log)
        self.up.set()

    async def _answers(self, client: httpx.AsyncClient) -> bool:
        assert self.is_alive(), f"the desk died:\n{self.log()}"
        try:
            return (await client.get("/healthz")).status_code == 200
        except httpx.TransportError:
            return False

    async def kill(self) -> None:
        """SIGKILL: no time for a last word."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """SIGTERM, as a supervisor does it; SIGKILL where that does not help."""
        try:
            await self._end(signal.SIGTERM)
        except AssertionError:
            await self.kill()
            raise

    async def _end(self, how: signal.Signals) -> None:
        self.up.clear()
        if self._pid is None:
            return
        if self.is_alive():
            os.kill(self._pid, how)
        await until(lambda: not self.is_alive(), f"the desk ends on {how.name}", log=self.log)
        self._pid = None

    def is_alive(self) -> bool:
        """Whether the process is there."""
        if self._pid is None:
            return False
        try:
            os.kill(self._pid, 0)
        except ProcessLookupError:
            return False
        return True

    def log(self) -> str:
        """What it has written, over all its lives."""
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""


async def until(
    holds: Callable[[], Any], what: str, seconds: float = PATIENCE, log: Callable[[], str] | None = None
) -> Any:
    """Looks until something holds; what it found.

    Args:
        holds: A function, or a coroutine's, whose truth is looked for.
        what: What is waited for, in words, for who reads the failure.
        seconds: The longest wait.
        log: More for who reads the failure.
    """
    deadline = asyncio.get_running_loop().time() + seconds
    while True:
        found = holds()
        if asyncio.iscoroutine(found):
            found = await found
        if found:
            return found
        late = asyncio.get_running_loop().time() > deadline
        assert not late, f"waited {seconds:g} s in vain until {what}\n{log()[-4000:] if log else ''}"
        await asyncio.sleep(LOOK_EVERY)


def without_settings() -> dict[str, str]:
    """The environment without any setting of the machine's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SPORTELLO_")}
    return {**kept, "PYTHONPATH": str(REPOSITORY)}


def free_port() -> int:
    """A port for servers that come back: none that the system gives to others meanwhile."""
    for _ in range(1000):
        port = random.SystemRandom().randrange(12_000, 30_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("There is no free port.")
