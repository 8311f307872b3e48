"""Makes our order out of Shopify's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shop.contacts import normal_email, normal_phone
from shop.errors import ShopUnavailable
from shop.lateness import promise
from shop.records import (
    Customer,
    DateRange,
    Money,
    Order,
    OrderLine,
    Payment,
    PickupKind,
    PickupPoint,
    PostalAddress,
    Speed,
)
from shop.remote.reading import moment, plain
from shop.remote.rules import Rules
from shop.shopify.models import LineItem, MailingAddress, Option, ShopifyOrder
from shop.shopify.parcels import parcels
from shop.shopify.states import CANCEL_REASONS, method_code, order_state, payment_state, speed

SIZES = frozenset({"size", "taglia", "misura", "numero"})
COLOURS = frozenset({"color", "colour", "colore"})
_PAID = {"SALE", "CAPTURE"}


@dataclass(frozen=True, slots=True)
class OrderReader:
    """Reads orders.

    Attributes:
        rules: What Shopify does not tell.
        region: Country of phone numbers that are written without prefix.
    """

    rules: Rules
    region: str

    def order(self, given: ShopifyOrder, now: datetime) -> Order:
        """Our order."""
        placed_at = moment(given.created_at)
        if placed_at is None:
            raise ShopUnavailable("Shopify's order has no date.")
        line = given.shipping_line
        how = speed(f"{line.title} {line.code or ''}") if line else Speed.STANDARD
        lines = tuple(self._line(one) for one in given.line_items.nodes)
        currency = given.total_price_set.shop_money.currency_code
        travelling = parcels(given.fulfillments)
        return Order(
            number=given.name.lstrip("#"),
            state=order_state(given, travelling, self.rules, now),
            placed_at=placed_at,
            customer=self._customer(given),
            lines=lines,
            speed=how,
            goods=Money.sum((one.total for one in lines), currency),
            discount=given.total_discounts_set.money if given.total_discounts_set else Money.zero(currency),
            shipping=given.total_shipping_price_set.money,
            total=given.total_price_set.money,
            payment=_payment(given),
            parcels=travelling,
            address=None if how is Speed.PICKUP else _address(given.shipping_address),
            pickup_point=self._shop() if how is Speed.PICKUP else None,
            promised=self._promised(placed_at, how),
            discount_code=given.discount_code,
            cancelled_at=moment(given.cancelled_at),
            cancel_reason=CANCEL_REASONS.get(given.cancel_reason or "", ""),
        )

    def _customer(self, given: ShopifyOrder) -> Customer:
        """An order's own e-mail and phone come first: they are what its customer knows."""
        owner, to = given.customer, given.shipping_address
        email = owner.default_email_address.email_address if owner and owner.default_email_address else None
        phone = owner.default_phone_number.phone_number if owner and owner.default_phone_number else None
        phones = (given.phone, phone, to.phone if to else None)
        region = (to.country_code_v2 if to else None) or self.region
        known = [found for one in phones if one and (found := normal_phone(one, region))]
        return Customer(
            id=owner.id if owner else f"guest-{given.id}",
            first_name=(owner.first_name if owner else None) or "",
            last_name=(owner.last_name if owner else None) or "",
            email=normal_email(given.email or email or ""),
            phone=known[0] if known else None,
            language=given.customer_locale[:2].lower() if given.customer_locale else None,
        )

    def _line(self, given: LineItem) -> OrderLine:
        left = given.quantity if given.current_quantity is None else given.current_quantity
        options = given.variant.selected_options if given.variant else ()
        return OrderLine(
            id=given.id,
            sku=given.sku or "",
            product_id=short_id(given.product.id) if given.product else None,
            title=plain(given.title, 120),
            quantity=given.quantity,
            unit_price=given.original_unit_price_set.money,
            size=chosen(options, SIZES),
            colour=chosen(options, COLOURS),
            traits=self.rules.traits_of(given.sku or ""),
            cancelled=max(given.quantity - left, 0),
        )

    def _shop(self) -> PickupPoint | None:
        return next((one for one in self.rules.pickup_points if one.kind is PickupKind.SHOP), None)

    def _promised(self, placed_at: datetime, how: Speed) -> DateRange | None:
        delivery = self.rules.delivery
        if delivery is None:
            return None
        days = {Speed.STANDARD: delivery.standard, Speed.PICKUP: delivery.pickup}.get(how, delivery.express)
        return promise(placed_at, days, self.rules.policies) if days else None


def chosen(options: tuple[Option, ...], names: frozenset[str]) -> str | None:
    """The value of an option that goes by one of these names."""
    return next((plain(one.value, 40) for one in options if one.name.lower() in names), None)


def short_id(identifier: str) -> str:
    """``632910392`` for ``gid://shopify/Product/632910392``."""
    return identifier.rpartition("/")[2]


def _payment(given: ShopifyOrder) -> Payment:
    paid = [moment(one.processed_at) for one in given.transactions
            if one.kind in _PAID and one.status == "SUCCESS"]  # fmt: skip
    return Payment(
        method=method_code(given),
        method_name=plain(given.payment_gateway_names[0], 60) if given.payment_gateway_names else "",
        state=payment_state(given),
        paid_at=next((one for one in paid if one is not None), None),
    )


def _address(to: MailingAddress | None) -> PostalAddress | None:
    if to is None or not to.address1:
        return None
    return PostalAddress(
        name=to.name or "",
        street=to.address1,
        postcode=to.zip or "",
        city=to.city or "",
        country=to.country_code_v2 or "",
        province=to.province_code or "",
        extra=to.address2 or "",
    )
