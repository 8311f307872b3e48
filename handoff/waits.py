"""How long a shopper will wait: quantiles from real handling times, told in ranges that are rounded outward.

The model is a counter with several clerks: ``staff`` conversations are held at once, each for as long as some
real one was; the shopper's turn comes when as many of them have ended as are before them, and one more. That
is played through a few hundred times, and the range between the 10th and the 90th hundredth is the estimate:
right about eight times in ten. What is told is rounded outward, so that it is right a little more often.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from random import Random
from statistics import NormalDist, fmean, pstdev

ENOUGH = 20
"""Handling times from which on only real ones count; fewer are filled up with the prior's."""
PRIOR_MEDIAN = 480.0
"""Seconds: half of a shop's chats are over in eight minutes. What is assumed until there are real ones."""
PRIOR_SPREAD = 0.8
"""Standard deviation of the logarithm: one chat in ten takes three times the median."""
PICK_UP = 120.0
"""Seconds in which somebody who is free answers."""
TAIL = 0.1
"""On each side, how often the wait may fall outside the range."""
RUNS = 300
PLAYED = 50
"""Places that are played through; those further back are added at the mean pace."""
_LOOSE = 0.1
"""How much the pace of those further back may differ from the mean, as a share of it."""
STEPS = (5, 10, 15, 20, 30, 45, 60, 90, 120)
"""Minutes that are said; nobody is promised thirteen."""


@dataclass(frozen=True, slots=True)
class Told:
    """A range as it is said to a shopper.

    Attributes:
        least: Minutes; 0 where the wait may be over at once.
        most: Minutes; None for "more than ``least``"; both open where nothing can be said honestly.
    """

    least: int
    most: int | None


def estimate(place: int, free: int, staff: int, handling: Sequence[float]) -> tuple[float, float] | None:
    """How long until it is a shopper's turn, so that it is right about four times in five.

    Args:
        place: Theirs in the queue, from 1.
        free: Conversations that those on duty could take right now.
        staff: Conversations that those on duty can hold at once, in all.
        handling: Seconds that recent conversations were held.

    Returns:
        Seconds, at least and at most; None when nobody is on duty.
    """
    if staff <= 0:
        return None
    ahead = place - min(max(free, 0), staff)
    if ahead <= 0:
        return 0.0, PICK_UP
    times = tuple(seconds for seconds in handling if seconds > 0 and math.isfinite(seconds))
    departures, pace = _departures(staff, times)
    if ahead <= len(departures):
        low, high = departures[ahead - 1]
    else:
        beyond = (ahead - len(departures)) * pace
        low, high = departures[-1][0] + beyond * (1 - _LOOSE), departures[-1][1] + beyond * (1 + _LOOSE)
    return low, high + PICK_UP


def rounded(wait: tuple[float, float]) -> Told:
    """A range in minutes that can be said: outward, to round steps, never finer than five minutes."""
    low, high = wait[0] / 60, wait[1] / 60
    least = max((step for step in STEPS if step <= low), default=0)
    most = next((step for step in STEPS if step >= high and step > least), None)
    return Told(least, most)


@lru_cache(maxsize=256)
def _departures(staff: int, handling: tuple[float, ...]) -> tuple[tuple[tuple[float, float], ...], float]:
    """The range of the first, second, … end of a conversation, and the mean seconds between two."""
    times = _filled(handling)
    mean = fmean(times)
    # With few clerks seen, the mean itself is uncertain: each run believes in another one.
    doubt = pstdev(times) / mean / math.sqrt(len(times))
    chance = Random(staff)  # noqa: S311 - a simulation; the same question has the same answer
    weights = tuple(accumulate(times))
    runs = sorted_columns([_run(chance, times, weights, staff, doubt) for _ in range(RUNS)])
    first, last = int(RUNS * TAIL), int(RUNS * (1 - TAIL))
    return tuple((column[first], column[last]) for column in runs), mean / staff


def sorted_columns(runs: Sequence[Sequence[float]]) -> list[list[float]]:
    """For each place, what the runs gave, in order."""
    return [sorted(column) for column in zip(*runs, strict=True)]


def _run(
    chance: Random, times: tuple[float, ...], weights: tuple[float, ...], staff: int, doubt: float
) -> list[float]:
    """Plays the counter once: when each of the next conversations ends."""
    believed = math.exp(chance.gauss(0.0, doubt))
    # Whoever looks at a busy counter meets long conversations more often than short ones, and midway.
    busy = [chance.choices(times, cum_weights=weights)[0] * chance.random() for _ in range(staff)]
    heapq.heapify(busy)
    ends = []
    for _ in range(PLAYED):
        end = busy[0]
        ends.append(end * believed)
        heapq.heapreplace(busy, end + chance.choice(times))
    return ends


def _filled(handling: tuple[float, ...]) -> tuple[float, ...]:
    """Real handling times, filled up with evenly spread ones of the prior while they are few."""
    missing = max(0, ENOUGH - len(handling))
    logarithm = NormalDist(math.log(PRIOR_MEDIAN), PRIOR_SPREAD)
    prior = (math.exp(logarithm.inv_cdf((number + 0.5) / missing)) for number in range(missing))
    return (*handling, *prior)
