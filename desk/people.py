"""The people at a desk, put together: who is there, and who gets which conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desk.accounts.leavers import Leavers
from desk.ground import Ground
from desk.hours.staffing import StaffingNotes
from desk.realtime.presence import Presence
from desk.services import Step
from desk.staffing.opening import Staffing, open_staffing
from handoff.ports import Gateway
from handoff.satisfaction import Satisfaction


@dataclass(frozen=True, slots=True)
class People:
    """Who works here.

    Attributes:
        staffing: The queue, teams, and who takes what.
        presence: Who has a console open.
        notes: What visitors are told of who is there.
        leavers: What becomes of the conversations of whoever leaves.
        satisfaction: How shoppers found it.
        work: What runs beside the requests, by name.
    """

    staffing: Staffing
    presence: Presence
    notes: StaffingNotes
    leavers: Leavers
    satisfaction: Satisfaction
    work: Mapping[str, Step]


def open_people(ground: Ground, gateway: Gateway) -> People:
    """Puts it together; nothing is opened or started yet."""
    storage, words, clock = ground.storage, ground.words, ground.clock
    satisfaction = Satisfaction(gateway, words)
    staffing = open_staffing(
        storage, ground.queue, ground.signals, gateway, words, clock, ground.replica.worker, satisfaction
    )
    presence = Presence(staffing.attendance, staffing.reader, clock)
    leavers = Leavers(ground.database, storage, gateway, words, clock)
    return People(
        staffing=staffing,
        presence=presence,
        notes=StaffingNotes(ground.promises, words, clock),
        leavers=leavers,
        satisfaction=satisfaction,
        work={"presence": presence.run, **staffing.work, "leavers": leavers.run},
    )
