"""What the shop promises and asks: returns, payment, codes and cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from shop.records.money import Money

FREE = Money.zero()


@dataclass(frozen=True, slots=True)
class ReturnFee:
    """What sending a return back costs from abroad.

    Attributes:
        countries: ISO 3166-1 alpha-2 codes.
        label: For the shop's label, handed in at a point; None where the customer posts it and pays that.
    """

    countries: frozenset[str]
    label: Money | None


@dataclass(frozen=True, slots=True)
class Policies:
    """The shop's rules, as numbers.

    Attributes:
        return_days: Days from delivery to return or exchange.
        withdrawal_days: Days from delivery to withdraw, by law.
        send_back_days: Days from opening a return or a withdrawal to send the goods.
        guarantee_months: Legal guarantee from delivery.
        damage_report_hours: Hours from delivery within which photos help most.
        refund_days: Days from the parcel's arrival (for a withdrawal: from its notice) to the refund.
        bank_days: Working days that a bank takes after that, at the earliest and the latest.
        drop_off_fee: For handing a return in at a point.
        home_collection_fee: For having it fetched; None where nobody fetches.
        home_country: Where the two fees above are what it costs.
        return_fees_abroad: What it costs elsewhere; a country that is in none pays its own postage.
        preparation_days: Working days before a parcel leaves.
        hold_days: Days that a carrier holds a parcel after the last attempt.
        delivery_attempts: Times that a carrier tries.
        pickup_hold_days: Days that a collection in the shop waits.
        still_days: Working days without news after which a person looks.
        privacy_months: Months, by law, for answering a request about personal data.
        time_zone: IANA name of the shop's zone.
    """

    return_days: int = 30
    withdrawal_days: int = 14
    send_back_days: int = 14
    guarantee_months: int = 24
    damage_report_hours: int = 48
    refund_days: int = 14
    bank_days: tuple[int, int] = (3, 5)
    drop_off_fee: Money = FREE
    home_collection_fee: Money | None = None
    home_country: str = "IT"
    return_fees_abroad: tuple[ReturnFee, ...] = ()
    preparation_days: int = 1
    hold_days: int = 7
    delivery_attempts: int = 2
    pickup_hold_days: int = 10
    still_days: int = 2
    privacy_months: int = 1
    time_zone: str = "Europe/Rome"


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """One way to pay.

    Attributes:
        code: Stable: ``card``, ``paypal``, ``satispay``, ``bank_transfer``, ``cash_on_delivery``, …
        name: As people know it.
        fee: Added to the order; zero where there is none.
        minimum: Of the order; None for any.
        maximum: Of the order; None for any.
        instalments: Parts it is paid in; 1 for at once.
    """

    code: str
    name: str
    fee: Money = FREE
    minimum: Money | None = None
    maximum: Money | None = None
    instalments: int = 1


class DiscountState(StrEnum):
    """Whether a code can be used, and if not, why."""

    VALID = "valid"
    UNKNOWN = "unknown"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    USED_UP = "used_up"
    BELOW_MINIMUM = "below_minimum"
    NOT_FOR_THESE = "not_for_these"
    """Not for sale items, or not for these products."""


@dataclass(frozen=True, slots=True)
class DiscountCode:
    """What a code is worth.

    Attributes:
        code: In capitals.
        state: Whether it can be used.
        percent: Taken off, 0 to 100; None for an amount or free shipping.
        amount: Taken off; None for a share or free shipping.
        free_shipping: It pays for standard shipping.
        minimum: Goods must be worth this much; None for any.
        starts_on: First day; None for any.
        ends_on: Last day; None for no end.
        excludes_sale: Not for items on sale.
    """

    code: str
    state: DiscountState
    percent: Decimal | None = None
    amount: Money | None = None
    free_shipping: bool = False
    minimum: Money | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    excludes_sale: bool = False


@dataclass(frozen=True, slots=True)
class GiftCard:
    """What is left on a gift card.

    Attributes:
        last_four: Of its code; the whole is never kept in a record.
        balance: Left.
        expires_on: Last day; None for no end.
        is_active: False where it was blocked or is not paid yet.
    """

    last_four: str
    balance: Money
    expires_on: date | None
    is_active: bool = True
