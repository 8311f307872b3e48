"""What promises need from where things are kept; ``handoff.sql`` and ``handoff.memory`` both give it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from handoff.hours import HoursRules
from handoff.records import CaseRecord
from handoff.targets import Promise, Targets


class BreachState(StrEnum):
    """Whether an answer is about to be late, or is."""

    WARNING = "warning"
    BREACHED = "breached"


@dataclass(frozen=True, slots=True)
class Breach:
    """An answer that is late, or about to be.

    Attributes:
        case_id: Whose.
        promise: Which answer.
        due: When it is late.
        state: How far it has come.
    """

    case_id: str
    promise: Promise
    due: datetime
    state: BreachState


class PromiseUnit(Protocol):
    """The promises' part of a unit of work."""

    async def save_hours(self, rules: HoursRules) -> None:
        """Stores opening hours in place of those that were."""

    async def save_targets(self, targets: Targets) -> None:
        """Stores targets in place of those that were."""

    async def record_breach(self, breach: Breach, now: datetime) -> bool:
        """Records a warning or a breach; False (and no effect) where it is recorded already."""

    async def place_in_line(self, case: CaseRecord) -> int:
        """How many waiting cases of the same team are served before this one, plus one.

        Without a team, every waiting case counts: anybody who could serve it could serve those.
        """

    async def last_word_before(self, conversation_id: str, sequence: int) -> datetime | None:
        """When anything was last said before a message; None where that was the first."""


class PromiseReader(Protocol):
    """What promises are made of, where it is kept; takes no locks, so what is found is looked at again."""

    async def hours(self) -> HoursRules:
        """What administrators set, or the defaults."""

    async def targets(self) -> Targets:
        """What supervisors set, or the defaults."""

    async def handling(self, longest: timedelta, limit: int) -> Sequence[float]:
        """Seconds that the cases closed last were held by agents, but for those held for longer."""

    async def to_answer(self, now: datetime, ahead: timedelta, limit: int) -> list[str]:
        """Conversations with an answer that is late and not recorded, or due soon and not warned of."""

    async def unanswered_channels(self) -> list[str]:
        """Channels on which a person owes somebody an answer."""

    async def windows_closing(
        self, windows: Mapping[str, timedelta], ahead: timedelta, now: datetime, limit: int
    ) -> list[str]:
        """Conversations whose channel's window closes soon on unanswered words, and nobody was warned."""

    async def breaches(self, since: datetime, limit: int) -> list[Breach]:
        """What was breached since, newest first."""
