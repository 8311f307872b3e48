"""What the demo shop's rules answer without looking anything up."""

from __future__ import annotations

from shop.demo.rules import CARE_HOURS, PAYMENT_METHODS, POINTS, POLICIES, RATES
from shop.points import nearest
from shop.rates import quotes
from shop.records import (
    Basket,
    Destination,
    OpeningHours,
    PaymentMethod,
    PickupPoint,
    Policies,
    ShippingQuote,
    ShippingRate,
)


class DemoTerms:
    """Implements ``shop.ports.Terms``."""

    async def policies(self) -> Policies:
        """Days, fees and limits."""
        return POLICIES

    async def payment_methods(self) -> list[PaymentMethod]:
        """How one can pay."""
        return list(PAYMENT_METHODS)

    async def opening_hours(self) -> list[OpeningHours]:
        """When customer care is there."""
        return list(CARE_HOURS)


class DemoShipping:
    """Implements ``shop.ports.Shipping``."""

    async def rates(self, country: str) -> list[ShippingRate]:
        """The rates for a country, cheapest first."""
        there = [rate for rate in RATES if country.upper() in rate.countries]
        return sorted(there, key=lambda rate: (rate.price.amount, rate.id))

    async def quote(self, destination: Destination, basket: Basket) -> list[ShippingQuote]:
        """What sending this there would cost."""
        return quotes(RATES, destination, basket)


class DemoPickupPoints:
    """Implements ``shop.ports.PickupPoints``."""

    async def near(self, place: str, *, for_returns: bool = False, limit: int = 3) -> list[PickupPoint]:
        """The nearest points."""
        return nearest(POINTS, place, for_returns=for_returns, limit=limit)
