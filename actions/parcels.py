"""What is told of an order's whereabouts: each state in its words, with an honest date."""

from __future__ import annotations

from datetime import date, datetime

from actions.phrases import day, fragment
from actions.telling import Telling
from actions.when import on_day, on_days
from shop.lateness import Outlook, Punctuality, order_outlook, parcel_outlook
from shop.records import Order, OrderState, Parcel, ParcelState, PaymentState, PickupPoint, Policies
from shop.workdays import local_date

MOST_PARCELS = 3
_OVER = {ParcelState.DELIVERED, ParcelState.RETURNED_TO_SENDER}
_IN_THE_HOUSE = {OrderState.RECEIVED, OrderState.PREPARING, OrderState.READY}
_REASONS = frozenset({"customer", "unpaid", "out_of_stock", "returned_to_sender"})


def whereabouts(order: Order, policies: Policies, now: datetime, language: str | None) -> list[Telling]:
    """Where an order is, and when it can honestly be expected; one telling for each parcel on its way.

    Args:
        order: Proven to be the shopper's.
        policies: What is normal.
        now: Aware.
        language: For dates.
    """
    return _Teller(order, policies, now, language).tell()


class _Teller:
    def __init__(self, order: Order, policies: Policies, now: datetime, language: str | None) -> None:
        self._order = order
        self._policies = policies
        self._now = now
        self._language = language
        self._today = local_date(now, policies.time_zone)

    def tell(self) -> list[Telling]:
        order = self._order
        if order.state in {OrderState.CANCELLED, OrderState.RETURNED}:
            reason = order.cancel_reason if order.cancel_reason in _REASONS else "customer"
            return [self._say(f"cancelled_{reason}")]
        if order.state is OrderState.AWAITING_PAYMENT:
            return [self._unpaid()]
        if order.state is OrderState.READY_FOR_PICKUP:
            return [self._to_collect()]
        if order.state in _IN_THE_HOUSE:
            return [self._in_the_house()]
        return self._parcels() or [self._in_the_house()]

    def _parcels(self) -> list[Telling]:
        """Those that are on their way; the last that has arrived where none is."""
        order = self._order
        moving = [parcel for parcel in order.parcels if parcel.state not in _OVER]
        told = [self._parcel(parcel) for parcel in (moving or order.parcels[-1:])[:MOST_PARCELS]]
        if order.state is OrderState.PARTLY_SHIPPED:
            return [self._partly(), *(told if moving else [])]
        if len(order.parcels) > 1 and moving:
            count = str(len(order.parcels))
            return [self._say("several", count=count, arrived=str(len(order.parcels) - len(moving))), *told]
        return told

    def _unpaid(self) -> Telling:
        payment = self._order.payment
        if payment.state is PaymentState.FAILED:
            return self._say("payment_failed")
        due = payment.due_on
        return self._say("awaiting_payment", until=self._by(due)) if due else self._say("payment_pending")

    def _to_collect(self) -> Telling:
        point = self._order.pickup_point
        return self._say("to_collect", place=self._place(point) if point else "")

    def _in_the_house(self) -> Telling:
        outlook = order_outlook(self._order, self._policies, self._now)
        state = self._order.state if self._order.state in _IN_THE_HOUSE else OrderState.PREPARING
        if outlook.punctuality is Punctuality.LATE:
            return self._say("late_here")
        if outlook.expected is None:
            return self._say(f"{state}_undated")
        return self._say(state, days=on_days(outlook.expected, self._today, self._language))

    def _partly(self) -> Telling:
        sent = {part.line_id for parcel in self._order.parcels for part in parcel.contents}
        missing = [line.title for line in self._order.lines if line.id not in sent]
        return self._say("partly", missing=", ".join(missing[:3]))

    def _parcel(self, parcel: Parcel) -> Telling:
        outlook = parcel_outlook(parcel, self._order, self._policies, self._now)
        match parcel.state:
            case ParcelState.DELIVERED:
                return self._delivered(parcel)
            case ParcelState.HELD:
                return self._held(parcel)
            case ParcelState.FAILED_ATTEMPT:
                return self._missed(parcel, outlook)
            case ParcelState.RETURNING | ParcelState.RETURNED_TO_SENDER | ParcelState.LOST:
                return self._say(parcel.state, parcel)
            case _:
                return self._on_its_way(parcel, outlook)

    def _delivered(self, parcel: Parcel) -> Telling:
        if self._order.reported_missing_at is not None:
            return self._say("missing", parcel)
        when = parcel.delivered_at
        shown = (
            on_day(local_date(when, self._policies.time_zone), self._today, self._language) if when else ""
        )
        where = parcel.delivered_to
        left = " " + fragment("parcel-left", self._language, where=where) if where else ""
        return self._say("delivered" if when else "delivered_undated", parcel, days=shown, left=left)

    def _held(self, parcel: Parcel) -> Telling:
        place = self._place(parcel.held_at) if parcel.held_at else parcel.carrier_name
        if parcel.held_until is None:
            return self._say("held_undated", parcel, place=place)
        return self._say("held", parcel, place=place, until=self._until(parcel.held_until))

    def _missed(self, parcel: Parcel, outlook: Outlook) -> Telling:
        if outlook.punctuality is Punctuality.LATE:
            return self._say("late", parcel)
        if outlook.expected is None:
            return self._say("missed_last", parcel, hold=str(self._policies.hold_days))
        return self._say("missed", parcel, days=on_days(outlook.expected, self._today, self._language))

    def _on_its_way(self, parcel: Parcel, outlook: Outlook) -> Telling:
        if outlook.punctuality is Punctuality.LATE:
            return self._say("late", parcel)
        if outlook.punctuality is Punctuality.STILL:
            return self._say("still", parcel, since=str(outlook.days_still))
        if parcel.state is ParcelState.OUT_FOR_DELIVERY:
            return self._say("out_for_delivery", parcel)
        if outlook.expected is None:
            return self._say("shipped_undated", parcel)
        kind = "announced" if parcel.state is ParcelState.ANNOUNCED else "shipped"
        return self._say(kind, parcel, days=on_days(outlook.expected, self._today, self._language))

    def _say(self, what: str, parcel: Parcel | None = None, **blanks: str) -> Telling:
        link = parcel.tracking_url if parcel else None
        blanks["number"] = self._order.number
        blanks["link"] = " " + fragment("parcel-follow", self._language, link=link) if link else ""
        blanks["carrier"] = (parcel.carrier_name if parcel else "") or ""
        return Telling(f"utter_parcel/{what}", blanks)

    def _place(self, point: PickupPoint) -> str:
        names = {"place": point.name, "street": point.street, "city": point.city}
        return fragment("parcel-place", self._language, **names)

    def _until(self, when: date) -> str:
        return fragment("parcel-until", self._language, day=day(when, self._language))

    def _by(self, when: date) -> str:
        return fragment("days-by", self._language, day=day(when, self._language))
