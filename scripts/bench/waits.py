"""How often promised waits are kept, on counters that the estimate does not know: ``docs/promises.md``.

``.venv/bin/python -m scripts.bench.waits``
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator
from itertools import product
from random import Random
from statistics import median

from handoff.waits import Told, estimate, rounded

CONVERSATIONS: dict[str, Callable[[Random], float]] = {
    "log-normal, 8 minutes, 0.8": lambda chance: chance.lognormvariate(math.log(480), 0.8),
    "exponential, 11 minutes": lambda chance: chance.expovariate(1 / 660),
    "log-normal, 5 minutes, 1.2": lambda chance: chance.lognormvariate(math.log(300), 1.2),
}
KNOWN = (0, 5, 20, 200)
STAFF = (1, 5, 20)
PLACES = (1, 5, 30)
WAITS = 200
PER_HISTORY = 10


def wait(chance: Random, staff: int, place: int, length: Callable[[Random], float]) -> float:
    """Seconds until it is the turn of whoever comes at any moment to a counter that has long been busy."""
    busy = [length(chance) for _ in range(staff)]
    heapq.heapify(busy)
    arrival = 20_000 + chance.random() * 20_000
    while busy[0] < arrival:
        heapq.heapreplace(busy, busy[0] + length(chance))
    for _ in range(place - 1):
        heapq.heapreplace(busy, busy[0] + length(chance))
    return busy[0] - arrival


def trials(
    chance: Random, known: int, staff: int, place: int, length: Callable[[Random], float]
) -> Iterator[tuple[bool, bool]]:
    """For each wait, whether the range held, and whether what was told did."""
    for _ in range(WAITS // PER_HISTORY):
        promised = estimate(place, 0, staff, [length(chance) for _ in range(known)])
        if promised is None:
            raise AssertionError("Somebody is on duty.")
        told = rounded(promised)
        for _ in range(PER_HISTORY):
            seconds = wait(chance, staff, place, length)
            yield promised[0] <= seconds <= promised[1], holds(told, seconds)


def holds(told: Told, seconds: float) -> bool:
    """Whether what was told was true."""
    return told.least * 60 <= seconds <= (math.inf if told.most is None else told.most * 60)


def main() -> None:
    """Prints a row for each setting, and what they come to by how much was known."""
    shares: dict[int, list[tuple[float, float]]] = {known: [] for known in KNOWN}
    for (name, length), known, staff, place in product(CONVERSATIONS.items(), KNOWN, STAFF, PLACES):
        chance = Random(7)  # noqa: S311 - a simulation
        found = list(trials(chance, known, staff, place, length))
        right, kept = (sum(column) / WAITS for column in zip(*found, strict=True))
        shares[known].append((right, kept))
        print(f"{name:28} known {known:3} staff {staff:2} place {place:2}  {right:5.0%} {kept:5.0%}")
    for known, each in shares.items():
        rights, kepts = zip(*each, strict=True)
        print(
            f"known {known:3}: range {min(rights):.0%}-{max(rights):.0%}, half {median(rights):.0%}; "
            f"told {min(kepts):.0%}-{max(kepts):.0%}, half {median(kepts):.0%}"
        )


if __name__ == "__main__":
    main()
