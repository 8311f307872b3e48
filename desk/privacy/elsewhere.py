"""What is kept about somebody outside the desk's own tables: by the shop, and by the assistant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Protocol

from actions.services import Opener


class Forgetful(Protocol):
    """A brain that can be made to forget."""

    async def forget(self, conversation_id: str) -> None:
        """Has the brain forget a dialogue (``BrainUnavailable``)."""


class BrainKeeps:
    """Implements ``desk.privacy.privacy.Elsewhere`` for the assistant: the last turns of each dialogue.

    Args:
        brain: Knows them, in its memory and, while it is asking something, on disk.
    """

    def __init__(self, brain: Forgetful) -> None:
        self._brain = brain

    async def export(self, conversation_ids: Sequence[str]) -> dict[str, object]:
        """Nothing that the messages do not have."""
        return {}

    async def forget(self, conversation_ids: Sequence[str]) -> None:
        """The dialogues go (``BrainUnavailable``)."""
        for conversation_id in conversation_ids:
            await self._brain.forget(conversation_id)


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
