"""What a composer has to know about the channels in use."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from connectors.base import Channel
from connectors.templates import Templating
from desk.http.dependencies import ServicesDep, get_account
from desk.http.schemas import AttachmentRulesOut, ChannelOut, ChannelsOut

router = APIRouter(prefix="/api/channels", tags=["channels"])


@router.get("", dependencies=[Depends(get_account)])
async def list_channels(services: ServicesDep) -> ChannelsOut:
    """Every channel in use, and what it can carry; for any agent."""
    return ChannelsOut(items=[_shown(channel) for channel in services.channels.values()])


def _shown(channel: Channel) -> ChannelOut:
    capabilities = channel.capabilities
    files = capabilities.files
    return ChannelOut(
        name=channel.name,
        title=capabilities.title or channel.name.capitalize(),
        text_limit=capabilities.text_limit,
        window_hours=capabilities.window_hours,
        templates=isinstance(channel, Templating),
        attachments=AttachmentRulesOut(
            max_bytes=files.max_bytes,
            image_max_bytes=files.limit_of("image/*"),
            media_types=sorted(files.media_types),
        ),
    )
