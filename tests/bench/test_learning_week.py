"""The simulated week: its plan, its score, and when it counts as closed."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from scripts.learning.__main__ import SMALL, is_closed
from scripts.learning.questions import A_DAY, DAYS, UNKNOWN, texts, week
from scripts.learning.report import rows, write
from scripts.learning.scoring import v_measure
from scripts.learning.week import Day, Week


@pytest.mark.parametrize(
    ("known", "found", "score"),
    [
        ("aabb", "xxyy", 1.0),
        ("aabb", "wxyz", 2 / 3),
        ("aabb", "xxxx", 0.0),
        ("aaaa", "xxxx", 1.0),
        ("aabbcc", "xxyyyy", 0.7337),
        ("", "", 1.0),
    ],
)
def test_v_measure(known: str, found: str, score: float) -> None:
    assert v_measure(known, found) == pytest.approx(score, abs=1e-4)


def test_the_plan_asks_the_question_in_new_words_each_time() -> None:
    plan = week(SMALL, 1)
    asked = [text for day in plan for text in texts(day, "unknown")]
    assert len(plan) == len(DAYS)
    assert sorted(asked) == sorted(UNKNOWN)
    assert [len(texts(day, "unknown")) for day in plan] == [A_DAY] * len(DAYS)
    assert week(SMALL, 1) == plan != week(SMALL, 2)


def test_what_is_written_can_be_read_again(tmp_path: Path) -> None:
    page = write(tmp_path, "week", {"seed": 1}, played(0, 0, 6, 6, 6, 6, 6), ["V-measure 0.9"])
    assert "| Wednesday | 6 | 6 |" in page.read_text(encoding="utf-8")
    kept = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    assert kept["week"]["days"][2]["unknown"] == {"answered": 6, "handed over": 0}


def played(*answered: int) -> Week:
    days = [
        Day(name, Counter({"answered": count, "handed over": A_DAY - count}))
        for name, count in zip(DAYS, answered, strict=True)
    ]
    return Week(days)


@pytest.mark.parametrize(
    ("answered", "score", "closed"),
    [
        ((0, 0, 6, 6, 6, 6, 6), 0.9, True),
        ((0, 0, 6, 5, 5, 4, 5), 0.8, True),
        ((1, 0, 6, 6, 6, 6, 6), 0.9, False),
        ((0, 0, 3, 3, 3, 3, 3), 0.9, False),
        ((0, 0, 6, 6, 6, 6, 6), 0.79, False),
        ((0, 0, 0, 0, 0, 0, 0), 1.0, False),
    ],
)
def test_the_loop_is_closed_only_if_nothing_was_known_and_all_of_it_is_now(
    answered: tuple[int, ...], score: float, *, closed: bool
) -> None:
    assert is_closed(played(*answered), score) is closed
    assert next(row[:3] for row in rows(played(*answered))) == ("Monday", "6", str(answered[0]))
