"""Questions that nothing is ever learned from: they are what they should be, and stand nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.components.wording import plain
from bot.evaluation.sets import own
from bot.laboratory.content import read_content
from tests.brain.conftest import ROOT

KEPT = ROOT / "kept" / "questions.jsonl"
GROUPS = ROOT / "tests" / "brain" / "groups"
OUTSIDE_THE_DATA = 150


def rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def quoted() -> Iterator[str]:
    """Every line of the tests, as a message would be spelled."""
    for folder in ("knowledge", "brain"):
        for path in sorted((ROOT / "tests" / folder).rglob("*")):
            if path.suffix in {".py", ".yml", ".json", ".jsonl"} and path != Path(__file__):
                yield plain_all(path.read_text(encoding="utf-8"))


def plain_all(text: str) -> str:
    return "\n".join(plain(line) for line in text.splitlines())


def test_each_is_a_message_a_topic_and_a_language() -> None:
    labels = {example.label for example in own(ROOT / "data")}
    for row in rows(KEPT):
        assert set(row) == {"text", "intent", "language"}
        assert row["text"].strip()
        assert row["language"] in {"it", "en"}
        assert row["intent"] in labels, row


def test_there_are_enough_and_no_two_alike() -> None:
    kept = [plain(row["text"]) for row in rows(KEPT)]
    assert len(kept) >= OUTSIDE_THE_DATA
    assert len(set(kept)) == len(kept)


def test_every_topic_that_shoppers_name_is_asked_for() -> None:
    """All but those which only answer a question of the assistant's."""
    labels = {example.label for example in own(ROOT / "data")} - {"affirm", "deny", "cancel", "other_order"}
    assert labels <= {row["intent"] for row in rows(KEPT)}


@pytest.mark.parametrize("name", ["kept/questions.jsonl", "tests/brain/groups/measure.jsonl"])
def test_nothing_is_learned_from_them(name: str) -> None:
    known = {plain(example.text) for example in own(ROOT / "data")}
    assert [row["text"] for row in rows(ROOT / name) if plain(row["text"]) in known] == []


def test_no_test_of_understanding_has_them() -> None:
    """Whoever mends what a test shows wrong would otherwise mend towards these."""
    content = "\n".join(quoted())
    kept = [row["text"] for row in rows(KEPT) if len(plain(row["text"]).split()) > 2]
    assert [text for text in kept if f" {plain(text)} " in content.replace("\n", " ")] == []


def test_groups_to_tune_on_are_not_those_to_measure_on() -> None:
    tune, measure = (rows(GROUPS / f"{name}.jsonl") for name in ("tune", "measure"))
    assert {row["group"] for row in tune}.isdisjoint(row["group"] for row in measure)
    assert {plain(row["text"]) for row in tune}.isdisjoint(plain(row["text"]) for row in measure)


def test_the_small_shop_is_content_as_well() -> None:
    content = read_content(ROOT / "tests" / "fixtures" / "content")
    assert len({example.label for example in content.examples}) > 10
    assert content.acts["faq"] == "utter_faq"
