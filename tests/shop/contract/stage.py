"""A shop under test, and what the tests of it share."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from shop.errors import ShopError
from shop.ports import Ability, Clock, Shop

NOWHERE = "BL-99999999"


@dataclass(frozen=True, slots=True)
class Examples:
    """What the shop under test has.

    Attributes:
        received: A paid order that may still be cancelled and sent elsewhere.
        shipped: An order that has left, with a tracking number.
        delivered: An order that arrived days ago; its first line may be returned.
        several: Another one, or the same; its first line has several pieces, which may be returned.
        email: On ``received``; in lower case.
        phone: On ``received``; E.164.
        product: Id of a product in stock.
        sku: Of one of its variants.
        words: That find it.
        category: Its category's code.
        discount: A code that can be used.
        gift_card: A card's code.
        place: A town or postcode with a point.
    """

    received: str
    shipped: str
    delivered: str
    several: str
    email: str
    phone: str
    product: str
    sku: str
    words: str
    category: str
    discount: str
    gift_card: str
    place: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A shop under test."""

    shop: Shop
    clock: Clock
    examples: Examples


Test = Callable[..., Awaitable[None]]


def needs(*abilities: Ability) -> Callable[[Test], Test]:
    """A test that has nothing to look at where a back end says it can't do one of these.

    It then passes, rather than be skipped: ``test_what_it_can_not_do_it_says`` looks at that.
    """

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        async def looked_at(self: object, stage: Stage, **arguments: object) -> None:
            if not stage.shop.unsupported & set(abilities):
                await test(self, stage, **arguments)

        return looked_at

    return decorate


async def outcome(work: Callable[..., Awaitable[object]], *arguments: object) -> str:
    try:
        await work(*arguments)
    except ShopError as error:
        return error.code
    return "done"
