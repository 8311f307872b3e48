"""Hours, targets and breaches in dictionaries, and an outlook that is as it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from handoff.hours import Hours, HoursRules
from handoff.outlook import Crew, Outlook
from handoff.ports import Presence
from handoff.promising import Breach, BreachState
from handoff.records import CaseRecord, CaseState
from handoff.targets import Promise, Targets

if TYPE_CHECKING:
    from handoff.memory.storage import MemoryStorage, Tables

OPEN = (CaseState.WAITING, CaseState.TAKEN)


class StaticHolidays:
    """Has the holidays that it is told."""

    def __init__(self, days: Mapping[date, str] | None = None) -> None:
        self.days = dict(days or {})

    async def prepare(self, country: str, province: str | None) -> None:
        """Is ready."""

    def name_of(self, day: date, country: str, province: str | None) -> str | None:
        """As told."""
        return self.days.get(day)


class StaticOutlook:
    """An outlook with hours, targets and handling times as told; everybody on duty has one free hand or none.

    Args:
        presence: Knows how many are on duty.

    Attributes:
        rules_: Hours.
        calendar: Holidays.
        targets: Targets.
        handling: Seconds.
        free: Conversations that could be taken now.
    """

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self.hours = HoursRules()
        self.calendar = StaticHolidays()
        self.targets = Targets()
        self.handling: tuple[float, ...] = ()
        self.free = 0
        self.crews: dict[str, Crew] = {}

    async def rules(self) -> Outlook:
        """As told."""
        return Outlook(Hours(self.hours, self.calendar), self.targets)

    async def outlook(self) -> Outlook:
        """As told."""
        people = await self._presence.on_duty()
        rules = await self.rules()
        crew = Crew(people, people, min(self.free, people))
        return Outlook(rules.hours, rules.targets, self.handling, crew, self.crews)


class MemoryPromiseUnit:
    """The promises' part of ``MemoryTransaction``."""

    _tables: Tables

    async def save_hours(self, rules: HoursRules) -> None:
        """Stores them."""
        self._tables.promised["hours"] = rules

    async def save_targets(self, targets: Targets) -> None:
        """Stores them."""
        self._tables.promised["targets"] = targets

    async def record_breach(self, breach: Breach, now: datetime) -> bool:
        """Records it once; a warning after its breach is no news."""
        key = (breach.case_id, breach.promise, breach.due)
        states = self._tables.breaches.get(key, {})
        if breach.state in states or BreachState.BREACHED in states:
            return False
        self._tables.breaches[key] = {**states, breach.state: now}
        return True

    async def place_in_line(self, case: CaseRecord) -> int:
        """Those of the same team served before, plus one."""
        waiting = [c for c in self._tables.cases.values() if c.state is CaseState.WAITING]
        line = [other for other in waiting if not case.team_id or other.team_id == case.team_id]
        return 1 + sum((other.served_at, other.id) < (case.served_at, case.id) for other in line)

    async def last_word_before(self, conversation_id: str, sequence: int) -> datetime | None:
        """When anything was last said before a message."""
        before = [m for m in self._tables.of_conversation(conversation_id) if m.sequence < sequence]
        return before[-1].at if before else None


class MemoryPromiseReader:
    """Reads what a ``MemoryStorage`` keeps."""

    def __init__(self, storage: MemoryStorage) -> None:
        self._storage = storage

    @property
    def _tables(self) -> Tables:
        return self._storage.tables

    async def hours(self) -> HoursRules:
        """What was stored."""
        rules = self._tables.promised.get("hours")
        return rules if isinstance(rules, HoursRules) else HoursRules()

    async def targets(self) -> Targets:
        """What was stored."""
        targets = self._tables.promised.get("targets")
        return targets if isinstance(targets, Targets) else Targets()

    async def handling(self, longest: timedelta, limit: int) -> Sequence[float]:
        """Of the cases closed last."""
        held = [
            (case.closed_at, case.closed_at - case.first_taken_at)
            for case in self._tables.cases.values()
            if case.closed_at and case.first_taken_at
        ]
        times = [time for _, time in sorted(held, reverse=True)[:limit]]
        return tuple(time.total_seconds() for time in times if timedelta() < time <= longest)

    async def to_answer(self, now: datetime, ahead: timedelta, limit: int) -> list[str]:
        """Late or due soon, and not recorded."""
        found = [
            case.conversation_id
            for case in self._open()
            for promise, due in (
                (Promise.FIRST, case.first_response_due),
                (Promise.NEXT, case.next_response_due),
            )
            if due and self._is_news(case, promise, due, now, ahead)
        ]
        return list(dict.fromkeys(found))[:limit]

    async def unanswered_channels(self) -> list[str]:
        """Where a person owes somebody an answer."""
        owed = [case.conversation_id for case in self._open() if case.unanswered_since]
        return sorted({self._tables.conversations[one].address.channel for one in owed})

    async def windows_closing(
        self, windows: Mapping[str, timedelta], ahead: timedelta, now: datetime, limit: int
    ) -> list[str]:
        """Where a window closes on unanswered words."""
        found = []
        for case in self._open():
            conversation = self._tables.conversations[case.conversation_id]
            window, heard = windows.get(conversation.address.channel), conversation.last_shopper_at
            nudged = case.window_nudged_for is not None and case.window_nudged_for > now
            if not (window and heard and case.unanswered_since) or nudged:
                continue
            if now - window < heard <= now - window + ahead:
                found.append(conversation.id)
        return found[:limit]

    async def breaches(self, since: datetime, limit: int) -> list[Breach]:
        """Newest first."""
        found = [
            (states[BreachState.BREACHED], Breach(case_id, promise, due, BreachState.BREACHED))
            for (case_id, promise, due), states in self._tables.breaches.items()
            if states.get(BreachState.BREACHED, since - timedelta(1)) >= since
        ]
        return [breach for _, breach in sorted(found, key=lambda one: one[0], reverse=True)][:limit]

    def _open(self) -> list[CaseRecord]:
        return [case for case in self._tables.cases.values() if case.state in OPEN]

    def _is_news(
        self, case: CaseRecord, promise: Promise, due: datetime, now: datetime, ahead: timedelta
    ) -> bool:
        states = self._tables.breaches.get((case.id, promise, due), {})
        return (due <= now and BreachState.BREACHED not in states) or (due <= now + ahead and not states)
