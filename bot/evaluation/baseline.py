"""Rasa's default pipeline on the same messages, for comparison; slow, and in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bot.evaluation.rows import Row
from bot.evaluation.sets import Example

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}
LAST = 1500


class BaselineFailed(Exception):
    """Rasa could not train or read; the text is the last that it said."""


class Compared(NamedTuple):
    """How the stock pipeline reads the test messages, and the seconds that its training took."""

    rows: list[Row]
    training_seconds: float


def stock(
    train: Sequence[Example],
    test: Sequence[Example],
    epochs: int,
    command: Sequence[str] = (sys.executable, "-m", "bot.evaluation.diet"),
) -> Compared:
    """Trains Rasa's default pipeline and has it read the test messages.

    Its score for "in scope" is the confidence of its likeliest label: it has no other.

    Args:
        train: What it learns from.
        test: What it reads.
        epochs: Of DIET; Rasa's own default is 100.
        command: The process that does it.

    Raises:
        BaselineFailed: It ended with an error.
    """
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name) / file for file in ("train.json", "test.json", "out.json")]
        files[0].write_text(json.dumps([(e.text, e.label) for e in train]), encoding="utf-8")
        files[1].write_text(json.dumps([e.text for e in test]), encoding="utf-8")
        _run([*command, *map(str, files), str(epochs)])
        made = json.loads(files[2].read_text(encoding="utf-8"))
    rows = [
        _row(example, tuple((str(label), float(p)) for label, p in ranking))
        for example, ranking in zip(test, made["rankings"], strict=True)
    ]
    return Compared(rows, float(made["training_seconds"]))


def _row(example: Example, ranking: tuple[tuple[str, float], ...]) -> Row:
    confidence = ranking[0][1] if ranking else 0.0
    return Row(example.text, example.language, example.label, ranking, confidence)


def _run(command: Sequence[str]) -> None:
    # Our own interpreter and module; the time that training takes is what is measured, so it has no limit.
    done = subprocess.run(  # noqa: S603
        command, env={**os.environ, **QUIET}, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        raise BaselineFailed((done.stdout + done.stderr)[-LAST:])
