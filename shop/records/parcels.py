"""The parcels that an order travels in, and what happens to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shop.records.shipping import PickupPoint


@dataclass(frozen=True, slots=True)
class DateRange:
    """From one day to another, both included."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class LineQuantity:
    """So many pieces of an order's line."""

    line_id: str
    quantity: int


class ParcelState(StrEnum):
    """Where a parcel stands, whichever carrier has it."""

    ANNOUNCED = "announced"
    """The carrier knows of it and does not have it yet."""
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    FAILED_ATTEMPT = "failed_attempt"
    HELD = "held"
    """At a depot or a pick-up point, until ``Parcel.held_until``."""
    DELIVERED = "delivered"
    RETURNING = "returning"
    RETURNED_TO_SENDER = "returned_to_sender"
    LOST = "lost"
    UNKNOWN = "unknown"
    """The carrier says nothing that we understand."""


@dataclass(frozen=True, slots=True)
class ParcelEvent:
    """One thing that happened to a parcel.

    Attributes:
        at: When, aware.
        state: What it means.
        place: Town or depot; or empty.
        text: The carrier's own words; or empty.
    """

    at: datetime
    state: ParcelState
    place: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel of an order.

    Attributes:
        id: Unique within the order.
        state: Where it stands.
        carrier: Stable code: ``brt``, ``gls``, ``poste``, ``dhl``, … or empty.
        carrier_name: As people know it.
        tracking_number: The carrier's; None before there is one.
        tracking_url: The carrier's public page; None where there is none.
        contents: What is in it.
        shipped_at: When the carrier took it; None before.
        expected: Earliest and latest day of delivery as now known; None where nobody says.
        delivered_at: When it was handed over; None before.
        delivered_to: Where it was left, or who signed, in the carrier's words; or empty.
        attempts: Deliveries tried without success.
        held_until: Last day on which it can be collected, while ``HELD``.
        held_at: Where it can be collected, while ``HELD``; None where nobody says.
        journey: What happened, oldest first.
    """

    id: str
    state: ParcelState
    carrier: str = ""
    carrier_name: str = ""
    tracking_number: str | None = None
    tracking_url: str | None = None
    contents: tuple[LineQuantity, ...] = ()
    shipped_at: datetime | None = None
    expected: DateRange | None = None
    delivered_at: datetime | None = None
    delivered_to: str = ""
    attempts: int = 0
    held_until: date | None = None
    held_at: PickupPoint | None = None
    journey: tuple[ParcelEvent, ...] = ()

    @property
    def last_event(self) -> ParcelEvent | None:
        """What happened last."""
        return self.journey[-1] if self.journey else None
