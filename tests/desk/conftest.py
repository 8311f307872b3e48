"""The desk under test."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest

from tests.desk.harness import Desk, desk_settings, open_desk


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine reaches a test."""
    for name in [name for name in os.environ if name.startswith("SPORTELLO_")]:
        monkeypatch.delenv(name)


@pytest.fixture
async def desk(sqlite_url: str) -> AsyncIterator[Desk]:
    """A desk on the embedded database."""
    async with open_desk(desk_settings(sqlite_url)) as opened:
        yield opened


@pytest.fixture
async def any_desk(database_url: str) -> AsyncIterator[Desk]:
    """A desk on each database in turn."""
    async with open_desk(desk_settings(database_url)) as opened:
        yield opened
