"""Makes our order out of WooCommerce's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from shop.contacts import normal_email, normal_phone
from shop.errors import ShopUnavailable
from shop.lateness import promise
from shop.records import (
    Customer,
    DateRange,
    Money,
    Order,
    OrderLine,
    OrderState,
    Payment,
    PickupKind,
    PostalAddress,
    Speed,
)
from shop.remote.reading import amount, moment, plain
from shop.remote.rules import Rules
from shop.woocommerce.models import Address, LineItem, WooOrder
from shop.woocommerce.parcels import parcels
from shop.woocommerce.statuses import method_code, order_state, payment_state, speed

CANCEL_REASON = "_sportello_cancel_reason"
CANCELLED_AT = "_sportello_cancelled_at"
"""What we note on an order that is cancelled through us: WooCommerce keeps neither."""
SIZES = frozenset({"size", "taglia", "misura", "numero", "pa_size", "pa_taglia", "pa_misura"})
COLOURS = frozenset({"color", "colour", "colore", "pa_color", "pa_colour", "pa_colore"})


@dataclass(frozen=True, slots=True)
class OrderReader:
    """Reads orders.

    Attributes:
        rules: What WooCommerce does not tell.
        region: Country of phone numbers that are written without prefix.
    """

    rules: Rules
    region: str

    def order(self, given: WooOrder, now: datetime) -> Order:
        """Our order."""
        placed_at = moment(given.date_created_gmt)
        if placed_at is None:
            raise ShopUnavailable("WooCommerce's order has no date.")
        state = order_state(given, self.rules, now)
        how = _speed(given)
        lines = tuple(self._line(one, given.currency) for one in given.line_items)
        return Order(
            number=given.number.lstrip("#"),
            state=state,
            placed_at=placed_at,
            customer=self._customer(given),
            lines=lines,
            speed=how,
            goods=Money.sum((line.total for line in lines), given.currency),
            discount=_sum(given, given.discount_total, given.discount_tax),
            shipping=_sum(given, given.shipping_total, given.shipping_tax),
            total=_sum(given, given.total),
            payment=_payment(given),
            parcels=parcels(given, state),
            address=None if how is Speed.PICKUP else _address(given),
            pickup_point=next((one for one in self.rules.pickup_points if one.kind is PickupKind.SHOP), None)
            if how is Speed.PICKUP
            else None,
            promised=self._promised(placed_at, how),
            discount_code=given.coupon_lines[0].code.upper() if given.coupon_lines else None,
            cancelled_at=moment(_noted(given, CANCELLED_AT)) if state is OrderState.CANCELLED else None,
            cancel_reason=_noted(given, CANCEL_REASON) if state is OrderState.CANCELLED else "",
        )

    def _customer(self, given: WooOrder) -> Customer:
        billing = given.billing
        return Customer(
            id=str(given.customer_id) if given.customer_id else f"guest-{given.id}",
            first_name=billing.first_name.strip(),
            last_name=billing.last_name.strip(),
            email=normal_email(billing.email),
            phone=normal_phone(billing.phone, billing.country or self.region),
        )

    def _line(self, given: LineItem, currency: str) -> OrderLine:
        worth = (amount(given.subtotal, currency), amount(given.subtotal_tax, currency))
        total = Money.sum((one for one in worth if one is not None), currency)
        sku = given.sku or f"{given.variation_id or given.product_id}"
        return OrderLine(
            id=given.id,
            sku=sku,
            product_id=str(given.product_id) if given.product_id else None,
            title=plain(given.name, 120),
            quantity=given.quantity,
            unit_price=Money(total.amount / Decimal(max(given.quantity, 1)), currency),
            size=_chosen(given, SIZES),
            colour=_chosen(given, COLOURS),
            traits=self.rules.traits_of(sku),
        )

    def _promised(self, placed_at: datetime, how: Speed) -> DateRange | None:
        delivery = self.rules.delivery
        if delivery is None:
            return None
        days = {Speed.STANDARD: delivery.standard, Speed.PICKUP: delivery.pickup}.get(how, delivery.express)
        return promise(placed_at, days, self.rules.policies) if days else None


def _speed(given: WooOrder) -> Speed:
    line = given.shipping_lines[0] if given.shipping_lines else None
    return speed(line.method_id or "", line.method_title) if line else Speed.STANDARD


def _sum(given: WooOrder, *texts: str) -> Money:
    known = (amount(text, given.currency) for text in texts)
    return Money.sum((one for one in known if one is not None), given.currency)


def _payment(given: WooOrder) -> Payment:
    return Payment(
        method=method_code(given.payment_method),
        method_name=plain(given.payment_method_title, 60),
        state=payment_state(given),
        paid_at=moment(given.date_paid_gmt),
    )


def _address(given: WooOrder) -> PostalAddress | None:
    """Where it goes; to the billing address where no other was given, as WooCommerce does."""
    to = given.shipping if given.shipping.address_1.strip() else given.billing
    return _postal(to) if to.address_1.strip() else None


def _postal(to: Address) -> PostalAddress:
    return PostalAddress(
        name=f"{to.first_name} {to.last_name}".strip() or to.company,
        street=to.address_1,
        postcode=to.postcode,
        city=to.city,
        country=to.country,
        province=to.state,
        extra=to.address_2,
    )


def _chosen(given: LineItem, keys: frozenset[str]) -> str | None:
    for meta in given.meta_data:
        value = meta.display_value if isinstance(meta.display_value, str) else meta.value
        if meta.key.lower() in keys and isinstance(value, str) and value.strip():
            return plain(value, 40)
    return None


def _noted(given: WooOrder, key: str) -> str:
    value = given.meta(key)
    return value if isinstance(value, str) else ""
