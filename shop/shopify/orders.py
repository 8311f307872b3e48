"""Finds Shopify's orders, and changes what may still be changed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from shop.changes import check_address_change, check_cancel
from shop.contacts import normal_email, normal_phone
from shop.errors import BadInput, NotFound, ShopUnavailable, TooLate
from shop.numbers import canonical
from shop.ports import Clock
from shop.records import Order, OrderState, PostalAddress
from shop.remote.locks import OrderLocks
from shop.remote.ownership import theirs
from shop.remote.reading import read
from shop.shopify import queries
from shop.shopify.client import VENDOR, ShopifyClient, nodes
from shop.shopify.models import LineItems, Reference, ShopifyOrder
from shop.shopify.reading import OrderReader

PAGES_OF_LINES = 7
"""Of forty lines: Shopify's orders have 250 at most."""
_UNUSUAL = re.compile(r"[^0-9A-Za-z#-]")
_CANCELLED_BY = {"customer": "CUSTOMER", "unpaid": "DECLINED", "out_of_stock": "INVENTORY"}


class ShopifyOrders:
    """Implements ``shop.ports.Orders``.

    Args:
        client: The API.
        reader: Reads its orders.
        clock: Tells the time.
        refund_on_cancel: Whether cancelling sends the money back at once.
    """

    def __init__(
        self, client: ShopifyClient, reader: OrderReader, clock: Clock, *, refund_on_cancel: bool = False
    ) -> None:
        self._client = client
        self._reader = reader
        self._clock = clock
        self._refund_on_cancel = refund_on_cancel
        self._locks = OrderLocks()

    async def find(self, number: str) -> Order:
        """One order by its number."""
        return self._read(await self.raw(number))

    async def raw(self, number: str) -> ShopifyOrder:
        """Shopify's order (``NotFound``)."""
        return await self._whole(await self.id_of(number))

    async def id_of(self, number: str) -> str:
        """Shopify's id of an order (``NotFound``)."""
        wanted = canonical(number)
        typed = _UNUSUAL.sub("", number)[:40]
        words = " OR ".join(f'name:"{word}"' for word in dict.fromkeys((wanted, typed, f"#{wanted}")) if word)
        found = nodes(await self._client.ask(queries.FIND, query=words, first=10), "orders")
        for one in found:
            if isinstance(one, dict) and _is_numbered(str(one.get("name", "")), wanted):
                return read(Reference, one, VENDOR).id
        raise NotFound("There is no such order.")

    async def of_contact(
        self, *, phone: str | None = None, email: str | None = None, limit: int = 10
    ) -> list[Order]:
        """The orders of a phone or an e-mail address, newest first.

        Shopify does not search orders by phone: those of the customer with this phone are looked through.
        """
        address = normal_email(email) if email else None
        number = normal_phone(phone, self._reader.region) if phone else None
        ids: list[str] = []
        if address and '"' not in address and "\\" not in address:
            asked = await self._client.ask(queries.FIND, query=f'email:"{address}"', first=limit)
            ids += _ids(nodes(asked, "orders"))
        if number:
            asked = await self._client.ask(queries.OF_PHONE, query=f'phone:"{number}"', first=limit)
            ids += [one for customer in nodes(asked, "customers") for one in _ids(nodes(customer, "orders"))]
        orders = [self._read(one) for one in await self._all(dict.fromkeys(ids))]
        return theirs(orders, address, number, limit)

    async def cancel(self, number: str, *, reason: str = "customer") -> Order:
        """Cancels; Shopify does it in the background, and has taken it on when this returns."""
        async with self._locks.of(canonical(number)):
            raw = await self.raw(number)
            order = self._read(raw)
            check_cancel(order)
            try:
                await self._client.change(queries.CANCEL, "orderCancel", **self._cancelling(raw.id, reason))
            except BadInput:
                # Shopify sees what keeps it from being cancelled: a fulfilment under way, say.
                raise TooLate(order.state) from None
            now = self._clock.now()
            return replace(order, state=OrderState.CANCELLED, cancelled_at=now, cancel_reason=reason)

    def _cancelling(self, identifier: str, reason: str) -> dict[str, object]:
        return {
            "orderId": identifier,
            "reason": _CANCELLED_BY.get(reason, "OTHER"),
            "restock": True,
            "note": "Sportello",
            "refundMethod": {"originalPaymentMethodsRefund": self._refund_on_cancel},
        }

    async def change_address(self, number: str, address: PostalAddress) -> Order:
        """Sends it elsewhere."""
        async with self._locks.of(canonical(number)):
            raw = await self.raw(number)
            order = self._read(raw)
            check_address_change(order, address)
            given = {"id": raw.id, "shippingAddress": _mailing(address)}
            await self._client.change(queries.UPDATE, "orderUpdate", input=given)
            return replace(order, address=address)

    async def _all(self, ids: Iterable[str]) -> list[ShopifyOrder]:
        return list(await asyncio.gather(*(self._whole(one) for one in ids)))

    async def _whole(self, identifier: str) -> ShopifyOrder:
        found = await self._order(queries.ORDER, identifier)
        order = read(ShopifyOrder, found, VENDOR)
        lines = list(order.line_items.nodes)
        page = order.line_items.page_info
        for _ in range(PAGES_OF_LINES):
            if not page.has_next_page:
                break
            more = await self._order(queries.MORE_LINES, identifier, after=page.end_cursor)
            read_on = read(LineItems, more.get("lineItems"), VENDOR)
            lines += read_on.nodes
            page = read_on.page_info
        return order.model_copy(update={"line_items": LineItems(nodes=tuple(lines))})

    async def _order(self, query: str, identifier: str, **variables: object) -> Mapping[str, Any]:
        found = (await self._client.ask(query, id=identifier, **variables)).get("order")
        if found is None:
            raise NotFound("There is no such order.")
        if not isinstance(found, dict):
            raise ShopUnavailable("Shopify answered something that is no order.")
        return found

    def _read(self, raw: ShopifyOrder) -> Order:
        return self._reader.order(raw, self._clock.now())


def _ids(found: Iterable[Any]) -> list[str]:
    return [read(Reference, one, VENDOR).id for one in found]


def _is_numbered(name: str, wanted: str) -> bool:
    try:
        return canonical(name) == wanted
    except BadInput:
        return False


def _mailing(address: PostalAddress) -> dict[str, str]:
    first, _, last = address.name.strip().partition(" ")
    return {
        "firstName": first,
        "lastName": last,
        "address1": address.street,
        "address2": address.extra,
        "city": address.city,
        "zip": address.postcode,
        "provinceCode": address.province,
        "countryCode": address.country.upper(),
    }
