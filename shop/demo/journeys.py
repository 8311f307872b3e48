"""Makes a parcel, and what its carrier says, out of the steps of a story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from shop.demo.days import Days
from shop.demo.people import Person
from shop.demo.rules import POLICIES, SHOP
from shop.demo.stories import Step
from shop.records import DateRange, LineQuantity, Parcel, ParcelEvent, ParcelState, PickupKind, PickupPoint
from shop.workdays import local_date

_ITALIAN = (("brt", "BRT"), ("gls", "GLS"), ("poste", "Poste Italiane"))
_ABROAD = (("dhl", "DHL"), ("gls", "GLS"))
_HOURS = {
    ParcelState.ANNOUNCED: 15,
    ParcelState.IN_TRANSIT: 20,
    ParcelState.OUT_FOR_DELIVERY: 8,
    ParcelState.FAILED_ATTEMPT: 12,
    ParcelState.HELD: 9,
    ParcelState.DELIVERED: 13,
}
_WORDS = {
    ParcelState.ANNOUNCED: "Dati della spedizione ricevuti",
    ParcelState.IN_TRANSIT: "In viaggio",
    ParcelState.OUT_FOR_DELIVERY: "In consegna",
    ParcelState.FAILED_ATTEMPT: "Destinatario assente",
    ParcelState.HELD: "In giacenza",
    ParcelState.DELIVERED: "Consegnata",
    ParcelState.RETURNING: "In rientro al mittente",
    ParcelState.RETURNED_TO_SENDER: "Resa al mittente",
    ParcelState.LOST: "Spedizione smarrita",
}
_ON_THE_WAY = {ParcelState.ANNOUNCED, ParcelState.IN_TRANSIT, ParcelState.OUT_FOR_DELIVERY}


@dataclass(frozen=True, slots=True)
class Trip:
    """What parcels of one order have in common.

    Attributes:
        person: To whom.
        promised: The days that were promised.
        days: Counted back from now.
        earlier: Working days by which all of it happened earlier.
        rng: Chooses carrier, numbers and minutes.
    """

    person: Person
    promised: DateRange
    days: Days
    earlier: int
    rng: Random


def parcel(number: int, steps: tuple[Step, ...], contents: tuple[LineQuantity, ...], trip: Trip) -> Parcel:
    """A parcel that these steps happened to."""
    collected = steps[0][1] is ParcelState.HELD
    journey = _journey(steps, trip, collected)
    state = journey[-1].state
    delivered_at = journey[-1].at if state is ParcelState.DELIVERED else None
    moving = [event for event in journey if event.state is not ParcelState.ANNOUNCED]
    code, name = _carrier(trip, collected)
    tracking = _tracking_number(code, trip.rng) if code else None
    return Parcel(
        id=str(number),
        state=state,
        carrier=code,
        carrier_name=name,
        tracking_number=tracking,
        tracking_url=_link(code, tracking),
        contents=contents,
        shipped_at=moving[0].at if moving and not collected else None,
        expected=trip.promised if state in _ON_THE_WAY else None,
        delivered_at=delivered_at,
        delivered_to=_recipient(trip, collected) if delivered_at else "",
        attempts=sum(event.state is ParcelState.FAILED_ATTEMPT for event in journey),
        held_until=_held_until(journey[-1].at, collected) if state is ParcelState.HELD else None,
        held_at=_held_at(trip, collected) if state is ParcelState.HELD else None,
        journey=journey,
    )


def _journey(steps: tuple[Step, ...], trip: Trip, collected: bool) -> tuple[ParcelEvent, ...]:
    """In the order of the story, also where two things happened in one hour."""
    told: list[ParcelEvent] = []
    for ago, state in steps:
        at = trip.days.ago(ago + trip.earlier, _HOURS.get(state, 16), trip.rng.randint(0, 29))
        if told:
            at = min(max(at, told[-1].at + timedelta(minutes=30)), trip.days.now)
        told.append(ParcelEvent(at, state, _place(state, trip, collected), _WORDS[state]))
    return tuple(told)


def _place(state: ParcelState, trip: Trip, collected: bool) -> str:
    start = {ParcelState.ANNOUNCED, ParcelState.RETURNED_TO_SENDER}
    return SHOP.city if collected or state in start else trip.person.address.city


def _carrier(trip: Trip, collected: bool) -> tuple[str, str]:
    if collected:
        return "", ""
    return trip.rng.choice(_ITALIAN if trip.person.address.country == "IT" else _ABROAD)


def _tracking_number(carrier: str, rng: Random) -> str:
    digits = f"{rng.randrange(10**11):011d}"
    return {"brt": f"0{digits}", "gls": f"FI{digits[:9]}", "poste": f"5P{digits}"}.get(carrier, f"JD{digits}")


def _link(carrier: str, tracking_number: str | None) -> str | None:
    """Into the demo shop's own site: a real carrier would say of these numbers that they do not exist."""
    if tracking_number is None:
        return None
    return f"https://bottegalume.example/segui/{carrier}/{tracking_number}"


def _recipient(trip: Trip, collected: bool) -> str:
    if collected:
        return trip.person.address.name
    return trip.rng.choice((trip.person.address.name, "Portineria", "Vicino di casa", "Cassetta postale"))


def _held_until(since: datetime, collected: bool) -> date:
    days = POLICIES.pickup_hold_days if collected else POLICIES.hold_days
    return local_date(since, POLICIES.time_zone) + timedelta(days=days)


def _held_at(trip: Trip, collected: bool) -> PickupPoint:
    if collected:
        return SHOP
    home = trip.person.address
    return PickupPoint(
        id=f"depot-{home.postcode}",
        name=f"Deposito di {home.city}",
        street="Via dell'Artigianato 4",
        postcode=home.postcode,
        city=home.city,
        province=home.province,
        kind=PickupKind.DEPOT,
    )
