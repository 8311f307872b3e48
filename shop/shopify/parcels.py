"""Parcels, from Shopify's fulfilments."""

from __future__ import annotations

from shop.carriers.registry import carrier_of, clean_number
from shop.records import DateRange, LineQuantity, Parcel, ParcelEvent, ParcelState
from shop.remote.reading import moment, plain, web_address
from shop.shopify.models import Fulfillment, TrackingInfo
from shop.shopify.states import PARCELS

_NONE_LEFT = {"CANCELLED", "ERROR", "FAILURE"}


def parcels(fulfillments: tuple[Fulfillment, ...]) -> tuple[Parcel, ...]:
    """One parcel for each tracking number, oldest first."""
    left = [one for one in fulfillments if one.status not in _NONE_LEFT]
    left.sort(key=lambda one: one.created_at or "")
    return tuple(parcel for one in left for parcel in _of(one))


def _of(given: Fulfillment) -> list[Parcel]:
    """Of several numbers, nobody says what is in which parcel, nor to which what happened."""
    numbers = given.tracking_info or (TrackingInfo(),)
    alone = len(numbers) == 1
    return [_parcel(given, one, f"{_short(given.id)}-{place}", alone) for place, one in enumerate(numbers, 1)]


def _parcel(given: Fulfillment, info: TrackingInfo, name: str, alone: bool) -> Parcel:
    number = clean_number(info.number)
    carrier = carrier_of(info.company or "", number)
    state = PARCELS.get(given.display_status or "", ParcelState.UNKNOWN)
    journey = _journey(given) if alone else ()
    estimated = moment(given.estimated_delivery_at)
    return Parcel(
        id=name,
        state=state,
        carrier=carrier.code if carrier else "",
        carrier_name=carrier.name if carrier else (info.company or "")[:60],
        tracking_number=number,
        tracking_url=web_address(info.url) or (carrier.link(number) if carrier and number else None),
        contents=_contents(given) if alone else (),
        shipped_at=moment(given.created_at) if state is not ParcelState.ANNOUNCED else None,
        expected=DateRange(estimated.date(), estimated.date()) if estimated else None,
        delivered_at=moment(given.delivered_at) if state is ParcelState.DELIVERED else None,
        attempts=sum(event.state is ParcelState.FAILED_ATTEMPT for event in journey),
        journey=journey,
    )


def _journey(given: Fulfillment) -> tuple[ParcelEvent, ...]:
    made = []
    for one in given.events.nodes:
        at = moment(one.happened_at)
        if at is not None:
            state = PARCELS.get(one.status, ParcelState.UNKNOWN)
            made.append(ParcelEvent(at, state, plain(one.city, 80), plain(one.message, 200)))
    return tuple(sorted(made, key=lambda event: event.at))


def _contents(given: Fulfillment) -> tuple[LineQuantity, ...]:
    lines = given.fulfillment_line_items.nodes
    return tuple(LineQuantity(one.line_item.id, one.quantity) for one in lines if one.quantity)


def _short(identifier: str) -> str:
    return identifier.rpartition("/")[2]
