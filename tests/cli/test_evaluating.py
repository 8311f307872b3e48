"""Measuring from the command line: what goes wrong before anything is learned."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.setup.home import brain_python
from tests.cli.conftest import Sportello

needs_brain = pytest.mark.skipif(not brain_python().exists(), reason="the brain's environment is missing")


@needs_brain
async def test_a_file_that_is_not_there_is_one_line(sportello: Sportello, tmp_path: Path) -> None:
    ended = await sportello("evaluate", str(tmp_path / "none.jsonl"))
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert "none.jsonl can't be read" in ended.err


@needs_brain
async def test_a_damaged_line_is_named(sportello: Sportello, tmp_path: Path) -> None:
    (tmp_path / "some.jsonl").write_text('{"text": "ciao"}\n', encoding="utf-8")
    ended = await sportello("evaluate", str(tmp_path / "some.jsonl"))
    assert ended.code == 1
    assert "line 1" in ended.err


async def test_epochs_below_nothing_are_wrong_usage(sportello: Sportello) -> None:
    assert (await sportello("evaluate", "--own-epochs", "-1")).code == 2
