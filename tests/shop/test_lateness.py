"""Is it late, and when will it honestly be there?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.lateness import Outlook, Punctuality, order_outlook, parcel_outlook, promise
from shop.records import DateRange, Order, OrderState, Parcel, ParcelState, Policies
from tests.shop.making import NOW, line, order, parcel

TODAY = NOW.date()  # Wednesday, 14 January 2026
POLICIES = Policies()


def promised(earliest: int, latest: int) -> DateRange:
    """Calendar days from today."""
    return DateRange(TODAY + timedelta(days=earliest), TODAY + timedelta(days=latest))


def looked_at(one: Parcel, days: DateRange | None = None, at: datetime = NOW) -> Outlook:
    """The outlook of a parcel of an order with that promise."""
    return parcel_outlook(one, order(OrderState.SHIPPED, promised=days), POLICIES, at)


def test_in_time() -> None:
    found = looked_at(parcel(ParcelState.IN_TRANSIT), promised(-1, 2))
    assert found.punctuality is Punctuality.ON_TIME
    assert found.expected == promised(0, 2)  # nothing is promised for yesterday


def test_late_names_no_day() -> None:
    found = looked_at(parcel(ParcelState.IN_TRANSIT), promised(-6, -2))
    assert found == Outlook(Punctuality.LATE, None, days_late=2, days_still=0)


def test_a_weekend_makes_nothing_later() -> None:
    monday = datetime(2026, 1, 19, 9, tzinfo=UTC)
    friday = DateRange(date(2026, 1, 15), date(2026, 1, 16))
    assert looked_at(parcel(ParcelState.IN_TRANSIT), friday, monday).days_late == 1


def test_the_carriers_day_counts_more_than_the_shops() -> None:
    one = parcel(ParcelState.IN_TRANSIT, expected=promised(1, 1))
    assert looked_at(one, promised(-4, -3)).expected == promised(1, 1)


def test_silence_for_longer_than_usual() -> None:
    quiet = parcel(ParcelState.IN_TRANSIT, last=NOW - timedelta(days=5))
    found = looked_at(quiet, promised(0, 1))
    assert found.punctuality is Punctuality.STILL
    assert found.days_still == 3
    two_days = parcel(ParcelState.IN_TRANSIT, last=NOW - timedelta(days=2))
    assert looked_at(two_days, promised(0, 1)).punctuality is Punctuality.ON_TIME


def test_out_for_delivery_is_today_and_only_today() -> None:
    assert looked_at(parcel(ParcelState.OUT_FOR_DELIVERY), promised(1, 3)).expected == promised(0, 0)
    yesterday = parcel(ParcelState.OUT_FOR_DELIVERY, last=NOW - timedelta(days=1))
    assert looked_at(yesterday, promised(1, 3)).punctuality is Punctuality.LATE


def test_after_a_missed_delivery_comes_one_more() -> None:
    friday = datetime(2026, 1, 9, 12, tzinfo=UTC)
    missed = parcel(ParcelState.FAILED_ATTEMPT, last=friday, attempts=1)
    found = looked_at(missed, at=friday)
    assert found.expected == DateRange(date(2026, 1, 12), date(2026, 1, 12))


def test_after_the_last_attempt_no_day_is_named() -> None:
    missed = parcel(ParcelState.FAILED_ATTEMPT, attempts=2)
    assert looked_at(missed, promised(0, 2)) == Outlook(Punctuality.UNKNOWN)


@pytest.mark.parametrize(
    ("state", "punctuality"),
    [
        (ParcelState.DELIVERED, Punctuality.ARRIVED),
        (ParcelState.HELD, Punctuality.WAITING),
        (ParcelState.RETURNING, Punctuality.STOPPED),
        (ParcelState.RETURNED_TO_SENDER, Punctuality.STOPPED),
        (ParcelState.LOST, Punctuality.STOPPED),
    ],
)
def test_what_is_no_longer_on_its_way_is_never_late(state: ParcelState, punctuality: Punctuality) -> None:
    assert looked_at(parcel(state), promised(-9, -5)) == Outlook(punctuality)


def test_an_unknown_promise_is_not_made_up() -> None:
    assert looked_at(parcel(ParcelState.IN_TRANSIT)).expected is None


@pytest.mark.parametrize(
    ("state", "punctuality"),
    [
        (OrderState.CANCELLED, Punctuality.STOPPED),
        (OrderState.AWAITING_PAYMENT, Punctuality.WAITING),
        (OrderState.READY_FOR_PICKUP, Punctuality.WAITING),
        (OrderState.DELIVERED, Punctuality.ARRIVED),
        (OrderState.PREPARING, Punctuality.LATE),
        (OrderState.RECEIVED, Punctuality.LATE),
    ],
)
def test_an_order_that_has_not_left(state: OrderState, punctuality: Punctuality) -> None:
    assert order_outlook(order(state, promised=promised(-9, -5)), POLICIES, NOW).punctuality is punctuality


def test_an_order_is_as_late_as_its_worst_parcel() -> None:
    boxes = (parcel(), parcel(ParcelState.IN_TRANSIT))
    one = order(OrderState.SHIPPED, lines=(line("1"), line("2")), parcels=boxes, promised=promised(-4, -1))
    assert order_outlook(one, POLICIES, NOW).punctuality is Punctuality.LATE


def test_what_is_missing_from_a_partial_shipment_is_held_to_the_promise() -> None:
    one = order(OrderState.PARTLY_SHIPPED, parcels=(parcel(),), promised=promised(-4, -1))
    assert order_outlook(one, POLICIES, NOW).punctuality is Punctuality.LATE


def test_a_promise_counts_preparation_and_skips_holidays() -> None:
    placed = datetime(2026, 1, 5, 9, tzinfo=UTC)  # Monday; Tuesday is Epiphany
    assert promise(placed, (2, 4), POLICIES) == DateRange(date(2026, 1, 9), date(2026, 1, 13))


STATES = st.sampled_from(ParcelState)
MOMENTS = st.integers(0, 525_000).map(lambda minutes: NOW + timedelta(minutes=minutes))


@given(STATES, MOMENTS, MOMENTS, st.integers(0, 10), st.integers(0, 6), st.integers(0, 3))
def test_no_day_in_the_past_is_ever_named(
    state: ParcelState, last: datetime, now: datetime, start: int, length: int, attempts: int
) -> None:
    earliest = last.date() + timedelta(days=start)
    days = DateRange(earliest, earliest + timedelta(days=length))
    one: Order = order(OrderState.SHIPPED, promised=days)
    found = parcel_outlook(parcel(state, last=last, attempts=attempts), one, POLICIES, now)
    if found.expected is not None:
        today = now.astimezone(UTC).date()
        assert today <= found.expected.earliest <= found.expected.latest
    assert (found.days_late > 0) <= (found.punctuality is Punctuality.LATE)
