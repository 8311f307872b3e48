"""Twilio's asynchronous HTTP client interface, with time-outs and an address of our own.

The library's own client leaves the time-out open, hides ``Retry-After``, and wants a running loop
to be made; this one fits behind the same interface.
"""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from twilio.base.exceptions import TwilioException
from twilio.http import AsyncHttpClient
from twilio.http.response import Response

from connectors.whatsapp.settings import TWILIO_API_URL

CONTENT_API_URL = "https://content.twilio.com"
CONNECT_SECONDS = 5.0
CONNECTIONS = 64
LONGEST_WAIT_SECONDS = 3600.0
TOO_MANY_REQUESTS = 429
SERVER_ERROR = 500


class TwilioBusy(TwilioException):  # type: ignore[misc]  # the library has no types
    """Twilio can't take a request now (HTTP 429 or 5xx).

    Attributes:
        status: The HTTP status.
        code: Twilio's own code, if it gave one.
        retry_after: Seconds it asks us to wait, if it says.
    """

    def __init__(self, status: int, code: int | None, retry_after: float | None) -> None:
        super().__init__(f"Twilio answered {status}.")
        self.status = status
        self.code = code
        self.retry_after = retry_after


class TwilioHttp(AsyncHttpClient):  # type: ignore[misc]  # the library has no types
    """Sends Twilio's requests without ever blocking the loop; connections are kept open."""

    def __init__(self, api_url: str, answer_seconds: float) -> None:
        super().__init__(logging.getLogger(__name__), True, answer_seconds)
        self._api_url = api_url.rstrip("/")
        self._answer_seconds = answer_seconds
        self._session: aiohttp.ClientSession | None = None

    async def request(
        self,
        method: str,
        url: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        """Sends one request.

        Raises:
            TwilioBusy: 429 or 5xx.
            aiohttp.ClientError: No connection, or none to the end.
            TimeoutError: No answer.
        """
        async with self.session().request(
            method,
            self.address(url),
            params=list(_pairs(params)),
            data=list(_pairs(data)) or None,
            headers={**(headers or {}), **(basic_auth(*auth) if auth else {})},
            allow_redirects=allow_redirects,
        ) as answer:
            text = await answer.text(errors="replace")
            if answer.status == TOO_MANY_REQUESTS or answer.status >= SERVER_ERROR:
                raise TwilioBusy(answer.status, _code(text), _retry_after(answer.headers))
            return Response(answer.status, text, answer.headers)

    def address(self, url: str) -> str:
        """Twilio's own address, or the one that stands for it."""
        if url.startswith(f"{TWILIO_API_URL}/"):
            return self._api_url + url.removeprefix(TWILIO_API_URL)
        if url.startswith(f"{CONTENT_API_URL}/") and self._api_url != TWILIO_API_URL:
            return self._api_url + url.removeprefix(CONTENT_API_URL)
        return url

    def session(self) -> aiohttp.ClientSession:
        """The open connections; made on first use, when a loop is running."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(
                    total=CONNECT_SECONDS + 2 * self._answer_seconds,
                    connect=CONNECT_SECONDS,
                    sock_read=self._answer_seconds,
                ),
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
                trust_env=True,
            )
        return self._session

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()


def basic_auth(name: str, password: str) -> dict[str, str]:
    """The header of HTTP's basic authentication."""
    encoded = base64.b64encode(f"{name}:{password}".encode()).decode()
    return {"Authorization": f"Basic {encoded}"}


def _pairs(fields: dict[str, object] | None) -> Iterator[tuple[str, str]]:
    """Fields as Twilio wants them: a list is the same field several times."""
    for name, value in (fields or {}).items():
        for item in value if isinstance(value, list) else [value]:
            yield name, str(item)


def _code(text: str) -> int | None:
    try:
        code: Any = json.loads(text)["code"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return code if isinstance(code, int) else None


def _retry_after(headers: Any) -> float | None:
    """Seconds, from a number or a date; None for nothing or nonsense."""
    value = str(headers.get("Retry-After", "")).strip()
    try:
        seconds = float(value) if value[:1].isdigit() else _seconds_until(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT_SECONDS)


def _seconds_until(date: str) -> float:
    moment = parsedate_to_datetime(date)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - datetime.now(UTC)).total_seconds()
