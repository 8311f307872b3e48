"""What a day comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from handoff.queue.rank import HEAD_STARTS, RankReason
from scripts.simulate.day import Observed, Seen

GROUPS = ("plain", "frustrated", "vip", "complaint", "safety", "returned")


@dataclass(frozen=True, slots=True)
class Waits:
    """Minutes that some shoppers waited for their first agent."""

    group: str
    count: int
    median: float
    p90: float
    longest: float


@dataclass(frozen=True, slots=True)
class Kept:
    """How often what was told came true.

    Attributes:
        told: Shoppers who were told a range.
        within: Share of them who were served within it.
        early: Share served before it.
        late: Share served after it.
    """

    group: str
    told: int
    within: float
    early: float
    late: float


@dataclass(frozen=True, slots=True)
class Summary:
    """A day in figures.

    Attributes:
        overtaken: Shoppers served after somebody of the same team and language who came later than the
            largest head start allows.
    """

    shoppers: int
    served: int
    given: int
    looks: int
    idle: int
    over_capacity: int
    double: int
    overtaken: int
    longest_queue: int
    returned: int
    passed_on: int
    waits: tuple[Waits, ...]
    kept: tuple[Kept, ...]


def summarize(observed: Observed) -> Summary:
    """Counts."""
    seen = list(observed.seen.values())
    waited = [one for one in seen if one.had_to_wait]
    return Summary(
        shoppers=len(seen),
        served=sum(one.served is not None for one in seen),
        given=observed.given,
        looks=observed.looks,
        idle=observed.idle,
        over_capacity=observed.over_capacity,
        double=observed.double,
        overtaken=_overtaken(seen),
        longest_queue=observed.longest_queue,
        returned=observed.returned,
        passed_on=observed.passed_on,
        waits=(
            *(_waits(group, [one for one in seen if _group(one) == group]) for group in GROUPS),
            _waits("all", seen),
            _waits("all who had to wait", waited),
        ),
        kept=(_kept("all", seen), _kept("who had to wait", waited)),
    )


def _group(one: Seen) -> str:
    if one.returned:
        return "returned"
    first = [
        reason for reason in HEAD_STARTS if reason.value in one.reasons and reason is not RankReason.WAITING
    ]
    return first[0].value if first else "plain"


def _minutes(one: Seen) -> float:
    return (one.served - one.shopper.at).total_seconds() / 60 if one.served else float("inf")


def _waits(group: str, seen: Sequence[Seen]) -> Waits:
    minutes = [_minutes(one) for one in seen]
    if len(minutes) < 2:
        only = minutes[0] if minutes else 0.0
        return Waits(group, len(minutes), only, only, only)
    return Waits(group, len(minutes), median(minutes), quantiles(minutes, n=10)[-1], max(minutes))


def _kept(group: str, seen: Sequence[Seen]) -> Kept:
    told = [one for one in seen if one.served and one.promised != (None, None)]
    early = sum(one.promised[0] is not None and _at(one) < one.promised[0].timestamp() for one in told)
    late = sum(one.promised[1] is not None and _at(one) > one.promised[1].timestamp() for one in told)
    count = max(1, len(told))
    return Kept(group, len(told), (len(told) - early - late) / count, early / count, late / count)


def _at(one: Seen) -> float:
    return one.served.timestamp() if one.served else float("inf")


def _overtaken(seen: Sequence[Seen]) -> int:
    """Of the same team and language: whoever else could serve one could serve the other."""
    most = max(HEAD_STARTS.values())
    lines: dict[tuple[str, str], list[Seen]] = {}
    for one in seen:
        lines.setdefault((one.team, one.shopper.language), []).append(one)
    return sum(
        any(other.shopper.at > one.shopper.at + most and _at(other) < _at(one) for other in line)
        for line in lines.values()
        for one in line
    )
