"""Making and changing teams, skills and the queue's settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handoff.identifiers import new_id
from handoff.ports import Storage
from handoff.queue.errors import TeamNotFound
from handoff.queue.records import QueueSettings, Team
from handoff.signals import QUEUE_CHANGED, Signal


class Teams:
    """What administrators do; every change wakes the rota."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def add(self, team: Team) -> Team:
        """Stores a new team under an id of its own (``TeamNameTaken``)."""
        added = replace(team, id=new_id())
        async with self._storage.write() as transaction:
            await transaction.save_team(added)
            transaction.signal(Signal(QUEUE_CHANGED))
        return added

    async def change(self, team: Team) -> Team:
        """Stores a team as it is to be (``TeamNotFound``, ``TeamNameTaken``)."""
        async with self._storage.write() as transaction:
            if team.id not in {known.id for known in await transaction.teams()}:
                raise TeamNotFound
            await transaction.save_team(team)
            transaction.signal(Signal(QUEUE_CHANGED))
        return team

    async def remove(self, team_id: str) -> None:
        """Removes a team; its cases are anybody's from then on (``TeamNotFound``)."""
        async with self._storage.write() as transaction:
            if not await transaction.remove_team(team_id):
                raise TeamNotFound
            transaction.signal(Signal(QUEUE_CHANGED))

    async def set_languages(self, agent_id: str, languages: Sequence[str]) -> None:
        """Says which languages an agent speaks; none for all."""
        async with self._storage.write() as transaction:
            await transaction.set_languages(agent_id, languages)
            transaction.signal(Signal(QUEUE_CHANGED))

    async def set_settings(self, settings: QueueSettings) -> None:
        """Changes the queue's settings; cases that wait keep the rank they have."""
        async with self._storage.write() as transaction:
            await transaction.save_queue_settings(settings)
            transaction.signal(Signal(QUEUE_CHANGED))
