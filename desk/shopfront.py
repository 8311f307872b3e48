"""The shop as the assistant's actions see it: opened when it can be, and who is asking it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import structlog

from actions.ports import Contact, Contacts
from actions.services import Services as ActionServices
from connectors.base import Channel
from desk.settings import BadSettings
from handoff.errors import ConversationNotFound
from handoff.ports import Reader
from shop.clock import SystemClock
from shop.errors import BadShopSettings, ShopUnavailable
from shop.ports import Clock
from shop.registry import OpenShop, open_shop
from shop.settings import ShopSettings, load_settings

TRY_AGAIN_AFTER = 10.0
"""Seconds before a shop that could not be opened is tried again, while nobody asks for it."""

log = structlog.get_logger(__name__)


class DeskContacts:
    """Implements ``actions.ports.Contacts`` from the desk's own conversations.

    Args:
        reader: Knows the conversations.
        channels: Say whether a contact's address is a proven phone number.
    """

    def __init__(self, reader: Reader, channels: Mapping[str, Channel]) -> None:
        self._reader = reader
        self._channels = channels

    async def of(self, conversation_id: str) -> Contact:
        """Whoever writes in this conversation."""
        try:
            conversation = await self._reader.conversation(conversation_id)
        except ConversationNotFound:
            return Contact()
        address = conversation.address
        channel = self._channels.get(address.channel)
        is_phone = channel is not None and channel.capabilities.contact_is_phone
        return Contact(
            address.channel, address.name, address.contact if is_phone else None, conversation.language
        )


@dataclass(slots=True)
class Shopfront:
    """Opens the shop once; a shop that is down keeps nobody from starting.

    Attributes:
        settings: Which shop.
        contacts: Who is asking.
        clock: Tells the time.
        env_file: Where the back end's own settings are besides the environment.
    """

    settings: ShopSettings
    contacts: Contacts
    clock: Clock
    env_file: Path | None = Path(".env")
    _shop: OpenShop | None = None
    _lock: asyncio.Lock | None = None

    async def open(self) -> ActionServices:
        """The shop and who is asking it; implements ``actions.services.Opener``.

        Raises:
            ShopUnavailable: It can't be opened now; the next call tries again.
        """
        # Made here: a lock belongs to the loop that uses it first.
        self._lock = self._lock or asyncio.Lock()
        async with self._lock:
            self._shop = self._shop or await self._open()
        return ActionServices(self._shop.shop, self._shop.identity, self.contacts, self.clock)

    async def keep_open(self) -> None:
        """Opens it before anyone asks, and tries again while it can't be opened."""
        while True:
            try:
                await self.open()
            except ShopUnavailable as error:
                log.warning("shop is not open", backend=self.settings.backend, reason=str(error))
                await asyncio.sleep(TRY_AGAIN_AFTER)
            else:
                return

    async def close(self) -> None:
        """Lets go of the shop."""
        shop, self._shop = self._shop, None
        if shop is not None:
            await shop.close()

    async def _open(self) -> OpenShop:
        try:
            return await open_shop(self.settings, self.clock, self.env_file)
        except BadShopSettings as error:
            # Shoppers are told that it can't be seen; the log says what to mend.
            raise ShopUnavailable(str(error)) from error


def shopfront(
    contacts: Contacts, clock: Clock | None = None, env_file: Path | None = Path(".env")
) -> Shopfront:
    """The shop that is configured, not opened yet.

    Args:
        contacts: Who is asking.
        clock: Tells the time; the system's where None.
        env_file: Where settings are besides the environment.

    Raises:
        BadSettings: A setting of the shop is wrong.
    """
    try:
        settings = load_settings(ShopSettings, env_file)
    except BadShopSettings as error:
        raise BadSettings(str(error)) from None
    return Shopfront(settings, contacts, clock or SystemClock(), env_file)
