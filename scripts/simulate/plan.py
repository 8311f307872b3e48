"""What a day brings: who writes when and why, who works when, who drops out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from handoff.queue.records import Member, Team, TeamMode
from handoff.records import Agent, HandoverReason

OPENS = datetime(2026, 1, 12, 8, 0, tzinfo=UTC)
"""A Monday, nine o'clock in Rome."""
AGENTS = 20
CAPACITY = 2
"""Conversations at once."""
PER_HOUR = (75, 115, 145, 135, 100, 105, 150, 140, 110, 65)
"""Shoppers who are handed to a person, hour by hour from nine to seven."""
EARLY, LATE = (0.0, 8.5), (1.5, 10.0)
"""The two shifts, in hours after opening; agents have lunch for half an hour in their middle."""
LUNCH = timedelta(minutes=30)
MEDIAN, SPREAD = 720.0, 0.6
"""Seconds that a conversation is held: lognormal, so the mean is 862."""
FIRST_ANSWER = timedelta(seconds=40)
VIP_SPEND = 500.0
RETURNS = "faq/returns"


@dataclass(frozen=True, slots=True)
class Shopper:
    """Somebody for whom a person is called.

    Attributes:
        at: When.
        seconds: That their conversation will be held.
        spent: What they have spent here.
        passed_on: The first agent finds that it is another team's.
    """

    number: int
    at: datetime
    reason: HandoverReason
    topic: str
    tone: str | None
    language: str
    seconds: float
    spent: float | None
    passed_on: bool

    @property
    def contact(self) -> str:
        """Their address."""
        return f"shopper-{self.number:05d}"


@dataclass(frozen=True, slots=True)
class Shift:
    """When an agent is there, and when they are away; a drop is a browser that just vanished."""

    agent: Agent
    comes: datetime
    goes: datetime
    lunch: datetime
    languages: tuple[str, ...]
    drop: datetime | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole day."""

    shoppers: tuple[Shopper, ...]
    shifts: tuple[Shift, ...]
    teams: tuple[Team, ...] = field(default=())


def plan(seed: int, load: float = 1.0) -> Plan:
    """Draws a day; the same seed is the same day.

    Args:
        seed: Of all that is left to chance.
        load: How many come, compared to a usual day.
    """
    chance = Random(seed)  # noqa: S311 - a simulation
    shifts = tuple(_shift(number, chance) for number in range(AGENTS))
    members = [Member(shift.agent.id, CAPACITY) for shift in shifts]
    teams = (
        Team("", "Resi", TeamMode.AUTOMATIC, topics=(RETURNS,), members=tuple(members[:5])),
        Team("", "Tutti", TeamMode.AUTOMATIC, members=tuple(members[5:])),
    )
    moments = enumerate(_arrivals(chance, load))
    return Plan(tuple(_shopper(number, at, chance) for number, at in moments), shifts, teams)


def _arrivals(chance: Random, load: float) -> Iterator[datetime]:
    """A Poisson process whose rate changes by the hour."""
    for hour, rate in enumerate(PER_HOUR):
        at = 0.0
        while (at := at + chance.expovariate(rate * load / 3600)) < 3600:
            yield OPENS + timedelta(hours=hour, seconds=at)


def _shopper(number: int, at: datetime, chance: Random) -> Shopper:
    complains = chance.random() < 0.08
    topic = RETURNS if chance.random() < 0.25 else "faq/delivery_time"
    return Shopper(
        number=number,
        at=at,
        reason=HandoverReason.COMPLAINT if complains else HandoverReason.LOW_CONFIDENCE,
        topic="safety/battery" if chance.random() < 0.005 else topic,
        tone="frustrated" if chance.random() < 0.10 else "neutral",
        language="en" if chance.random() < 0.10 else "it",
        seconds=chance.lognormvariate(math.log(MEDIAN), SPREAD),
        spent=600.0 if chance.random() < 0.06 else 40.0,
        passed_on=chance.random() < 0.02,
    )


def _shift(number: int, chance: Random) -> Shift:
    comes, goes = EARLY if number % 2 == 0 else LATE
    middle = (comes + goes) / 2 + chance.uniform(-1.0, 1.0)
    drop = comes + chance.uniform(0.5, 3.0) if number % 4 == 1 else None
    return Shift(
        agent=Agent(f"{number:032d}", f"Agent {number:02d}"),
        comes=OPENS + timedelta(hours=comes, seconds=number),
        goes=OPENS + timedelta(hours=goes, seconds=number),
        lunch=OPENS + timedelta(hours=middle),
        languages=("it", "en") if number % 3 else ("it",),
        drop=OPENS + timedelta(hours=drop) if drop else None,
    )
