"""What the supervisor runs."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

PROBE_SECONDS = 2.0


class Address(NamedTuple):
    """Where a program says whether it is ready: 200 means yes."""

    host: str
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


def brain(python: Path, port: int) -> Program:
    """Rasa. It is slow to start, so a death within a minute counts as a failed start."""
    address = Address("127.0.0.1", port, "/webhooks/sportello/ready")
    return Program("brain", (str(python), "-m", "bot.run"), address, 10, 60, 10, 3)


def desk(host: str, port: int) -> Program:
    """The desk. What keeps it from starting (a wrong setting) does not go away by trying again."""
    address = Address(reachable(host), port, "/readyz")
    return Program("desk", (sys.executable, "-m", "desk.serve"), address, 20, 5, 20, 1)


def reachable(host: str) -> str:
    """The address to call one who listens on ``host``."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound to
    return everywhere.get(host, host)


def is_ready(address: Address) -> bool:
    """Whether whoever listens there says that it is ready; no answer within two seconds means no."""
    host = f"[{address.host}]" if ":" in address.host else address.host
    url = f"http://{host}:{address.port}{address.path}"
    try:
        # A proxy of the machine has no business between our own processes.
        with build_opener(ProxyHandler({})).open(url, timeout=PROBE_SECONDS) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except HTTPError as refusal:
        return refusal.code == HTTPStatus.SERVICE_UNAVAILABLE and _is_only_behind(refusal.read())
    except (HTTPException, OSError, ValueError):
        return False


def _is_only_behind(body: bytes) -> bool:
    """A desk that has much to catch up with from before is ready to do so."""
    try:
        parts = json.loads(body)["parts"]
        waited_for = {part["name"] for part in parts if not part["ready"]}
    except (ValueError, KeyError, TypeError):
        return False
    return waited_for == {"backlog"}
