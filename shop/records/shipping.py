"""What shipping costs, and where parcels are collected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from shop.records.money import Money


class Speed(StrEnum):
    """How an order travels."""

    STANDARD = "standard"
    EXPRESS = "express"
    PICKUP = "pickup"
    """Collected in the shop."""
    POINT = "point"
    """To a locker or a pick-up point."""


@dataclass(frozen=True, slots=True)
class ShippingRate:
    """What one way of shipping costs to some countries.

    Attributes:
        id: Stable within the shop.
        countries: ISO 3166-1 alpha-2 codes.
        speed: Standard, express, to a point, or collected.
        price: For a parcel up to ``weight_limit``.
        free_from: Goods worth this much (after discount) ship free; None for never.
        min_days: Working days from hand-over to the carrier, at the earliest.
        max_days: At the latest.
        island_extra_days: More working days for islands, at the earliest and the latest.
        island_extra: More money for islands.
        remote_extra_days: The same for remote places (small islands, lagoons): instead of, not on top of,
            an island's.
        to_remote: It goes to remote places at all.
        weight_limit: Grams; None for no limit.
        duties_extra: Customs duties and import VAT are the customer's.
        cutoff: Orders placed by this time of a working day leave that day; None where preparation
            takes its working days.
    """

    id: str
    countries: frozenset[str]
    speed: Speed
    price: Money
    min_days: int
    max_days: int
    free_from: Money | None = None
    island_extra_days: tuple[int, int] = (0, 0)
    island_extra: Money | None = None
    remote_extra_days: tuple[int, int] = (0, 0)
    to_remote: bool = True
    weight_limit: int | None = None
    duties_extra: bool = False
    cutoff: time | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """Where something would go.

    Attributes:
        country: ISO 3166-1 alpha-2 code.
        postcode: Or empty.
        province: Two letters in Italy, or empty.
    """

    country: str = "IT"
    postcode: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class Basket:
    """What would be sent.

    Attributes:
        goods: Worth, after discounts.
        weight: Grams; None where unknown.
    """

    goods: Money
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class ShippingQuote:
    """What shipping would cost.

    Attributes:
        rate: The rate it comes from.
        price: To be paid; zero where it is free.
        is_free: Because the threshold is reached, or collection.
        missing_for_free: How much more in goods would make it free; None where it is or can't be.
        min_days: Working days after preparation, islands and remote places counted in.
        max_days: At the latest.
        to_island: The destination is one of Italy's islands; None where the question did not say.
        to_remote: It is a remote place; None where the question did not say.
        duties_extra: Customs duties and import VAT are the customer's.
    """

    rate: ShippingRate
    price: Money
    is_free: bool
    missing_for_free: Money | None
    min_days: int
    max_days: int
    to_island: bool | None
    to_remote: bool | None = None
    duties_extra: bool = False


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When somebody is there, one stretch of one day of the week.

    Attributes:
        weekday: 0 for Monday.
        opens: Local time of the shop's zone.
        closes: Local time.
    """

    weekday: int
    opens: time
    closes: time


class PickupKind(StrEnum):
    """What kind of place a parcel is collected from."""

    SHOP = "shop"
    LOCKER = "locker"
    PARTNER = "partner"
    DEPOT = "depot"


@dataclass(frozen=True, slots=True)
class PickupPoint:
    """A place to collect or hand in parcels.

    Attributes:
        id: Stable within the shop.
        name: As written on its door.
        street: Street and number.
        postcode: Italian CAP.
        city: Town.
        province: Two letters.
        hours: When it is open; empty where nobody says.
        takes_returns: Parcels can be handed in there.
        kind: What kind of place.
    """

    id: str
    name: str
    street: str
    postcode: str
    city: str
    province: str
    hours: tuple[OpeningHours, ...] = ()
    takes_returns: bool = False
    kind: PickupKind = PickupKind.PARTNER
