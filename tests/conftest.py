"""What is collected where, and the databases that tests run on.

The brain's tests run in the brain's environment, all others in the desk's.
Fixtures: ``database_url`` (each engine in turn), ``sqlite_url``, ``postgresql_url`` from
``tests.support.databases``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

# Tests call nobody beyond this machine, so they trust one certificate, whose key nobody has: reading the
# system's two hundred takes 35 ms of processor time for every desk and every client that a test opens.
os.environ["SSL_CERT_FILE"] = str(Path(__file__).parent / "fixtures" / "authority.pem")

SLOW = ("browser", "acceptance", "cli", "desk", "handoff")
"""Folders whose files take longest, in this order: where a long one comes last, one worker works alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts slow folders first; within one, everything stays as it is."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    return SLOW.index(folder) if folder in SLOW else len(SLOW)


collect_ignore = ["brain"] if sys.version_info >= (3, 11) else []
pytest_plugins = ["tests.support.databases"] if sys.version_info >= (3, 11) else []
