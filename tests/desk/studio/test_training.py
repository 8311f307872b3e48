"""The trainer as a process: what it says is heard, how it ends is told apart, and nothing outlives us."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from desk.studio.failures import PublicationFailed
from desk.studio.training import ProcessTrainer, steps_of

SCRIPT = """\
import os, pathlib, signal, sys, time
arguments = sys.argv
out = pathlib.Path(arguments[arguments.index("--out") + 1])
name = arguments[arguments.index("--fixed-model-name") + 1]
pathlib.Path(out / "pid").write_text(str(os.getpid()))
print("Starting to train component 'Toy'.", flush=True)
print("\\r".join("#" * 500 for _ in range(1000)), flush=True)
what = (pathlib.Path(__file__).parent / "what").read_text()
if what == "fails": sys.exit("no such intent")
if what == "full": sys.exit("OSError: [Errno 28] No space left on device")
if what == "killed": os.kill(os.getpid(), signal.SIGKILL)
if what == "hangs": time.sleep(600)
if what != "lazy": (out / (name + ".tar.gz")).write_text("model")
print("Starting to train component 'Other'.", flush=True)
"""


async def train(tmp_path: Path, content: Path, what: str, heard: list[float] | None = None) -> Path:
    (tmp_path / "train.py").write_text(SCRIPT)
    (tmp_path / "what").write_text(what)
    trainer = ProcessTrainer(
        tmp_path / "train.log", command=lambda _root: (sys.executable, str(tmp_path / "train.py"))
    )

    async def tell(share: float) -> None:
        if heard is not None:
            heard.append(share)

    return await trainer.train(content, tmp_path / "out", "toy", tell)


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("fails", "training_failed"),
        ("lazy", "training_failed"),
        ("killed", "trainer_killed"),
        ("full", "disk_full"),
    ],
)
async def test_how_it_ended_is_told_apart(tmp_path: Path, content_root: Path, what: str, code: str) -> None:
    with pytest.raises(PublicationFailed) as raised:
        await train(tmp_path, content_root, what)
    assert raised.value.code == code


async def test_how_far_it_is_is_heard_and_what_it_says_is_kept(tmp_path: Path, content_root: Path) -> None:
    heard: list[float] = []
    made = await train(tmp_path, content_root, "trains", heard)
    assert made.read_text() == "model"
    assert heard == [0.0, 1 / steps_of(content_root)]
    assert "'Other'" in (tmp_path / "train.log").read_text()


async def test_whoever_no_longer_wants_it_ends_it(tmp_path: Path, content_root: Path) -> None:
    task = asyncio.ensure_future(train(tmp_path, content_root, "hangs"))
    pid = tmp_path / "out" / "pid"
    async with asyncio.timeout(60):
        while not pid.exists() or not pid.read_text():  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
