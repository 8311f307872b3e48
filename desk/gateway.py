"""The channels in use, as the core sees them: implements ``handoff.ports.Gateway``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import structlog

from connectors.base import Channel, ConnectorError, Reconciling
from handoff.errors import Rejected
from handoff.messages import Address, Outbound, Receipt

log = structlog.get_logger(__name__)


class ChannelOff(Rejected):
    """This channel is switched off: its credentials are missing."""

    def __init__(self) -> None:
        super().__init__(reason="channel_off")


class ChannelGateway:
    """Finds the channel of an address and does with it what the core asks."""

    def __init__(self, channels: Mapping[str, Channel]) -> None:
        self._channels = channels

    def render(self, channel: str, message: Outbound) -> list[Outbound]:
        """Splits and degrades a message; a channel that is off keeps it whole, to fail where it is seen."""
        found = self._channels.get(channel)
        return found.render(message) if found else [message]

    async def send(self, to: Address, message: Outbound) -> Receipt:
        """Sends one rendered message (``ChannelOff``, and what the channel raises)."""
        found = self._channels.get(to.channel)
        if found is None:
            raise ChannelOff
        return await found.send(to, message)

    async def find_sent(self, to: Address, message: Outbound, since: datetime) -> Receipt | None:
        """Asks the vendor, where it can be asked; None where it can't, or does not answer now."""
        vendor: object = self._channels.get(to.channel)
        if not isinstance(vendor, Reconciling):
            return None
        try:
            return await vendor.find_sent(to, message, since)
        except ConnectorError as error:
            log.warning("vendor could not be asked", channel=to.channel, code=error.code)
            return None

    async def show_typing(self, to: Address) -> None:
        """Shows that somebody writes, where the channel can."""
        found = self._channels.get(to.channel)
        if found is not None and found.capabilities.typing:
            await found.show_typing(to)

    def idempotent_channels(self) -> frozenset[str]:
        """The channels where sending the same message again has no second effect."""
        return frozenset(name for name, each in self._channels.items() if each.capabilities.idempotent_send)

    def window_hours(self, channel: str) -> int | None:
        """Hours of a channel's reply window."""
        found = self._channels.get(channel)
        return found.capabilities.window_hours if found else None
