"""``handoff.promising.PromiseReader``: what promises are made of, without locks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select

from handoff.hours import Closure, HoursRules, Interval
from handoff.promising import Breach, BreachState
from handoff.records import CaseState
from handoff.sql.database import Database
from handoff.sql.hours_tables import breaches, closures, hours_settings, opening_hours, targets
from handoff.sql.tables import cases, conversations
from handoff.targets import Promise, Target, Targets, Urgency

OPEN = (CaseState.WAITING.value, CaseState.TAKEN.value)


class SqlPromiseReader:
    """Reads from a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def hours(self) -> HoursRules:
        """What administrators set, or the defaults."""
        settings = await self._all(select(hours_settings))
        weekly = await self._all(select(opening_hours).order_by(*opening_hours.primary_key.columns))
        closed = await self._all(select(closures).order_by(closures.c.day, closures.c.scope))
        intervals = tuple(
            Interval(
                row["scope"], row["day"], time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"])
            )
            for row in weekly
        )
        days = tuple(Closure(date.fromisoformat(row["day"]), row["name"], row["scope"]) for row in closed)
        return _rules(settings[0], intervals, days) if settings else HoursRules(weekly=intervals)

    async def targets(self) -> Targets:
        """What supervisors set, or the defaults."""
        own = await self._all(select(hours_settings.c.own_targets))
        if not own or not own[0]["own_targets"]:
            return Targets()
        found = await self._all(select(targets).order_by(*targets.primary_key.columns))
        return Targets(tuple(_target(row) for row in found))

    async def handling(self, longest: timedelta, limit: int) -> Sequence[float]:
        """Seconds that the cases closed last were held."""
        held = and_(
            cases.c.state.in_((CaseState.HANDED_BACK.value, CaseState.RESOLVED.value)),
            cases.c.first_taken_at.is_not(None),
        )
        query = select(cases.c.first_taken_at, cases.c.closed_at).where(held)
        found = await self._all(query.order_by(cases.c.closed_at.desc()).limit(limit))
        times = [row["closed_at"] - row["first_taken_at"] for row in found]
        return tuple(time.total_seconds() for time in times if timedelta() < time <= longest)

    async def to_answer(self, now: datetime, ahead: timedelta, limit: int) -> list[str]:
        """Conversations with an answer that is late, or due soon."""
        wanted = [
            condition
            for promise, due in (
                (Promise.FIRST, cases.c.first_response_due),
                (Promise.NEXT, cases.c.next_response_due),
            )
            for condition in (
                and_(due <= now, ~_recorded(promise, due, breached=True)),
                and_(due <= now + ahead, ~_recorded(promise, due, breached=False)),
            )
        ]
        query = select(cases.c.conversation_id).where(cases.c.state.in_(OPEN), or_(*wanted)).limit(limit)
        return [row["conversation_id"] for row in await self._all(query)]

    async def unanswered_channels(self) -> list[str]:
        """Channels on which a person owes somebody an answer."""
        query = (
            select(conversations.c.channel)
            .distinct()
            .join(cases, cases.c.conversation_id == conversations.c.id)
        )
        found = await self._all(query.where(cases.c.state.in_(OPEN), cases.c.unanswered_since.is_not(None)))
        return sorted(row["channel"] for row in found)

    async def windows_closing(
        self, windows: Mapping[str, timedelta], ahead: timedelta, now: datetime, limit: int
    ) -> list[str]:
        """Conversations whose channel's window closes soon on unanswered words."""
        heard = conversations.c.last_shopper_at
        closing = [
            and_(conversations.c.channel == channel, heard <= now - window + ahead, heard > now - window)
            for channel, window in windows.items()
        ]
        if not closing:
            return []
        query = (
            select(conversations.c.id)
            .join(cases, cases.c.conversation_id == conversations.c.id)
            .where(
                cases.c.state.in_(OPEN),
                cases.c.unanswered_since.is_not(None),
                # One that nobody was warned of, or of a window that has closed since.
                or_(cases.c.window_nudged_for.is_(None), cases.c.window_nudged_for <= now),
                or_(*closing),
            )
            .limit(limit)
        )
        return [row["id"] for row in await self._all(query)]

    async def breaches(self, since: datetime, limit: int) -> list[Breach]:
        """What was breached since, newest first."""
        query = select(breaches).where(breaches.c.breached_at >= since)
        found = await self._all(query.order_by(breaches.c.breached_at.desc(), breaches.c.id).limit(limit))
        return [
            Breach(row["case_id"], Promise(row["kind"]), row["due"], BreachState.BREACHED) for row in found
        ]

    async def _all(self, query: Any) -> list[Any]:
        async with self._database.read() as connection:
            return list((await connection.execute(query)).mappings().all())


def _rules(row: Any, weekly: tuple[Interval, ...], closed: tuple[Closure, ...]) -> HoursRules:
    follow = row["follow_staffing"]
    return HoursRules(
        zone=row["zone"],
        weekly=weekly,
        closures=closed,
        country=row["country"],
        province=row["province"],
        holidays=row["holidays"],
        follow_staffing=None if follow is None else tuple(follow),
        window_note=row["window_note"],
    )


def _target(row: Any) -> Target:
    return Target(
        row["team_id"] or None,
        Urgency(row["urgency"]),
        timedelta(seconds=row["first_response_seconds"]),
        timedelta(seconds=row["next_response_seconds"]),
    )


def _recorded(promise: Promise, due: ColumnElement[datetime], *, breached: bool) -> ColumnElement[bool]:
    known = [breaches.c.case_id == cases.c.id, breaches.c.kind == promise.value, breaches.c.due == due]
    if breached:
        known.append(breaches.c.breached_at.is_not(None))
    return exists().where(*known)
