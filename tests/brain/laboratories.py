"""A running laboratory, for tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from tests.brain.conftest import ROOT, TOKEN

FIT_SECONDS = 300.0


@dataclass
class Laboratory:
    """A laboratory's process.

    Attributes:
        url: Where it listens.
        process: It.
    """

    url: str
    process: subprocess.Popen[str]

    def call(self, method: str, path: str, body: Any = None, token: str | None = TOKEN) -> requests.Response:
        """One call; bytes go out as they are."""
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        content: dict[str, Any] = {"data": body} if isinstance(body, bytes) else {"json": body}
        return requests.request(method, self.url + path, headers=headers, timeout=120, **content)

    def ask(self, path: str, **body: Any) -> Any:
        """What a good call brings."""
        response = self.call("POST", path, body)
        assert response.status_code == 200, response.text
        return response.json()

    def put(self, name: str, root: Path, **body: Any) -> dict[str, Any]:
        """Has a folder learned, and waits for it."""
        response = self.call("PUT", f"/knowledge/{name}", {"root": str(root), **body})
        assert response.status_code == 202, response.text
        deadline = time.monotonic() + FIT_SECONDS
        while time.monotonic() < deadline:
            told: dict[str, Any] = self.call("GET", f"/knowledge/{name}").json()
            if told["state"] != "fitting":
                return told
            time.sleep(0.05)
        raise AssertionError(f"{name} is not learned after {FIT_SECONDS} s.")


@contextmanager
def running_laboratory() -> Iterator[Laboratory]:
    """A laboratory, as the desk starts it."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "bot.laboratory"],
        cwd=ROOT,
        env={**os.environ, "SPORTELLO_LABORATORY_TOKEN": TOKEN},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = next((line for line in process.stdout if line.startswith("{")), "")
        assert line, "The laboratory ended before it said where it listens."
        yield Laboratory(f"http://127.0.0.1:{json.loads(line)['port']}", process)
    finally:
        process.terminate()
        process.wait(20)
