"""Telegram, through a bot of the shop's own."""

from __future__ import annotations

from connectors.base import Channel, ChannelContext, Look, Off
from connectors.settings import read_settings
from connectors.telegram.settings import TelegramSettings


def build(context: ChannelContext) -> Channel | Off:
    """Telegram, or off where there is no token.

    Raises:
        ConfigurationError: A secret without a token, or a value that can't be.
    """
    settings = read_settings(TelegramSettings, context.env_file)
    if not settings.is_complete():
        return Off("telegram", f"{settings.variable('telegram_token')} is not set.")
    # The vendor's library takes a second to import: only those who use it pay.
    from connectors.telegram.channel import TelegramChannel  # noqa: PLC0415

    return TelegramChannel(settings, context)


def look() -> Look:
    """How it shows messages; needs no credentials."""
    from connectors.telegram.channel import TelegramChannel  # noqa: PLC0415
    from connectors.telegram.render import render  # noqa: PLC0415

    return Look(TelegramChannel.capabilities, render)
