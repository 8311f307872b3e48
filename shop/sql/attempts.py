"""Wrong attempts and proofs, in the database, where every replica sees them.

For each key the times of its last attempts are kept, as many as are allowed within the window. Another is
taken by one guarded statement that moves them up by one, and only if the oldest is no longer within the
window: the row's lock does the counting, however many ask at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, ColumnElement, String, Table, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from columns import UtcDateTime
from shop.identity import LIMIT, WINDOW
from shop.sql.database import Database, insert_for
from shop.sql.metadata import metadata

_TIMES = [f"time_{number}" for number in range(1, LIMIT + 1)]
"""Oldest first."""

attempts = Table(
    "shop_attempts",
    metadata,
    Column("key", String(100), primary_key=True),
    *(Column(name, UtcDateTime) for name in _TIMES),
)
grants = Table(
    "shop_grants",
    metadata,
    Column("contact", String(255), primary_key=True),
    Column("order_number", String(40), primary_key=True),
    Column("until", UtcDateTime, nullable=False),
)


class SqlAttempts:
    """Implements ``shop.ports.Attempts``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def spend(self, keys: Sequence[str], now: datetime) -> int | None:
        """Takes one attempt from each key, from all or from none."""
        left = LIMIT
        async with self._database.write() as connection:
            # Always in the same order: two who want the same keys must not wait for each other.
            for key in sorted(set(keys)):
                remaining = await _spend_one(connection, key, now)
                if remaining is None:
                    await connection.rollback()
                    return None
                left = min(left, remaining)
        return left

    async def give_back(self, keys: Sequence[str]) -> None:
        """Gives one attempt back to each key."""
        earlier: list[ColumnElement[datetime | None] | None] = [None]
        earlier += [attempts.c[name] for name in _TIMES[:-1]]
        moved = dict(zip(_TIMES, earlier, strict=True))
        async with self._database.write() as connection:
            for key in sorted(set(keys)):
                await connection.execute(update(attempts).where(attempts.c.key == key).values(moved))

    async def free_at(self, keys: Sequence[str], now: datetime) -> datetime | None:
        """When another attempt is taken."""
        oldest = attempts.c[_TIMES[0]]
        query = select(oldest).where(attempts.c.key.in_(list(keys)), oldest > now - WINDOW)
        async with self._database.read() as connection:
            times = (await connection.execute(query)).scalars().all()
        return max(times) + WINDOW if times else None

    async def grant(self, contact: str, order_number: str, until: datetime) -> None:
        """Remembers a proof, and forgets those that no longer count."""
        values = {"contact": contact, "order_number": order_number, "until": until}
        async with self._database.write() as connection:
            new = insert_for(connection, grants).values(values)
            renewed = new.on_conflict_do_update(
                index_elements=["contact", "order_number"], set_={"until": new.excluded.until}
            )
            await connection.execute(renewed)

    async def granted(self, contact: str, order_number: str, now: datetime) -> bool:
        """Whether a proof still counts."""
        query = select(grants.c.until).where(
            grants.c.contact == contact, grants.c.order_number == order_number, grants.c.until > now
        )
        async with self._database.read() as connection:
            return (await connection.execute(query)).first() is not None

    async def granted_to(self, contact: str, now: datetime) -> list[str]:
        """What a contact has proven."""
        query = select(grants.c.order_number).where(grants.c.contact == contact, grants.c.until > now)
        async with self._database.read() as connection:
            return list((await connection.execute(query.order_by(grants.c.order_number))).scalars())

    async def contacts_granted(self, order_numbers: Sequence[str], now: datetime) -> list[str]:
        """Who has proven any of them."""
        query = select(grants.c.contact).where(grants.c.order_number.in_(list(order_numbers)))
        query = query.where(grants.c.until > now).distinct().order_by(grants.c.contact)
        async with self._database.read() as connection:
            return list((await connection.execute(query)).scalars())

    async def forget_contact(self, contact: str) -> None:
        """Deletes what a contact has proven."""
        async with self._database.write() as connection:
            await connection.execute(delete(grants).where(grants.c.contact == contact))

    async def forget(self, now: datetime) -> None:
        """Deletes what no longer counts."""
        async with self._database.write() as connection:
            await connection.execute(delete(attempts).where(attempts.c[_TIMES[-1]] <= now - WINDOW))
            await connection.execute(delete(grants).where(grants.c.until <= now))


async def _spend_one(connection: AsyncConnection, key: str, now: datetime) -> int | None:
    """The guarded statement; returns how many are left, or None where none was."""
    later = [attempts.c[name] for name in _TIMES[1:]]
    new = insert_for(connection, attempts).values({"key": key, _TIMES[-1]: now})
    moved = dict(zip(_TIMES, [*later, new.excluded[_TIMES[-1]]], strict=True))
    oldest = attempts.c[_TIMES[0]]
    counted = new.on_conflict_do_update(
        index_elements=["key"], set_=moved, where=or_(oldest.is_(None), oldest <= now - WINDOW)
    ).returning(*(attempts.c[name] for name in _TIMES))
    row = (await connection.execute(counted)).first()
    if row is None:
        return None
    times: tuple[datetime | None, ...] = tuple(row)
    return sum(moment is None or moment <= now - WINDOW for moment in times)
