"""The live board: who waits, who is there, what is late, and the day so far."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from desk.figures.figures import Figures
from desk.figures.records import FigureKey, Filters
from desk.http import schemas
from handoff.ports import Clock
from handoff.sql.database import Database
from handoff.sql.tables import cases, conversations
from handoff.sql.teams_tables import presence, team_members, teams

TODAY_HOLDS = timedelta(seconds=5)
"""The day's figures are read again after this long: they move slowly, and cost more than all the rest."""
Promises = Callable[[], Awaitable[Sequence[schemas.BoardPromiseOut]]]


class Board:
    """Reads what happens at this moment.

    Args:
        database: Where conversations are.
        figures: For the day so far.
        clock: The time.
    """

    def __init__(self, database: Database, figures: Figures, clock: Clock) -> None:
        self._database = database
        self._figures = figures
        self._clock = clock
        self._today: tuple[datetime, schemas.BoardTodayOut] | None = None

    async def read(self) -> schemas.BoardOut:
        """The board, as it is now."""
        now = self._clock.now()
        async with self._database.read() as session:
            names = {row.id: row.name for row in await session.execute(select(teams.c.id, teams.c.name))}
            queues = (await session.execute(_QUEUES)).all()
            taken = (await session.execute(_TAKEN)).scalar_one()
            there = (await session.execute(_ON_DUTY)).all()
        today = await self._so_far(now)
        return schemas.BoardOut(
            at=now,
            waiting=sum(row.waiting for row in queues),
            taken=taken,
            longest_wait_seconds=max((_age(row, now) for row in queues), default=0.0),
            on_duty=[_agent(row) for row in there],
            teams=[_queue(row, names, now) for row in queues],
            breaches=[],
            warnings=[],
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
            first_response_seconds=values[FigureKey.FIRST_RESPONSE].value,
            satisfaction=values[FigureKey.SATISFACTION].value,
            satisfaction_count=count[FigureKey.SATISFACTION],
        )
        self._today = now, read
        return read


def _agent(row: Any) -> schemas.BoardAgentOut:
    return schemas.BoardAgentOut(
        agent=schemas.AgentRef(id=row.agent_id, name=row.agent_name),
        presence=row.state,
        load=row.load,
        capacity=row.capacity,
    )


def _queue(row: Any, names: Mapping[str, str], now: datetime) -> schemas.BoardTeamOut:
    team = schemas.BoardTeamRef(id=row.team_id, name=names.get(row.team_id, "")) if row.team_id else None
    return schemas.BoardTeamOut(team=team, waiting=row.waiting, longest_wait_seconds=_age(row, now))


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
_TAKEN = select(func.count()).select_from(cases).where(_is("taken"))
_LOAD = (
    select(func.count())
    .where(and_(conversations.c.agent_id == presence.c.agent_id, conversations.c.owner == "agent"))
    .scalar_subquery()
)
_CAPACITY = (
    select(func.max(team_members.c.capacity))
    .where(team_members.c.agent_id == presence.c.agent_id)
    .scalar_subquery()
)
_ON_DUTY = (
    select(
        presence.c.agent_id,
        presence.c.agent_name,
        presence.c.state,
        _LOAD.label("load"),
        _CAPACITY.label("capacity"),
    )
    .where(presence.c.state != "offline")
    .order_by(func.lower(presence.c.agent_name), presence.c.agent_id)
)
