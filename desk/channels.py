"""The channels of a desk, put together: where shoppers write, and what is sent to them there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import structlog

from connectors.base import Channel, ChannelContext, Off, Polling, Push, Registering
from connectors.registry import build_all
from desk.background import polling, registering
from desk.ground import Ground, kept_going
from desk.metering import MeteredGateway
from desk.services import Inbox, Step
from desk.uploads.uploads import Uploads
from handoff.signals import VISITOR, Signal, Signals

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Channels:
    """The channels that are in use.

    Attributes:
        by_name: Each of them.
        gateway: Sends through all of them, and counts.
        uploads: The files that are sent and were received.
    """

    by_name: Mapping[str, Channel]
    gateway: MeteredGateway
    uploads: Uploads

    @property
    def closing(self) -> tuple[Step, ...]:
        """Run when the desk stops."""
        return tuple(channel.close for channel in self.by_name.values())

    def fetching(self, inbox: Inbox) -> tuple[Step, ...]:
        """What channels do by themselves: tell their vendor our address, or fetch where it can't call."""
        work: dict[str, Step] = {}
        for name, channel in self.by_name.items():
            if isinstance(channel, Polling) and channel.wants_polling:
                work[f"{name} polling"] = polling(channel, channel, inbox)
            elif isinstance(channel, Registering):
                work[f"{name} registration"] = registering(channel, channel)
        return kept_going(work)


def open_channels(ground: Ground, env_file: Path | None) -> Channels:
    """Puts them together; nothing is opened or started yet.

    Args:
        ground: What they stand on.
        env_file: Where they find their settings beside the environment.

    Raises:
        ConfigurationError: A channel's settings do not fit together.
    """
    settings = ground.settings
    uploads = Uploads(ground.database, ground.clock, settings.secret_key.get_secret_value())
    context = ChannelContext(settings.public_url, _push(ground.signals), env_file, files=uploads)
    channels = _in_use(context)
    return Channels(channels, MeteredGateway(channels, ground.metrics), uploads)


def _in_use(context: ChannelContext) -> dict[str, Channel]:
    """Those that are off say so."""
    built = build_all(context)
    for name, channel in built.items():
        if isinstance(channel, Off):
            log.info("channel is off", channel=name, reason=channel.reason)
    return {name: channel for name, channel in built.items() if not isinstance(channel, Off)}


def _push(signals: Signals) -> Push:
    async def push(contact: str, event: str, body: Mapping[str, object]) -> None:
        await signals.publish([Signal(VISITOR, data={"contact": contact, "event": event, "body": body})])

    return push
