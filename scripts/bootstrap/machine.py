"""The machine below us: its commands, its environment, and a line to say what is going on."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from scripts.bootstrap.failure import SetupFailure

LOOK_SECONDS = 60.0
FETCH_SECONDS = 900.0


class Answer(NamedTuple):
    """What a command said: its exit code and its standard output, stripped."""

    code: int
    output: str


class Machine(Protocol):
    """What the set-up asks of a machine."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment that commands run in."""

    def which(self, command: str) -> Path | None:
        """Where a command is, looking through PATH; None if it is not there."""

    def ask(self, command: Sequence[str], folder: Path, seconds: float = LOOK_SECONDS) -> Answer:
        """Runs a command quietly; one that is missing, hangs or fails answers with a code ≠ 0."""

    def do(self, command: Sequence[str], folder: Path, extra: Mapping[str, str]) -> None:
        """Runs a command that changes something; what it says is shown only if it fails.

        Args:
            command: Program and arguments.
            folder: Where it runs.
            extra: Variables added to the environment.

        Raises:
            SetupFailure: It failed.
        """

    def say(self, line: str) -> None:
        """Tells the person who waits what happens now."""


class ThisMachine:
    """The real one."""

    def __init__(self) -> None:
        # An environment that happens to be active must not decide what we install where.
        foreign = {"VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH", "UV_PROJECT_ENVIRONMENT"}
        self._environment = {name: value for name, value in os.environ.items() if name not in foreign}

    @property
    def environment(self) -> Mapping[str, str]:
        """See ``Machine``."""
        return self._environment

    def which(self, command: str) -> Path | None:
        """See ``Machine``."""
        found = shutil.which(command, path=self.environment.get("PATH"))
        return Path(found) if found else None

    def ask(self, command: Sequence[str], folder: Path, seconds: float = LOOK_SECONDS) -> Answer:
        """See ``Machine``."""
        try:
            done = subprocess.run(
                [str(part) for part in command],
                cwd=folder,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return Answer(127, "")
        return Answer(done.returncode, done.stdout.decode(errors="replace").strip())

    def do(self, command: Sequence[str], folder: Path, extra: Mapping[str, str]) -> None:
        """See ``Machine``."""
        words = [str(part) for part in command]
        try:
            done = subprocess.run(
                words,
                cwd=folder,
                env={**self.environment, **extra},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
            )
        except OSError as error:
            raise SetupFailure(f"{words[0]} could not be started: {error.strerror}.") from error
        if done.returncode:
            sys.stderr.write(done.stdout.decode(errors="replace"))
            raise SetupFailure(f"This failed (exit code {done.returncode}), see above: {shlex.join(words)}")

    def say(self, line: str) -> None:
        """See ``Machine``."""
        print(f"· {line}", file=sys.stderr, flush=True)
