"""A desk that learns, with a laboratory that goes by letters, and conversations to learn from."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from desk import wiring
from desk.figures.testing import Story, write
from desk.laboratory.memory import MemoryLaboratory
from desk.studio.opening import open_studio
from handoff.records import Agent
from tests.desk.harness import Desk, desk_settings, open_desk

FIXTURE = Path(__file__).parents[2] / "fixtures" / "content"
GIULIA = Agent("a" * 32, "Giulia")
EDITOR = Agent("e" * 32, "Edda")


@pytest.fixture
def laboratory() -> MemoryLaboratory:
    return MemoryLaboratory()


@pytest.fixture
async def school(
    database_url: str, tmp_path: Path, laboratory: MemoryLaboratory, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    """A desk on each database in turn, whose assistant knows the small shop."""
    root = Path(shutil.copytree(FIXTURE, tmp_path / "content"))
    studio = partial(open_studio, laboratory=laboratory, home=tmp_path / "home")
    monkeypatch.setattr(wiring, "open_studio", studio)
    async with open_desk(desk_settings(database_url, content_folder=root)) as opened:
        yield opened


async def tell(desk: Desk, *stories: Story) -> None:
    """Writes stories, and lets them settle."""
    async with desk.services.database.write() as session:
        await write(session, stories)
