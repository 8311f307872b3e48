"""The demo shop's orders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, false, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from shop.changes import cancellation_refund, check_address_change, check_cancel, owes_refund
from shop.contacts import normal_email, normal_phone
from shop.demo.rules import POLICIES
from shop.demo.tables import ORDERS, REFUNDS, orders, refunds
from shop.errors import NotFound, ShopUnavailable
from shop.numbers import canonical
from shop.ports import Clock
from shop.records import Order, OrderState, PostalAddress, Refund
from shop.sql.database import Database

_TRIES = 5


class DemoOrders:
    """Implements ``shop.ports.Orders``."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def find(self, number: str) -> Order:
        """One order by its number."""
        async with self._database.read() as connection:
            return await _find(connection, canonical(number))

    async def of_contact(
        self, *, phone: str | None = None, email: str | None = None, limit: int = 10
    ) -> list[Order]:
        """The orders of a phone or an e-mail address, newest first."""
        mine: list[ColumnElement[bool]] = [false()]
        if phone is not None and (number := normal_phone(phone)):
            mine.append(orders.c.phone == number)
        if email is not None and (address := normal_email(email)):
            mine.append(orders.c.email == address)
        query = select(orders).where(or_(*mine)).order_by(orders.c.placed_at.desc(), orders.c.number.desc())
        async with self._database.read() as connection:
            rows = (await connection.execute(query.limit(limit))).mappings()
            return [_order(row) for row in rows]

    async def cancel(self, number: str, *, reason: str = "customer") -> Order:
        """Cancels, and owes back what was paid, in one transaction."""
        now = self._clock.now()

        def cancelled(order: Order) -> Order:
            check_cancel(order)
            return replace(order, state=OrderState.CANCELLED, cancelled_at=now, cancel_reason=reason)

        return await self.change(number, cancelled)

    async def change_address(self, number: str, address: PostalAddress) -> Order:
        """Sends it elsewhere."""

        def moved(order: Order) -> Order:
            check_address_change(order, address)
            return replace(order, address=address)

        return await self.change(number, moved)

    async def change(self, number: str, changed: Callable[[Order], Order]) -> Order:
        """Changes an order, if it is still as it was read; else reads and judges again.

        Args:
            number: Which.
            changed: Gives the order as it shall be, or raises what forbids it.

        Raises:
            NotFound: There is none.
            ShopUnavailable: Too many change it at once.
        """
        for _ in range(_TRIES):
            async with self._database.write() as connection:
                before = await _find(connection, canonical(number))
                after = replace(changed(before), version=before.version + 1)
                if await _store(connection, before, after):
                    await _owe(connection, before, after)
                    return after
        raise ShopUnavailable("Too many changes of the same order at once.")


class DemoRefunds:
    """Implements ``shop.ports.Refunds``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_order(self, order_number: str) -> list[Refund]:
        """An order's refunds, newest first."""
        query = (
            select(refunds.c.record)
            .where(refunds.c.order_number == canonical(order_number))
            .order_by(refunds.c.requested_at.desc(), refunds.c.id)
        )
        async with self._database.read() as connection:
            return [REFUNDS.read(record) for record in (await connection.execute(query)).scalars()]


async def _find(connection: AsyncConnection, key: str) -> Order:
    query = select(orders).where(orders.c.number == key)
    row = (await connection.execute(query)).mappings().first()
    if row is None:
        raise NotFound("There is no such order.")
    return _order(row)


def _order(row: RowMapping) -> Order:
    return replace(ORDERS.read(row["record"]), version=row["version"])


async def _store(connection: AsyncConnection, before: Order, after: Order) -> bool:
    """The guarded statement: only over the version, and the state, that were judged."""
    key = canonical(before.number)
    unchanged = (
        (orders.c.number == key) & (orders.c.version == before.version) & (orders.c.state == before.state)
    )
    values = {"state": after.state.value, "version": after.version, "record": ORDERS.write(after)}
    return (await connection.execute(update(orders).where(unchanged).values(values))).rowcount == 1


async def _owe(connection: AsyncConnection, before: Order, after: Order) -> None:
    is_cancelled = after.state is OrderState.CANCELLED and before.state is not OrderState.CANCELLED
    if not is_cancelled or after.cancelled_at is None or not owes_refund(before):
        return
    refund = cancellation_refund(after, after.cancelled_at, POLICIES)
    await connection.execute(refunds.insert().values(refund_row(refund)))


def refund_row(refund: Refund) -> dict[str, Any]:
    """As ``shop_refunds`` keeps it."""
    return {
        "id": refund.id,
        "order_number": canonical(refund.order_number),
        "requested_at": refund.requested_at,
        "record": REFUNDS.write(refund),
    }
