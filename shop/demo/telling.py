"""Makes an order out of a story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from shop.demo.days import Days
from shop.demo.journeys import Trip, parcel
from shop.demo.people import Person
from shop.demo.rules import CASH_FEE, PAYMENT_METHODS, POLICIES, RATES, SHOP
from shop.demo.stories import Step, Story
from shop.lateness import promise
from shop.rates import quotes
from shop.records import (
    Basket,
    DateRange,
    Destination,
    LineQuantity,
    Money,
    Order,
    OrderLine,
    Parcel,
    Payment,
    PaymentState,
    Product,
    ShippingQuote,
    Speed,
    Trait,
    Variant,
)
from shop.workdays import add_working_days, local_date

WELCOME = Decimal(10)
"""Per cent that the welcome code takes off."""
TRANSFER_DAYS = 5


@dataclass(frozen=True, slots=True)
class Ware:
    """Something ordered: so many pieces of a variant."""

    product: Product
    variant: Variant
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Cast:
    """Who ordered what, and how they pay.

    Attributes:
        number: The order's: ``BL-20418``.
        person: Whose it is.
        wares: What.
        method: Code of the payment method.
        personalisation: For what is made to order, in words.
        code: Discount code used on it; None for none.
    """

    number: str
    person: Person
    wares: tuple[Ware, ...]
    method: str = "card"
    personalisation: str = ""
    code: str | None = None


def order(story: Story, cast: Cast, days: Days, rng: Random, earlier: int) -> Order:
    """An order to which the story happened, all of it so many working days earlier."""
    placed_at = _placed_at(story, days, rng, earlier)
    speed = Speed.PICKUP if story.pickup else Speed.EXPRESS if story.express else Speed.STANDARD
    lines = tuple(_line(number, ware, cast) for number, ware in enumerate(cast.wares, 1))
    goods = Money.sum(line.total for line in lines)
    discount = goods.share(WELCOME) if cast.code else Money.zero()
    quote = _quote(cast.person, speed, goods - discount)
    promised = _promised(placed_at, quote)
    fee = CASH_FEE if cast.method == "cash_on_delivery" else Money.zero()
    return Order(
        number=cast.number,
        state=story.state,
        placed_at=placed_at,
        customer=cast.person.customer,
        lines=lines,
        speed=quote.rate.speed,
        goods=goods,
        discount=discount,
        shipping=quote.price,
        total=goods - discount + quote.price + fee,
        payment=_payment(story, cast, placed_at),
        parcels=_parcels(story, lines, Trip(cast.person, promised, days, earlier, rng)),
        address=None if story.pickup else cast.person.address,
        pickup_point=SHOP if story.pickup else None,
        promised=promised,
        discount_code=cast.code,
        cancelled_at=min(placed_at + timedelta(hours=3), days.now) if story.cancelled else None,
        cancel_reason=story.cancelled[0] if story.cancelled else "",
        reported_missing_at=days.ago(earlier, 8) if story.missing else None,
    )


def _placed_at(story: Story, days: Days, rng: Random, earlier: int) -> datetime:
    if story.placed + earlier == 0:
        return days.now - timedelta(minutes=rng.randint(5, 55))
    return days.ago(story.placed + earlier, rng.randint(7, 11), rng.randint(0, 59))


def _line(number: int, ware: Ware, cast: Cast) -> OrderLine:
    return OrderLine(
        id=str(number),
        sku=ware.variant.sku,
        product_id=ware.product.id,
        title=ware.product.name,
        quantity=ware.quantity,
        unit_price=ware.variant.price,
        size=ware.variant.size,
        colour=ware.variant.colour,
        traits=ware.product.traits,
        personalisation=cast.personalisation if Trait.CUSTOM_MADE in ware.product.traits else "",
    )


def _quote(person: Person, speed: Speed, goods: Money) -> ShippingQuote:
    address = person.address
    destination = Destination(address.country, address.postcode, address.province)
    offered = {one.rate.speed: one for one in quotes(RATES, destination, Basket(goods))}
    return offered.get(speed) or offered[Speed.STANDARD]


def _promised(placed_at: datetime, quote: ShippingQuote) -> DateRange:
    """Express leaves on the day it is placed; a collection is ready where it is prepared."""
    if quote.rate.speed is Speed.STANDARD:
        return promise(placed_at, (quote.min_days, quote.max_days), POLICIES)
    placed = local_date(placed_at, POLICIES.time_zone)
    return DateRange(add_working_days(placed, quote.min_days), add_working_days(placed, quote.max_days))


def _payment(story: Story, cast: Cast, placed_at: datetime) -> Payment:
    method = next(one for one in PAYMENT_METHODS if one.code == cast.method)
    state = story.payment
    if cast.method == "cash_on_delivery" and state is PaymentState.PAID:
        delivered = any(step[1] == "delivered" for steps in story.parcels for step in steps)
        state = PaymentState.PAID if delivered else PaymentState.ON_DELIVERY
    due = local_date(placed_at, POLICIES.time_zone) + timedelta(days=TRANSFER_DAYS)
    paid = state in {PaymentState.PAID, PaymentState.REFUNDED, PaymentState.PARTLY_REFUNDED}
    return Payment(
        method=method.code,
        method_name=method.name,
        state=state,
        paid_at=placed_at if paid else None,
        due_on=due if state is PaymentState.PENDING else None,
        error_code="declined" if state is PaymentState.FAILED else None,
    )


def _parcels(story: Story, lines: tuple[OrderLine, ...], trip: Trip) -> tuple[Parcel, ...]:
    """One line travels in each parcel, the rest in the last; a journey without steps has not begun."""
    shares: list[list[LineQuantity]] = [[] for _ in story.parcels]
    for number, line in enumerate(lines):
        if shares:
            shares[min(number, len(shares) - 1)].append(LineQuantity(line.id, line.quantity))
    begun: list[tuple[tuple[Step, ...], list[LineQuantity]]] = [
        (steps, share) for steps, share in zip(story.parcels, shares, strict=True) if steps
    ]
    return tuple(parcel(number, steps, tuple(share), trip) for number, (steps, share) in enumerate(begun, 1))
