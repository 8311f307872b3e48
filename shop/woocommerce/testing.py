"""WooCommerce's REST API v3, as far as we call it, on loopback.

The shapes in ``fixtures/`` are written from https://woocommerce.github.io/woocommerce-rest-api-docs/; names,
orders and numbers are invented.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from aiohttp import web

from shop.remote.testing import FakeApi, fixture, reply

KEY = "ck_test_key"
SECRET = "cs_test_secret"  # noqa: S105 - invented
ROOT = "/wp-json/wc/v3/"
_HIDDEN = {"trash", "auto-draft"}


class FakeWoocommerce(FakeApi):
    """WooCommerce, for ``SPORTELLO_SHOP_WOOCOMMERCE_URL``.

    Args:
        port: 0 for a free one.
        largest_page: At most so many objects on a page, whatever is asked for.

    Attributes:
        orders: As WooCommerce keeps them.
        read_only: The key may read and not write.
    """

    def __init__(self, port: int = 0, largest_page: int = 100) -> None:
        super().__init__(port)
        self.largest_page = largest_page
        self.read_only = False
        self.orders: list[dict[str, Any]] = _load("orders")
        self.refunds: dict[str, list[Any]] = _load("refunds")
        self.products: list[dict[str, Any]] = _load("products")
        self.variations: dict[str, list[Any]] = _load("variations")
        self.coupons: list[dict[str, Any]] = _load("coupons")
        self.shipping: dict[str, Any] = _load("shipping")

    def order(self, number: str) -> dict[str, Any]:
        """One order by its number, to look at and to change."""
        return next(one for one in self.orders if one["number"] == number)

    async def answer(self, request: web.Request, body: Any) -> web.Response:
        """What WooCommerce would answer."""
        if not request.path.startswith(ROOT):
            return _error("rest_no_route", 404)
        given = request.headers.get("Authorization", "")
        if given != "Basic " + base64.b64encode(f"{KEY}:{SECRET}".encode()).decode():
            return _error("woocommerce_rest_cannot_view", 401)
        parts = request.path.removeprefix(ROOT).strip("/").split("/")
        if request.method == "PUT":
            return self._put(parts, body)
        handler: Callable[[list[str], web.Request], web.Response] | None = getattr(
            self, f"_get_{parts[0]}", None
        )
        return handler(parts[1:], request) if handler else _error("rest_no_route", 404)

    def _put(self, parts: list[str], body: dict[str, Any]) -> web.Response:
        if self.read_only:
            return _error("woocommerce_rest_cannot_edit", 401)
        found = _by_id(self.orders, parts[1])
        if parts[0] != "orders" or found is None:
            return _error("woocommerce_rest_shop_order_invalid_id", 404)
        changed = dict(body)
        found["meta_data"] += [{"id": 0, **one} for one in changed.pop("meta_data", [])]
        found["shipping"].update(changed.pop("shipping", {}))
        found.update(changed)
        return reply(found)

    def _get_orders(self, parts: list[str], request: web.Request) -> web.Response:
        if not parts:
            word = request.query.get("search", "").lower()
            found = [one for one in self.orders if word in _searched(one) and one["status"] not in _HIDDEN]
            return self._page(
                sorted(found, key=lambda one: str(one["date_created_gmt"]), reverse=True), request
            )
        order = _by_id(self.orders, parts[0])
        if order is None:
            return _error("woocommerce_rest_shop_order_invalid_id", 404)
        return (
            self._page(self.refunds.get(parts[0], []), request) if parts[1:] == ["refunds"] else reply(order)
        )

    def _get_products(self, parts: list[str], request: web.Request) -> web.Response:
        if parts == ["categories"]:
            return self._page(_load("categories"), request)
        if parts[1:] == ["variations"]:
            return self._page(self.variations.get(parts[0], []), request)
        everything = [*self.products, *(one for listed in self.variations.values() for one in listed)]
        if parts:
            found = _by_id(everything, parts[0])
            return reply(found) if found else _error("woocommerce_rest_product_invalid_id", 404)
        if "sku" in request.query:
            sku = request.query["sku"].lower()
            return self._page([one for one in everything if one["sku"].lower() == sku], request)
        included = set(request.query.get("include", "").split(",")) - {""}
        listed = [one for one in self.products if not included or str(one["id"]) in included]
        return self._page(listed, request)

    def _get_coupons(self, parts: list[str], request: web.Request) -> web.Response:
        code = request.query.get("code")
        return self._page([one for one in self.coupons if code in {None, one["code"]}], request)

    def _get_shipping(self, parts: list[str], request: web.Request) -> web.Response:
        if parts == ["zones"]:
            return reply(self.shipping["zones"])
        kind = self.shipping.get(parts[2], {}) if len(parts) == 3 else {}
        return (
            reply(kind[parts[1]])
            if parts[1] in kind
            else _error("woocommerce_rest_shipping_zone_invalid", 404)
        )

    def _get_data(self, parts: list[str], request: web.Request) -> web.Response:
        return reply(self.shipping["continents"][parts[1]])

    def _get_settings(self, parts: list[str], request: web.Request) -> web.Response:
        found = _load("settings").get("/".join(parts))
        return reply(found) if found else _error("rest_setting_setting_invalid", 404)

    def _get_taxes(self, parts: list[str], request: web.Request) -> web.Response:
        return self._page(_load("taxes"), request)

    def _get_payment_gateways(self, parts: list[str], request: web.Request) -> web.Response:
        return reply(_load("payment_gateways"))

    def _page(self, found: list[Any], request: web.Request) -> web.Response:
        size = min(int(request.query.get("per_page", "10")), self.largest_page)
        if not 1 <= int(request.query.get("per_page", "10")) <= 100:
            return _error("rest_invalid_param", 400)
        page = int(request.query.get("page", "1"))
        headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(-(-len(found) // size))}
        return reply(found[(page - 1) * size : page * size], headers=headers)


def _load(name: str) -> Any:
    return fixture("shop.woocommerce", name)


def _error(code: str, status: int) -> web.Response:
    return reply({"code": code, "message": "…", "data": {"status": status}}, status)


def _by_id(listed: list[dict[str, Any]], wanted: str) -> dict[str, Any] | None:
    return next((one for one in listed if str(one["id"]) == wanted), None)


def _searched(order: dict[str, Any]) -> str:
    billing = order["billing"]
    fields = [billing["email"], billing["phone"], billing["first_name"], billing["last_name"]]
    return " ".join([*fields, str(order["id"]), order["number"]]).lower()
