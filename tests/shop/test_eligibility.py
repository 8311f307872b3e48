"""What can come back, for how long, and why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.eligibility import last_day, verdicts
from shop.records import (
    LineVerdict,
    Order,
    OrderState,
    ParcelState,
    Policies,
    Reason,
    Return,
    ReturnKind,
    ReturnLine,
    ReturnState,
    Trait,
)
from tests.shop.making import NOW, begun, delivered, line, order, parcel

POLICIES = Policies()
KINDS = st.sampled_from(ReturnKind)
TRAITS = st.sets(st.sampled_from(Trait)).map(frozenset)


def verdict(one: Order, kind: ReturnKind, *returns: Return) -> LineVerdict:
    """Of the first line."""
    return verdicts(one, returns, kind, POLICIES, NOW)[0]


@pytest.mark.parametrize(
    ("kind", "days", "reason"),
    [
        (ReturnKind.RETURN, 30, Reason.OK),
        (ReturnKind.RETURN, 31, Reason.TOO_LATE),
        (ReturnKind.EXCHANGE, 30, Reason.OK),
        (ReturnKind.EXCHANGE, 31, Reason.TOO_LATE),
        (ReturnKind.WITHDRAWAL, 14, Reason.OK),
        (ReturnKind.WITHDRAWAL, 15, Reason.TOO_LATE),
        (ReturnKind.FAULT, 731, Reason.OK),  # 2024 had a day more
        (ReturnKind.FAULT, 732, Reason.TOO_LATE),
    ],
)
def test_each_kind_has_its_days(kind: ReturnKind, days: int, reason: Reason) -> None:
    assert verdict(delivered(days), kind).reason is reason


def test_the_last_day_is_told() -> None:
    assert verdict(delivered(10), ReturnKind.RETURN).until == date(2026, 2, 3)


def test_a_withdrawal_whose_last_day_is_a_holiday_has_one_more() -> None:
    # 14 days after 23 December 2025 is Epiphany.
    arrived = date(2025, 12, 23)
    assert last_day(ReturnKind.WITHDRAWAL, arrived, POLICIES) == date(2026, 1, 7)
    assert last_day(ReturnKind.RETURN, arrived, POLICIES) == date(2026, 1, 22)


def test_days_are_counted_where_the_shop_is() -> None:
    arrived = datetime(2025, 12, 14, 23, 30, tzinfo=UTC)  # half past midnight of the 15th in Rome
    box = parcel(last=arrived)
    assert verdict(order(parcels=(box,)), ReturnKind.RETURN).until == date(2026, 1, 14)


@pytest.mark.parametrize(
    ("trait", "kind", "reason"),
    [
        (Trait.CUSTOM_MADE, ReturnKind.RETURN, Reason.CUSTOM_MADE),
        (Trait.CUSTOM_MADE, ReturnKind.EXCHANGE, Reason.CUSTOM_MADE),
        (Trait.CUSTOM_MADE, ReturnKind.WITHDRAWAL, Reason.CUSTOM_MADE),
        (Trait.CUSTOM_MADE, ReturnKind.FAULT, Reason.OK),
        (Trait.FINAL_SALE, ReturnKind.RETURN, Reason.FINAL_SALE),
        (Trait.FINAL_SALE, ReturnKind.WITHDRAWAL, Reason.OK),  # the law knows no final sale
        (Trait.HYGIENE, ReturnKind.FAULT, Reason.OK),
    ],
)
def test_exceptions(trait: Trait, kind: ReturnKind, reason: Reason) -> None:
    assert verdict(delivered(3, line("1", 1, trait)), kind).reason is reason


@pytest.mark.parametrize("kind", [ReturnKind.RETURN, ReturnKind.WITHDRAWAL, ReturnKind.EXCHANGE])
def test_what_has_a_seal_comes_back_with_it(kind: ReturnKind) -> None:
    found = verdict(delivered(3, line("1", 1, Trait.HYGIENE)), kind)
    assert found.allowed
    assert found.only_sealed
    assert not verdict(delivered(3, line("1", 1, Trait.HYGIENE)), ReturnKind.FAULT).only_sealed


def test_an_exception_of_one_line_is_not_one_of_the_others() -> None:
    mixed = delivered(3, line("1", 1, Trait.CUSTOM_MADE), line("2"))
    assert [one.allowed for one in verdicts(mixed, (), ReturnKind.RETURN, POLICIES, NOW)] == [False, True]


def test_pieces_on_their_way_back_are_taken_off() -> None:
    three = delivered(3, line("1", 3))
    assert verdict(three, ReturnKind.RETURN, begun(ReturnLine("1", 2))).quantity == 1
    both = (begun(ReturnLine("1", 2)), begun(ReturnLine("1", 1), kind=ReturnKind.EXCHANGE))
    assert verdict(three, ReturnKind.RETURN, *both).reason is Reason.ALREADY_RETURNED


@pytest.mark.parametrize("state", [ReturnState.REJECTED, ReturnState.CANCELLED])
def test_a_return_that_came_to_nothing_takes_nothing_off(state: ReturnState) -> None:
    assert verdict(delivered(3), ReturnKind.RETURN, begun(ReturnLine("1", 1), state=state)).allowed


def test_what_has_not_arrived_can_be_withdrawn_from_and_not_returned() -> None:
    shipped = order(OrderState.SHIPPED, parcels=(parcel(ParcelState.IN_TRANSIT),))
    assert verdict(shipped, ReturnKind.RETURN).reason is Reason.NOT_DELIVERED
    assert verdict(shipped, ReturnKind.WITHDRAWAL).allowed
    assert verdict(shipped, ReturnKind.WITHDRAWAL).until is None


def test_days_begin_when_the_last_parcel_is_there() -> None:
    early, late = NOW - timedelta(days=40), NOW - timedelta(days=2)
    two = order(lines=(line("1"), line("2")), parcels=(parcel(last=early), parcel(last=late, lines=("2",))))
    assert [one.allowed for one in verdicts(two, (), ReturnKind.RETURN, POLICIES, NOW)] == [True, True]


def test_what_is_there_of_a_partial_delivery_may_go_back() -> None:
    part = order(
        OrderState.PARTLY_SHIPPED, lines=(line("1"), line("2")), parcels=(parcel(last=NOW, lines=("1",)),)
    )
    first, second = verdicts(part, (), ReturnKind.RETURN, POLICIES, NOW)
    assert first.allowed
    assert first.until is None
    assert second.reason is Reason.NOT_DELIVERED


@pytest.mark.parametrize("state", [OrderState.CANCELLED, OrderState.RETURNED])
@pytest.mark.parametrize("kind", ReturnKind)
def test_nothing_of_a_cancelled_order_comes_back(state: OrderState, kind: ReturnKind) -> None:
    assert verdict(order(state), kind).reason is Reason.CANCELLED


def test_pieces_that_were_cancelled_do_not_come_back() -> None:
    assert verdict(delivered(1, line("1", 3, cancelled=1)), ReturnKind.RETURN).quantity == 2
    assert verdict(delivered(1, line("1", 3, cancelled=3)), ReturnKind.RETURN).reason is Reason.CANCELLED


@given(KINDS, TRAITS, st.integers(1, 4), st.integers(0, 5), st.integers(0, 800))
def test_never_more_pieces_than_are_left(
    kind: ReturnKind, traits: frozenset[Trait], ordered: int, coming: int, days: int
) -> None:
    one = delivered(days, replace(line("1", ordered), traits=traits))
    back = (begun(ReturnLine("1", coming)),) if coming else ()
    found = verdict(one, kind, *back)
    assert found.allowed == (found.reason is Reason.OK) == (found.quantity > 0)
    assert found.quantity <= max(ordered - coming, 0)
    if found.allowed:
        assert found.until is not None
        assert found.until >= NOW.date()


@given(KINDS, st.integers(0, 800))
def test_what_was_too_late_stays_too_late(kind: ReturnKind, days: int) -> None:
    if verdict(delivered(days), kind).reason is Reason.TOO_LATE:
        assert verdict(delivered(days + 1), kind).reason is Reason.TOO_LATE
