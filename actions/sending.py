"""What shipping costs, for what somebody asked: reading the question, and choosing what to tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from actions.phrases import fragment, listed, money
from actions.places import Place, country_name, folded, place_in, says_abroad
from actions.telling import Telling
from shop.ports import Shipping
from shop.records import Basket, Destination, Money, ShippingQuote, ShippingRate, Speed

_WEIGHT = re.compile(r"(\d+(?:[.,]\d+)?) ?(kg|kilo|kilos|chil[oi]|kili|grammi|grams?|gr|g)\b")
_MONEY = re.compile(r"(?:€|eur(?:o|os)?) ?(\d+(?:[.,]\d{1,2})?)|(\d+(?:[.,]\d{1,2})?) ?(?:€|eur(?:o|os)?\b)")
_EXPRESS = re.compile(
    r"\b(?:espress\w*|express|urgent\w*|veloce|rapid\w*|fast(?:er)?|next day|24 ?h|corriere rapido)"
)
_POINT = re.compile(r"\b(?:punt[oi] di ritiro|pick ?up points?|lockers?|armadiett\w+|punto)\b")
_COLLECTED = re.compile(
    r"\b(?:ritir\w*|in bottega|in negozio|pick ?up|collect\w*|in (?:the )?(?:shop|store))\b"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to know of shipping.

    Attributes:
        place: Where to; None where nothing was said.
        abroad: To another country, which was not named.
        goods: What the order is worth; None where nothing was said.
        weight: Grams; None where nothing was said.
        speed: The one that was asked about; None for any.
    """

    place: Place | None = None
    abroad: bool = False
    goods: Money | None = None
    weight: int | None = None
    speed: Speed | None = None

    @property
    def is_general(self) -> bool:
        """Whether nothing in particular was asked."""
        return self == Wish()


def wish_in(text: str, language: str | None) -> Wish:
    """What a message asks of shipping."""
    words = folded(text)
    place = place_in(text, language)
    abroad = says_abroad(text) and (place is None or place.destination == Destination())
    return Wish(
        place=None if abroad else place,
        abroad=abroad,
        goods=goods_in(words),
        weight=_weight_in(words),
        speed=_speed_in(words),
    )


async def told(shipping: Shipping, wish: Wish, language: str | None) -> list[Telling]:
    """What is told of it.

    Args:
        shipping: The shop's; ``ShopUnavailable`` and ``Unsupported`` go through.
        wish: What is asked; one that is ``abroad`` has to have its country asked for before.
        language: For names and figures.
    """
    place = wish.place or Place(Destination(), country_name("IT", language))
    shown = place.name or fragment("the-islands", language)
    if wish.is_general:
        rates = await shipping.rates(place.destination.country)
        return [_table(rates, language) if rates else Telling("utter_shipping_nowhere", {"place": shown})]
    basket = Basket(wish.goods or Money.zero(), wish.weight)
    quotes = await shipping.quote(place.destination, basket)
    if not quotes:
        return [await _nothing(shipping, wish, place, shown)]
    return [_quoted(quotes, wish, shown, language)]


async def _nothing(shipping: Shipping, wish: Wish, place: Place, shown: str) -> Telling:
    too_heavy = wish.weight is not None and await shipping.rates(place.destination.country)
    return Telling("utter_shipping_too_heavy" if too_heavy else "utter_shipping_nowhere", {"place": shown})


def _table(rates: Iterable[ShippingRate], language: str | None) -> Telling:
    ways = [_way(rate, rate.price, language) for rate in sorted(rates, key=_turn)]
    return Telling("utter_shipping_general", {"ways": listed(ways, language)})


def _quoted(quotes: Sequence[ShippingQuote], wish: Wish, shown: str, language: str | None) -> Telling:
    quotes = sorted(quotes, key=lambda quote: _turn(quote.rate))
    asked = [quote for quote in quotes if wish.speed in (None, quote.rate.speed)]
    blanks = {"place": shown, "ways": listed([_offer(one, language) for one in asked or quotes], language)}
    blanks["more"] = " ".join(_more(asked or quotes, wish, language))
    if not asked:
        return Telling(
            "utter_shipping_not_so", {**blanks, "asked": fragment(f"speed-{wish.speed}", language)}
        )
    return Telling("utter_shipping_quote", blanks)


def _more(quotes: Sequence[ShippingQuote], wish: Wish, language: str | None) -> Iterable[str]:
    """At most one sentence that goes with the figures, the most useful one."""
    duties = any(quote.duties_extra for quote in quotes)
    missing = next((quote.missing_for_free for quote in quotes if quote.missing_for_free), None)
    if duties:
        yield fragment("shipping-duties", language)
    elif wish.goods is not None and missing is not None:
        yield fragment("shipping-missing", language, missing=money(missing, language))
    elif any(quote.to_island for quote in quotes):
        yield fragment("shipping-islands", language)


def _offer(quote: ShippingQuote, language: str | None) -> str:
    way = _way(quote.rate, quote.price, language)
    if quote.rate.speed is Speed.PICKUP:
        return way
    return fragment("shipping-offer", language, way=way, days=_days(quote, language))


def _way(rate: ShippingRate, price: Money, language: str | None) -> str:
    speed = fragment(f"speed-{rate.speed}", language)
    shown = money(price, language) if price else fragment("free", language)
    if price and rate.free_from is not None:
        free_from = money(rate.free_from, language)
        return fragment("shipping-free-from", language, speed=speed, price=shown, threshold=free_from)
    return fragment("shipping-price", language, speed=speed, price=shown)


def _days(quote: ShippingQuote, language: str | None) -> str:
    if quote.min_days == quote.max_days:
        return fragment("days-one", language, days=quote.max_days)
    return fragment("days-range", language, least=quote.min_days, most=quote.max_days)


def _turn(rate: ShippingRate) -> int:
    """Standard, express, collected: the order in which people think of them."""
    return list(Speed).index(rate.speed)


def goods_in(words: str) -> Money | None:
    """An amount of money in euros; None where there is none."""
    found = _MONEY.search(words)
    return Money(_number(found[1] or found[2])) if found else None


def _weight_in(words: str) -> int | None:
    found = _WEIGHT.search(words)
    if found is None:
        return None
    return int(_number(found[1]) * (1 if found[2].startswith("g") else 1000))


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "."))


def _speed_in(words: str) -> Speed | None:
    if _EXPRESS.search(words):
        return Speed.EXPRESS
    if _POINT.search(words):
        return Speed.POINT
    return Speed.PICKUP if _COLLECTED.search(words) else None
