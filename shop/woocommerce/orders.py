"""Finds WooCommerce's orders, and changes what may still be changed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime

import phonenumbers

from shop.changes import check_address_change, check_cancel
from shop.contacts import normal_email, normal_phone
from shop.errors import BadInput, NotFound
from shop.numbers import canonical
from shop.ports import Clock
from shop.records import Order, PostalAddress
from shop.remote.locks import OrderLocks
from shop.remote.ownership import theirs
from shop.remote.reading import moment, read, read_list
from shop.woocommerce.client import VENDOR, WoocommerceClient
from shop.woocommerce.models import WooOrder
from shop.woocommerce.reading import CANCEL_REASON, CANCELLED_AT, OrderReader
from shop.woocommerce.statuses import NO_ORDERS

SEARCHED = 200
"""Orders looked through for one contact, newest first."""


class WoocommerceOrders:
    """Implements ``shop.ports.Orders``."""

    def __init__(self, client: WoocommerceClient, reader: OrderReader, clock: Clock) -> None:
        self._client = client
        self._reader = reader
        self._clock = clock
        self._locks = OrderLocks()

    async def find(self, number: str) -> Order:
        """One order by its number."""
        return self._read(await self.raw(number))

    async def raw(self, number: str) -> WooOrder:
        """WooCommerce's order: by its id, or where a plugin numbers orders by that number (``NotFound``)."""
        wanted = canonical(number)
        found = await self._of_id(wanted)
        if found is None:
            listed = await self._search(wanted)
            found = next((one for one in listed if _is_numbered(one, wanted)), None)
        if found is None:
            raise NotFound("There is no such order.")
        return found

    async def of_contact(
        self, *, phone: str | None = None, email: str | None = None, limit: int = 10
    ) -> list[Order]:
        """The orders of a phone or an e-mail address, newest first."""
        address = normal_email(email) if email else None
        number = normal_phone(phone, self._reader.region) if phone else None
        words = [*([address] if address else []), *(_spellings(number) if number else [])]
        lists = await asyncio.gather(*(self._search(word) for word in words))
        found = {one.id: one for listed in lists for one in listed}
        orders = [self._read(one) for one in found.values()]
        return theirs(orders, address, number, limit)

    async def cancel(self, number: str, *, reason: str = "customer") -> Order:
        """Cancels; the money is given back by a person, see ``shop.woocommerce.refunds``."""
        async with self._locks.of(canonical(number)):
            found = await self.raw(number)
            check_cancel(self._read(found))
            notes = {CANCEL_REASON: reason, CANCELLED_AT: self._clock.now().isoformat()}
            meta = [{"key": key, "value": value} for key, value in notes.items()]
            body = await self._client.put(f"orders/{found.id}", {"status": "cancelled", "meta_data": meta})
            return self._read(read(WooOrder, body, VENDOR))

    async def change_address(self, number: str, address: PostalAddress) -> Order:
        """Sends it elsewhere."""
        async with self._locks.of(canonical(number)):
            found = await self.raw(number)
            check_address_change(self._read(found), address)
            body = await self._client.put(f"orders/{found.id}", {"shipping": _shipping(address)})
            return self._read(read(WooOrder, body, VENDOR))

    async def _of_id(self, wanted: str) -> WooOrder | None:
        if not wanted.isdigit() or len(wanted) > 15:
            return None
        try:
            found = read(WooOrder, await self._client.get(f"orders/{wanted}"), VENDOR)
        except (NotFound, BadInput):
            return None
        # With a plugin that numbers orders, another order may have this id.
        return found if _is_numbered(found, wanted) else None

    async def _search(self, word: str) -> list[WooOrder]:
        found = await self._client.pages("orders", SEARCHED, search=word, orderby="date", order="desc")
        return [one for one in read_list(WooOrder, found, VENDOR) if one.status not in NO_ORDERS]

    def _read(self, found: WooOrder) -> Order:
        return self._reader.order(found, self._clock.now())


def cancelled_at(order: WooOrder) -> datetime | None:
    """When it was cancelled through us; None where it was not, or otherwise."""
    value = order.meta(CANCELLED_AT)
    return moment(value) if isinstance(value, str) and order.status == "cancelled" else None


def _is_numbered(order: WooOrder, wanted: str) -> bool:
    if order.status in NO_ORDERS:
        return False
    try:
        return canonical(order.number) == wanted
    except BadInput:
        return False


def _spellings(phone: str) -> Iterable[str]:
    """A number as people type it at a checkout: WooCommerce searches letter by letter."""
    number = phonenumbers.parse(phone)
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return sorted({phone, national, national.replace(" ", "")})


def _shipping(address: PostalAddress) -> dict[str, str]:
    first, _, last = address.name.strip().partition(" ")
    return {
        "first_name": first,
        "last_name": last,
        "address_1": address.street,
        "address_2": address.extra,
        "city": address.city,
        "postcode": address.postcode,
        "state": address.province,
        "country": address.country.upper(),
    }
