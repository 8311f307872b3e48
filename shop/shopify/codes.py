"""Shopify's discount codes and gift cards."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from shop import discounting
from shop.errors import NotFound, Unsupported
from shop.numbers import canonical_code
from shop.ports import Ability, Clock
from shop.records import Basket, DiscountCode, DiscountState, GiftCard, Money
from shop.remote.reading import moment, read
from shop.remote.rules import Rules
from shop.shopify import queries
from shop.shopify.client import VENDOR, ShopifyClient, nodes
from shop.shopify.models import MoneyV2, ShopifyModel
from shop.workdays import local_date

SHORTEST_CARD = 8
"""Shopify's shortest gift card code; what is shorter could only be a part of one."""
_ACTIVE = {"ACTIVE", "EXPIRED", "SCHEDULED"}


class TypeName(ShopifyModel):
    """Which of several kinds something is."""

    kind: str = ""

    @classmethod
    def of(cls, body: Any) -> str:
        """The kind's name; empty where there is none."""
        return str(body.get("__typename") or "") if isinstance(body, dict) else ""


class CodeTerms(ShopifyModel):
    """What holds for a code, whatever it gives."""

    status: str = ""
    starts_at: str | None = None
    ends_at: str | None = None
    usage_limit: int | None = None
    async_usage_count: int = 0


class Card(ShopifyModel):
    """A gift card."""

    last_characters: str = ""
    enabled: bool = False
    expires_on: str | None = None
    balance: MoneyV2


class ShopifyDiscounts:
    """Implements ``shop.ports.Discounts``."""

    def __init__(self, client: ShopifyClient, rules: Rules, clock: Clock) -> None:
        self._client = client
        self._time_zone = rules.policies.time_zone
        self._clock = clock

    async def check(self, code: str, basket: Basket | None = None) -> DiscountCode:
        """Whether a code can be used; one for some people or products only is for a person."""
        key = canonical_code(code)
        for word in dict.fromkeys((code.strip()[:64], key)):
            body = await self._find(word) if word else None
            if body is not None:
                read_code = self._read(body, key)
                return discounting.judged(read_code, basket, local_date(self._clock.now(), self._time_zone))
        return discounting.unknown(key)

    async def _find(self, word: str) -> dict[str, Any] | None:
        node = (await self._client.ask(queries.DISCOUNT, code=word)).get("codeDiscountNodeByCode")
        body = node.get("codeDiscount") if isinstance(node, dict) else None
        return body if isinstance(body, dict) else None

    def _read(self, body: dict[str, Any], key: str) -> DiscountCode:
        _refuse_for_some_only(body)
        terms = read(CodeTerms, body, VENDOR)
        used_up = terms.usage_limit is not None and terms.async_usage_count >= terms.usage_limit
        percent, worth = _value(body)
        starts, ends = moment(terms.starts_at), moment(terms.ends_at)
        state = DiscountState.USED_UP if used_up else DiscountState.VALID
        return DiscountCode(
            code=key,
            state=state if terms.status in _ACTIVE else DiscountState.UNKNOWN,
            percent=percent,
            amount=worth,
            free_shipping=TypeName.of(body) == "DiscountCodeFreeShipping",
            minimum=_minimum(body),
            starts_on=local_date(starts, self._time_zone) if starts else None,
            ends_on=local_date(ends, self._time_zone) if ends else None,
        )


class ShopifyGiftCards:
    """Implements ``shop.ports.GiftCards``; the code travels in a body and is kept nowhere."""

    def __init__(self, client: ShopifyClient) -> None:
        self._client = client

    async def balance(self, code: str) -> GiftCard:
        """What is left on a card."""
        key = canonical_code(code).lower()
        if len(key) < SHORTEST_CARD:
            raise NotFound("There is no such gift card.")
        found = nodes(await self._client.ask(queries.GIFT_CARD, query=key), "giftCards")
        cards = [read(Card, one, VENDOR) for one in found]
        # Of several, or of one that ends otherwise, the search has found something else than this code.
        if len(cards) != 1 or not key.endswith(cards[0].last_characters.lower() or "-"):
            raise NotFound("There is no such gift card.")
        card = cards[0]
        expires = moment(card.expires_on)
        return GiftCard(
            card.last_characters.upper(),
            card.balance.money,
            expires.date() if expires else None,
            card.enabled,
        )


def _refuse_for_some_only(body: dict[str, Any]) -> None:
    """What a basket's worth can't decide is not judged: raises ``Unsupported``."""
    kind = TypeName.of(body)
    gets = body.get("customerGets") or {}
    items, buyers = TypeName.of(gets.get("items")), TypeName.of(body.get("context"))
    minimum = TypeName.of(body.get("minimumRequirement"))
    plain_basic = kind == "DiscountCodeBasic" and items == "AllDiscountItems"
    for_all = buyers in {"", "DiscountBuyerSelectionAll"} and minimum in {"", "DiscountMinimumSubtotal"}
    if not for_all or not (plain_basic or kind == "DiscountCodeFreeShipping"):
        raise Unsupported(Ability.DISCOUNTS)


def _value(body: dict[str, Any]) -> tuple[Decimal | None, Money | None]:
    """Per cent, or an amount."""
    value: Any = (body.get("customerGets") or {}).get("value")
    match TypeName.of(value):
        case "DiscountPercentage":
            # Shopify says 0.1 for ten per cent.
            return (Decimal(str(value["percentage"])) * 100).normalize(), None
        case "DiscountAmount":
            return None, read(MoneyV2, value.get("amount"), VENDOR).money
        case _:
            return None, None


def _minimum(body: dict[str, Any]) -> Money | None:
    given = (body.get("minimumRequirement") or {}).get("greaterThanOrEqualToSubtotal")
    return read(MoneyV2, given, VENDOR).money if given else None
