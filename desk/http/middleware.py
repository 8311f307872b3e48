"""What happens to every request: a number to find it by, a limit to its size, headers on its answer."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable, Mapping

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.errors import BodyTooLarge

logger = logging.getLogger(__name__)

_REQUEST_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
Limit = Callable[[str], int]
Respond = Callable[[Scope, BodyTooLarge], ASGIApp]


class RequestLog:
    """Numbers a request, and writes one line about it: never its query or its body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id, began, status = _request_id(scope), time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, noted)
            finally:
                logger.log(
                    logging.WARNING if status >= 500 else logging.DEBUG,
                    "request served",
                    extra={
                        "method": scope["method"],
                        "path": scope["path"],
                        "status": status,
                        "milliseconds": round((time.perf_counter() - began) * 1000, 1),
                    },
                )


class SecurityHeaders:
    """Adds what tells browsers to be careful; an answer that says so itself has the last word.

    Args:
        app: What answers.
        headers_of: The headers for a path.
    """

    def __init__(self, app: ASGIApp, headers_of: Callable[[str], Mapping[str, str]]) -> None:
        self._app = app
        self._headers_of = headers_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers_of(scope["path"]).items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, guarded if scope["type"] == "http" else send)


class BodyLimit:
    """Refuses a body that is too large, by what it says of itself and by what it is.

    Args:
        app: What answers.
        limit_of: Bytes allowed on a path.
        respond: Makes the refusal.
    """

    def __init__(self, app: ASGIApp, limit_of: Limit, respond: Respond) -> None:
        self._app = app
        self._limit_of = limit_of
        self._respond = respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit_of(scope["path"])
        exchange = _Exchange(receive, send, limit)
        if _stated_length(scope) <= limit:
            await exchange.run(self._app, scope)
        else:
            exchange.refused = True
        if exchange.refused and not exchange.answered:
            await self._respond(scope, BodyTooLarge())(scope, receive, send)


class _Exchange:
    """One request whose body is counted; once it is too large, the application is not heard any more."""

    def __init__(self, receive: Receive, send: Send, limit: int) -> None:
        self._receive = receive
        self._send = send
        self._left = limit
        self.refused = False
        self.answered = False

    async def run(self, app: ASGIApp, scope: Scope) -> None:
        try:
            await app(scope, self._counted, self._heard)
        except BodyTooLarge:
            self.refused = True

    async def _counted(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.refused = True
            raise BodyTooLarge
        return message

    async def _heard(self, message: Message) -> None:
        if self.answered or not self.refused:
            self.answered = True
            await self._send(message)


def _request_id(scope: Scope) -> str:
    """The caller's own number for the request, where it is one, so that two logs can be compared."""
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def _stated_length(scope: Scope) -> int:
    stated = Headers(scope=scope).get("content-length", "")
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 20 else 0
