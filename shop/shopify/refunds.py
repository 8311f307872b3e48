"""Money that goes back, as Shopify records it, and what a cancelled order leaves owed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from shop.changes import cancellation_refund
from shop.ports import Clock
from shop.records import Order, OrderState, PaymentState, Refund, RefundState
from shop.remote.reading import moment, read
from shop.remote.rules import Rules
from shop.shopify import queries
from shop.shopify.client import VENDOR, ShopifyClient
from shop.shopify.models import MoneyBag, ShopifyModel, Transaction
from shop.shopify.orders import ShopifyOrders
from shop.shopify.reading import OrderReader, short_id

TRANSACTIONS: dict[str, RefundState] = {
    "SUCCESS": RefundState.SENT,
    "PENDING": RefundState.PENDING,
    "AWAITING_RESPONSE": RefundState.PENDING,
    "UNKNOWN": RefundState.PENDING,
    "FAILURE": RefundState.FAILED,
    "ERROR": RefundState.FAILED,
}
"""OrderTransactionStatus."""
_WORST_FIRST = (RefundState.FAILED, RefundState.PENDING, RefundState.SENT)


class Transactions(ShopifyModel):
    """What became of the money."""

    nodes: tuple[Transaction, ...] = ()


class RefundedReturn(ShopifyModel):
    """The return that it is for."""

    name: str | None = None


class ShopifyRefund(ShopifyModel):
    """A refund."""

    id: str
    created_at: str | None = None
    total_refunded_set: MoneyBag = Field(default_factory=MoneyBag)
    return_: RefundedReturn | None = Field(None, alias="return")
    transactions: Transactions = Field(default_factory=Transactions)


class ShopifyRefunds:
    """Implements ``shop.ports.Refunds``."""

    def __init__(
        self, client: ShopifyClient, orders: ShopifyOrders, reader: OrderReader, rules: Rules, clock: Clock
    ) -> None:
        self._client = client
        self._orders = orders
        self._reader = reader
        self._rules = rules
        self._clock = clock

    async def of_order(self, order_number: str) -> list[Refund]:
        """An order's refunds, newest first."""
        raw = await self._orders.raw(order_number)
        order = self._reader.order(raw, self._clock.now())
        asked = (await self._client.ask(queries.REFUNDS, id=raw.id)).get("order")
        listed: list[Any] = (asked.get("refunds") if isinstance(asked, Mapping) else None) or []
        made = [_refund(read(ShopifyRefund, one, VENDOR), order) for one in listed]
        found = [*made, *self._owed(order, made)]
        return sorted(found, key=lambda refund: refund.requested_at, reverse=True)

    def _owed(self, order: Order, made: list[Refund]) -> list[Refund]:
        """What was paid for an order that was cancelled, until somebody gives it back."""
        cancelled = order.state is OrderState.CANCELLED and order.cancelled_at is not None
        if made or not cancelled or order.payment.state is not PaymentState.PAID or not order.total:
            return []
        at = order.cancelled_at or self._clock.now()
        return [cancellation_refund(order, at, self._rules.policies)]


def _refund(given: ShopifyRefund, order: Order) -> Refund:
    moved = given.transactions.nodes
    states = {TRANSACTIONS.get(one.status, RefundState.PENDING) for one in moved}
    state = next((one for one in _WORST_FIRST if one in states), RefundState.PENDING)
    sent = [moment(one.processed_at) for one in moved]
    at = moment(given.created_at) or order.placed_at
    return Refund(
        id=short_id(given.id),
        order_number=order.number,
        amount=given.total_refunded_set.money,
        state=state,
        method_name=order.payment.method_name,
        reason="return" if given.return_ else "cancellation" if order.cancelled_at else "",
        requested_at=at,
        sent_at=next((one for one in sent if one), None) if state is RefundState.SENT else None,
        return_number=given.return_.name if given.return_ else None,
    )
