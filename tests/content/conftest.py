from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No machine stops here; where one is to, the disk's work fails by itself."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
