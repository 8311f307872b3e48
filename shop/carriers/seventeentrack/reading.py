"""Makes a parcel's journey out of what 17TRACK says."""

from __future__ import annotations

from dataclasses import replace

from shop.carriers.seventeentrack.models import Event, Info
from shop.carriers.seventeentrack.states import event_state, parcel_state
from shop.records import DateRange, Parcel, ParcelEvent, ParcelState
from shop.remote.reading import moment, plain

MOST_EVENTS = 60
_LEFT = {ParcelState.IN_TRANSIT, ParcelState.OUT_FOR_DELIVERY, ParcelState.DELIVERED}


def followed(parcel: Parcel, info: Info) -> Parcel:
    """The parcel with its state and journey; as it was where nobody knows its number."""
    latest = info.latest_status
    state = parcel_state(latest.status, latest.sub_status) if latest else None
    if state is None:
        return parcel
    journey = _journey(info)
    delivered = [event.at for event in journey if event.state is ParcelState.DELIVERED]
    left = [event.at for event in journey if event.state in _LEFT]
    return replace(
        parcel,
        state=state,
        journey=journey or parcel.journey,
        expected=_expected(info) or parcel.expected,
        shipped_at=parcel.shipped_at or (left[0] if left else None),
        delivered_at=delivered[-1] if delivered and state is ParcelState.DELIVERED else None,
        attempts=sum(event.state is ParcelState.FAILED_ATTEMPT for event in journey),
    )


def _journey(info: Info) -> tuple[ParcelEvent, ...]:
    """Oldest first; an event without a time can't be placed and is left out."""
    providers = (info.tracking.providers if info.tracking else None) or ()
    events = [event for one in providers for event in reversed(one.events or ())]
    made = [found for one in events if (found := _event(one)) is not None]
    return tuple(sorted(made, key=lambda event: event.at)[-MOST_EVENTS:])


def _event(given: Event) -> ParcelEvent | None:
    at = moment(given.time_utc) or moment(given.time_iso)
    if at is None:
        return None
    state = event_state(given.stage, given.sub_status)
    return ParcelEvent(at, state, plain(given.location, 80), plain(given.description, 200))


def _expected(info: Info) -> DateRange | None:
    estimate = info.time_metrics.estimated_delivery_date if info.time_metrics else None
    first = moment(estimate.from_) if estimate else None
    last = moment(estimate.to) if estimate else None
    days = [one.date() for one in (first, last) if one is not None]
    return DateRange(min(days), max(days)) if days else None
