"""What the supervisor runs."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

PROBE_SECONDS = 1.0


class Address(NamedTuple):
    """Where a program says whether it is ready: 200 on this path of loopback means yes."""

    port: int
    path: str


@dataclass(frozen=True, slots=True)
class Program:
    """One process.

    Attributes:
        name: What logs call it.
        command: Program and arguments.
        ready: Where to ask whether it can work.
        place: Lower ones start first and stop last.
        settled: Seconds after which a death is no longer a failed start, and is answered by a
            restart at once, not after a pause.
        stop: Seconds that it has to finish after ``SIGTERM``.
        starts: Times that it may fail before it was ever ready; then everything stops.
    """

    name: str
    command: tuple[str, ...]
    ready: Address
    place: int
    settled: int
    stop: int
    starts: int


def brain(python: Path, model: Path, port: int) -> Program:
    """Rasa. It is slow to start, so a death within a minute counts as a failed start."""
    command = (str(python), "-m", "bot.run", "--model", str(model), "--port", str(port))
    return Program("brain", command, Address(port, "/webhooks/sportello/ready"), 10, 60, 10, 3)


def desk(port: int) -> Program:
    """The desk. What keeps it from starting (a wrong setting) does not go away by trying again."""
    return Program("desk", (sys.executable, "-m", "desk.serve"), Address(port, "/readyz"), 20, 5, 20, 1)


def is_ready(address: Address) -> bool:
    """Whether whoever listens there says that it is ready; no answer within a second means no."""
    url = f"http://127.0.0.1:{address.port}{address.path}"
    try:
        # A proxy of the machine has no business between our own processes.
        with build_opener(ProxyHandler({})).open(url, timeout=PROBE_SECONDS) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except (URLError, HTTPException, OSError, ValueError):
        return False
