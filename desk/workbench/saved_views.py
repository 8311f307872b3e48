"""Views that are kept: filters under a name, for oneself or for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping, Select, delete, func, insert, or_, select

from desk.accounts.records import SUPERVISING, AgentAccount
from desk.accounts.tables import agents
from desk.errors import NotAllowed, NotFound, TooManyViews
from desk.workbench.records import SavedView
from desk.workbench.tables import saved_views
from handoff.identifiers import new_id
from handoff.ports import Clock
from handoff.records import Agent
from handoff.sql.database import Database

MOST = 100
"""Of one agent's."""


class SavedViews:
    """Views by agent.

    Args:
        database: Where they are kept.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def seen_by(self, agent_id: str) -> list[SavedView]:
        """An agent's own views, and those that are shared, by name."""
        seen = or_(saved_views.c.agent_id == agent_id, saved_views.c.shared)
        query = _views().where(seen).order_by(func.lower(saved_views.c.name), saved_views.c.id)
        async with self._database.read() as connection:
            return [_view(row) for row in (await connection.execute(query)).mappings()]

    async def add(self, owner: Agent, name: str, filters: Mapping[str, Any], *, shared: bool) -> SavedView:
        """Keeps a view (``TooManyViews``)."""
        values: dict[str, Any] = {
            "id": new_id(),
            "agent_id": owner.id,
            "name": name,
            "shared": shared,
            "filters": dict(filters),
            "created_at": self._clock.now(),
        }
        kept = select(func.count()).where(saved_views.c.agent_id == owner.id)
        async with self._database.write() as connection:
            if (await connection.execute(kept)).scalar_one() >= MOST:
                raise TooManyViews
            await connection.execute(insert(saved_views).values(values))
        return SavedView(values["id"], name, owner, shared, filters)

    async def remove(self, view_id: str, by: AgentAccount) -> None:
        """Lets go of a view: one's own, or, for supervisors, a shared one.

        Raises:
            NotFound: There is none that this agent sees.
            NotAllowed: It is a colleague's.
        """
        async with self._database.write() as connection:
            query = _views().where(saved_views.c.id == view_id)
            row = (await connection.execute(query)).mappings().first()
            if row is None or (row["agent_id"] != by.id and not row["shared"]):
                raise NotFound
            if row["agent_id"] != by.id and by.role not in SUPERVISING:
                raise NotAllowed
            await connection.execute(delete(saved_views).where(saved_views.c.id == view_id))


def _views() -> Select[Any]:
    return select(saved_views, agents.c.name.label("owner_name")).join(
        agents, agents.c.id == saved_views.c.agent_id
    )


def _view(row: RowMapping) -> SavedView:
    owner = Agent(row["agent_id"], row["owner_name"])
    return SavedView(row["id"], row["name"], owner, row["shared"], row["filters"])
