"""``handoff.queue.ports.QueueUnit``: teams, presence and transfers within a unit of work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from handoff.queue.errors import TeamNameTaken
from handoff.queue.records import CONSOLE_LEASE, Duty, PresenceState, QueueSettings, Team, Transfer
from handoff.records import CaseRecord, MessageState
from handoff.sql import queue_rows, rows
from handoff.sql.database import Session
from handoff.sql.inserting import insert_for
from handoff.sql.tables import cases, conversations, messages
from handoff.sql.teams_tables import (
    agent_skills,
    consoles,
    presence,
    queue_settings,
    team_members,
    teams,
    transfers,
)

UNSPOKEN = (MessageState.FAILED.value, MessageState.SUPERSEDED.value)
"""What an agent wrote and the shopper never got is no answer."""


class SqlQueueUnit:
    """The queue's part of ``SqlTransaction``."""

    _connection: Session

    async def teams(self) -> list[Team]:
        """Every team, by name."""
        return await all_teams(self._connection)

    async def save_team(self, team: Team) -> None:
        """Stores a team and its members (``TeamNameTaken``)."""
        namesake = select(teams.c.id).where(func.lower(teams.c.name) == team.name.lower())
        if (await self._connection.execute(namesake.where(teams.c.id != team.id))).first():
            raise TeamNameTaken
        values = queue_rows.team_values(team)
        new = insert_for(self._connection, teams).values(values)
        await self._connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=values))
        await self._connection.execute(delete(team_members).where(team_members.c.team_id == team.id))
        if team.members:
            members = [
                {"team_id": team.id, "agent_id": one.agent_id, "capacity": one.capacity}
                for one in team.members
            ]
            await self._connection.execute(insert(team_members), members)

    async def remove_team(self, team_id: str) -> bool:
        """Removes a team; its cases are anybody's from then on."""
        await self._connection.execute(
            update(cases).where(cases.c.team_id == team_id, cases.c.closed_at.is_(None)).values(team_id=None)
        )
        return bool((await self._connection.execute(delete(teams).where(teams.c.id == team_id))).rowcount)

    async def set_languages(self, agent_id: str, languages: Sequence[str]) -> None:
        """Stores which languages an agent speaks."""
        await self._connection.execute(delete(agent_skills).where(agent_skills.c.agent_id == agent_id))
        if languages:
            spoken = [{"agent_id": agent_id, "language": language} for language in dict.fromkeys(languages)]
            await self._connection.execute(insert(agent_skills), spoken)

    async def queue_settings(self) -> QueueSettings:
        """What administrators decided, or the defaults."""
        return await settings_in(self._connection)

    async def save_queue_settings(self, settings: QueueSettings) -> None:
        """Stores them."""
        values = queue_rows.settings_values(settings)
        new = insert_for(self._connection, queue_settings).values(values)
        await self._connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=values))

    async def duty(self, agent_id: str, now: datetime) -> Duty | None:
        """Reads and locks whether an agent is there."""
        query = select(presence, has_console(presence.c.agent_id, now).label("connected"))
        locked = query.where(presence.c.agent_id == agent_id).with_for_update(of=presence)
        row = (await self._connection.execute(locked)).mappings().first()
        return queue_rows.duty_from(row) if row else None

    async def save_duty(self, duty: Duty) -> None:
        """Stores what an agent chose."""
        values = queue_rows.duty_values(duty)
        new = insert_for(self._connection, presence).values(values)
        await self._connection.execute(new.on_conflict_do_update(index_elements=["agent_id"], set_=values))

    async def keep_consoles(self, worker: str, agent_ids: Iterable[str], now: datetime) -> None:
        """Records that this replica holds consoles of these agents."""
        seen = [{"worker": worker, "agent_id": agent_id, "last_seen": now} for agent_id in sorted(agent_ids)]
        if not seen:
            return
        new = insert_for(self._connection, consoles)
        kept = new.on_conflict_do_update(
            index_elements=["worker", "agent_id"], set_={"last_seen": new.excluded.last_seen}
        )
        await self._connection.execute(kept, seen)

    async def resume(self, agent_ids: Iterable[str]) -> list[str]:
        """These agents are there after all; returns those who had been missed."""
        missed = (
            update(presence)
            .where(
                presence.c.agent_id.in_(sorted(agent_ids)),
                presence.c.returns_at.is_not(None),
                presence.c.state != PresenceState.OFFLINE.value,
            )
            .values(returns_at=None)
            .returning(presence.c.agent_id)
        )
        return list((await self._connection.execute(missed)).scalars())

    async def drop_console(self, agent_id: str, worker: str | None = None) -> None:
        """Records that a replica (or every one) holds no console of an agent's any more."""
        gone = delete(consoles).where(consoles.c.agent_id == agent_id)
        await self._connection.execute(gone.where(consoles.c.worker == worker) if worker else gone)

    async def load_of(self, agent_id: str) -> int:
        """How many conversations are an agent's now."""
        query = select(func.count()).select_from(conversations).where(conversations.c.agent_id == agent_id)
        return int((await self._connection.execute(query)).scalar_one())

    async def is_unanswered(self, conversation_id: str) -> bool:
        """Whether no agent has spoken since the shopper last wrote."""
        query = select(unanswered(conversation_id))
        return bool((await self._connection.execute(query)).scalar_one())

    async def last_closed_case(self, conversation_id: str) -> CaseRecord | None:
        """The case before, if there was one."""
        query = (
            select(cases)
            .where(cases.c.conversation_id == conversation_id, cases.c.closed_at.is_not(None))
            .order_by(cases.c.closed_at.desc())
            .limit(1)
        )
        row = (await self._connection.execute(query)).mappings().first()
        return rows.case_from(row) if row else None

    async def add_transfer(self, transfer: Transfer) -> None:
        """Records that a case was passed on."""
        await self._connection.execute(insert(transfers).values(queue_rows.transfer_values(transfer)))


def has_console(agent_id: Any, now: datetime) -> ColumnElement[bool]:
    """Whether a living replica holds a console of the agent's."""
    return (
        select(consoles.c.agent_id)
        .where(consoles.c.agent_id == agent_id, consoles.c.last_seen >= now - CONSOLE_LEASE)
        .exists()
    )


def unanswered(conversation_id: Any) -> ColumnElement[bool]:
    """Whether the shopper's last message is younger than any agent's."""
    younger: ColumnElement[bool] = _last("shopper", conversation_id) > _last("agent", conversation_id)
    return younger


def _last(author: str, conversation_id: Any) -> Any:
    own = messages.alias()
    return (
        select(func.coalesce(func.max(own.c.sequence), 0))
        .where(
            own.c.conversation_id == conversation_id,
            own.c.author == author,
            own.c.state.not_in(UNSPOKEN),
        )
        .scalar_subquery()
    )


async def all_teams(connection: Session) -> list[Team]:
    """Every team with its members, by name."""
    members = (await connection.execute(select(team_members).order_by(team_members.c.agent_id))).mappings()
    by_team = queue_rows.members_by_team(members.all())
    found = await connection.execute(select(teams).order_by(func.lower(teams.c.name), teams.c.id))
    return [queue_rows.team_from(row, by_team.get(row["id"], ())) for row in found.mappings()]


async def settings_in(connection: Session) -> QueueSettings:
    """What administrators decided, or the defaults."""
    row = (await connection.execute(select(queue_settings))).mappings().first()
    return queue_rows.settings_from(row) if row else QueueSettings()
