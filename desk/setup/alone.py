"""One running Sportello a clone: two would share one database file and one set of logs."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.setup.errors import AlreadyRunning
from desk.setup.home import HOME, PRIVATE_FOLDER


@contextmanager
def alone(home: Path = HOME) -> Iterator[None]:
    """Holds the clone; the system lets go of it however we end.

    Raises:
        AlreadyRunning: Somebody else holds it.
    """
    home.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    with (home / "running").open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(f"Sportello is running in this folder already{_who(home)}.") from error
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield
        handle.truncate(0)


def is_running(home: Path = HOME) -> bool:
    """Whether somebody holds the clone."""
    try:
        with (home / "running").open("a+") as handle:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def _who(home: Path) -> str:
    pid = (home / "running").read_text(encoding="utf-8").strip()
    return f" (process {pid})" if pid else ""
