"""One set-up at a time in one clone: a second waits for the first."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.bootstrap.machine import Machine


@contextmanager
def alone(machine: Machine, root: Path) -> Iterator[None]:
    """Holds the clone's set-up lock; the system lets go of it if we are killed."""
    folder = root / ".sportello"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "setup.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            machine.say("Waiting for another set-up in this folder to finish")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
