"""Money that goes back, as WooCommerce records it, and what a cancellation through us leaves owed."""

from __future__ import annotations

from shop.changes import cancellation_refund
from shop.ports import Clock
from shop.records import Money, Order, OrderState, PaymentState, Refund, RefundState
from shop.remote.reading import amount, moment, read_list
from shop.remote.rules import Rules
from shop.woocommerce.client import VENDOR, WoocommerceClient
from shop.woocommerce.models import WooOrder, WooRefund
from shop.woocommerce.orders import WoocommerceOrders, cancelled_at
from shop.woocommerce.reading import OrderReader

_WORDS = {
    "withdrawal": ("recesso", "withdraw"),
    "missing_item": ("mancante", "missing"),
    "cancellation": ("annull", "cancel"),
    "return": ("reso", "rientro", "return"),
}
"""WooCommerce keeps what a person typed as the reason; in this order the first that fits counts."""


class WoocommerceRefunds:
    """Implements ``shop.ports.Refunds``."""

    def __init__(
        self,
        client: WoocommerceClient,
        orders: WoocommerceOrders,
        reader: OrderReader,
        rules: Rules,
        clock: Clock,
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
        listed = await self._client.pages(f"orders/{raw.id}/refunds", 100) if raw.refunds else []
        made = [_refund(one, order) for one in read_list(WooRefund, listed, VENDOR)]
        found = [*made, *self._owed(raw, order, made)]
        return sorted(found, key=lambda refund: refund.requested_at, reverse=True)

    def _owed(self, raw: WooOrder, order: Order, made: list[Refund]) -> list[Refund]:
        """What was paid for an order that was cancelled through us, until somebody gives it back."""
        at = cancelled_at(raw)
        was_paid = order.payment.state is PaymentState.PAID and bool(order.total)
        if at is None or not was_paid or made:
            return []
        return [cancellation_refund(order, at, self._rules.policies)]


def _refund(given: WooRefund, order: Order) -> Refund:
    at = moment(given.date_created_gmt) or order.placed_at
    worth = amount(given.amount, order.total.currency)
    return Refund(
        id=given.id,
        order_number=order.number,
        amount=worth if worth is not None else Money.zero(order.total.currency),
        # What was not sent through the gateway is for a person to send: nobody notes when.
        state=RefundState.SENT if given.refunded_payment else RefundState.PENDING,
        method_name=order.payment.method_name,
        reason=_reason(given.reason, order),
        requested_at=at,
        sent_at=at if given.refunded_payment else None,
    )


def _reason(text: str, order: Order) -> str:
    lower = text.lower()
    for code, words in _WORDS.items():
        if any(word in lower for word in words):
            return code
    return "cancellation" if order.state is OrderState.CANCELLED else ""
