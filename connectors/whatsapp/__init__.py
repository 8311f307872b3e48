"""WhatsApp, through Twilio."""

from __future__ import annotations

from connectors.base import Channel, ChannelContext, Look, Off
from connectors.settings import read_settings
from connectors.whatsapp.settings import WhatsappSettings


def build(context: ChannelContext) -> Channel | Off:
    """WhatsApp, or off where there are no credentials.

    Raises:
        ConfigurationError: Some of the credentials are missing, or a value can't be.
    """
    settings = read_settings(WhatsappSettings, context.env_file)
    if not settings.is_complete():
        return Off("whatsapp", f"{settings.variable('twilio_account_sid')} is not set.")
    # The vendor's library takes a second to import: only those who use it pay.
    from connectors.whatsapp.channel import WhatsappChannel  # noqa: PLC0415

    return WhatsappChannel(settings, context)


def look() -> Look:
    """How it shows messages; needs no credentials."""
    from connectors.whatsapp.channel import WhatsappChannel  # noqa: PLC0415
    from connectors.whatsapp.render import render  # noqa: PLC0415

    return Look(WhatsappChannel.capabilities, render)
