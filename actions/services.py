"""How actions come by the shop: rasa-sdk makes them without arguments, so whoever runs them says it here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from actions.ports import Contacts
from shop.identity import Identity
from shop.ports import Clock, Shop


@dataclass(frozen=True, slots=True)
class Services:
    """What an action may use.

    Attributes:
        shop: The shop; what is personal is asked through ``identity``.
        identity: Who may see which order.
        contacts: Who is writing.
        clock: Tells the time.
    """

    shop: Shop
    identity: Identity
    contacts: Contacts
    clock: Clock


Opener = Callable[[], Awaitable[Services]]
"""Gives the services, opening the shop if it is not open yet; raises ``ShopUnavailable`` where it can't."""


class NothingWired(RuntimeError):
    """Actions run without a shop: call ``actions.services.use`` before the first one."""

    def __init__(self) -> None:
        super().__init__((type(self).__doc__ or "").strip())


_opener: Opener | None = None


def use(opener: Opener | None) -> None:
    """Says where actions get their services; None to take that back."""
    global _opener  # noqa: PLW0603 - rasa-sdk leaves no other way into an action
    _opener = opener


def ready(services: Services) -> Opener:
    """An opener for services that are there already."""

    async def opener() -> Services:
        return services

    return opener


async def at_hand() -> Services:
    """The services.

    Raises:
        NothingWired: Nobody has said which.
        ShopUnavailable: The shop can't be opened now.
    """
    if _opener is None:
        raise NothingWired
    return await _opener()
