"""``handoff.queue.ports.QueueReader``: what the queue looks at, without locks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Exists, and_, exists, func, or_, select

from handoff.queue.pages import CasePage, CaseQuery
from handoff.queue.records import (
    TELLING,
    PresenceState,
    QueueSettings,
    Silent,
    Staff,
    Team,
    TeamMode,
    Transfer,
    Waiting,
)
from handoff.records import Agent, CaseState, MessageState, Owner
from handoff.sql import case_lists, queue_rows
from handoff.sql.database import Database
from handoff.sql.queue_unit import all_teams, has_console, settings_in, unanswered
from handoff.sql.tables import cases, conversations, messages
from handoff.sql.teams_tables import agent_skills, presence, teams, transfers

_WAITS_FOR_ROTA = (cases.c.state == CaseState.WAITING.value, teams.c.mode == TeamMode.AUTOMATIC.value)


class SqlQueueReader:
    """Reads from a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def teams(self) -> list[Team]:
        """Every team, by name."""
        async with self._database.read() as connection:
            return await all_teams(connection)

    async def settings(self) -> QueueSettings:
        """What administrators decided, or the defaults."""
        async with self._database.read() as connection:
            return await settings_in(connection)

    async def staff(self, now: datetime) -> list[Staff]:
        """Every agent that ever had a console, by name."""
        load = (
            select(func.count())
            .where(conversations.c.agent_id == presence.c.agent_id)
            .correlate(presence)
            .scalar_subquery()
        )
        query = select(
            presence, has_console(presence.c.agent_id, now).label("connected"), load.label("load")
        ).order_by(func.lower(presence.c.agent_name), presence.c.agent_id)
        found = await self._all(query)
        languages: dict[str, list[str]] = {}
        for row in await self._all(select(agent_skills).order_by(agent_skills.c.language)):
            languages.setdefault(row["agent_id"], []).append(row["language"])
        return [_staff(row, languages.get(row["agent_id"], [])) for row in found]

    async def languages_of(self, agent_id: str) -> tuple[str, ...]:
        """The languages that an agent speaks; empty for all."""
        query = select(agent_skills.c.language).where(agent_skills.c.agent_id == agent_id)
        return tuple(row["language"] for row in await self._all(query.order_by(agent_skills.c.language)))

    async def to_assign(self, now: datetime, limit: int) -> list[Waiting]:
        """Cases of automatic teams in the order of service, but for those still being told something."""
        query = (
            select(cases, conversations.c.language.label("spoken"))
            .join(conversations, conversations.c.id == cases.c.conversation_id)
            .join(teams, teams.c.id == cases.c.team_id)
            .where(*_WAITS_FOR_ROTA, ~_being_told(now))
            .order_by(cases.c.rank_at, cases.c.id)
            .limit(limit)
        )
        return [_waiting(row) for row in await self._all(query)]

    async def being_told(self, now: datetime) -> set[str]:
        """The conversations of cases that wait for the rota, and for words that have not left."""
        query = select(cases.c.conversation_id).join(teams, teams.c.id == cases.c.team_id)
        found = await self._all(query.where(*_WAITS_FOR_ROTA, _being_told(now)))
        return {row["conversation_id"] for row in found}

    async def vanished(self, now: datetime) -> list[str]:
        """Agents without a console of whom that was not noticed yet."""
        query = select(presence.c.agent_id).where(
            presence.c.returns_at.is_(None), ~has_console(presence.c.agent_id, now)
        )
        return [row["agent_id"] for row in await self._all(query.order_by(presence.c.agent_id))]

    async def to_return(self, now: datetime, limit: int) -> list[str]:
        """Unanswered conversations of agents who are gone for good."""
        query = (
            select(conversations.c.id)
            .join(presence, presence.c.agent_id == conversations.c.agent_id)
            .where(presence.c.returns_at <= now, unanswered(conversations.c.id))
            .order_by(conversations.c.last_shopper_at, conversations.c.id)
            .limit(limit)
        )
        return [row["id"] for row in await self._all(query)]

    async def silent(self, since: datetime, limit: int) -> list[Silent]:
        """Conversations of agents where nothing was said after ``since``, or whose shopper was warned."""
        query = (
            select(cases.c.conversation_id, cases.c.warned_at, conversations.c.last_message_at)
            .join(conversations, conversations.c.id == cases.c.conversation_id)
            .where(
                cases.c.state == CaseState.TAKEN.value,
                conversations.c.owner == Owner.AGENT.value,
                conversations.c.last_message_at.is_not(None),
                or_(
                    cases.c.warned_at.is_not(None),
                    and_(conversations.c.last_message_at <= since, ~unanswered(conversations.c.id)),
                ),
            )
            .order_by(conversations.c.last_message_at)
            .limit(limit)
        )
        return [
            Silent(row["conversation_id"], row["warned_at"], row["last_message_at"])
            for row in await self._all(query)
        ]

    async def transfers(self, conversation_id: str) -> list[Transfer]:
        """How a conversation's cases were passed on, oldest first."""
        query = select(transfers).where(transfers.c.conversation_id == conversation_id)
        return [
            queue_rows.transfer_from(row)
            for row in await self._all(query.order_by(transfers.c.at, transfers.c.id))
        ]

    async def page(self, query: CaseQuery) -> CasePage:
        """One page of a list of cases."""
        async with self._database.read() as connection:
            return await case_lists.page_of(connection, query)

    async def _all(self, query: Any) -> list[Any]:
        async with self._database.read() as connection:
            return list((await connection.execute(query)).mappings().all())


def _being_told(now: datetime) -> Exists:
    return exists().where(
        messages.c.conversation_id == cases.c.conversation_id,
        messages.c.state.in_((MessageState.PENDING.value, MessageState.SENDING.value)),
        messages.c.at > now - TELLING,
    )


def _staff(row: Any, languages: list[str]) -> Staff:
    state = queue_rows.duty_from(row).presence if row["connected"] else PresenceState.OFFLINE
    return Staff(Agent(row["agent_id"], row["agent_name"]), state, row["load"], tuple(languages))


def _waiting(row: Any) -> Waiting:
    return Waiting(
        case_id=row["id"],
        conversation_id=row["conversation_id"],
        team_id=row["team_id"],
        language=row["spoken"] or row["language"],
        preferred=row["preferred_agent_id"] or "",
        avoided=row["avoided_agent_id"] or "",
    )
