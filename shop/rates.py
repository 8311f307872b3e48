"""What shipping would cost, from the shop's rates."""

from __future__ import annotations

from collections.abc import Iterable

from shop.islands import is_island, is_remote
from shop.records import Basket, Destination, Money, ShippingQuote, ShippingRate, Speed


def quotes(rates: Iterable[ShippingRate], destination: Destination, basket: Basket) -> list[ShippingQuote]:
    """One quote for each rate that fits, cheapest first, then quickest.

    Args:
        rates: The shop's, of any country.
        destination: Where to; without postcode and province an island is left open, not assumed.
        basket: What is sent; without a weight, limits are not looked at.
    """
    country = destination.country.upper()
    remote = is_remote(destination)
    fitting = [
        rate
        for rate in rates
        if country in rate.countries and _carries(rate, basket) and (rate.to_remote or not remote)
    ]
    made = [_quote(rate, destination, basket) for rate in fitting]
    return sorted(made, key=lambda one: (one.price.amount, one.max_days, one.rate.id))


def _carries(rate: ShippingRate, basket: Basket) -> bool:
    return rate.weight_limit is None or basket.weight is None or basket.weight <= rate.weight_limit


def _quote(rate: ShippingRate, destination: Destination, basket: Basket) -> ShippingQuote:
    collected = rate.speed is Speed.PICKUP
    to_island = None if collected else is_island(destination)
    to_remote = None if collected else is_remote(destination)
    is_free = not rate.price or (rate.free_from is not None and basket.goods >= rate.free_from)
    price = Money.zero(rate.price.currency) if is_free else rate.price
    if to_island and rate.island_extra is not None:
        price += rate.island_extra
    extra = rate.remote_extra_days if to_remote else rate.island_extra_days if to_island else (0, 0)
    return ShippingQuote(
        rate=rate,
        price=price,
        is_free=not price,
        missing_for_free=None if is_free or rate.free_from is None else rate.free_from - basket.goods,
        min_days=rate.min_days + extra[0],
        max_days=rate.max_days + extra[1],
        to_island=to_island,
        to_remote=to_remote,
        duties_extra=rate.duties_extra,
    )
