"""Is it late, and when will it honestly be there?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shop.records import DateRange, Order, OrderState, Parcel, ParcelState, Policies
from shop.workdays import add_working_days, local_date, working_days_between


class Punctuality(StrEnum):
    """How an order, or a parcel, keeps its promise."""

    ON_TIME = "on_time"
    LATE = "late"
    """Its last promised day is over."""
    STILL = "still"
    """In time, but nothing was heard of it for longer than the shop finds normal."""
    ARRIVED = "arrived"
    WAITING = "waiting"
    """For the customer: held, ready to be collected, or not paid."""
    STOPPED = "stopped"
    """It won't come: cancelled, lost or on its way back."""
    UNKNOWN = "unknown"
    """Nobody promised anything."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What can be said of a delivery without inventing.

    Attributes:
        punctuality: How it stands.
        expected: Days on which it may be there; None where no day can be named honestly.
        days_late: Working days since the last promised day; 0 unless late.
        days_still: Working days since it was last heard of; 0 where it never was.
    """

    punctuality: Punctuality
    expected: DateRange | None = None
    days_late: int = 0
    days_still: int = 0


_STOPPED = {ParcelState.RETURNING, ParcelState.RETURNED_TO_SENDER, ParcelState.LOST}
_WAITING_ORDERS = {OrderState.AWAITING_PAYMENT, OrderState.READY_FOR_PICKUP}


def order_outlook(order: Order, policies: Policies, now: datetime) -> Outlook:
    """The outlook of what has not left yet, or of an order as a whole.

    For an order that has left, it is the worst of its parcels'.
    """
    if order.state in {OrderState.CANCELLED, OrderState.RETURNED}:
        return Outlook(Punctuality.STOPPED)
    if order.state is OrderState.DELIVERED:
        return Outlook(Punctuality.ARRIVED)
    if order.state in _WAITING_ORDERS:
        return Outlook(Punctuality.WAITING)
    outlooks = [parcel_outlook(parcel, order, policies, now) for parcel in order.parcels]
    if outlooks and order.state is not OrderState.PARTLY_SHIPPED:
        return min(outlooks, key=lambda one: _WORST_FIRST.index(one.punctuality))
    return _against_promise(order.promised, local_date(now, policies.time_zone))


def parcel_outlook(parcel: Parcel, order: Order, policies: Policies, now: datetime) -> Outlook:
    """The outlook of one parcel.

    Args:
        parcel: Of ``order``.
        order: For what was promised, where the carrier names no day.
        policies: How long a silence is normal, how often the carrier tries.
        now: Aware.
    """
    if parcel.state is ParcelState.DELIVERED:
        return Outlook(Punctuality.ARRIVED)
    if parcel.state in _STOPPED:
        return Outlook(Punctuality.STOPPED)
    if parcel.state is ParcelState.HELD:
        return Outlook(Punctuality.WAITING)
    today = local_date(now, policies.time_zone)
    silence = _silence(parcel, policies, today)
    outlook = _against_promise(_named_days(parcel, order, policies), today)
    if outlook.punctuality is Punctuality.ON_TIME and silence > policies.still_days:
        outlook = Outlook(Punctuality.STILL, outlook.expected)
    return Outlook(outlook.punctuality, outlook.expected, outlook.days_late, silence)


_WORST_FIRST = [
    Punctuality.STOPPED,
    Punctuality.LATE,
    Punctuality.STILL,
    Punctuality.WAITING,
    Punctuality.UNKNOWN,
    Punctuality.ON_TIME,
    Punctuality.ARRIVED,
]


def _named_days(parcel: Parcel, order: Order, policies: Policies) -> DateRange | None:
    """What the carrier's last word makes of the promise."""
    last = parcel.last_event
    happened = local_date(last.at, policies.time_zone) if last else None
    if parcel.state is ParcelState.OUT_FOR_DELIVERY and happened is not None:
        return DateRange(happened, happened)
    if parcel.state is ParcelState.FAILED_ATTEMPT and happened is not None:
        if parcel.attempts >= policies.delivery_attempts:
            return None
        again = add_working_days(happened, 1)
        return DateRange(again, again)
    return parcel.expected or order.promised


def _against_promise(days: DateRange | None, today: date) -> Outlook:
    if days is None:
        return Outlook(Punctuality.UNKNOWN)
    if today > days.latest:
        return Outlook(Punctuality.LATE, None, working_days_between(days.latest, today))
    return Outlook(Punctuality.ON_TIME, DateRange(max(days.earliest, today), days.latest))


def _silence(parcel: Parcel, policies: Policies, today: date) -> int:
    last = parcel.last_event
    heard = last.at if last else parcel.shipped_at
    return working_days_between(local_date(heard, policies.time_zone), today) if heard else 0


def promise(placed_at: datetime, days: tuple[int, int], policies: Policies) -> DateRange:
    """The days of delivery promised to an order placed now.

    Args:
        placed_at: Aware.
        days: Working days on the way, at the earliest and the latest.
        policies: How many working days preparation takes.
    """
    leaves = add_working_days(local_date(placed_at, policies.time_zone), policies.preparation_days)
    return DateRange(add_working_days(leaves, days[0]), add_working_days(leaves, days[1]))
