"""The live board: who waits, who is there, what is late, and the day so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from desk.figures.figures import Figures, bounds
from desk.figures.records import FigureKey, Filters, Period
from desk.http import schemas
from handoff.ports import Clock
from handoff.queue.ports import QueueReader
from handoff.queue.records import PresenceState, Staff, Team
from handoff.sql.database import Database
from handoff.sql.hours_tables import breaches
from handoff.sql.tables import cases, conversations

TODAY_HOLDS = timedelta(seconds=5)
"""The day's figures are read again after this long: they move slowly, and cost more than all the rest."""
MOST_LATE = 200
"""Cases that are shown as late or nearly so; more are no board any more."""


class Board:
    """Reads what happens at this moment.

    Args:
        database: Where conversations are.
        queue: Knows teams, and who is on duty.
        figures: For the day so far.
        clock: The time.
    """

    def __init__(self, database: Database, queue: QueueReader, figures: Figures, clock: Clock) -> None:
        self._database = database
        self._queue = queue
        self._figures = figures
        self._clock = clock
        self._today: tuple[datetime, schemas.BoardTodayOut] | None = None

    async def read(self) -> schemas.BoardOut:
        """The board, as it is now."""
        now = self._clock.now()
        teams, staff = await self._queue.teams(), await self._queue.staff(now)
        names = {team.id: team.name for team in teams}
        async with self._database.read() as session:
            queues = (await session.execute(_QUEUES)).all()
            taken = (await session.execute(_TAKEN)).scalar_one()
            late = (await session.execute(_LATE)).all()
        promises = [_promise(row, names) for row in late]
        today = await self._so_far(now)
        return schemas.BoardOut(
            at=now,
            waiting=sum(row.waiting for row in queues),
            taken=taken,
            longest_wait_seconds=max((_age(row, now) for row in queues), default=0.0),
            on_duty=[_agent(one, teams) for one in staff if one.presence is not PresenceState.OFFLINE],
            teams=[_queue(row, names, now) for row in queues],
            breaches=[each for each in promises if each.state == "breached"],
            warnings=[each for each in promises if each.state == "warning"],
            today=today,
        )

    async def _so_far(self, now: datetime) -> schemas.BoardTodayOut:
        if self._today and timedelta(0) <= now - self._today[0] < TODAY_HOLDS:
            return self._today[1]
        today = await self._figures.today()
        values, closed = await self._figures.values(today, Filters())
        count = {key: value.count for key, value in values.items()}
        read = schemas.BoardTodayOut(
            volume=count[FigureKey.VOLUME],
            resolved_confirmed=count[FigureKey.RESOLVED_CONFIRMED],
            resolved_assumed=count[FigureKey.RESOLVED_ASSUMED],
            handed_over=count[FigureKey.HANDED_OVER],
            closed=closed,
            breaches=await self._breaches(today),
            first_response_seconds=values[FigureKey.FIRST_RESPONSE].value,
            satisfaction=values[FigureKey.SATISFACTION].value,
            satisfaction_count=count[FigureKey.SATISFACTION],
        )
        self._today = now, read
        return read

    async def _breaches(self, today: Period) -> int:
        start, end = bounds(today, await self._figures.zone())
        within = and_(breaches.c.breached_at >= start, breaches.c.breached_at < end)
        async with self._database.read() as session:
            found = await session.execute(select(func.count()).select_from(breaches).where(within))
        return int(found.scalar_one())


def _agent(one: Staff, teams: Sequence[Team]) -> schemas.BoardAgentOut:
    capacities = [team.capacity_of(one.agent.id) for team in teams]
    return schemas.BoardAgentOut(
        agent=schemas.AgentRef(id=one.agent.id, name=one.agent.name),
        presence=one.presence.value,
        load=one.load,
        capacity=max(capacities, default=0) or None,
    )


def _promise(row: Any, names: Mapping[str, str]) -> schemas.BoardPromiseOut:
    return schemas.BoardPromiseOut(
        case_id=row.id,
        conversation_id=row.conversation_id,
        channel=row.channel,
        contact_name=row.contact_name,
        team=_team(row.team_id, names),
        agent=schemas.AgentRef(id=row.agent_id, name=row.agent_name or "") if row.agent_id else None,
        kind=row.kind,
        due=row.due,
        state="breached" if row.breached_at else "warning",
    )


def _team(team_id: str | None, names: Mapping[str, str]) -> schemas.BoardTeamRef | None:
    """A team that was removed is none."""
    return schemas.BoardTeamRef(id=team_id, name=names[team_id]) if team_id in names else None  # type: ignore[index]


def _queue(row: Any, names: Mapping[str, str], now: datetime) -> schemas.BoardTeamOut:
    return schemas.BoardTeamOut(
        team=_team(row.team_id, names), waiting=row.waiting, longest_wait_seconds=_age(row, now)
    )


def _age(row: Any, now: datetime) -> float:
    return max(0.0, (now - row.oldest).total_seconds()) if row.oldest else 0.0


def _is(state: str) -> ColumnElement[bool]:
    return cases.c.state == state


_SINCE = func.coalesce(cases.c.queued_at, cases.c.opened_at, type_=cases.c.opened_at.type)
_QUEUES = (
    select(
        cases.c.team_id,
        func.count().label("waiting"),
        func.min(_SINCE, type_=cases.c.opened_at.type).label("oldest"),
    )
    .where(_is("waiting"))
    .group_by(cases.c.team_id)
    .order_by(cases.c.team_id)
)
_DUE = {"first": cases.c.first_response_due, "next": cases.c.next_response_due}
_LATE = (
    select(
        cases.c.id,
        cases.c.conversation_id,
        cases.c.team_id,
        cases.c.agent_id,
        cases.c.agent_name,
        conversations.c.channel,
        conversations.c.contact_name,
        breaches.c.kind,
        breaches.c.due,
        breaches.c.breached_at,
    )
    .join(cases, cases.c.id == breaches.c.case_id)
    .join(conversations, conversations.c.id == cases.c.conversation_id)
    # An answer that has been given since is no longer due.
    .where(or_(*(and_(breaches.c.kind == kind, breaches.c.due == due) for kind, due in _DUE.items())))
    .where(cases.c.state.in_(("waiting", "taken")))
    .order_by(breaches.c.due, cases.c.id)
    .limit(MOST_LATE)
)
_TAKEN = select(func.count()).select_from(cases).where(_is("taken"))
