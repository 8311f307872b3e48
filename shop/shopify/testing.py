"""Shopify's Admin GraphQL API, as far as we call it, on loopback.

What is asked is checked and answered by a GraphQL engine, against ``schema.graphql``; it comes with the
development tools (``graphql-core``). Names, orders and numbers in ``fixtures/`` are invented.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

from aiohttp import web
from graphql import GraphQLSchema, build_schema, graphql

from shop.remote.testing import FakeApi, fixture, reply
from shop.shopify.client import VERSION
from shop.shopify.shop import SCOPES

TOKEN = "shpat_test_token"  # noqa: S105 - invented
_TERM = re.compile(r'(\w+):"([^"]*)"')


class FakeShopify(FakeApi):
    """Shopify, for ``SPORTELLO_SHOP_SHOPIFY_URL``.

    Args:
        port: 0 for a free one.
        page: So many lines of an order on a page at most.

    Attributes:
        orders: As Shopify keeps them; ``lines`` are an order's line items.
        scopes: What the app may do.
        throttled: So many of the next calls find the bucket of points empty.
        user_errors: What the next mutation answers, by its name.
    """

    def __init__(self, port: int = 0, page: int = 250) -> None:
        super().__init__(port)
        self.page = page
        self.orders: list[dict[str, Any]] = _load("orders")
        self.products: list[dict[str, Any]] = _load("products")
        self.discounts: dict[str, Any] = _load("discounts")
        self.gift_cards: dict[str, Any] = _load("gift_cards")
        self.scopes = set(SCOPES)
        self.throttled = 0
        self.user_errors: dict[str, list[dict[str, Any]]] = {}

    def order(self, name: str) -> dict[str, Any]:
        """One order by its name, to look at and to change."""
        return next(one for one in self.orders if one["name"] == name)

    async def answer(self, request: web.Request, body: Any) -> web.Response:
        """What Shopify would answer."""
        if request.headers.get("X-Shopify-Access-Token") != TOKEN:
            return reply({"errors": "[API] Invalid API key or access token (unrecognized login)"}, 401)
        if request.path != f"/admin/api/{VERSION}/graphql.json":
            return reply({"errors": "Not Found"}, 404)
        if self.throttled:
            self.throttled -= 1
            return reply({"errors": [_error("THROTTLED")], "extensions": _cost(available=80)})
        result = await graphql(_schema(), body["query"], self._root(), variable_values=body["variables"])
        answer: dict[str, Any] = {"data": result.data, "extensions": _cost(available=900)}
        if result.errors:
            answer["errors"] = [_error("undefinedField", str(one)) for one in result.errors]
        return reply(answer)

    def _root(self) -> dict[str, Any]:
        return {
            "order": lambda _info, **given: self._shown(self._by_id(given["id"])),
            "orders": lambda _info, query, **_: _nodes(self._shown(o) for o in self._searched(query)),
            "customers": lambda _info, query, **_: _nodes(self._customers(query)),
            "returnableFulfillments": lambda _info, **given: _nodes([self._returnable(given["orderId"])]),
            "shop": {"currencyCode": "EUR"},
            "currentAppInstallation": {"accessScopes": [{"handle": one} for one in sorted(self.scopes)]},
            "products": self._listed,
            "product": lambda _info, **given: next(
                (one for one in self.products if one["id"] == given["id"]), None
            ),
            "productVariants": lambda _info, query, **_: _nodes(self._variants(query)),
            "codeDiscountNodeByCode": lambda _info, code: self._discount(code),
            "giftCards": lambda _info, query, **_: _nodes(
                card for code, card in self.gift_cards.items() if code == query
            ),
            "orderCancel": self._cancel,
            "orderUpdate": self._update,
            "returnCreate": lambda _info, **given: self._return(given["returnInput"], "OPEN", "returnCreate"),
            "returnRequest": lambda _info, **given: self._return(
                given["input"], "REQUESTED", "returnRequest"
            ),
        }

    def _by_id(self, identifier: str) -> dict[str, Any] | None:
        return next((one for one in self.orders if one["id"] == identifier), None)

    def _shown(self, order: dict[str, Any] | None) -> dict[str, Any] | None:
        if order is None:
            return None
        returns = _nodes(order["returns"])
        return {**order, "lineItems": lambda _info, **given: self._lines(order, **given), "returns": returns}

    def _lines(self, order: dict[str, Any], first: int, after: str | None = None) -> dict[str, Any]:
        start = int(after or 0)
        end = start + min(first, self.page)
        more = end < len(order["lines"])
        return {"nodes": order["lines"][start:end], "pageInfo": {"hasNextPage": more, "endCursor": str(end)}}

    def _searched(self, query: str) -> list[dict[str, Any]]:
        """By number, as written or without what stands before it, or by e-mail."""
        wanted = [(field, value.lower()) for field, value in _TERM.findall(query)]
        found = [one for one in self.orders if any(_fits(one, *term) for term in wanted)]
        return sorted(found, key=lambda one: str(one["createdAt"]), reverse=True)

    def _customers(self, query: str) -> list[dict[str, Any]]:
        phone = dict(_TERM.findall(query)).get("phone")
        known = {one["customer"]["id"]: one["customer"] for one in self.orders if one["customer"]}
        found = [one for one in known.values() if one["defaultPhoneNumber"]["phoneNumber"] == phone]
        return [
            {**one, "orders": _nodes(o for o in self.orders if (o["customer"] or {}).get("id") == one["id"])}
            for one in found
        ]

    def _listed(self, _info: Any, first: int, after: str | None = None, **_: Any) -> dict[str, Any]:
        active = [one for one in self.products if one["status"] == "ACTIVE"]
        start = int(after or 0)
        end = start + min(first, self.page)
        page = {"hasNextPage": end < len(active), "endCursor": str(end)}
        return {"nodes": active[start:end], "pageInfo": page}

    def _variants(self, query: str) -> list[dict[str, Any]]:
        sku = dict(_TERM.findall(query)).get("sku", "").lower()
        return [
            {**variant, "product": product}
            for product in self.products
            for variant in product["variants"]["nodes"]
            if variant["sku"].lower() == sku
        ]

    def _discount(self, code: str) -> dict[str, Any] | None:
        found = self.discounts.get(code.upper())
        return {"codeDiscount": found} if found else None

    def _cancel(self, _info: Any, orderId: str, reason: str, **_: Any) -> dict[str, Any]:  # noqa: N803
        order = self._by_id(orderId)
        errors = self._errors("orderCancel", order)
        if order is not None and not errors and order["cancelledAt"]:
            errors = [{"field": ["orderId"], "message": "already cancelled", "code": "INVALID"}]
        if order is not None and not errors:
            order.update(cancelledAt="2026-01-14T09:00:00Z", cancelReason=reason)
        return {"job": None if errors else {"id": "gid://shopify/Job/1"}, "orderCancelUserErrors": errors}

    def _update(self, _info: Any, input: dict[str, Any]) -> dict[str, Any]:  # noqa: A002 - Shopify's
        order = self._by_id(input["id"])
        errors = self._errors("orderUpdate", order)
        to = input.get("shippingAddress")
        if order is not None and to and not errors:
            name = f"{to.pop('firstName')} {to.pop('lastName')}"
            order["shippingAddress"] = {**to, "name": name, "countryCodeV2": to.pop("countryCode")}
        return {"order": self._shown(order), "userErrors": errors}

    def _returnable(self, identifier: str) -> dict[str, Any]:
        order = self._by_id(identifier) or {"fulfillments": [], "returns": []}
        taken: dict[str, int] = {}
        for one in (line for begun in order["returns"] for line in begun["returnLineItems"]["nodes"]):
            key = one["fulfillmentLineItem"]["id"]
            taken[key] = taken.get(key, 0) + one["quantity"]
        sent = [one for made in order["fulfillments"] for one in made["fulfillmentLineItems"]["nodes"]]
        left = [(one, one["quantity"] - taken.get(one["id"], 0)) for one in sent]
        lines = [{"quantity": count, "fulfillmentLineItem": one} for one, count in left if count > 0]
        return {
            "id": "gid://shopify/ReturnableFulfillment/1",
            "returnableFulfillmentLineItems": _nodes(lines),
        }

    def _return(self, given: dict[str, Any], status: str, name: str) -> dict[str, Any]:
        order = self._by_id(given["orderId"])
        errors = self._errors(name, order)
        if order is None or errors:
            return {"return": None, "userErrors": errors}
        sent = {
            one["id"]: one for made in order["fulfillments"] for one in made["fulfillmentLineItems"]["nodes"]
        }
        lines = [_returned(one, sent[one["fulfillmentLineItemId"]]) for one in given["returnLineItems"]]
        number = len(order["returns"]) + 1
        begun = {
            "id": f"gid://shopify/Return/{number}",
            "name": f"{order['name']}-R{number}",
            "status": status,
            "createdAt": "2026-01-14T09:00:00Z",
            "refunds": _nodes([]),
            "returnLineItems": _nodes(lines),
        }
        order["returns"].append(begun)
        return {"return": begun, "userErrors": []}

    def _errors(self, mutation: str, order: object) -> list[dict[str, Any]]:
        if order is None:
            return [{"field": ["id"], "message": "Order does not exist", "code": "NOT_FOUND"}]
        return self.user_errors.pop(mutation, [])


def _returned(one: dict[str, Any], sent: dict[str, Any]) -> dict[str, Any]:
    return {
        "__typename": "ReturnLineItem",
        "id": "gid://shopify/ReturnLineItem/1",
        "quantity": one["quantity"],
        "returnReason": one.get("returnReason") or "UNKNOWN",
        "returnReasonNote": one.get("returnReasonNote") or "",
        "customerNote": one.get("customerNote"),
        "fulfillmentLineItem": sent,
    }


def _fits(order: dict[str, Any], field: str, value: str) -> bool:
    name = str(order["name"]).lower()
    bare = re.sub(r"^\D*", "", name)
    known = {"name": {name, bare, name.lstrip("#")}, "email": {str(order["email"]).lower()}}
    return value in known.get(field, set())


def _nodes(found: Any) -> dict[str, Any]:
    return {"nodes": list(found), "pageInfo": {"hasNextPage": False, "endCursor": None}}


def _error(code: str, message: str = "Throttled") -> dict[str, Any]:
    return {"message": message, "extensions": {"code": code}}


def _cost(available: float) -> dict[str, Any]:
    bucket = {"maximumAvailable": 2000.0, "currentlyAvailable": available, "restoreRate": 100.0}
    return {"cost": {"requestedQueryCost": 130, "actualQueryCost": 20, "throttleStatus": bucket}}


def _load(name: str) -> Any:
    return fixture("shop.shopify", name)


@cache
def _schema() -> GraphQLSchema:
    return build_schema(resources.files("shop.shopify").joinpath("schema.graphql").read_text("utf-8"))
