"""Fills the demo shop: on its first start, and again on every new day, so that "yesterday" stays yesterday.

What somebody has touched (an order cancelled or changed, or with a return begun in chat) is left alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, delete, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from shop.demo import codes, wares
from shop.demo.aftermath import Tale
from shop.demo.catalogue import digest
from shop.demo.days import Days
from shop.demo.orders import refund_row
from shop.demo.seeding import tales
from shop.demo.tables import (
    DISCOUNTS,
    GIFT_CARDS,
    ORDERS,
    PRODUCTS,
    discounts,
    gift_cards,
    orders,
    products,
    refunds,
    seeds,
)
from shop.numbers import canonical
from shop.records import Order, Return
from shop.returning import numbered
from shop.sql.database import SCHEMA_LOCK, Database, insert_for
from shop.sql.returns import RETURNS, add_return, returns

SEEDED = "seed"
"""Key of the returns that come with the shop."""


async def fill(database: Database, seed: int, days: Days) -> bool:
    """Fills the tables unless this seed and day fill them; returns whether it did."""
    async with database.write() as connection:
        if not database.is_sqlite:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": SCHEMA_LOCK + 1})
        known = (await connection.execute(select(seeds.c.seed, seeds.c.day))).first()
        if known is not None and tuple(known) == (seed, days.today):
            return False
        if known is not None and known.seed != seed:
            await _empty(connection)
        await _fill(connection, seed, days)
        await connection.execute(delete(seeds))
        await connection.execute(seeds.insert(), {"id": 1, "seed": seed, "day": days.today})
    return True


async def _fill(connection: AsyncConnection, seed: int, days: Days) -> None:
    touched = await _touched(connection)
    # A second or two of arithmetic: whoever shares the loop goes on meanwhile.
    made = await asyncio.to_thread(tales, seed, days)
    told = [tale for tale in made if canonical(tale.order.number) not in touched]
    await _put(connection, orders, ["number"], [_order_row(tale.order) for tale in told])
    numbers = [await _put_return(connection, tale, one) for tale in told for one in tale.returns]
    owed = [one.refund for one in numbers if one.refund is not None]
    owed += [one for tale in told if not tale.returns for one in tale.refunds]
    await _put(connection, refunds, ["id"], [refund_row(one) for one in owed])
    await _put(connection, products, ["id", "language"], list(_product_rows(days)))
    found = codes.discounts(days)
    await _put(
        connection,
        discounts,
        ["code"],
        [{"code": one.code, "record": DISCOUNTS.write(one)} for one in found],
    )
    cards = codes.gift_cards(days).items()
    card_rows = [{"digest": digest(code), "record": GIFT_CARDS.write(card)} for code, card in cards]
    await _put(connection, gift_cards, ["digest"], card_rows)


async def _touched(connection: AsyncConnection) -> set[str]:
    changed = select(orders.c.number).where(orders.c.version > 0)
    begun = select(returns.c.order_number).where(returns.c.key != SEEDED)
    return set((await connection.execute(changed.union(begun))).scalars())


async def _put(
    connection: AsyncConnection, table: Table, key: Sequence[str], rows: Sequence[dict[str, Any]]
) -> None:
    """Inserts, or writes over what the same key had."""
    new = insert_for(connection, table)
    fresh = {column.name: new.excluded[column.name] for column in table.c if column.name not in key}
    await connection.execute(new.on_conflict_do_update(index_elements=list(key), set_=fresh), rows)


async def _put_return(connection: AsyncConnection, tale: Tale, one: Return) -> Return:
    """Under the number that it had yesterday, if it had one."""
    begun = await add_return(connection, SEEDED, one, tale.order)
    if begun is not None:
        return begun
    mine = (returns.c.order_number == canonical(tale.order.number)) & (returns.c.key == SEEDED)
    known = RETURNS.read((await connection.execute(select(returns.c.record).where(mine))).scalar_one())
    begun = numbered(one, known.number)
    values = {"record": RETURNS.write(begun), "opened_at": one.opened_at}
    await connection.execute(returns.update().where(mine).values(values))
    return begun


def _order_row(order: Order) -> dict[str, Any]:
    return {
        "number": canonical(order.number),
        "state": order.state.value,
        "version": 0,
        "placed_at": order.placed_at,
        "email": order.customer.email,
        "phone": order.customer.phone,
        "record": ORDERS.write(order),
    }


def _product_rows(days: Days) -> Iterable[dict[str, Any]]:
    for language in wares.LANGUAGES:
        for position, one in enumerate(wares.products(language, days.today)):
            yield {
                "id": one.id,
                "language": language,
                "position": position,
                "category": one.category,
                "record": PRODUCTS.write(one),
            }


async def _empty(connection: AsyncConnection) -> None:
    for table in (refunds, returns, orders, products, discounts, gift_cards):
        await connection.execute(delete(table))
