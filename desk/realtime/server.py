"""The Socket.IO server, and what runs beside it while the desk is open."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import socketio

from connectors.base import Realtime
from desk.background import beside, resilient
from desk.realtime.board import BoardTeller
from desk.realtime.broadcaster import Broadcaster
from desk.realtime.console import ConsoleNamespace
from desk.realtime.origins import Origins
from desk.realtime.tokens import VisitorTokens
from desk.realtime.visitors import VisitorNamespace
from desk.services import Services
from desk.settings import Settings
from desk.titles import Titles
from handoff.signals import listening

logger = logging.getLogger(__name__)

FRAME_LIMIT = 100_000
"""Bytes of one frame: the longest message, in any script, with room to spare."""
PING_EVERY = 8
PING_TIMEOUT = 9
"""Seconds. Engine.IO looks at each socket once a time-out only, so a browser that vanished right after a ping
is noticed up to one interval and two time-outs later: together they are to stay below 30."""
LOOK_AT_SESSIONS_EVERY = 30.0
"""Seconds after which a console whose account was barred by the command line is out."""


def create_server(settings: Settings) -> socketio.AsyncServer:
    """A server that takes each client's frames one at a time, in order."""
    return socketio.AsyncServer(
        async_mode="asgi",
        cors_allowed_origins=Origins(settings).may_visit,
        cors_credentials=False,
        async_handlers=False,
        max_http_buffer_size=FRAME_LIMIT,
        ping_interval=PING_EVERY,
        ping_timeout=PING_TIMEOUT,
        logger=False,
        engineio_logger=False,
    )


@asynccontextmanager
async def serving(server: socketio.AsyncServer, services: Services, titles: Titles) -> AsyncIterator[None]:
    """Serves visitors and consoles for the length of the block."""
    channel = next(channel for channel in services.channels.values() if isinstance(channel, Realtime))
    consoles = ConsoleNamespace(services, Origins(services.settings))
    tokens = VisitorTokens(_key(services.settings))
    server.register_namespace(VisitorNamespace(services, channel, tokens))
    server.register_namespace(consoles)
    broadcaster = Broadcaster(services, server, consoles, channel, titles)
    async with listening(services.signals) as subscription:
        work = (
            resilient("broadcaster", partial(broadcaster.run, subscription)),
            partial(_watch_sessions, consoles),
            consoles.viewing.run,
            BoardTeller(services.signals, services.board.read, server).run,
        )
        try:
            async with beside(*work):
                yield
        finally:
            await server.shutdown()


def _key(settings: Settings) -> str:
    key = settings.secret_key.get_secret_value()
    if not key:
        logger.warning("SPORTELLO_SECRET_KEY is not set: visitors who never wrote are new at each start")
    return key or secrets.token_urlsafe(32)


async def _watch_sessions(consoles: ConsoleNamespace) -> None:
    while True:
        await asyncio.sleep(LOOK_AT_SESSIONS_EVERY)
        await consoles.close_ended()
