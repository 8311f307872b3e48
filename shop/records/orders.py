"""Orders and their lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shop.records.money import Money
from shop.records.parcels import DateRange, Parcel
from shop.records.people import Customer, PostalAddress
from shop.records.shipping import PickupPoint, Speed


class OrderState(StrEnum):
    """Where an order stands, in the order in which it usually happens."""

    AWAITING_PAYMENT = "awaiting_payment"
    RECEIVED = "received"
    PREPARING = "preparing"
    READY = "ready"
    """Packed in the warehouse, waiting for the carrier."""
    PARTLY_SHIPPED = "partly_shipped"
    SHIPPED = "shipped"
    OUT_FOR_DELIVERY = "out_for_delivery"
    READY_FOR_PICKUP = "ready_for_pickup"
    """Waiting in the shop, or at a pick-up point, for the customer."""
    DELIVERED = "delivered"
    """All of it, or collected."""
    CANCELLED = "cancelled"
    RETURNED = "returned"
    """All of it came back."""


class PaymentState(StrEnum):
    """Where an order's payment stands."""

    PENDING = "pending"
    """Not there yet: a bank transfer, say."""
    ON_DELIVERY = "on_delivery"
    FAILED = "failed"
    PAID = "paid"
    PARTLY_REFUNDED = "partly_refunded"
    REFUNDED = "refunded"


class Trait(StrEnum):
    """What makes an item an exception to a return rule."""

    CUSTOM_MADE = "custom_made"
    """Made to measure or personalised."""
    HYGIENE = "hygiene"
    """Can't go back once its seal is broken: underwear, earrings, candles."""
    FINAL_SALE = "final_sale"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One item of an order.

    Attributes:
        id: Unique within the order.
        sku: The variant's.
        product_id: The catalogue's; None where the product is gone.
        title: As the shop calls it.
        quantity: Pieces ordered.
        unit_price: For one, as paid.
        size: As the shop writes it, or None.
        colour: In the shop's words, or None.
        traits: Exceptions that hold for it.
        personalisation: What was made to order, in words; or empty.
        cancelled: Pieces that the shop took out of the order.
    """

    id: str
    sku: str
    product_id: str | None
    title: str
    quantity: int
    unit_price: Money
    size: str | None = None
    colour: str | None = None
    traits: frozenset[Trait] = frozenset()
    personalisation: str = ""
    cancelled: int = 0

    @property
    def total(self) -> Money:
        """What its pieces cost together."""
        return self.unit_price * (self.quantity - self.cancelled)


@dataclass(frozen=True, slots=True)
class Payment:
    """How an order is paid.

    Attributes:
        method: Stable code: ``card``, ``paypal``, ``bank_transfer``, ``cash_on_delivery``, …
        method_name: As people know it; never a card's number, its last four digits at most.
        state: Where it stands.
        paid_at: When the money was there; None before.
        due_on: Last day for a payment that is awaited.
        error_code: Why it failed: ``declined``, ``insufficient_funds``, ``expired``,
            ``authentication_failed``; None where it did not fail or nobody says.
    """

    method: str
    method_name: str
    state: PaymentState
    paid_at: datetime | None = None
    due_on: date | None = None
    error_code: str | None = None


@dataclass(frozen=True, slots=True)
class Invoice:
    """An order's invoice.

    Attributes:
        number: The shop's; None while it is being made.
        issued_on: None while it is being made.
        tax_id: VAT number or fiscal code that it is made out to.
    """

    number: str | None
    issued_on: date | None
    tax_id: str


@dataclass(frozen=True, slots=True)
class Order:
    """One order, as its customer may know it.

    Attributes:
        number: As the customer sees it: ``BL-20418``.
        state: Where it stands.
        placed_at: Aware.
        customer: Whose it is. Personal: shown after proof only, see ``shop.identity``.
        lines: What was ordered.
        parcels: In the order in which they left; empty before.
        speed: How it is to be delivered.
        address: Where to; None for collection.
        pickup_point: Where it is collected; None for delivery.
        goods: Lines together, before discount.
        discount: Taken off; zero where there is none.
        shipping: What delivery costs.
        total: What is paid.
        payment: How.
        promised: Days of delivery promised when it was placed; None where nothing was.
        discount_code: The one used; None where none was.
        invoice: None where none was asked for.
        cancelled_at: None unless cancelled.
        cancel_reason: Stable code: ``customer``, ``unpaid``, ``out_of_stock``, ``returned_to_sender``; or
            empty.
        reported_missing_at: When the customer said that a delivered parcel never came; None otherwise.
        version: Raised by every change, for those who write.
    """

    number: str
    state: OrderState
    placed_at: datetime
    customer: Customer
    lines: tuple[OrderLine, ...]
    speed: Speed
    goods: Money
    discount: Money
    shipping: Money
    total: Money
    payment: Payment
    parcels: tuple[Parcel, ...] = ()
    address: PostalAddress | None = None
    pickup_point: PickupPoint | None = None
    promised: DateRange | None = None
    discount_code: str | None = None
    invoice: Invoice | None = None
    cancelled_at: datetime | None = None
    cancel_reason: str = ""
    reported_missing_at: datetime | None = None
    version: int = 0

    @property
    def country(self) -> str:
        """Where it goes, ISO 3166-1 alpha-2; Italy for a collection."""
        return self.address.country.upper() if self.address is not None else "IT"

    def line(self, line_id: str) -> OrderLine | None:
        """The line with this id."""
        return next((line for line in self.lines if line.id == line_id), None)

    @property
    def delivered_at(self) -> datetime | None:
        """When the last of its parcels was delivered, once all are."""
        times = [parcel.delivered_at for parcel in self.parcels]
        known = [time for time in times if time is not None]
        return max(known) if known and len(known) == len(times) else None
