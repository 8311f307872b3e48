"""The demo shop's warehouse: what its people would do, for demonstrations and tests."""

from __future__ import annotations

from dataclasses import replace

from shop.changes import can_change
from shop.demo.orders import DemoOrders
from shop.errors import AlreadyDone, TooLate
from shop.ports import Clock
from shop.records import LineQuantity, Order, OrderState, Parcel, ParcelEvent, ParcelState

_PACKED = {OrderState.PREPARING, OrderState.READY}
_GONE = {OrderState.SHIPPED, OrderState.OUT_FOR_DELIVERY}


class Warehouse:
    """Moves orders forward; every step is judged on the order as it is when it is stored."""

    def __init__(self, orders: DemoOrders, clock: Clock) -> None:
        self._orders = orders
        self._clock = clock

    async def pack(self, number: str) -> Order:
        """Begins to prepare an order (``AlreadyDone`` unless nobody has begun, ``TooLate`` if cancelled)."""

        def packed(order: Order) -> Order:
            _refuse_cancelled(order)
            if not can_change(order):
                raise AlreadyDone(order.state)
            return replace(order, state=OrderState.PREPARING)

        return await self._orders.change(number, packed)

    async def ship(self, number: str, carrier: str, carrier_name: str, tracking_number: str) -> Order:
        """Hands an order that is packed to a carrier, whole (``TooLate`` unless it is packed)."""
        now = self._clock.now()

        def shipped(order: Order) -> Order:
            if order.state not in _PACKED:
                raise TooLate(order.state)
            parcel = Parcel(
                id="1",
                state=ParcelState.IN_TRANSIT,
                carrier=carrier,
                carrier_name=carrier_name,
                tracking_number=tracking_number,
                contents=tuple(LineQuantity(line.id, line.quantity - line.cancelled) for line in order.lines),
                shipped_at=now,
                expected=order.promised,
                journey=(ParcelEvent(now, ParcelState.IN_TRANSIT),),
            )
            return replace(order, state=OrderState.SHIPPED, parcels=(parcel,))

        return await self._orders.change(number, shipped)

    async def deliver(self, number: str) -> Order:
        """Says that all parcels of an order have arrived (``TooLate`` unless they are on their way)."""
        now = self._clock.now()

        def delivered(order: Order) -> Order:
            if order.state not in _GONE:
                raise TooLate(order.state)
            parcels = tuple(
                replace(
                    parcel,
                    state=ParcelState.DELIVERED,
                    delivered_at=parcel.delivered_at or now,
                    journey=(*parcel.journey, ParcelEvent(now, ParcelState.DELIVERED)),
                )
                for parcel in order.parcels
            )
            return replace(order, state=OrderState.DELIVERED, parcels=parcels)

        return await self._orders.change(number, delivered)


def _refuse_cancelled(order: Order) -> None:
    if order.state is OrderState.CANCELLED:
        raise TooLate(order.state)
