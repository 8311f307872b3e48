from __future__ import annotations

from collections.abc import Iterator

import pytest

from actions import services
from tests.actions.visitor import Counter


@pytest.fixture
def counter() -> Iterator[Counter]:
    """The demo shop of one fixed morning."""
    yield Counter()
    services.use(None)
