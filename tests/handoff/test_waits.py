"""How long it will take: never told too precisely, and right about four times in five."""

from __future__ import annotations

import heapq
import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.waits import PICK_UP, STEPS, Told, estimate, rounded

TIMES = st.lists(st.floats(1, 20_000), max_size=30)
STAFF = st.integers(1, 6)
LOGNORMAL = (math.log(480), 0.8)
HISTORIES, WAITS = 20, 400


@pytest.mark.parametrize("staff", [0, -1])
def test_nobody_on_duty_is_no_estimate(staff: int) -> None:
    assert estimate(1, 0, staff, [300.0]) is None


def test_times_that_cannot_be_are_left_out() -> None:
    assert estimate(3, 0, 2, [0.0, -5.0, math.inf, math.nan]) == estimate(3, 0, 2, [])


def test_whoever_finds_somebody_free_is_served_soon() -> None:
    assert estimate(2, 2, 3, []) == (0.0, PICK_UP)


def test_more_free_than_there_are_helps_nobody() -> None:
    assert estimate(5, 9, 2, [600.0] * 30) == estimate(5, 2, 2, [600.0] * 30)


@given(place=st.integers(1, 120), free=st.integers(-1, 3), staff=STAFF, handling=TIMES)
def test_a_range_is_one(place: int, free: int, staff: int, handling: list[float]) -> None:
    wait = estimate(place, free, staff, handling)
    assert wait is not None
    assert 0 <= wait[0] < wait[1] < math.inf


@given(place=st.integers(1, 120), staff=STAFF, handling=TIMES)
def test_whoever_is_further_back_is_never_told_less(place: int, staff: int, handling: list[float]) -> None:
    here, behind = (estimate(place + step, 0, staff, handling) for step in (0, 1))
    assert here is not None
    assert behind is not None
    assert here[0] <= behind[0]
    assert here[1] <= behind[1]


@given(st.floats(0, 40_000), st.floats(0, 40_000))
def test_what_is_told_contains_what_was_estimated_and_is_round(one: float, other: float) -> None:
    low, high = sorted((one, other))
    told = rounded((low, high))
    assert told.least * 60 <= low
    assert told.most is None or high <= told.most * 60
    assert told.least in (0, *STEPS)
    assert told.most is None or (told.most in STEPS and told.most > told.least)


@pytest.mark.parametrize(
    ("wait", "told"),
    [
        ((0, 100), Told(0, 5)),
        ((10 * 60, 10 * 60), Told(10, 15)),
        ((11 * 60, 14 * 60), Told(10, 15)),
        ((70 * 60, 400 * 60), Told(60, None)),
        ((60, 400 * 60), Told(0, None)),
    ],
)
def test_ranges_as_they_are_said(wait: tuple[float, float], told: Told) -> None:
    assert rounded(wait) == told


@pytest.mark.parametrize(("staff", "place", "known"), [(1, 2, 60), (4, 6, 60), (8, 20, 200), (3, 4, 0)])
def test_it_is_right_about_four_times_in_five(staff: int, place: int, known: int) -> None:
    chance = Random(7)
    told_each = [_estimate(chance, place, staff, known) for _ in range(HISTORIES)]
    trials = [(told, _wait(chance, staff, place)) for told in told_each * (WAITS // HISTORIES)]
    right = sum(low <= seconds <= high for (low, high), seconds in trials) / WAITS
    kept = sum(_holds(rounded(told), seconds) for told, seconds in trials) / WAITS
    assert 0.72 <= right <= 0.97
    assert kept >= 0.8


def _estimate(chance: Random, place: int, staff: int, known: int) -> tuple[float, float]:
    wait = estimate(place, 0, staff, [chance.lognormvariate(*LOGNORMAL) for _ in range(known)])
    assert wait is not None
    return wait


def _holds(told: Told, seconds: float) -> bool:
    return told.least * 60 <= seconds <= (told.most or math.inf) * 60


def _wait(chance: Random, staff: int, place: int) -> float:
    """Plays a counter that has long been busy, by itself: no code of the estimate's."""
    busy = [chance.uniform(0, 900) for _ in range(staff)]
    heapq.heapify(busy)
    arrival = chance.uniform(20_000, 40_000)
    while busy[0] < arrival:
        heapq.heapreplace(busy, busy[0] + chance.lognormvariate(*LOGNORMAL))
    for _ in range(place - 1):
        heapq.heapreplace(busy, busy[0] + chance.lognormvariate(*LOGNORMAL))
    return busy[0] - arrival
