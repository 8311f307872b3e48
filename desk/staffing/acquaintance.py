"""Who writes, as far as answers may depend on it: their country, and what kind of customer they are."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

import phonenumbers

from actions.services import Opener
from connectors.base import Channel
from handoff.moment import Shopper
from handoff.ports import Clock
from handoff.queue.ports import QueueReader
from handoff.records import ConversationRecord
from shop.contacts import normal_phone
from shop.errors import ShopError
from shop.records import Money, OrderState

logger = logging.getLogger(__name__)

PATIENCE = 0.3
"""Seconds that an answer waits for the shop: whoever is not known is answered like everybody."""
KEPT = timedelta(minutes=10)
MOST_KEPT = 5000
MOST_ORDERS = 100

Wanted = Callable[[], Awaitable[bool]]


class ShopAcquaintance:
    """Implements ``handoff.ports.Acquaintance``.

    Only a phone number that the channel vouches for says who somebody is. The shop is asked only where some
    answer depends on it.

    Args:
        shop: Gives the shop, opening it if it is not open yet.
        channels: Say whether a contact's address is a proven phone number.
        reader: Knows from what sum on somebody is a good customer.
        clock: The time.
        wanted: Whether any answer depends on what kind of customer asks.
    """

    def __init__(
        self,
        shop: Opener,
        channels: Mapping[str, Channel],
        reader: QueueReader,
        clock: Clock,
        wanted: Wanted,
    ) -> None:
        self._shop = shop
        self._channels = channels
        self._reader = reader
        self._clock = clock
        self._wanted = wanted
        self._known: OrderedDict[str, tuple[datetime, str]] = OrderedDict()

    async def of(self, conversation: ConversationRecord) -> Shopper:
        """What is known of whoever writes."""
        phone = self._phone(conversation)
        if phone is None:
            return Shopper()
        country = phonenumbers.region_code_for_number(phonenumbers.parse(phone))
        customer = await self._customer(phone) if await self._wanted() else None
        return Shopper(country, customer)

    async def _customer(self, phone: str) -> str | None:
        now = self._clock.now()
        at, customer = self._known.get(phone, (None, None))
        if at is not None and timedelta() <= now - at < KEPT:
            return customer
        try:
            async with asyncio.timeout(PATIENCE):
                customer = await self._asked(phone)
        except (ShopError, TimeoutError) as error:
            logger.warning("nobody could say who is asking", extra={"reason": type(error).__name__})
            return None
        self._known[phone] = now, customer
        while len(self._known) > MOST_KEPT:
            self._known.popitem(last=False)
        return customer

    async def _asked(self, phone: str) -> str:
        orders = await (await self._shop()).shop.orders.of_contact(phone=phone, limit=MOST_ORDERS)
        counted = [order.total for order in orders if order.state is not OrderState.CANCELLED]
        if not counted:
            return "guest"
        least = (await self._reader.settings()).vip_spend
        is_one_currency = len({amount.currency for amount in counted}) == 1
        if least is None or not is_one_currency:
            return "known"
        return "vip" if float(Money.sum(counted).amount) >= least else "known"

    def _phone(self, conversation: ConversationRecord) -> str | None:
        channel = self._channels.get(conversation.address.channel)
        vouches = channel is not None and channel.capabilities.contact_is_phone
        return normal_phone(conversation.address.contact) if vouches else None
