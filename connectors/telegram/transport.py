"""HTTP to Telegram, such that the token shows nowhere.

Telegram wants the token in the URL, and HTTP libraries log URLs. So the bot is given a stand-in,
and only the last layer before the wire knows the token: no log line, error or ``repr`` above can
hold it.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from connectors.wire import AiohttpTransport

STAND_IN = "TOKEN"
CONNECT_SECONDS = 5.0
POOL_SECONDS = 5.0
CONNECTIONS = 64
LONGEST_WAIT_SECONDS = 3600.0
_DEFAULT: Any = BaseRequest.DEFAULT_NONE


class TooManyRequests(TelegramError):
    """Telegram asks us to slow down (HTTP 429)."""

    def __init__(self, retry_after: float | None) -> None:
        super().__init__("Telegram asks us to slow down.")
        self.retry_after = retry_after


class ServerTrouble(TelegramError):
    """Telegram itself is in trouble (HTTP 5xx)."""

    def __init__(self, status: int) -> None:
        super().__init__(f"Telegram answered {status}.")
        self.status = status


class TokenTransport(httpx.AsyncBaseTransport):
    """Puts the token in place of its stand-in, on a copy: the request that is logged stays clean."""

    def __init__(self, inner: httpx.AsyncBaseTransport, token: str) -> None:
        self._inner = inner
        self._token = quote(token, safe=":").encode()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends the request with the token in its path."""
        path = request.url.raw_path.replace(f"/bot{STAND_IN}/".encode(), b"/bot" + self._token + b"/", 1)
        return await self._inner.handle_async_request(
            httpx.Request(
                request.method,
                request.url.copy_with(raw_path=path),
                headers=request.headers,
                stream=request.stream,
                extensions=request.extensions,
            )
        )

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._inner.aclose()


class TelegramRequest(HTTPXRequest):
    """The library's HTTP layer, with time-outs of our own and two answers told apart by status."""

    def __init__(self, token: str, api_url: str, answer_seconds: float) -> None:
        inner = AiohttpTransport(CONNECTIONS, _trust(), _proxy_for(api_url))
        super().__init__(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=answer_seconds,
            write_timeout=answer_seconds,
            pool_timeout=POOL_SECONDS,
            httpx_kwargs={"transport": TokenTransport(inner, token), "trust_env": False},
        )

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = _DEFAULT,
        write_timeout: Any = _DEFAULT,
        connect_timeout: Any = _DEFAULT,
        pool_timeout: Any = _DEFAULT,
    ) -> tuple[int, bytes]:
        """Sends one request.

        Raises:
            TooManyRequests: With the seconds that Telegram asks for.
            ServerTrouble: A 5xx answer.
            TelegramError: As the library's own.
        """
        status, payload = await super().do_request(
            url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
        )
        if status == httpx.codes.TOO_MANY_REQUESTS:
            raise TooManyRequests(_retry_after(payload))
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise ServerTrouble(status)
        return status, payload


class RawBot(Bot):
    """The library's bot, for calls whose answer is wanted as it came.

    Its typed methods insist on every field of an answer; we need one or two, must not lose a yes
    to a field that is missing, and keep updates of kinds that the library does not know yet.
    """

    async def call(self, method: str, arguments: Mapping[str, Any], read_timeout: float | None = None) -> Any:
        """Calls one method of the Bot API and gives its ``result``.

        Raises:
            TelegramError: As ``TelegramRequest``, also for an answer that is not of the protocol.
        """
        given = {name: value for name, value in arguments.items() if value is not None}
        try:
            return await self._do_post(
                method, given, read_timeout=_DEFAULT if read_timeout is None else read_timeout
            )
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise TelegramError("Invalid server response") from error


@cache
def _trust() -> ssl.SSLContext:
    """Whose certificates we trust; reading them takes a tenth of a second, so once."""
    return httpx.create_ssl_context()


def _retry_after(payload: bytes) -> float | None:
    """Seconds that Telegram asks for; None where it does not say, or says nonsense."""
    try:
        seconds = json.loads(payload)["parameters"]["retry_after"]
        return min(float(seconds), LONGEST_WAIT_SECONDS) if float(seconds) >= 0 else None
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return None


def _proxy_for(url: str) -> str | None:
    """The system's proxy: an explicit transport makes the HTTP library forget the environment."""
    parts = urlsplit(url)
    if parts.hostname is None or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(parts.scheme)
