"""Puts something around every call of a shop: a cache, a time-out, retries."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol, cast

from shop.ports import (
    Ability,
    Catalogue,
    Discounts,
    GiftCards,
    Orders,
    PickupPoints,
    Refunds,
    Requests,
    Returns,
    Shipping,
    Shop,
    Terms,
)

_WRITES = {
    ("orders", "cancel"),
    ("orders", "change_address"),
    ("returns", "open"),
    ("requests", "open"),
    ("requests", "forget"),
}
_REPEATABLE = {("returns", "open"), ("requests", "open"), ("requests", "forget")}
"""They carry a key: asked twice, they are done once."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of one part of a shop.

    Attributes:
        part: ``orders``, ``catalogue``, …
        method: Its name.
        arguments: As given.
        keywords: As given, by name.
        run: Makes the call.
    """

    part: str
    method: str
    arguments: tuple[Any, ...]
    keywords: tuple[tuple[str, Any], ...]
    run: Callable[[], Awaitable[Any]]

    @property
    def name(self) -> str:
        """For logs: ``orders.find``."""
        return f"{self.part}.{self.method}"

    @property
    def writes(self) -> bool:
        """Whether it may change something."""
        return (self.part, self.method) in _WRITES

    @property
    def repeatable(self) -> bool:
        """Whether making it twice is the same as making it once."""
        return not self.writes or (self.part, self.method) in _REPEATABLE


class Around(Protocol):
    """Makes a call, or something better."""

    async def __call__(self, call: Call) -> Any:
        """What the call gives."""


class _Part:
    """A part of a shop, each call of which goes through ``around``."""

    def __init__(self, name: str, part: object, around: Around) -> None:
        self._name, self._part, self._around = name, part, around

    def __getattr__(self, method: str) -> Callable[..., Awaitable[Any]]:
        function = getattr(self._part, method)

        @functools.wraps(function)
        def called(*arguments: Any, **keywords: Any) -> Awaitable[Any]:
            run = functools.partial(function, *arguments, **keywords)
            given = tuple(sorted(keywords.items()))
            return self._around(Call(self._name, method, arguments, given, run))

        return called


class SurroundedShop:
    """Implements ``shop.ports.Shop`` with another shop, and something around its calls."""

    def __init__(self, shop: Shop, around: Around) -> None:
        self._shop = shop
        self.orders = cast("Orders", _Part("orders", shop.orders, around))
        self.returns = cast("Returns", _Part("returns", shop.returns, around))
        self.refunds = cast("Refunds", _Part("refunds", shop.refunds, around))
        self.catalogue = cast("Catalogue", _Part("catalogue", shop.catalogue, around))
        self.shipping = cast("Shipping", _Part("shipping", shop.shipping, around))
        self.pickup_points = cast("PickupPoints", _Part("pickup_points", shop.pickup_points, around))
        self.terms = cast("Terms", _Part("terms", shop.terms, around))
        self.discounts = cast("Discounts", _Part("discounts", shop.discounts, around))
        self.gift_cards = cast("GiftCards", _Part("gift_cards", shop.gift_cards, around))
        self.requests = cast("Requests", _Part("requests", shop.requests, around))

    @property
    def name(self) -> str:
        """The back end's."""
        return self._shop.name

    @property
    def unsupported(self) -> frozenset[Ability]:
        """What the back end can't do."""
        return self._shop.unsupported

    async def check(self) -> list[str]:
        """What is wrong with the connection, asked afresh."""
        return await self._shop.check()

    async def close(self) -> None:
        """Lets go of connections."""
        await self._shop.close()
