"""Orders as far along as their parcels are, and never late because of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from shop.carriers.following import MOST, FollowedOrders
from shop.errors import ShopUnavailable
from shop.memory import FixedClock
from shop.memory.shop import Contents, MemoryShop
from shop.records import Customer, Money, Order, OrderState, Parcel, ParcelState, Payment, PaymentState, Speed

WHEN = datetime(2026, 1, 7, tzinfo=UTC)


class Known:
    """Says of every parcel what it is told to say."""

    def __init__(self, news: Callable[[Parcel], Parcel], hangs: bool = False) -> None:
        self._news = news
        self._hangs = hangs
        self.asked: list[str] = []

    async def follow(self, parcel: Parcel) -> Parcel:
        self.asked.append(parcel.id)
        if self._hangs:
            await asyncio.Event().wait()
        return self._news(parcel)

    async def close(self) -> None:
        pass


def an_order(state: OrderState = OrderState.SHIPPED, parcels: int = 2) -> Order:
    nothing = Money.zero()
    sent = tuple(Parcel(str(n), ParcelState.UNKNOWN, tracking_number=f"1000{n}") for n in range(parcels))
    payment = Payment("card", "Carta", PaymentState.PAID)
    who = Customer("1", "Giulia", "Ferri", "giulia.ferri@posta.example", None)
    return Order("1", state, WHEN, who, (), Speed.STANDARD, nothing, nothing, nothing, nothing, payment, sent)


def followed(order: Order, known: Known, patience: float = 2.0) -> FollowedOrders:
    return FollowedOrders(MemoryShop(FixedClock(), Contents(orders=[order])).orders, known, patience)


def becomes(state: ParcelState) -> Callable[[Parcel], Parcel]:
    return lambda parcel: replace(parcel, state=state, delivered_at=WHEN if state == "delivered" else None)


@pytest.mark.parametrize(
    ("news", "state"),
    [
        (becomes(ParcelState.DELIVERED), OrderState.DELIVERED),
        (becomes(ParcelState.OUT_FOR_DELIVERY), OrderState.OUT_FOR_DELIVERY),
        (becomes(ParcelState.RETURNED_TO_SENDER), OrderState.RETURNED),
        (becomes(ParcelState.HELD), OrderState.SHIPPED),
        (lambda one: becomes(ParcelState.DELIVERED)(one) if one.id == "0" else one, OrderState.SHIPPED),
    ],
)
async def test_an_order_is_as_far_as_all_its_parcels(
    news: Callable[[Parcel], Parcel], state: OrderState
) -> None:
    assert (await followed(an_order(), Known(news)).find("1")).state is state


async def test_part_of_an_order_does_not_deliver_the_rest() -> None:
    order = await followed(an_order(OrderState.PARTLY_SHIPPED), Known(becomes(ParcelState.DELIVERED))).find(
        "1"
    )
    assert order.state is OrderState.PARTLY_SHIPPED


@pytest.mark.parametrize("state", [OrderState.CANCELLED, OrderState.RETURNED])
async def test_what_is_over_is_not_followed(state: OrderState) -> None:
    known = Known(becomes(ParcelState.LOST))
    await followed(an_order(state), known).find("1")
    assert known.asked == []


async def test_who_hangs_or_fails_takes_nothing_away() -> None:
    order = an_order()
    assert await followed(order, Known(becomes(ParcelState.LOST), hangs=True), 0.01).find("1") == order

    def down(parcel: Parcel) -> Parcel:
        raise ShopUnavailable

    assert await followed(order, Known(down)).find("1") == order


async def test_a_question_asks_about_so_many_parcels_only() -> None:
    known = Known(becomes(ParcelState.IN_TRANSIT))
    found = await followed(an_order(parcels=30), known).of_contact(email="giulia.ferri@posta.example")
    assert len(known.asked) == MOST
    assert len(found[0].parcels) == 30
