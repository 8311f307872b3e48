"""The desk as one ASGI application: HTTP, sockets, and the work behind them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import socketio
from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Scope

from actions import services as action_services
from desk import logging as desk_logging
from desk import wiring
from desk.background import beside
from desk.errors import BodyTooLarge
from desk.http import content_exchange, errors, uploads
from desk.http.api import create_api
from desk.http.headers import headers_for
from desk.http.middleware import BodyLimit, RequestLog, SecurityHeaders
from desk.http.webhooks import BODY_LIMIT
from desk.realtime.server import create_server, serving
from desk.services import Services
from desk.settings import Settings, load_settings
from desk.titles import Titles, folders_of
from desk.words import Catalogue, negotiate

ACTIONS_LIMIT = 16 * 1024 * 1024
"""Bytes: the brain sends a whole dialogue with each action, and it is on loopback."""
Build = Callable[[Settings], Services]


def create_app(settings: Settings | None = None, build: Build = wiring.build) -> ASGIApp:
    """Puts the desk together; it starts and stops with the server's lifespan.

    Args:
        settings: Read from the environment where none are given.
        build: Makes the parts; tests give doubles.

    Raises:
        BadSettings: A setting is wrong.
        ConfigurationError: A channel's settings do not fit together.
    """
    settings = settings or load_settings()
    desk_logging.set_up(settings)
    words = Catalogue(settings.default_language)
    services = build(settings)
    server = create_server(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with running(services, server, app):
            yield

    api = create_api(words, lifespan)
    api.state.settings = settings
    api.state.titles = Titles(words, folders_of(settings.content_folder))
    return _guarded(socketio.ASGIApp(server, api), settings, words)


@asynccontextmanager
async def running(services: Services, server: socketio.AsyncServer, app: FastAPI) -> AsyncIterator[None]:
    """Opens everything, works for the length of the block, and closes everything, also half-way."""
    async with AsyncExitStack() as stack:
        for step in reversed(services.closing):
            stack.push_async_callback(step)
        for step in services.opening:
            await step()
        app.state.services = services
        action_services.use(services.shop)
        await stack.enter_async_context(serving(server, services, app.state.titles))
        await stack.enter_async_context(beside(*services.workers))
        yield


def _guarded(app: ASGIApp, settings: Settings, words: Catalogue) -> ASGIApp:
    """The outermost layers, for sockets' requests as well."""

    def refuse(scope: Scope, error: BodyTooLarge) -> ASGIApp:
        accepted = Headers(scope=scope).get("accept-language")
        return errors.respond(error, words, negotiate(accepted, words.languages, words.default_language))

    def limit_of(path: str) -> int:
        if path.startswith("/actions/"):
            return ACTIONS_LIMIT
        if path == content_exchange.IMPORTS:
            return content_exchange.BODY_LIMIT
        return uploads.BODY_LIMIT if uploads.takes_files(path) else BODY_LIMIT

    return RequestLog(SecurityHeaders(BodyLimit(app, limit_of, refuse), headers_for(settings)))
