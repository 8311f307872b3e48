"""The rota: gives waiting cases of automatic teams to agents who are there and have room.

What is found is only a suggestion: each case is given in a unit of work of its own, which locks the
conversation, then the agent, and looks again. So several replicas may look at once, and an agent is never
given more than their team lets them have.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from handoff import ownership
from handoff.ports import Clock, Storage, Transaction
from handoff.queue.ports import QueueReader
from handoff.queue.records import AssignedBy, PresenceState, Staff, Team, Waiting
from handoff.records import Agent, CaseState, Owner
from handoff.signals import (
    CASE_CHANGED,
    CONVERSATION_CHANGED,
    MESSAGE_CHANGED,
    PRESENCE_CHANGED,
    QUEUE_CHANGED,
    RESUMED,
    Signal,
    Signals,
    Subscription,
    listening,
)

logger = logging.getLogger(__name__)

LOOK_EVERY = 5.0
"""Seconds between looks, where no signal comes first."""
BATCH = 200
WAKING = frozenset({CASE_CHANGED, CONVERSATION_CHANGED, PRESENCE_CHANGED, QUEUE_CHANGED, RESUMED})


class Rota:
    """Finds an agent for whoever waits.

    Args:
        storage: Where things are changed.
        reader: Where things are looked at.
        signals: Wake it.
        clock: The time.
    """

    def __init__(self, storage: Storage, reader: QueueReader, signals: Signals, clock: Clock) -> None:
        self._storage = storage
        self._reader = reader
        self._signals = signals
        self._clock = clock

    async def run(self) -> None:
        """Looks at every change that may matter and every few seconds, until cancelled."""
        async with listening(self._signals) as subscription:
            while True:
                # Before the look: what leaves while it lasts is heard.
                being_told = await self._reader.being_told(self._clock.now())
                await self.settle()
                await _woken(subscription, being_told)

    async def settle(self) -> int:
        """Gives away all that can be given; returns how many cases."""
        given = 0
        while True:
            now = self._clock.now()
            waiting = await self._reader.to_assign(now, BATCH)
            if not waiting:
                return given
            teams = {team.id: team for team in await self._reader.teams()}
            found = await self._round(waiting, teams, await self._reader.staff(now))
            given += found
            if not found:
                return given

    async def _round(self, waiting: Sequence[Waiting], teams: dict[str, Team], staff: Sequence[Staff]) -> int:
        given = 0
        known = {one.agent.id: one for one in staff}
        for case in waiting:
            team = teams.get(case.team_id)
            if team is None:
                continue
            for candidate in suitable(case, team, known.values()):
                if await self._give(case, candidate.agent, team.capacity_of(candidate.agent.id)):
                    known[candidate.agent.id] = replace(candidate, load=candidate.load + 1)
                    given += 1
                    break
        return given

    async def _give(self, case: Waiting, agent: Agent, capacity: int) -> bool:
        """Gives it, if it still waits, and if the agent is still there and has room."""
        now = self._clock.now()
        async with self._storage.write() as transaction:
            conversation = await transaction.conversation(case.conversation_id)
            if conversation.owner is not Owner.QUEUE or not await _still_waits(transaction, case):
                return False
            duty = await transaction.duty(agent.id, now)
            if duty is None or duty.presence is not PresenceState.ONLINE:
                return False
            if await transaction.load_of(agent.id) >= capacity:
                return False
            await ownership.give(transaction, conversation, agent, now, AssignedBy.ROTA)
        return True


def suitable(case: Waiting, team: Team, staff: Iterable[Staff]) -> list[Staff]:
    """Who may be given this case, best first.

    The agent whom the shopper had comes first, then whoever has the least to do for what they can take;
    the one who passed it on comes last.
    """
    able = [one for one in staff if _can(one, case, team)]
    return sorted(
        able,
        key=lambda one: (
            one.agent.id == case.avoided,
            one.agent.id != case.preferred,
            one.load / team.capacity_of(one.agent.id),
            one.load,
            one.agent.id,
        ),
    )


def _can(one: Staff, case: Waiting, team: Team) -> bool:
    return (
        one.presence is PresenceState.ONLINE
        and one.load < team.capacity_of(one.agent.id)
        and one.speaks(case.language)
    )


async def _still_waits(transaction: Transaction, case: Waiting) -> bool:
    found = await transaction.open_case(case.conversation_id)
    return (
        found is not None
        and found.id == case.case_id
        and found.state is CaseState.WAITING
        and found.team_id == case.team_id
    )


def _matters(signal: Signal, being_told: Container[str]) -> bool:
    """Whether somebody may be given now who could not before; most messages concern nobody who waits."""
    if signal.kind == MESSAGE_CHANGED:
        return signal.conversation_id in being_told
    return signal.kind in WAKING


async def _woken(subscription: Subscription, being_told: Container[str]) -> None:
    """Until something changed that may matter, or it is time to look anyway."""
    try:
        async with asyncio.timeout(LOOK_EVERY):
            while not _matters(await subscription.get(), being_told):
                continue
    except TimeoutError:
        return
    # What came meanwhile is seen by the same look.
    while not subscription.is_empty():
        await subscription.get()
