"""The command line as users call it: another process, on settings of the test's own."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from desk.brain.testing import TOKEN, FakeBrain
from desk.setup.ports import free

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Sportello = Callable[..., Awaitable[Ended]]


@pytest.fixture
async def brain() -> AsyncIterator[FakeBrain]:
    async with FakeBrain() as brain:
        yield brain


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> dict[str, str]:
    """What the command finds in its environment; a brain is not running."""
    return {
        "SPORTELLO_HOME": str(tmp_path / "home"),
        "SPORTELLO_DATABASE_URL": sqlite_url,
        "SPORTELLO_BRAIN_TOKEN": TOKEN,
        "SPORTELLO_SECRET_KEY": "k" * 43,
        "SPORTELLO_BRAIN_TIMEOUT": "2",
        "SPORTELLO_BRAIN_PORT": str(free("127.0.0.1")),
        "SPORTELLO_PORT": str(free("127.0.0.1")),
        "COLUMNS": "200",
    }


@pytest.fixture
def sportello(settings: dict[str, str]) -> Sportello:
    """Runs ``sportello`` with arguments, standard input and further settings."""

    async def call(*arguments: str, given: str = "", more: Mapping[str, str] | None = None) -> Ended:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SPORTELLO_")}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "desk.cli", *arguments),
            cwd=ROOT,
            env={**kept, **settings, **(more or {})},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate(given.encode())
        return Ended(process.returncode or 0, out.decode(), err.decode())

    return call
