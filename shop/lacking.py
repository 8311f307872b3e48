"""A part that a back end does not have."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from shop.errors import Unsupported
from shop.ports import Ability


class Lacking:
    """Stands for any part of a shop; whatever is asked of it raises ``Unsupported``.

    Args:
        ability: What the back end can't do; it belongs into ``Shop.unsupported`` as well.
    """

    def __init__(self, ability: Ability) -> None:
        self._ability = ability

    def __getattr__(self, method: str) -> Callable[..., Awaitable[Any]]:
        if method.startswith("_"):
            raise AttributeError(method)

        async def refuse(*_: Any, **__: Any) -> Any:
            raise Unsupported(self._ability)

        return refuse
