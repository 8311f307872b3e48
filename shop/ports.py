"""What is asked of a shop. Every back end answers these; ``shop.memory`` is the double for tests.

What all of them keep to:

* Any call may raise ``ShopUnavailable``: the back end is down or slow, and nothing is known. Callers say so
  and never guess.
* A call that a back end can't do raises ``Unsupported``; ``Shop.unsupported`` says so beforehand.
* ``Orders`` checks nobody: whoever shows an order to a shopper goes through ``shop.identity`` first.
* Calls that write may be repeated: the same ``key`` has one effect, and what is done already raises
  ``AlreadyDone``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from shop.records import (
    Basket,
    Destination,
    DiscountCode,
    GiftCard,
    LineVerdict,
    NewRequest,
    OpeningHours,
    Order,
    Parcel,
    PaymentMethod,
    PickupPoint,
    Policies,
    PostalAddress,
    Product,
    Refund,
    Return,
    ReturnKind,
    ReturnRequest,
    ServiceRequest,
    ShippingQuote,
    ShippingRate,
)


class Ability(StrEnum):
    """What a back end may be unable to do."""

    ORDERS_BY_CONTACT = "orders_by_contact"
    CANCEL = "cancel"
    CHANGE_ADDRESS = "change_address"
    RETURNS = "returns"
    REFUNDS = "refunds"
    CATALOGUE = "catalogue"
    SHIPPING_RATES = "shipping_rates"
    PICKUP_POINTS = "pickup_points"
    DISCOUNTS = "discounts"
    GIFT_CARDS = "gift_cards"
    REQUESTS = "requests"


class Clock(Protocol):
    """The time, so that tests can tell it."""

    def now(self) -> datetime:
        """The current time, aware, in UTC."""


class Orders(Protocol):
    """Orders, and what may still be changed about them."""

    async def find(self, number: str) -> Order:
        """One order by its number, written in any case, with or without prefix, spaces and dashes.

        Raises:
            NotFound: There is none.
        """

    async def of_contact(
        self, *, phone: str | None = None, email: str | None = None, limit: int = 10
    ) -> list[Order]:
        """The orders of whoever has this phone (E.164) or e-mail address, newest first.

        Only for a phone or an address that is proven: the channel's own, say.
        """

    async def cancel(self, number: str, *, reason: str = "customer") -> Order:
        """Cancels while that is possible; what was paid is then owed back (see ``Refunds``).

        Raises:
            NotFound: There is none.
            AlreadyDone: It is cancelled.
            TooLate: It is being prepared, or has left; ``reason`` is its state.
        """

    async def change_address(self, number: str, address: PostalAddress) -> Order:
        """Sends it elsewhere while that is possible.

        Raises:
            NotFound: There is none.
            BadInput: The address can't be right; ``field`` says what.
            NotAllowed: It is collected, or goes to another country than was paid for; ``reason`` says which.
            TooLate: It is being prepared, or has left; ``reason`` is its state.
        """


class Returns(Protocol):
    """Returns, withdrawals and exchanges."""

    async def eligibility(self, order_number: str, kind: ReturnKind) -> list[LineVerdict]:
        """Which lines can come back, one verdict a line (``NotFound``)."""

    async def open(self, request: ReturnRequest) -> Return:
        """Begins a return; the same key asked again gives the return that was begun.

        Raises:
            NotFound: No such order, line, or SKU to exchange for.
            BadInput: No lines, or more pieces than were ordered.
            AlreadyDone: Pieces that are on their way back already.
            TooLate: The days are over.
            NotAllowed: Another rule; ``reason`` is a ``shop.records.Reason``.
        """

    async def of_order(self, order_number: str) -> list[Return]:
        """What was begun for an order, newest first; empty for none."""


class Refunds(Protocol):
    """Money that goes back."""

    async def of_order(self, order_number: str) -> list[Refund]:
        """An order's refunds, newest first; empty for none."""


class Catalogue(Protocol):
    """What the shop sells; names and words come in ``language`` (ISO 639-1) where the shop has it."""

    async def search(self, words: str, *, language: str = "it", limit: int = 5) -> list[Product]:
        """Products that match the words, best first; empty for none."""

    async def product(self, reference: str, *, language: str = "it") -> Product:
        """One product by its id or by a variant's SKU (``NotFound``)."""

    async def of_category(self, category: str, *, language: str = "it", limit: int = 50) -> list[Product]:
        """The products of a category, by its code; empty for an unknown one."""

    async def categories(self, *, language: str = "it") -> dict[str, str]:
        """The categories: names by code, in the shop's order."""


class Shipping(Protocol):
    """What shipping costs."""

    async def rates(self, country: str) -> list[ShippingRate]:
        """The rates for a country (ISO 3166-1 alpha-2), cheapest first; empty for no shipping."""

    async def quote(self, destination: Destination, basket: Basket) -> list[ShippingQuote]:
        """What sending this there would cost, each way of shipping, cheapest first; empty for no way."""


class PickupPoints(Protocol):
    """Where parcels are collected and handed in."""

    async def near(self, place: str, *, for_returns: bool = False, limit: int = 3) -> list[PickupPoint]:
        """The nearest points to a postcode or a town, the shop included; empty for an unknown place."""


class Terms(Protocol):
    """The shop's rules."""

    async def policies(self) -> Policies:
        """Days, fees and limits."""

    async def payment_methods(self) -> list[PaymentMethod]:
        """How one can pay."""

    async def opening_hours(self) -> list[OpeningHours]:
        """When customer care is there, in the shop's zone, from Monday on."""


class Discounts(Protocol):
    """Discount codes."""

    async def check(self, code: str, basket: Basket | None = None) -> DiscountCode:
        """Whether a code can be used (now, for this basket); an unknown code has the state ``UNKNOWN``."""


class GiftCards(Protocol):
    """Gift cards: their codes are money, so whoever asks goes through ``shop.identity``."""

    async def balance(self, code: str) -> GiftCard:
        """What is left on a card (``NotFound``)."""


class Requests(Protocol):
    """What a person of the shop has to look at."""

    async def open(self, request: NewRequest) -> ServiceRequest:
        """Records a request; the same key asked again gives the request that was recorded."""

    async def of_contact(self, contact: str) -> list[ServiceRequest]:
        """What a contact has asked for, newest first; empty for none."""

    async def forget(self, contact: str) -> None:
        """Deletes what a contact has asked for: the person is to be forgotten."""


class Tracking(Protocol):
    """A carrier, or someone who knows them all."""

    async def follow(self, parcel: Parcel) -> Parcel:
        """The parcel with the state, journey and link that the carrier knows; as it was where none."""


class Shop(Protocol):
    """One shop: its parts, and what it can't do."""

    @property
    def name(self) -> str:
        """The back end's: ``demo``, ``woocommerce``, ``shopify``."""

    @property
    def unsupported(self) -> frozenset[Ability]:
        """What raises ``Unsupported``."""

    @property
    def orders(self) -> Orders:
        """Orders."""

    @property
    def returns(self) -> Returns:
        """Returns, withdrawals, exchanges."""

    @property
    def refunds(self) -> Refunds:
        """Refunds."""

    @property
    def catalogue(self) -> Catalogue:
        """Products."""

    @property
    def shipping(self) -> Shipping:
        """Rates."""

    @property
    def pickup_points(self) -> PickupPoints:
        """Where to collect and hand in."""

    @property
    def terms(self) -> Terms:
        """Rules."""

    @property
    def discounts(self) -> Discounts:
        """Codes."""

    @property
    def gift_cards(self) -> GiftCards:
        """Gift cards."""

    @property
    def requests(self) -> Requests:
        """What a person has to look at."""

    async def check(self) -> list[str]:
        """What is wrong with the connection, one sentence each, no secrets; empty when all is well."""

    async def close(self) -> None:
        """Lets go of connections."""


class Attempts(Protocol):
    """How often somebody was wrong; kept where every replica sees it."""

    async def spend(self, keys: Sequence[str], now: datetime) -> int | None:
        """Takes one attempt from each key, from all of them or from none, in one transaction.

        Returns:
            How many are left within the hour (of the key with fewest), or None where one has none left.
        """

    async def give_back(self, keys: Sequence[str]) -> None:
        """Gives one attempt back to each key: it was right."""

    async def free_at(self, keys: Sequence[str], now: datetime) -> datetime | None:
        """When another attempt is taken; None where it is taken now."""

    async def grant(self, contact: str, order_number: str, until: datetime) -> None:
        """Remembers that a contact has proven an order to be theirs."""

    async def granted(self, contact: str, order_number: str, now: datetime) -> bool:
        """Whether a contact has proven it, and that still counts."""

    async def granted_to(self, contact: str, now: datetime) -> list[str]:
        """The numbers of the orders that a contact has proven, where that still counts."""

    async def contacts_granted(self, order_numbers: Sequence[str], now: datetime) -> list[str]:
        """Who has proven any of these orders to be theirs, where that still counts."""

    async def forget_contact(self, contact: str) -> None:
        """Deletes what a contact has proven: the person is to be forgotten."""
