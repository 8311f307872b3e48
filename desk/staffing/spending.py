"""What a shopper has spent, asked of the shop: soon, or not at all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from actions.services import Opener
from connectors.base import Channel
from handoff.queue.ports import QueueReader
from handoff.records import ConversationRecord
from shop.contacts import normal_phone
from shop.errors import ShopError
from shop.records import Money, OrderState

logger = logging.getLogger(__name__)

PATIENCE = 0.5
"""Seconds that a handover waits for the shop, and no longer: whoever is not known is like everybody."""
MOST_ORDERS = 100


class ShopSpending:
    """Implements ``handoff.queue.ports.Spending``.

    Only a phone number that the channel vouches for says who somebody is; the shop is not asked where nobody
    has set what makes a customer one who has spent much.

    Args:
        shop: Gives the shop, opening it if it is not open yet.
        channels: Say whether a contact's address is a proven phone number.
        reader: Knows the queue's settings.
        patience: Seconds that the shop is waited for.
    """

    def __init__(
        self, shop: Opener, channels: Mapping[str, Channel], reader: QueueReader, patience: float = PATIENCE
    ) -> None:
        self._shop = shop
        self._channels = channels
        self._reader = reader
        self._patience = patience

    async def of(self, conversation: ConversationRecord) -> float | None:
        """The sum of their orders; None where nobody can say in time."""
        phone = self._phone(conversation)
        if phone is None or (await self._reader.settings()).vip_spend is None:
            return None
        try:
            async with asyncio.timeout(self._patience):
                return await self._spent(phone)
        except (ShopError, TimeoutError) as error:
            logger.warning("nobody could say what was spent", extra={"reason": type(error).__name__})
            return None

    async def _spent(self, phone: str) -> float | None:
        orders = await (await self._shop()).shop.orders.of_contact(phone=phone, limit=MOST_ORDERS)
        counted = [order.total for order in orders if order.state is not OrderState.CANCELLED]
        if len({amount.currency for amount in counted}) > 1:
            return None
        return float(Money.sum(counted).amount)

    def _phone(self, conversation: ConversationRecord) -> str | None:
        channel = self._channels.get(conversation.address.channel)
        vouches = channel is not None and channel.capabilities.contact_is_phone
        return normal_phone(conversation.address.contact) if vouches else None
