"""What shipping costs, from WooCommerce's zones; how long it takes, from the rules.

A zone that has a method of some plugin (table rates, weights), or a price that is a formula, is not told at
all: what is left of it might be the dearer part.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from shop.errors import Unsupported
from shop.ports import Ability
from shop.rates import quotes
from shop.records import Basket, Destination, Money, ShippingQuote, ShippingRate, Speed
from shop.remote.reading import amount, read_list
from shop.remote.rules import Delivery, Rules
from shop.woocommerce.client import VENDOR, WoocommerceClient
from shop.woocommerce.models import TaxRate, Zone, ZoneLocation, ZoneMethod
from shop.woocommerce.shopwide import Shopwide
from shop.woocommerce.statuses import speed
from shop.woocommerce.zones import Continents, is_in

EVERYWHERE_ELSE = 0
ZONES = 100
_COUPON_ONLY = {"coupon", "both"}


@dataclass(frozen=True, slots=True)
class Place:
    """A zone with what belongs to it."""

    zone: Zone
    locations: list[ZoneLocation]


class WoocommerceShipping:
    """Implements ``shop.ports.Shipping``; only where the rules say how many days delivery takes."""

    def __init__(
        self, client: WoocommerceClient, shopwide: Shopwide, rules: Rules, delivery: Delivery
    ) -> None:
        self._client = client
        self._shopwide = shopwide
        self._rules = rules
        self._delivery = delivery

    async def rates(self, country: str) -> list[ShippingRate]:
        """The rates for a country, cheapest first, where all of it pays the same."""
        there = await self._rates(Destination(country.upper()))
        return sorted(there, key=lambda rate: (rate.price.amount, rate.id))

    async def quote(self, destination: Destination, basket: Basket) -> list[ShippingQuote]:
        """What sending this there would cost."""
        return quotes(await self._rates(destination), destination, basket)

    async def _rates(self, to: Destination) -> list[ShippingRate]:
        zone = await self._zone(to)
        body = await self._client.get(f"shipping/zones/{zone.id}/methods")
        methods = [one for one in read_list(ZoneMethod, body, VENDOR) if one.enabled]
        measures, taxes = await asyncio.gather(self._shopwide.measures(), self._shopwide.taxes())
        known = (self._rate(one, to, measures.currency, tax_share(taxes, to)) for one in methods)
        rates = [rate for rate in known if rate is not None]
        return _with_threshold(rates, methods, measures.currency)

    async def _zone(self, to: Destination) -> Zone:
        """The first in the shop's order that holds it; the rest of the world where none does."""
        body = await self._client.get("shipping/zones")
        zones = sorted(read_list(Zone, body, VENDOR), key=lambda one: (one.order, one.id))
        named = [one for one in zones if one.id != EVERYWHERE_ELSE][:ZONES]
        places = await asyncio.gather(*(self._place(one) for one in named))
        continents = await self._continents(places)
        for place in places:
            if is_in(place.locations, to, continents):
                return place.zone
        return Zone(id=EVERYWHERE_ELSE)

    async def _place(self, zone: Zone) -> Place:
        body = await self._client.get(f"shipping/zones/{zone.id}/locations")
        return Place(zone, read_list(ZoneLocation, body, VENDOR))

    async def _continents(self, places: Iterable[Place]) -> Continents:
        codes = {one.code for place in places for one in place.locations if one.type == "continent"}
        bodies = await asyncio.gather(
            *(self._client.get(f"data/continents/{code}") for code in sorted(codes))
        )
        return {
            str(body.get("code", "")): frozenset(
                str(one.get("code", "")) for one in body.get("countries", ())
            )
            for body in bodies
            if isinstance(body, dict)
        }

    def _rate(
        self, method: ZoneMethod, to: Destination, currency: str, share: Decimal
    ) -> ShippingRate | None:
        how = speed(method.method_id, method.title)
        days = {Speed.STANDARD: self._delivery.standard, Speed.PICKUP: self._delivery.pickup}
        min_days, max_days = days.get(how) or self._delivery.express or (None, None)
        price = _price(method, currency, share)
        if price is None:
            return None
        if min_days is None or max_days is None:
            raise Unsupported(Ability.SHIPPING_RATES)
        return ShippingRate(
            id=str(method.instance_id),
            countries=frozenset({to.country.upper()}),
            speed=how,
            price=price,
            min_days=min_days,
            max_days=max_days,
        )


def _price(method: ZoneMethod, currency: str, share: Decimal) -> Money | None:
    """With tax; None where it is free shipping with a condition, which ``_with_threshold`` reads."""
    if method.method_id == "free_shipping":
        return None if method.setting("requires") else Money.zero(currency)
    price = amount(method.setting("cost") or "0", currency)
    if method.method_id not in {"flat_rate", "local_pickup"} or price is None:
        raise Unsupported(Ability.SHIPPING_RATES)
    return price + price.share(share) if method.setting("tax_status") == "taxable" else price


def _with_threshold(
    rates: list[ShippingRate], methods: Iterable[ZoneMethod], currency: str
) -> list[ShippingRate]:
    """Free shipping above an amount makes standard shipping free; with a coupon only, it is not told."""
    amounts = [
        worth
        for one in methods
        if one.method_id == "free_shipping"
        and one.setting("requires")
        and one.setting("requires") not in _COUPON_ONLY
        and (worth := amount(one.setting("min_amount"), currency)) is not None
    ]
    if not amounts:
        return rates
    return [_free_from(one, min(amounts)) if one.speed is Speed.STANDARD else one for one in rates]


def _free_from(rate: ShippingRate, worth: Money) -> ShippingRate:
    return replace(rate, free_from=worth)


def tax_share(taxes: Iterable[TaxRate], to: Destination) -> Decimal:
    """Per cent that is added to shipping: of each priority the first rate that fits, as WooCommerce does."""
    shares: dict[int, Decimal] = {}
    for one in taxes:
        fits = one.country in {"", to.country.upper()} and one.state in {"", to.province.upper()}
        if fits and one.priority not in shares:
            shares[one.priority] = Decimal(one.rate)
    return sum(shares.values(), start=Decimal(0))
