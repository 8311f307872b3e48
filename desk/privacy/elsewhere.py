"""What the shop keeps about somebody for us: what they asked its people for, and proofs of who they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from actions.services import Opener


class ShopKeeps:
    """Implements ``desk.privacy.privacy.Elsewhere`` for the shop.

    Orders are the shop's own, and stay with it: its books have to keep them. What we wrote there goes.

    Args:
        shop: Gives the shop, opening it if it is not open yet.
    """

    def __init__(self, shop: Opener) -> None:
        self._shop = shop

    async def export(self, conversation_ids: Sequence[str]) -> dict[str, object]:
        """What was asked of the shop's people."""
        shop = (await self._shop()).shop
        requests = [
            asdict(it) for contact in conversation_ids for it in await shop.requests.of_contact(contact)
        ]
        return {"shop_requests": requests}

    async def forget(self, conversation_ids: Sequence[str]) -> None:
        """Requests and proofs go."""
        opened = await self._shop()
        for contact in conversation_ids:
            await opened.shop.requests.forget(contact)
            await opened.identity.forget(contact)
