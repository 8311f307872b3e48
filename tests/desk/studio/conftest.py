"""A small shop's content in a folder of the test's own, and a desk on it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desk.studio.drafts import Drafts
from desk.studio.live import LiveContent
from handoff.memory import FixedClock
from handoff.sql.database import Database
from tests.desk.harness import Desk, desk_settings, open_desk

FIXTURE = Path(__file__).parents[2] / "fixtures" / "content"


@pytest.fixture
def content_root(tmp_path: Path) -> Path:
    """A copy of the small shop's content."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "content"))


@pytest.fixture
async def studio_desk(sqlite_url: str, content_root: Path) -> AsyncIterator[Desk]:
    """A desk whose assistant knows the small shop."""
    async with open_desk(desk_settings(sqlite_url, content_folder=content_root)) as opened:
        yield opened


@pytest.fixture
async def drafts(database_url: str, content_root: Path) -> AsyncIterator[Drafts]:
    """Drafts on each database in turn."""
    database = Database(database_url)
    yield Drafts(database, FixedClock(), LiveContent(content_root))
    await database.close()
