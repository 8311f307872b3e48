"""Bottega Lume's rules; ``docs/demo-shop.md`` says the same in words."""

from __future__ import annotations

from datetime import time

from shop.demo.data import read
from shop.records import (
    Money,
    OpeningHours,
    PaymentMethod,
    PickupKind,
    PickupPoint,
    Policies,
    ReturnFee,
    ShippingRate,
    Speed,
)

# fmt: off
EUROPEAN_UNION = frozenset({
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE",
    "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
})
# fmt: on
ITALY = frozenset({"IT", "SM", "VA"})
POLICIES = Policies(
    home_collection_fee=Money.of("4.90"),
    return_fees_abroad=(
        ReturnFee(EUROPEAN_UNION, Money.of("9.90")),
        ReturnFee(frozenset({"SM", "VA"}), Money.zero()),
        ReturnFee(frozenset({"CH", "GB"}), None),
    ),
)

RATES = (
    ShippingRate(
        id="standard",
        countries=ITALY,
        speed=Speed.STANDARD,
        price=Money.of("5.90"),
        free_from=Money.of(59),
        min_days=2,
        max_days=4,
        island_extra_days=(1, 2),
        remote_extra_days=(3, 4),
    ),
    ShippingRate(
        id="express",
        countries=ITALY,
        speed=Speed.EXPRESS,
        price=Money.of("9.90"),
        min_days=1,
        max_days=1,
        island_extra_days=(1, 1),
        to_remote=False,
        cutoff=time(12),
    ),
    ShippingRate(
        id="pickup",
        countries=ITALY,
        speed=Speed.PICKUP,
        price=Money.zero(),
        min_days=1,
        max_days=2,
    ),
    ShippingRate(
        id="point",
        countries=frozenset({"IT"}),
        speed=Speed.POINT,
        price=Money.of("3.90"),
        free_from=Money.of(59),
        min_days=2,
        max_days=4,
        island_extra_days=(1, 2),
        to_remote=False,
    ),
    ShippingRate(
        id="eu",
        countries=EUROPEAN_UNION,
        speed=Speed.STANDARD,
        price=Money.of("12.90"),
        free_from=Money.of(120),
        min_days=4,
        max_days=7,
    ),
    ShippingRate(
        id="ch-uk",
        countries=frozenset({"CH", "GB"}),
        speed=Speed.STANDARD,
        price=Money.of("19.90"),
        min_days=5,
        max_days=9,
        duties_extra=True,
    ),
)
"""Days of a collection are those until it is ready; an express order leaves on the day it is placed."""

CASH_FEE = Money.of("3.50")


def _in_three(code: str, name: str) -> PaymentMethod:
    return PaymentMethod(code, name, minimum=Money.of(35), maximum=Money.of(1000), instalments=3)


PAYMENT_METHODS = (
    PaymentMethod("card", "Visa, Mastercard, American Express"),
    PaymentMethod("paypal", "PayPal"),
    PaymentMethod("satispay", "Satispay"),
    PaymentMethod("apple_pay", "Apple Pay"),
    PaymentMethod("google_pay", "Google Pay"),
    PaymentMethod("bank_transfer", "Bonifico"),
    PaymentMethod("cash_on_delivery", "Contrassegno", fee=CASH_FEE, maximum=Money.of(300)),
    _in_three("klarna", "Klarna"),
    _in_three("scalapay", "Scalapay"),
    _in_three("paypal_instalments", "PayPal"),
)

CARE_HOURS = (
    *(OpeningHours(weekday, time(9), time(18)) for weekday in range(5)),
    OpeningHours(5, time(9), time(13)),
)
SHOP = PickupPoint(
    id="shop",
    name="Bottega Lume",
    street="Via del Lume 12",
    postcode="50125",
    city="Firenze",
    province="FI",
    hours=tuple(OpeningHours(weekday, time(10), time(19)) for weekday in range(1, 6)),
    takes_returns=True,
    kind=PickupKind.SHOP,
)
_POINT_HOURS = (
    *(OpeningHours(weekday, time(8), time(19, 30)) for weekday in range(5)),
    OpeningHours(5, time(8), time(13)),
)
POINTS = (
    SHOP,
    *(PickupPoint(**one, hours=_POINT_HOURS, takes_returns=True) for one in read("points")["point"]),
)
