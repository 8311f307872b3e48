"""Orders for tests, with what a test does not care about filled in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from shop.memory.clock import EPOCH
from shop.records import (
    Customer,
    LineQuantity,
    Money,
    Order,
    OrderLine,
    OrderState,
    Parcel,
    ParcelEvent,
    ParcelState,
    Payment,
    PaymentState,
    PostalAddress,
    Return,
    ReturnKind,
    ReturnLine,
    ReturnState,
    Speed,
    Trait,
)
from shop.records.returns import HandIn

NOW = EPOCH
GIULIA = Customer("g", "Giulia", "Ferri", "giulia@posta.example", "+393205550101", "it")
HOME = PostalAddress("Giulia Ferri", "Via dei Serragli 41", "50123", "Firenze", "IT", "FI")


def line(number: str = "1", quantity: int = 1, *traits: Trait, cancelled: int = 0) -> OrderLine:
    """One line of 50 €."""
    return OrderLine(
        number, f"SKU-{number}", "giglio", "Abito", quantity, Money.of(50), "M", "bianco",
        frozenset(traits), cancelled=cancelled,
    )  # fmt: skip


def parcel(
    state: ParcelState = ParcelState.DELIVERED,
    *,
    last: datetime = NOW,
    lines: tuple[str, ...] = ("1",),
    **fields: Any,
) -> Parcel:
    """A parcel whose last event was this one."""
    fields.setdefault("delivered_at", last if state is ParcelState.DELIVERED else None)
    contents = tuple(LineQuantity(one, 1) for one in lines)
    return Parcel("1", state, contents=contents, journey=(ParcelEvent(last, state),), **fields)


def order(
    state: OrderState = OrderState.DELIVERED,
    *,
    lines: tuple[OrderLine, ...] | None = None,
    parcels: tuple[Parcel, ...] = (),
    **fields: Any,
) -> Order:
    """An order of Giulia's."""
    made = lines or (line(),)
    goods = Money.sum(one.total for one in made)
    values: dict[str, Any] = {
        "number": "BL-1",
        "placed_at": NOW - timedelta(days=60),
        "customer": GIULIA,
        "speed": Speed.STANDARD,
        "goods": goods,
        "discount": Money.zero(),
        "shipping": Money.zero(),
        "total": goods,
        "payment": Payment("card", "Visa", PaymentState.PAID),
        "address": HOME,
    }
    return Order(state=state, lines=made, parcels=parcels, **{**values, **fields})


def delivered(days_ago: int, *lines: OrderLine) -> Order:
    """An order all of which arrived so many calendar days ago."""
    made = lines or (line(),)
    box = parcel(last=NOW - timedelta(days=days_ago), lines=tuple(one.id for one in made))
    return order(lines=made, parcels=(box,))


def begun(
    *lines: ReturnLine, state: ReturnState = ReturnState.APPROVED, kind: ReturnKind = ReturnKind.RETURN
) -> Return:
    """A return of the order."""
    return Return("RS-1", "BL-1", kind, state, lines, HandIn.DROP_OFF, Money.zero(), NOW, date(2026, 2, 1))
