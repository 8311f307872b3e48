"""What the acceptance tests play on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.acceptance.stage import Stage, open_stage
from tests.support.desk import Nursery


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Where the desks of a whole run come from."""
    made = Nursery()
    yield made
    made.close()


@pytest.fixture
async def stage(nursery: Nursery, tmp_path: Path, sqlite_url: str) -> AsyncIterator[Stage]:
    """A desk on the embedded database."""
    async with open_stage(nursery, tmp_path, sqlite_url) as opened:
        yield opened


@pytest.fixture
async def any_stage(nursery: Nursery, tmp_path: Path, database_url: str) -> AsyncIterator[Stage]:
    """A desk on each database in turn."""
    async with open_stage(nursery, tmp_path, database_url) as opened:
        yield opened
