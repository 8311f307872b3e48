"""Products, rules, codes and points, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from shop import discounting
from shop.errors import NotFound
from shop.numbers import canonical_code
from shop.points import nearest
from shop.ports import Clock
from shop.rates import quotes
from shop.records import (
    Basket,
    Destination,
    DiscountCode,
    GiftCard,
    OpeningHours,
    PaymentMethod,
    PickupPoint,
    Policies,
    Product,
    ShippingQuote,
    ShippingRate,
)
from shop.search import rank
from shop.workdays import local_date


class MemoryTerms:
    """Implements ``shop.ports.Terms``.

    Attributes:
        rules: Days, fees and limits.
        methods: How one can pay.
        hours: When customer care is there.
    """

    def __init__(
        self, rules: Policies, methods: Sequence[PaymentMethod], hours: Sequence[OpeningHours]
    ) -> None:
        self.rules = rules
        self.methods = list(methods)
        self.hours = list(hours)

    async def policies(self) -> Policies:
        """Days, fees and limits."""
        return self.rules

    async def payment_methods(self) -> list[PaymentMethod]:
        """How one can pay."""
        return list(self.methods)

    async def opening_hours(self) -> list[OpeningHours]:
        """When customer care is there."""
        return list(self.hours)


class MemoryCatalogue:
    """Implements ``shop.ports.Catalogue``.

    Args:
        products: By language; a language that is missing is answered in the first.
    """

    def __init__(self, products: Mapping[str, Sequence[Product]]) -> None:
        self._products = dict(products) or {"it": []}

    async def search(self, words: str, *, language: str = "it", limit: int = 5) -> list[Product]:
        """Products that match the words, in whichever language they were said."""
        for heard in (language, *self._products):
            found = rank(self._in(heard), words, limit)
            if found:
                return [await self.product(one.id, language=language) for one in found]
        return []

    async def product(self, reference: str, *, language: str = "it") -> Product:
        """One product by its id or by a variant's SKU."""
        wanted = reference.strip().upper()
        for one in self._in(language):
            if wanted == one.id.upper() or any(wanted == variant.sku for variant in one.variants):
                return one
        raise NotFound("There is no such product.")

    async def of_category(self, category: str, *, language: str = "it", limit: int = 50) -> list[Product]:
        """The products of a category."""
        return [one for one in self._in(language) if one.category == category][:limit]

    async def categories(self, *, language: str = "it") -> dict[str, str]:
        """Names by code."""
        return {one.category: one.category_name for one in self._in(language)}

    def _in(self, language: str) -> Sequence[Product]:
        return self._products.get(language) or next(iter(self._products.values()))


class MemoryShipping:
    """Implements ``shop.ports.Shipping``."""

    def __init__(self, rates: Iterable[ShippingRate]) -> None:
        self._rates = list(rates)

    async def rates(self, country: str) -> list[ShippingRate]:
        """The rates for a country, cheapest first."""
        there = [rate for rate in self._rates if country.upper() in rate.countries]
        return sorted(there, key=lambda rate: (rate.price.amount, rate.id))

    async def quote(self, destination: Destination, basket: Basket) -> list[ShippingQuote]:
        """What sending this there would cost."""
        return quotes(self._rates, destination, basket)


class MemoryPickupPoints:
    """Implements ``shop.ports.PickupPoints``."""

    def __init__(self, points: Iterable[PickupPoint]) -> None:
        self._points = list(points)

    async def near(self, place: str, *, for_returns: bool = False, limit: int = 3) -> list[PickupPoint]:
        """The nearest points."""
        return nearest(self._points, place, for_returns=for_returns, limit=limit)


class MemoryDiscounts:
    """Implements ``shop.ports.Discounts``."""

    def __init__(self, codes: Iterable[DiscountCode], time_zone: str, clock: Clock) -> None:
        self._codes = {one.code: one for one in codes}
        self._time_zone = time_zone
        self._clock = clock

    async def check(self, code: str, basket: Basket | None = None) -> DiscountCode:
        """Whether a code can be used."""
        key = canonical_code(code)
        known = self._codes.get(key)
        if known is None:
            return discounting.unknown(key)
        return discounting.judged(known, basket, local_date(self._clock.now(), self._time_zone))


class MemoryGiftCards:
    """Implements ``shop.ports.GiftCards``."""

    def __init__(self, cards: Mapping[str, GiftCard]) -> None:
        self._cards = {canonical_code(code): card for code, card in cards.items()}

    async def balance(self, code: str) -> GiftCard:
        """What is left on a card."""
        card = self._cards.get(canonical_code(code))
        if card is None:
            raise NotFound("There is no such gift card.")
        return card
