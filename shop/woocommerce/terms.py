"""WooCommerce's ways to pay, with the rules that it does not tell, and its coupons."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from shop import discounting
from shop.errors import Unsupported
from shop.numbers import LENGTH_LIMIT, canonical_code
from shop.ports import Ability, Clock
from shop.records import Basket, DiscountCode, DiscountState, Money, PaymentMethod
from shop.remote.parts import RuledTerms
from shop.remote.reading import amount, moment, plain, read_list
from shop.remote.rules import Rules
from shop.woocommerce.client import VENDOR, WoocommerceClient
from shop.woocommerce.models import Coupon, Gateway
from shop.woocommerce.shopwide import Shopwide
from shop.woocommerce.statuses import method_code
from shop.workdays import local_date


class WoocommerceTerms(RuledTerms):
    """Implements ``shop.ports.Terms``."""

    def __init__(self, client: WoocommerceClient, rules: Rules) -> None:
        super().__init__(rules)
        self._client = client

    async def payment_methods(self) -> list[PaymentMethod]:
        """The rules' where they name any; else what is switched on, without fees that plugins add."""
        if self.methods:
            return list(self.methods)
        gateways = read_list(Gateway, await self._client.get("payment_gateways"), VENDOR)
        return [
            PaymentMethod(method_code(one.id), plain(one.title, 60) or one.id)
            for one in gateways
            if one.enabled
        ]


class WoocommerceDiscounts:
    """Implements ``shop.ports.Discounts``."""

    def __init__(self, client: WoocommerceClient, shopwide: Shopwide, rules: Rules, clock: Clock) -> None:
        self._client = client
        self._shopwide = shopwide
        self._time_zone = rules.policies.time_zone
        self._clock = clock

    async def check(self, code: str, basket: Basket | None = None) -> DiscountCode:
        """Whether a code can be used; one that is for some people or products only is for a person."""
        key = canonical_code(code)
        found = await self._find(code.strip().lower(), key)
        if found is None or found.status != "publish":
            return discounting.unknown(key)
        if _is_for_some_only(found):
            raise Unsupported(Ability.DISCOUNTS)
        measures = await self._shopwide.measures()
        read = self._read(found, key, measures.currency)
        today = local_date(self._clock.now(), self._time_zone)
        return discounting.judged(read, basket, today)

    async def _find(self, typed: str, key: str) -> Coupon | None:
        for word in dict.fromkeys((typed, key.lower())):
            if not word or len(word) > 2 * LENGTH_LIMIT:
                continue
            body = await self._client.get("coupons", code=word)
            listed = read_list(Coupon, body, VENDOR)
            found = next((one for one in listed if canonical_code(one.code) == key), None)
            if found is not None:
                return found
        return None

    def _read(self, given: Coupon, key: str, currency: str) -> DiscountCode:
        used_up = given.usage_limit is not None and given.usage_count >= given.usage_limit > 0
        minimum = amount(given.minimum_amount, currency)
        is_share = given.discount_type == "percent"
        worth = amount(given.amount, currency)
        return DiscountCode(
            code=key,
            state=DiscountState.USED_UP if used_up else DiscountState.VALID,
            percent=Decimal(given.amount) if is_share and worth else None,
            amount=worth if not is_share and worth else None,
            free_shipping=given.free_shipping,
            minimum=minimum or None,
            ends_on=self._last_day(given.date_expires),
            excludes_sale=given.exclude_sale_items,
        )

    def _last_day(self, text: str | None) -> date | None:
        """``date_expires`` is local, and the moment from which it no longer counts."""
        expires = moment(text)
        return (expires - timedelta(seconds=1)).date() if expires else None


def _is_for_some_only(coupon: Coupon) -> bool:
    """What a basket's worth can't decide."""
    ceiling = amount(coupon.maximum_amount, "EUR")
    return bool(
        coupon.product_ids
        or coupon.excluded_product_ids
        or coupon.product_categories
        or coupon.excluded_product_categories
        or coupon.email_restrictions
        or coupon.discount_type not in {"percent", "fixed_cart"}
        or (ceiling and ceiling > Money.zero())
    )
