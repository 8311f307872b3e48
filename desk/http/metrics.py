"""Numbers for Prometheus."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from desk.errors import NotAllowed
from desk.http.dependencies import ServicesDep
from desk.settings import Settings

router = APIRouter(tags=["health"])


@router.get("/metrics", response_class=Response)
async def read_metrics(request: Request, services: ServicesDep) -> Response:
    """The numbers; for callers on this machine, or with ``SPORTELLO_METRICS_TOKEN``."""
    check_caller(request, services.settings)
    services.metrics.tell_backlog(await services.transcripts.backlog(services.clock.now()))
    return Response(services.metrics.render(), media_type=CONTENT_TYPE_LATEST)


def check_caller(request: Request, settings: Settings) -> None:
    """Lets loopback in, and whoever bears the token (``NotAllowed``)."""
    offered = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
    token = settings.metrics_token.get_secret_value().encode() if settings.metrics_token else b""
    if token and hmac.compare_digest(offered, token):
        return
    if not request.client or not _is_loopback(request.client.host):
        raise NotAllowed


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
