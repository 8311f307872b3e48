"""Training a copy of the content in a process of its own, which never outlives the desk."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Protocol

from ruamel.yaml import YAML

from desk.setup.home import ROOT
from desk.setup.model import trainer
from desk.studio.failures import PublicationFailed
from desk.supervisor.background import begun, ended

LAST_LINES = 15
FULL = "No space left on device"
CHUNK = 65536
_LINE = re.compile(rb"[\r\n]+")
_COMPONENT = re.compile(r"Starting to train component '(\w+)'")

Tell = Callable[[float], Awaitable[None]]
"""Hears how far it is, 0 to 1."""


class Trainer(Protocol):
    """Makes a model of a folder's content."""

    async def train(self, root: Path, folder: Path, name: str, tell: Tell) -> Path:
        """Trains.

        Args:
            root: The content's folder.
            folder: Where the model goes.
            name: What it is called.
            tell: Hears how far it is.

        Raises:
            PublicationFailed: There is no model.
        """


class ProcessTrainer:
    """Implements ``Trainer`` with the brain's own training.

    Args:
        log_file: Where all that it says goes.
        niceness: How much it lets others go first, 0 to 19.
        command: Another command, for tests; given ``--out``, ``--fixed-model-name`` and ``--force``.
    """

    def __init__(
        self, log_file: Path, niceness: int = 0, command: Callable[[Path], Sequence[str]] | None = None
    ) -> None:
        self._log_file = log_file
        self._niceness = niceness
        self._command = command or (lambda root: trainer(ROOT, root))

    async def train(self, root: Path, folder: Path, name: str, tell: Tell) -> Path:
        """Trains; ends the process where it is cancelled."""
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
        options = ("--out", str(folder), "--fixed-model-name", name, "--force")
        process = await self._start((*self._command(root), *options))
        try:
            last = await self._follow(process, steps_of(root), tell)
            code = await process.wait()
        finally:
            await ended(process)
        made = folder / f"{name}.tar.gz"
        if code or not await asyncio.to_thread(made.exists):
            raise _failure(code, last)
        return made

    async def _start(self, command: Sequence[str]) -> asyncio.subprocess.Process:
        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
        return await begun(
            command,
            folder=ROOT,
            niceness=self._niceness,
            environment={**quiet, "PYTHONWARNINGS": "ignore", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"},
            errors=asyncio.subprocess.STDOUT,
        )

    async def _follow(self, process: asyncio.subprocess.Process, steps: int, tell: Tell) -> list[str]:
        assert process.stdout is not None  # noqa: S101 - asked for above
        last: deque[str] = deque(maxlen=LAST_LINES)
        done = 0
        with self._log_file.open("wb") as log:
            async for line in _lines(process.stdout):
                log.write(line + b"\n")
                last.append(line.decode(errors="replace").rstrip())
                if _COMPONENT.search(last[-1]):
                    await tell(min(1.0, done / steps))
                    done += 1
        return list(last)


async def _lines(output: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """What it says, line by line; a bar that moves is many lines, however long it gets."""
    rest = b""
    while chunk := await output.read(CHUNK):
        *lines, rest = _LINE.split(rest + chunk)
        for line in lines:
            yield line
        rest = rest[-CHUNK:]
    if rest:
        yield rest


def steps_of(root: Path) -> int:
    """How many parts are trained."""
    configuration = YAML(typ="safe").load((root / "config.yml").read_text(encoding="utf-8"))
    return max(1, sum(len(configuration.get(part) or ()) for part in ("pipeline", "policies")))


def _failure(code: int, last: Sequence[str]) -> PublicationFailed:
    if any(FULL in line for line in last):
        return PublicationFailed("disk_full", FULL)
    if code < 0:
        return PublicationFailed("trainer_killed", f"It was ended by signal {-code}.")
    return PublicationFailed("training_failed", f"It ended with status {code}; its log has more.")
