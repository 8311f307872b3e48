"""How often two requests in one message are both found, on messages that nothing was learned from."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.run import prepare

prepare()

from bot.components.classifier import LikenessClassifier  # noqa: E402 - Rasa
from bot.laboratory.archives import opened  # noqa: E402 - see above
from bot.laboratory.content import read_content  # noqa: E402 - see above
from tests.brain.conftest import ROOT  # noqa: E402 - see above

pytestmark = pytest.mark.timeout(600)
FOLDER = ROOT / "tests" / "brain" / "requests"
"""``tune.jsonl``: what ways of parting were chosen on; ``measure.jsonl``: looked at afterwards."""
LEAST_FOUND = {"tune": 21, "measure": 10}
MOST_PARTED = 3
"""Of thirty messages each; measured figures, less a margin: docs/understanding.md."""


@pytest.fixture(scope="module")
def reader(model: Path) -> LikenessClassifier:
    return opened(model, read_content(ROOT)).reader.classifier


@cache
def rows(name: str) -> list[dict[str, Any]]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def found(reader: LikenessClassifier, row: dict[str, Any]) -> list[str]:
    return [one["intent"] for one in reader.read(str(row["text"])).get("requests", [])]


def is_found(wanted: list[str], labels: list[str]) -> bool:
    same = len(labels) == len(wanted)
    return same and all(label in one.split("|") for label, one in zip(labels, wanted, strict=True))


@pytest.mark.parametrize("name", sorted(LEAST_FOUND))
def test_both_of_two_requests_are_found(reader: LikenessClassifier, name: str) -> None:
    two = [row for row in rows(name) if len(row["intents"]) == 2]
    missed = [(row, found(reader, row)) for row in two if not is_found(row["intents"], found(reader, row))]
    assert len(two) == 30
    assert len(two) - len(missed) >= LEAST_FOUND[name], missed


@pytest.mark.parametrize("name", sorted(LEAST_FOUND))
def test_a_long_message_of_one_request_is_seldom_parted(reader: LikenessClassifier, name: str) -> None:
    one = [row for row in rows(name) if len(row["intents"]) == 1]
    parted = [(row["text"], found(reader, row)) for row in one if found(reader, row)]
    assert len(one) == 30
    assert len(parted) <= MOST_PARTED, parted
