"""Processes under test: started, waited for, watched, and gone at the end."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil

START_SECONDS = 600.0
"""Rasa with TensorFlow took up to 84 s alone on 2 cores, and over 190 s beside other work."""
STOP_SECONDS = 10.0
LAST_CHARACTERS = 2000


class NotStarted(Exception):
    """A server did not become ready."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a server and its children have used.

    Attributes:
        cpu: Seconds of processor time since they started.
        memory: Resident bytes now.
    """

    cpu: float
    memory: int


class Server:
    """One process group.

    Args:
        name: What the report calls it.
        command: Program and arguments.
        folder: Its working directory.
        environment: Its variables, all of them.
        log: Where what it says goes.
    """

    def __init__(
        self, name: str, command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path
    ) -> None:
        self.name = name
        self._log = log
        # Whatever becomes of us, even SIGKILL, it does not stay behind.
        guarded = [sys.executable, "-m", "desk.supervisor.child", str(os.getpid()), *command]
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                guarded,
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    async def wait_until_ready(self, url: str) -> None:
        """Asks until the answer is 200.

        Raises:
            NotStarted: It ended, or took too long; with the last it said.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(START_SECONDS), aiohttp.ClientSession() as session:
                while self._process.poll() is None:
                    if await _is_ready(session, url):
                        return
                    await asyncio.sleep(0.2)
        said = self._log.read_text(encoding="utf-8", errors="replace")[-LAST_CHARACTERS:]
        raise NotStarted(f"{self.name} did not start. It said:\n{said}")

    def usage(self) -> Usage:
        """Processor time and memory, children included."""
        cpu, memory = 0.0, 0
        for process in self._tree():
            with suppress(psutil.NoSuchProcess), process.oneshot():
                times = process.cpu_times()
                cpu += times.user + times.system
                memory += process.memory_info().rss
        return Usage(cpu, memory)

    def pause(self) -> None:
        """Stands still, so that it takes nothing from whoever is measured."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Goes on."""
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        """Ends it: kindly first, then for certain."""
        self.resume()
        self._signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_SECONDS)
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _tree(self) -> list[psutil.Process]:
        with suppress(psutil.NoSuchProcess):
            root = psutil.Process(self._process.pid)
            return [root, *root.children(recursive=True)]
        return []

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


async def _is_ready(session: aiohttp.ClientSession, url: str) -> bool:
    with suppress(aiohttp.ClientError, TimeoutError):
        async with session.get(url, timeout=aiohttp.ClientTimeout(total=2)) as answer:
            return answer.status == 200
    return False


def clean_environment(root: Path, **variables: str) -> dict[str, str]:
    """Our environment without anybody's settings for Sportello, and with these variables.

    Args:
        root: The clone, which its processes import from.
        variables: What to add.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SPORTELLO_")}
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}
    return {
        **inherited,
        **quiet,
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONPATH": str(root),
        **variables,
    }
