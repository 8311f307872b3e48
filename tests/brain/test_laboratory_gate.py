"""What may not go live: what became worse by more than the margin and by more than chance."""

from __future__ import annotations

import pytest

from bot.laboratory import gate
from bot.laboratory.gate import Outcomes

KEPT = "kept", "right"
WRONG = "own", "wrong"


def outcomes(*, worse: int = 0, better: int = 0, same: int = 0) -> Outcomes:
    """Messages by what became of something that ought to hold."""
    return [(True, False)] * worse + [(False, True)] * better + [(True, True)] * same


def codes(place: tuple[str, str], seen: Outcomes) -> list[str]:
    """Codes of the reasons."""
    return [reason["code"] for reason in gate.reasons({place: seen})]


def test_of_few_messages_one_or_two_are_chance() -> None:
    """One of ten is far beyond any margin, and says nothing."""
    assert codes(KEPT, outcomes(worse=1, same=9)) == []
    assert codes(KEPT, outcomes(worse=4)) == []


def test_five_that_became_worse_are_no_chance_where_none_became_better() -> None:
    assert codes(KEPT, outcomes(worse=5, same=20)) == ["kept_right_fell"]


def test_what_became_better_makes_chance_likelier() -> None:
    assert codes(KEPT, outcomes(worse=5, better=2, same=20)) == []
    assert codes(KEPT, outcomes(worse=10, better=2, same=20)) == ["kept_right_fell"]


def test_what_is_sure_and_small_is_within_the_margin() -> None:
    """Eight of a thousand are no chance, and fewer than one in a hundred."""
    assert codes(("own", "right"), outcomes(worse=8, same=992)) == []
    assert codes(("own", "right"), outcomes(worse=11, same=989)) == ["own_right_fell"]


def test_of_what_is_wrong_more_is_worse() -> None:
    """A message of the small content more, read wrong among new folds, stops nobody."""
    assert codes(WRONG, outcomes(better=1, same=300)) == []
    assert codes(WRONG, outcomes(better=6, same=300)) == ["own_wrong_rose"]
    assert codes(WRONG, outcomes(worse=6, same=300)) == []


def test_a_reason_says_how_much() -> None:
    (reason,) = gate.reasons({KEPT: outcomes(worse=6, same=4)})
    assert reason == {
        "code": "kept_right_fell",
        "set": "kept",
        "key": "right",
        "before": 1.0,
        "after": 0.4,
        "allowed": 0.02,
        "worse": 6,
        "better": 0,
    }


@pytest.mark.parametrize("seen", [{}, {KEPT: []}], ids=["not-measured", "no-messages"])
def test_what_was_not_measured_stops_nothing(seen: dict[tuple[str, str], Outcomes]) -> None:
    assert list(gate.reasons(seen)) == []


def test_chance_is_the_exact_test() -> None:
    """By hand: 0.5^5; and of ten, nine or ten worse are 11 of 1024."""
    assert gate.chance(5, 0) == pytest.approx(1 / 32)
    assert gate.chance(9, 1) == pytest.approx(11 / 1024)
    assert gate.chance(0, 0) == 1.0
