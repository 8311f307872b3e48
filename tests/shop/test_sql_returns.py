"""What only a database can get wrong about returns: being overtaken between looking and judging."""

from __future__ import annotations

from typing import Any

import pytest

from shop.demo.shop import DemoShop
from shop.errors import AlreadyDone
from shop.memory import FixedClock
from shop.records import Return, ReturnKind, ReturnLine, ReturnReason, ReturnRequest
from shop.sql.database import Database
from shop.sql.returns import SqlReturns

EXCHANGE = ReturnRequest(
    "form-1",
    "BL-20414",
    ReturnKind.EXCHANGE,
    (ReturnLine("1", 1, ReturnReason.TOO_SMALL, exchange_for="ORNELLA-M-NATURAL"),),
)


class Overtaken:
    """A catalogue whose answer takes so long that another begins a return meanwhile."""

    def __init__(self, shop: DemoShop, other: ReturnRequest) -> None:
        self.shop = shop
        self.other = other
        self.begun: Return | None = None

    async def product(self, reference: str, *, language: str = "it") -> Any:
        self.begun = await self.shop.returns.open(self.other)
        return await self.shop.catalogue.product(reference, language=language)


def overtaken(database: Database, clock: FixedClock, other: ReturnRequest) -> tuple[SqlReturns, Overtaken]:
    shop = DemoShop(database, clock)
    catalogue = Overtaken(shop, other)
    return SqlReturns(database, shop.orders, catalogue, shop.terms, clock), catalogue  # type: ignore[arg-type]


async def test_by_its_own_twin_gives_the_twins_return(database: Database, clock: FixedClock) -> None:
    returns, catalogue = overtaken(database, clock, EXCHANGE)
    assert await returns.open(EXCHANGE) == catalogue.begun


async def test_by_another_form_is_refused(database: Database, clock: FixedClock) -> None:
    other = ReturnRequest("form-2", "BL-20414", ReturnKind.RETURN, (ReturnLine("1", 1),))
    returns, _ = overtaken(database, clock, other)
    with pytest.raises(AlreadyDone):
        await returns.open(EXCHANGE)
    assert [one.kind for one in await returns.of_order("BL-20414")] == [ReturnKind.RETURN]


async def test_a_key_of_another_order_opens_nothing(database: Database, clock: FixedClock) -> None:
    shop = DemoShop(database, clock)
    mine = await shop.returns.open(EXCHANGE)
    other = ReturnRequest("form-1", "BL-20415", ReturnKind.RETURN, (ReturnLine("1", 1),))
    assert (await shop.returns.open(other)).number != mine.number
