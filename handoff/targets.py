"""How soon people should answer, by team and priority, and when that moment comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handoff.errors import BadTargets
from handoff.hours import Schedule

HIGH = 10
"""Priority from which a case is urgent: a complaint's, or somebody's safety."""
WARN_SHARE = 0.25
"""What is left of the time when agents are warned, as a share of it."""
WARN_AT_MOST = timedelta(minutes=15)


class Urgency(StrEnum):
    """Which targets a case has."""

    NORMAL = "normal"
    HIGH = "high"


class Promise(StrEnum):
    """What is due: the first answer of a person, or the one to the shopper's last words."""

    FIRST = "first"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Target:
    """How soon people should answer.

    Attributes:
        team_id: Whose cases; None for all that have none of their own.
        urgency: Which of them.
        first_response: From the handover to a person's first answer, in opening time.
        next_response: From the shopper's words to a person's answer, in opening time.
    """

    team_id: str | None
    urgency: Urgency
    first_response: timedelta
    next_response: timedelta

    def of(self, promise: Promise) -> timedelta:
        """The one that is asked for."""
        return self.first_response if promise is Promise.FIRST else self.next_response


USUAL = (
    Target(None, Urgency.NORMAL, timedelta(minutes=15), timedelta(minutes=10)),
    Target(None, Urgency.HIGH, timedelta(minutes=5), timedelta(minutes=5)),
)
"""What holds until a supervisor sets something else."""


@dataclass(frozen=True, slots=True)
class Targets:
    """Every target that holds."""

    each: tuple[Target, ...] = USUAL

    def check(self) -> None:
        """Raises ``BadTargets`` for what cannot be meant."""
        keys = [(target.team_id, target.urgency) for target in self.each]
        if len(set(keys)) < len(keys):
            raise BadTargets("A team has one target for each priority.")
        if any(min(target.first_response, target.next_response) <= timedelta() for target in self.each):
            raise BadTargets("Nobody answers before they are asked.")

    def find(self, team_id: str | None, priority: int) -> Target | None:
        """The team's own, else everybody's; None where there is none: nothing is ever due."""
        urgency = Urgency.HIGH if priority >= HIGH else Urgency.NORMAL
        return _first(self.each, team_id, urgency) or _first(self.each, None, urgency)

    def due(
        self, promise: Promise, team_id: str | None, priority: int, since: datetime, schedule: Schedule
    ) -> datetime | None:
        """When it is late, by a clock that stands still outside hours; None for never."""
        target = self.find(team_id, priority)
        return schedule.after(since, target.of(promise)) if target else None


def _first(targets: Iterable[Target], team_id: str | None, urgency: Urgency) -> Target | None:
    return next((each for each in targets if (each.team_id, each.urgency) == (team_id, urgency)), None)
