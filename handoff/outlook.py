"""What people can promise right now: their hours, their targets, who is there, how long things take.

Everything else about promises is decided by pure functions of an ``Outlook``, which is put together outside
of any transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from handoff.hours import Holidays, Hours, HoursRules
from handoff.ports import Clock, Storage
from handoff.promising import PromiseReader
from handoff.queue.ports import QueueReader
from handoff.queue.records import PresenceState, Staff, Team
from handoff.signals import HOURS_CHANGED, Signal
from handoff.targets import Promise, Targets

RULES_KEPT = timedelta(seconds=10)
"""So old may be what is known of hours and targets: another replica may have changed them."""
TIMES_KEPT = timedelta(minutes=1)
LONGEST_HANDLING = timedelta(hours=8)
"""What was held for longer was left lying overnight, and says nothing of how long things take."""
TIMES_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Crew:
    """Those on duty who may serve a case.

    Attributes:
        people: How many.
        slots: Conversations that they can hold at once, in all.
        free: Of these, how many they could take now.
    """

    people: int = 0
    slots: int = 0
    free: int = 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """What people can promise.

    Attributes:
        hours: When they are there.
        targets: How soon they should answer.
        handling: Seconds that recent conversations were held.
        everybody: All on duty: who serves a case without a team.
        crews: Those on duty, by team.
    """

    hours: Hours
    targets: Targets = field(default_factory=Targets)
    handling: tuple[float, ...] = ()
    everybody: Crew = Crew()
    crews: Mapping[str, Crew] = field(default_factory=dict)

    def crew(self, team_id: str | None) -> Crew:
        """Who may serve a case of this team."""
        return self.crews.get(team_id, self.everybody) if team_id else self.everybody

    def due(
        self, promise: Promise, team_id: str | None, channel: str, priority: int, since: datetime
    ) -> datetime | None:
        """When an answer is late; None for never."""
        return self.targets.due(promise, team_id, priority, since, self.hours.schedule(team_id, channel))


class Outlooks(Protocol):
    """Where the core asks what can be promised."""

    async def rules(self) -> Outlook:
        """Hours and targets alone; soon."""

    async def outlook(self) -> Outlook:
        """Everything."""


class Promises:
    """Keeps hours and targets, and knows what can be promised.

    Args:
        storage: Where they are kept.
        reader: Reads them.
        queue: Knows who is on duty.
        calendar: Knows the holidays.
        clock: The time.
    """

    def __init__(
        self,
        storage: Storage,
        reader: PromiseReader,
        queue: QueueReader,
        calendar: Holidays,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._reader = reader
        self._queue = queue
        self._calendar = calendar
        self._clock = clock
        self._rules: tuple[datetime, Outlook] | None = None
        self._times: tuple[datetime, tuple[float, ...]] | None = None

    async def rules(self) -> Outlook:
        """Hours and targets; at most some seconds old."""
        now = self._clock.now()
        if self._rules is None or not timedelta() <= now - self._rules[0] < RULES_KEPT:
            rules = await self._reader.hours()
            if rules.closes_on_holidays:
                await self._calendar.prepare(rules.country, rules.province)
            self._rules = now, Outlook(Hours(rules, self._calendar), await self._reader.targets())
        return self._rules[1]

    async def outlook(self) -> Outlook:
        """Everything; who is on duty is always asked afresh."""
        rules = await self.rules()
        teams, staff = await self._queue.teams(), await self._queue.staff(self._clock.now())
        crews = {team.id: crew_of(_members(team), staff, [team]) for team in teams}
        everybody = crew_of(None, staff, teams)
        return Outlook(rules.hours, rules.targets, await self._handling(), everybody, crews)

    async def set_hours(self, rules: HoursRules) -> None:
        """Stores opening hours (``BadHours``); what is due already keeps its moment."""
        rules.check()
        async with self._storage.write() as transaction:
            await transaction.save_hours(rules)
            transaction.signal(Signal(HOURS_CHANGED))
        self._rules = None

    async def set_targets(self, targets: Targets) -> None:
        """Stores targets (``BadTargets``); what is due already keeps its moment."""
        targets.check()
        async with self._storage.write() as transaction:
            await transaction.save_targets(targets)
        self._rules = None

    async def _handling(self) -> tuple[float, ...]:
        now = self._clock.now()
        if self._times is None or not timedelta() <= now - self._times[0] < TIMES_KEPT:
            self._times = now, tuple(await self._reader.handling(LONGEST_HANDLING, TIMES_LOOKED_AT))
        return self._times[1]


def crew_of(members: Iterable[str] | None, staff: Sequence[Staff], teams: Sequence[Team]) -> Crew:
    """Those on duty among some agents.

    Args:
        members: Their ids; none or None for everybody: a team of nobody is served by all.
        staff: Every agent.
        teams: Whose capacities count; an agent of none of them holds one conversation, or what they hold.
    """
    wanted = set(members or ())
    online = [one for one in staff if one.presence is PresenceState.ONLINE]
    there = [one for one in online if not wanted or one.agent.id in wanted]
    slots = [max(1, one.load, *(team.capacity_of(one.agent.id) for team in teams)) for one in there]
    free = sum(can - one.load for can, one in zip(slots, there, strict=True))
    return Crew(len(there), sum(slots), free)


def _members(team: Team) -> list[str]:
    return [member.agent_id for member in team.members]
