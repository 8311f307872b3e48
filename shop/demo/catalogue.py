"""The demo shop's products, codes and cards, as they stand in its database."""

from __future__ import annotations

import hashlib

from sqlalchemy import Select, select

from shop import discounting
from shop.demo import wares
from shop.demo.rules import POLICIES
from shop.demo.tables import DISCOUNTS, GIFT_CARDS, PRODUCTS, discounts, gift_cards, products
from shop.errors import NotFound
from shop.numbers import canonical_code
from shop.ports import Clock
from shop.records import Basket, DiscountCode, GiftCard, Product
from shop.search import rank
from shop.sql.database import Database
from shop.workdays import local_date


class DemoCatalogue:
    """Implements ``shop.ports.Catalogue``; languages it does not have are answered in Italian."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def search(self, words: str, *, language: str = "it", limit: int = 5) -> list[Product]:
        """Products that match the words, in whichever language they were said."""
        spoken = _known(language)
        goods = await self._read(_all(spoken))
        found = rank(goods, words, limit)
        for heard in (one for one in wares.LANGUAGES if one != spoken and not found):
            found = rank(await self._read(_all(heard)), words, limit)
        named = {one.id: one for one in goods}
        return [named[one.id] for one in found]

    async def product(self, reference: str, *, language: str = "it") -> Product:
        """One product by its id or by a variant's SKU."""
        wanted = reference.strip().upper()
        for one in await self._read(_all(_known(language))):
            if wanted == one.id.upper() or any(wanted == variant.sku for variant in one.variants):
                return one
        raise NotFound("There is no such product.")

    async def of_category(self, category: str, *, language: str = "it", limit: int = 50) -> list[Product]:
        """The products of a category."""
        return await self._read(_all(_known(language)).where(products.c.category == category).limit(limit))

    async def categories(self, *, language: str = "it") -> dict[str, str]:
        """Names by code."""
        return wares.categories(_known(language))

    async def _read(self, query: Select[tuple[object]]) -> list[Product]:
        async with self._database.read() as connection:
            return [PRODUCTS.read(record) for record in (await connection.execute(query)).scalars()]


class DemoDiscounts:
    """Implements ``shop.ports.Discounts``."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def check(self, code: str, basket: Basket | None = None) -> DiscountCode:
        """Whether a code can be used."""
        key = canonical_code(code)
        query = select(discounts.c.record).where(discounts.c.code == key)
        async with self._database.read() as connection:
            record = (await connection.execute(query)).scalar()
        if record is None:
            return discounting.unknown(key)
        return discounting.judged(
            DISCOUNTS.read(record), basket, local_date(self._clock.now(), POLICIES.time_zone)
        )


class DemoGiftCards:
    """Implements ``shop.ports.GiftCards``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def balance(self, code: str) -> GiftCard:
        """What is left on a card."""
        query = select(gift_cards.c.record).where(gift_cards.c.digest == digest(canonical_code(code)))
        async with self._database.read() as connection:
            record = (await connection.execute(query)).scalar()
        if record is None:
            raise NotFound("There is no such gift card.")
        return GIFT_CARDS.read(record)


def digest(code: str) -> str:
    """By which a card is found."""
    return hashlib.sha256(code.encode()).hexdigest()


def _all(language: str) -> Select[tuple[object]]:
    return select(products.c.record).where(products.c.language == language).order_by(products.c.position)


def _known(language: str) -> str:
    return language if language in wares.LANGUAGES else wares.LANGUAGES[0]
