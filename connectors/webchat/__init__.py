"""The shop's own web chat, over the Socket.IO protocol of Rasa's web-chat clients."""

from __future__ import annotations

from connectors.base import Channel, ChannelContext, Look, Off
from connectors.webchat.channel import WebchatChannel


def build(context: ChannelContext) -> Channel | Off:
    """The web chat; it needs no credentials, so it is always on."""
    return WebchatChannel(context)


def look() -> Look:
    """How it shows messages."""
    channel = WebchatChannel(ChannelContext())
    return Look(channel.capabilities, channel.render)
