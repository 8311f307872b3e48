"""What people can promise: who counts as there, and how old that knowledge may be."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from handoff.errors import BadHours, BadTargets
from handoff.hours import HoursRules, Interval
from handoff.memory import FixedClock, MemoryQueueReader, MemoryStorage
from handoff.memory.promises import MemoryPromiseReader, StaticHolidays
from handoff.outlook import RULES_KEPT, Crew, Promises, crew_of
from handoff.queue.records import Member, PresenceState, Staff, Team
from handoff.records import Agent
from handoff.signals import LocalSignals
from handoff.targets import USUAL, Target, Targets, Urgency

MINUTE = timedelta(minutes=1)
GIULIA, MARCO, SARA = (Agent(name.lower(), name) for name in ("Giulia", "Marco", "Sara"))
TEAM = Team("t", "Resi", members=(Member("giulia", 3), Member("marco", 2)))
OPEN = HoursRules(weekly=(Interval("default", 0, time(9), time(18)),))


def staff(agent: Agent, load: int = 0, presence: PresenceState = PresenceState.ONLINE) -> Staff:
    return Staff(agent, presence, load)


def test_nobody_is_a_crew_of_none() -> None:
    assert crew_of(None, [], []) == Crew(0, 0, 0)


@pytest.mark.parametrize("presence", [PresenceState.AWAY, PresenceState.OFFLINE])
def test_whoever_is_not_online_serves_nobody(presence: PresenceState) -> None:
    assert crew_of(None, [staff(GIULIA, 2, presence)], [TEAM]) == Crew(0, 0, 0)


def test_a_teams_crew_is_its_members_with_their_capacities() -> None:
    there = [staff(GIULIA, 1), staff(MARCO, 2), staff(SARA)]
    assert crew_of(["giulia", "marco"], there, [TEAM]) == Crew(2, 5, 2)


def test_whoever_holds_more_than_they_should_has_no_free_hand() -> None:
    assert crew_of(["marco"], [staff(MARCO, 4)], [TEAM]) == Crew(1, 4, 0)


def test_an_agent_of_no_team_holds_one_conversation() -> None:
    assert crew_of(None, [staff(SARA)], [TEAM]) == Crew(1, 1, 1)


def test_a_team_without_members_is_served_by_everybody() -> None:
    assert crew_of([], [staff(SARA), staff(GIULIA)], []) == Crew(2, 2, 2)


def promises(storage: MemoryStorage, clock: FixedClock) -> Promises:
    reader = MemoryPromiseReader(storage)
    return Promises(storage, reader, MemoryQueueReader(storage), StaticHolidays(), clock)


async def test_hours_are_known_here_at_once_and_on_other_replicas_soon() -> None:
    storage, clock = MemoryStorage(LocalSignals()), FixedClock()
    here, elsewhere = promises(storage, clock), promises(storage, clock)
    for replica in (here, elsewhere):
        assert (await replica.rules()).hours.rules == HoursRules()
    await here.set_hours(OPEN)
    assert (await here.rules()).hours.rules == OPEN
    assert (await elsewhere.rules()).hours.rules == HoursRules()
    clock.advance(RULES_KEPT)
    assert (await elsewhere.outlook()).hours.rules == OPEN


async def test_what_cannot_be_meant_is_not_stored() -> None:
    storage, clock = MemoryStorage(LocalSignals()), FixedClock()
    desk = promises(storage, clock)
    with pytest.raises(BadHours):
        await desk.set_hours(HoursRules(zone="nowhere"))
    for wrong in (
        (USUAL[0], USUAL[0]),
        (Target(None, Urgency.HIGH, timedelta(), MINUTE),),
        (Target(None, Urgency.HIGH, MINUTE, -MINUTE),),
    ):
        with pytest.raises(BadTargets):
            await desk.set_targets(Targets(wrong))
    assert (await desk.rules()).targets == Targets()
    assert (await desk.rules()).hours.rules == HoursRules()


def test_a_teams_targets_stand_in_place_of_everybodys() -> None:
    own = Target("t", Urgency.NORMAL, MINUTE, MINUTE)
    targets = Targets((*USUAL, own))
    assert targets.find("t", 0) == own
    assert targets.find("t", 10) == USUAL[1]
    assert targets.find("other", 0) == USUAL[0]
    assert targets.find(None, 5) == USUAL[0]
    assert Targets((own,)).find(None, 0) is None
