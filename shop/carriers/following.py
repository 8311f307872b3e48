"""Orders whose parcels a carrier, or somebody who knows them all, is asked about."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import Protocol

from shop.errors import ShopError
from shop.ports import Orders, Tracking
from shop.records import Order, OrderState, Parcel, ParcelState, PostalAddress

PATIENCE = 2.0
"""Seconds that news of parcels may take: the order is told all the same, with what the shop knows."""
MOST = 5
"""Parcels asked about for one question."""
_OVER = {OrderState.CANCELLED, OrderState.RETURNED}
_ON_THE_WAY = {OrderState.SHIPPED, OrderState.OUT_FOR_DELIVERY}

logger = logging.getLogger(__name__)


class Follower(Tracking, Protocol):
    """Somebody who knows where parcels are, over connections that are closed in the end."""

    async def close(self) -> None:
        """Closes them."""


class FollowedOrders:
    """Implements ``shop.ports.Orders`` with another, and ``Tracking`` for its parcels.

    Args:
        orders: The back end's.
        tracking: Who knows where parcels are.
        patience: Seconds that it may take.
    """

    def __init__(self, orders: Orders, tracking: Tracking, patience: float = PATIENCE) -> None:
        self._orders = orders
        self._tracking = tracking
        self._patience = patience

    async def find(self, number: str) -> Order:
        """One order, its parcels as the carrier sees them."""
        return (await self._followed([await self._orders.find(number)]))[0]

    async def of_contact(
        self, *, phone: str | None = None, email: str | None = None, limit: int = 10
    ) -> list[Order]:
        """A contact's orders, their parcels as the carriers see them."""
        return await self._followed(await self._orders.of_contact(phone=phone, email=email, limit=limit))

    async def cancel(self, number: str, *, reason: str = "customer") -> Order:
        """Cancels."""
        return await self._orders.cancel(number, reason=reason)

    async def change_address(self, number: str, address: PostalAddress) -> Order:
        """Sends it elsewhere."""
        return await self._orders.change_address(number, address)

    async def _followed(self, orders: list[Order]) -> list[Order]:
        asked = [parcel for order in orders for parcel in order.parcels if _is_worth_it(order, parcel)][:MOST]
        try:
            async with asyncio.timeout(self._patience):
                news = await asyncio.gather(*(self._tracking.follow(parcel) for parcel in asked))
        except (ShopError, TimeoutError) as error:
            logger.warning("parcels can't be followed", extra={"reason": type(error).__name__})
            return orders
        told = {id(parcel): new for parcel, new in zip(asked, news, strict=True)}
        return [
            _with_parcels(order, tuple(told.get(id(one), one) for one in order.parcels)) for order in orders
        ]


def _is_worth_it(order: Order, parcel: Parcel) -> bool:
    done = parcel.state is ParcelState.DELIVERED and parcel.delivered_at is not None
    return order.state not in _OVER and parcel.tracking_number is not None and not done


def _with_parcels(order: Order, parcels: tuple[Parcel, ...]) -> Order:
    """The order, as far along as all of its parcels are."""
    states = {parcel.state for parcel in parcels}
    state = order.state
    if state in _ON_THE_WAY and states == {ParcelState.DELIVERED}:
        state = OrderState.DELIVERED
    elif state in _ON_THE_WAY and ParcelState.OUT_FOR_DELIVERY in states:
        state = OrderState.OUT_FOR_DELIVERY
    elif state in _ON_THE_WAY and states == {ParcelState.RETURNED_TO_SENDER}:
        state = OrderState.RETURNED
    return replace(order, parcels=parcels, state=state)
