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

import aiohttp
import httpx
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData
from yarl import URL

from connectors.wire import AiohttpTransport, Wire

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
        self._token = quote(token, safe=":")
        self._wire = Wire(CONNECTIONS, _trust(), _proxy_for(api_url))
        self._answer_seconds = answer_seconds
        super().__init__(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=answer_seconds,
            write_timeout=answer_seconds,
            pool_timeout=POOL_SECONDS,
            httpx_kwargs={
                "transport": TokenTransport(AiohttpTransport(self._wire), token),
                "trust_env": False,
            },
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
        if request_data is None or request_data.contains_files:
            status, payload = await super().do_request(
                url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
            )
        else:
            status, payload = await self._send_form(url, method, request_data, read_timeout)
        if status == httpx.codes.TOO_MANY_REQUESTS:
            raise TooManyRequests(_retry_after(payload))
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise ServerTrouble(status)
        return status, payload

    async def _send_form(
        self, url: str, method: str, data: RequestData, read_timeout: Any
    ) -> tuple[int, bytes]:
        """What the library does through httpx, without it: every answer of the assistant comes this way."""
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._answer_seconds
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=CONNECT_SECONDS + POOL_SECONDS,
            sock_connect=CONNECT_SECONDS,
            sock_read=seconds,
        )
        address = URL(url.replace(f"/bot{STAND_IN}/", f"/bot{self._token}/", 1), encoded=True)
        headers = {"User-Agent": self.USER_AGENT}
        try:
            return await self._wire.call(method, address, headers, data.json_parameters, timeout)
        except httpx.TimeoutException as error:
            raise TimedOut from error
        except httpx.HTTPError as error:
            raise NetworkError(f"httpx.{type(error).__name__}: {error}") from error


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
