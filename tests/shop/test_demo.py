"""The demo shop: filled for the day, the same for the same seed, and left alone where it was touched."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop.demo import codes
from shop.demo.days import Days
from shop.demo.documented import ORDERS
from shop.demo.seeding import tales
from shop.demo.shop import DemoShop, open_demo
from shop.demo.stories import STORIES
from shop.demo.warehouse import Warehouse
from shop.eligibility import verdicts
from shop.errors import ShopError
from shop.lateness import Punctuality, order_outlook, parcel_outlook
from shop.memory import FixedClock
from shop.records import (
    Money,
    Order,
    OrderState,
    ParcelState,
    Policies,
    RefundState,
    ReturnKind,
    ReturnLine,
    ReturnRequest,
    ReturnState,
)
from shop.sql.database import Database
from tests.shop.conftest import SEED

PAGE = (Path(__file__).parents[2] / "docs" / "demo-orders.md").read_text(encoding="utf-8")
MOMENTS = st.integers(0, 3 * 366 * 24 * 60).map(
    lambda minutes: datetime(2025, 6, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def by_number(now: datetime, seed: int = SEED) -> dict[str, Order]:
    """All orders of a day."""
    return {tale.order.number: tale.order for tale in tales(seed, Days(now))}


def test_some_hundred_orders_in_every_state(clock: FixedClock) -> None:
    told = tales(SEED, Days(clock.now()))
    assert len(told) >= 300
    assert {tale.order.state for tale in told} == set(OrderState)
    parcels = {parcel.state for tale in told for parcel in tale.order.parcels}
    assert parcels >= set(ParcelState) - {ParcelState.UNKNOWN}
    returns = [one for tale in told for one in tale.returns]
    assert {one.state for one in returns} >= set(ReturnState) - {ReturnState.CANCELLED}
    assert {one.kind for one in returns} == set(ReturnKind)
    assert {one.state for tale in told for one in tale.refunds} == set(RefundState)
    assert [tale for tale in told if tale.order.reported_missing_at]


def test_the_same_seed_and_day_make_the_same_shop(clock: FixedClock) -> None:
    first = tales(SEED, Days(clock.now()))
    tales.cache_clear()
    assert tales(SEED, Days(clock.now())) == first
    assert tales(SEED + 1, Days(clock.now())) != first


@given(MOMENTS)
@settings(max_examples=25, deadline=None)
def test_nothing_has_happened_tomorrow_whatever_the_day(now: datetime) -> None:
    for tale in tales(SEED, Days(now)):
        order = tale.order
        moments = [event.at for parcel in order.parcels for event in parcel.journey]
        moments += [one.opened_at for one in tale.returns]
        moments += [moment for one in tale.returns if (moment := one.received_at)]
        moments += [one.sent_at for one in tale.refunds if one.sent_at]
        assert all(order.placed_at <= moment <= now for moment in moments), order.number
        for parcel in order.parcels:
            times = [event.at for event in parcel.journey]
            assert times == sorted(times)
            assert (parcel.delivered_at is None) == (parcel.state is not ParcelState.DELIVERED)
        assert order.total >= Money.zero()
        assert order.goods == Money.sum(line.total for line in order.lines)


@given(MOMENTS)
@settings(max_examples=25, deadline=None)
def test_the_documented_orders_are_what_the_page_says_on_any_day(now: datetime) -> None:
    orders, policies = by_number(now), Policies()

    def outlook(number: str) -> Punctuality:
        return order_outlook(orders[number], policies, now).punctuality

    assert outlook("BL-20407") is Punctuality.LATE
    assert outlook("BL-20406") is Punctuality.ON_TIME
    assert parcel_outlook(orders["BL-20408"].parcels[0], orders["BL-20408"], policies, now).punctuality in {
        Punctuality.STILL,
        Punctuality.LATE,
    }
    today = Days(now).today
    out = orders["BL-20418"]
    expected = parcel_outlook(out.parcels[0], out, policies, now).expected
    assert expected is not None
    assert expected.earliest == expected.latest == today
    held = orders["BL-20411"].parcels[0]
    assert held.held_until is not None
    returnable = verdicts(orders["BL-20414"], (), ReturnKind.RETURN, policies, now)
    assert [one.allowed for one in returnable] == [True, True, False]
    assert not verdicts(orders["BL-20417"], (), ReturnKind.RETURN, policies, now)[0].allowed


def documented() -> list[list[str]]:
    """The rows of the page's table of orders."""
    rows = re.findall(r"^\| (BL-204\d\d) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
    return [list(row) for row in rows]


def test_the_page_lists_every_order_with_what_proves_it(clock: FixedClock) -> None:
    assert [row[0] for row in documented()] == [f"BL-{one.number}" for one in ORDERS]
    for row, one in zip(documented(), ORDERS, strict=True):
        assert row[1] == one.person.customer.first_name
    for one in ORDERS:
        customer = one.person.customer
        assert re.search(
            rf"^\| {customer.first_name} \| {re.escape(customer.email or '')} \| "
            rf"{re.escape(_spaced(customer.phone or ''))} \|",
            PAGE,
            re.MULTILINE,
        )


def _spaced(phone: str) -> str:
    """As the page writes it."""
    return f"{phone[:3]} {phone[3:6]} {phone[6:9]} {phone[9:]}"


def test_the_page_lists_every_code(clock: FixedClock) -> None:
    days = Days(clock.now())
    assert all(f"`{one.code}`" in PAGE for one in codes.discounts(days))
    shown = {code.replace("-", "") for code in re.findall(r"`(LUME-[A-Z0-9-]+)`", PAGE)}
    assert shown == set(codes.gift_cards(days))


def test_every_story_is_told_by_the_crowd(clock: FixedClock) -> None:
    """Or by a documented order: a story that nobody lives is dead."""
    crowd = {one for one, story in STORIES.items() if story.weight} | {one.story for one in ORDERS}
    assert crowd == set(STORIES)


async def refilled(database: Database, clock: FixedClock, seed: int = SEED) -> DemoShop:
    """As a start of the desk does it."""
    return await open_demo(database, clock, seed)


async def test_a_second_start_changes_nothing(database: Database, clock: FixedClock) -> None:
    before = await DemoShop(database, clock).orders.find("BL-20406")
    clock.advance(timedelta(hours=3))
    assert await (await refilled(database, clock)).orders.find("BL-20406") == before


async def test_on_a_new_day_yesterday_is_yesterday_again(database: Database, clock: FixedClock) -> None:
    before = await DemoShop(database, clock).orders.find("BL-20406")
    numbers = [one.number for one in await DemoShop(database, clock).returns.of_order("BL-20419")]
    clock.advance(timedelta(days=7))
    shop = await refilled(database, clock)
    after = await shop.orders.find("BL-20406")
    assert after.placed_at - before.placed_at == timedelta(days=7)
    assert [one.number for one in await shop.returns.of_order("BL-20419")] == numbers


async def test_what_was_touched_stays_as_it_is(database: Database, clock: FixedClock) -> None:
    shop = DemoShop(database, clock)
    await shop.orders.cancel("BL-20401")
    request = ReturnRequest("form", "BL-20414", ReturnKind.RETURN, (ReturnLine("1", 1),))
    begun = await shop.returns.open(request)
    delivered = await shop.orders.find("BL-20414")
    clock.advance(timedelta(days=7))
    shop = await refilled(database, clock)
    assert (await shop.orders.find("BL-20401")).state is OrderState.CANCELLED
    assert len(await shop.refunds.of_order("BL-20401")) == 1
    assert await shop.returns.of_order("BL-20414") == [begun]
    assert await shop.orders.find("BL-20414") == delivered


async def test_another_seed_makes_another_shop(database: Database, clock: FixedClock) -> None:
    shop = DemoShop(database, clock)
    await shop.orders.cancel("BL-20401")
    shop = await refilled(database, clock, SEED + 1)
    assert (await shop.orders.find("BL-20401")).state is OrderState.RECEIVED


async def test_two_who_start_at_once_fill_it_once(database: Database, clock: FixedClock) -> None:
    clock.advance(timedelta(days=1))
    second = Database(str(database.url.render_as_string(hide_password=False)))
    await asyncio.gather(refilled(database, clock), refilled(second, clock))
    await second.close()
    shop = DemoShop(database, clock)
    assert len(await shop.returns.of_order("BL-20419")) == 1


@pytest.mark.parametrize("rounds", [12])
async def test_cancelling_against_packing(database: Database, clock: FixedClock, rounds: int) -> None:
    """Whoever is first wins, and nobody packs what is cancelled."""
    shop, warehouse = DemoShop(database, clock), Warehouse(DemoShop(database, clock).orders, clock)
    received = [
        order.number for order in by_number(clock.now()).values() if order.state is OrderState.RECEIVED
    ]
    told: Counter[tuple[str, ...]] = Counter()
    for number in received[:rounds]:
        outcome = await asyncio.gather(
            *(
                [_code(shop.orders.cancel(number)), _code(warehouse.pack(number))][
                    :: 1 if int(number[-1]) % 2 else -1
                ]
            )
        )
        state = (await shop.orders.find(number)).state
        refunds = await shop.refunds.of_order(number)
        assert sorted(outcome) in (["done", "too_late"], ["already_done", "done"])
        assert (state is OrderState.CANCELLED) == bool(refunds)
        told[tuple(sorted(outcome))] += 1
    assert sum(told.values()) == len(received[:rounds])


async def test_moving_against_cancelling(database: Database, clock: FixedClock) -> None:
    shop = DemoShop(database, clock)
    order = await shop.orders.find("BL-20401")
    assert order.address is not None
    new = replace(order.address, street="Borgo Pinti 7")
    await asyncio.gather(
        _code(shop.orders.change_address(order.number, new)), _code(shop.orders.cancel(order.number))
    )
    after = await shop.orders.find(order.number)
    assert after.state is OrderState.CANCELLED  # it can't be un-cancelled by a change that was read before
    assert after.version in {1, 2}


async def test_an_order_is_packed_sent_and_delivered(database: Database, clock: FixedClock) -> None:
    shop = DemoShop(database, clock)
    warehouse = Warehouse(shop.orders, clock)
    await warehouse.pack("BL-20401")
    await warehouse.ship("BL-20401", "brt", "BRT", "0123456789")
    sent = await shop.orders.find("BL-20401")
    assert (sent.state, sent.parcels[0].tracking_number) == (OrderState.SHIPPED, "0123456789")
    clock.advance(timedelta(days=2))
    await warehouse.deliver("BL-20401")
    arrived = await shop.orders.find("BL-20401")
    assert arrived.delivered_at == clock.now()
    assert (await shop.returns.eligibility("BL-20401", ReturnKind.RETURN))[0].allowed


async def _code(work: object) -> str:
    try:
        await work  # type: ignore[misc]
    except ShopError as error:
        return error.code
    return "done"
