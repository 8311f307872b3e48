"""Vendors' webhooks: verified, read, stored, answered; the channel does what is the vendor's own."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Path, Request, Response

from connectors.base import Realtime, WebhookRequest
from desk.background import acknowledge
from desk.errors import BodyTooLarge, ChannelNotFound, UnsupportedContent
from desk.http.dependencies import ServicesDep
from desk.services import Services

router = APIRouter(prefix="/webhooks", tags=["webhooks"])

BODY_LIMIT = 1024 * 1024
"""Bytes: no vendor sends a tenth of it."""
CONTENT_TYPES = frozenset({"application/json", "application/x-www-form-urlencoded"})

Name = Annotated[str, Path(pattern=r"^[a-z0-9_-]{1,40}$")]


@router.post("/{channel}", response_class=Response)
async def receive(
    channel: Name, request: Request, services: ServicesDep, background: BackgroundTasks
) -> Response:
    """Takes a vendor's call; for whoever signs as the vendor does."""
    return await _receive(channel, "", request, services, background)


@router.post("/{channel}/{route}", response_class=Response)
async def receive_on_route(
    channel: Name, route: Name, request: Request, services: ServicesDep, background: BackgroundTasks
) -> Response:
    """The same, where a vendor calls several addresses."""
    return await _receive(channel, route, request, services, background)


async def _receive(
    name: str, route: str, request: Request, services: Services, background: BackgroundTasks
) -> Response:
    channel = services.channels.get(name)
    if channel is None or isinstance(channel, Realtime):
        raise ChannelNotFound
    if _media_type(request) not in CONTENT_TYPES:
        raise UnsupportedContent
    webhook = as_webhook(request, await read_body(request), route, services.settings.public_url)
    channel.verify(webhook)
    events = channel.parse(webhook)
    await services.inbox.accept(name, events)
    for event in events:
        # The vendor has its answer first: a press may spin a moment longer, a retry must not happen.
        background.add_task(acknowledge, channel, event)
    return Response(channel.reply.body, media_type=channel.reply.media_type)


def as_webhook(request: Request, body: bytes, route: str, public_url: str | None) -> WebhookRequest:
    """A request without its server; the URL is the one that the vendor called."""
    path = (
        request.scope.get("raw_path", b"").partition(b"?")[0].decode("ascii", "replace") or request.url.path
    )
    query = request.url.query
    origin = public_url or f"{request.url.scheme}://{request.url.netloc}"
    return WebhookRequest(
        method=request.method,
        url=f"{origin}{path}?{query}" if query else f"{origin}{path}",
        headers=dict(request.headers),
        body=body,
        route=route,
        query=dict(reversed(request.query_params.multi_items())),
    )


async def read_body(request: Request, limit: int = BODY_LIMIT) -> bytes:
    """Reads a body, and no more than the limit of it (``BodyTooLarge``)."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise BodyTooLarge
    return bytes(body)


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
