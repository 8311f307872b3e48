"""Asks a vendor's API, in time and within bounds; whatever fails on the way is ``ShopUnavailable``.

A call is repeated only where that is safe: it certainly never arrived, or was refused unread for coming
too soon (429). Beyond that aiohttp itself sends GET and PUT once more where a connection was closed without
an answer, as HTTP allows: a PUT must be such that twice is once. What else may have been done is for
``shop.patience`` to judge, who knows which calls only read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import orjson
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt
from yarl import URL

from shop.errors import ShopUnavailable

LARGEST_ANSWER = 8_000_000
"""Bytes: a hundred orders with all that plugins add are about one million."""
CONNECTIONS = 10
TRIES = 3
FIRST_WAIT = 0.1
LONGEST_WAIT = 1.5
"""Seconds: whoever is to wait longer is told so, since somebody waits in a chat."""

Pause = Callable[[float], Awaitable[None]]


class NeverSent(ShopUnavailable):
    """The vendor can't be reached; nothing was sent."""


class SlowDown(ShopUnavailable):
    """The vendor refused the call unread: too many came."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    Attributes:
        status: HTTP's.
        headers: By name in lower case.
        body: The JSON in it; None where it is none.
    """

    status: int
    headers: Mapping[str, str]
    body: Any


class Wire:
    """Connections to one vendor.

    Args:
        vendor: Its name, for messages.
        headers: Sent with every call, credentials among them: they are never shown.
        timeout: Seconds for one call.
        pause: Waits so many seconds; asyncio's, unless a test counts them.
        judge: Raises ``SlowDown`` for an answer that means it without a 429.
    """

    def __init__(
        self,
        vendor: str,
        headers: Mapping[str, str],
        timeout: float,
        pause: Pause = asyncio.sleep,
        judge: Callable[[Answer], None] | None = None,
    ) -> None:
        self._vendor = vendor
        self._headers = dict(headers)
        self._timeout = aiohttp.ClientTimeout(total=timeout, connect=min(timeout, 3.0))
        self._pause = pause
        self._judge = judge
        self._session: aiohttp.ClientSession | None = None

    async def call(
        self, method: str, url: str, *, params: Mapping[str, str] | None = None, body: object = None
    ) -> Answer:
        """Sends a call, and again where that is safe.

        Raises:
            ShopUnavailable: Nothing that could be read came back in time.
        """
        retrying = AsyncRetrying(
            stop=stop_after_attempt(TRIES),
            wait=_wait,
            retry=retry_if_exception(_worth_repeating),
            sleep=self._pause,
            reraise=True,
        )
        return await retrying(self._once, method, url, params, body)

    async def _once(self, method: str, url: str, params: Mapping[str, str] | None, body: object) -> Answer:
        try:
            async with self._opened().request(
                method,
                URL(url).update_query(dict(params or {})),
                data=None if body is None else orjson.dumps(body),
                headers=self._headers,
                allow_redirects=False,  # credentials go to the address that was configured only
            ) as response:
                content = await self._read(response)
                answer = Answer(response.status, _lower(response.headers), _json(content))
        except ShopUnavailable:
            raise
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            # Not chained: aiohttp's errors quote addresses, and an address may hold a shopper's e-mail.
            raise trouble(error, self._vendor) from None
        if answer.status == 429:
            raise SlowDown(f"{self._vendor} asks us to slow down.", retry_after=_seconds(answer.headers))
        if self._judge is not None:
            self._judge(answer)
        return answer

    async def _read(self, response: aiohttp.ClientResponse) -> bytes:
        content = bytearray()
        async for chunk in response.content.iter_any():
            content += chunk
            if len(content) > LARGEST_ANSWER:
                raise ShopUnavailable(f"{self._vendor}'s answer is too large.")
        return bytes(content)

    def _opened(self) -> aiohttp.ClientSession:
        """The session; it wants a running loop, which there may not be when we are made."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=self._timeout,
            )
        return self._session

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()


# In this order: the first kind that fits decides, and some kinds are kinds of others.
_NEVER_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)


def trouble(error: BaseException, vendor: str) -> ShopUnavailable:
    """What a failure on the way means; the one place where such failures become ours."""
    kind = type(error).__name__
    if isinstance(error, _NEVER_SENT):
        return NeverSent(f"{vendor} can't be reached ({kind}).")
    if isinstance(error, TimeoutError):
        return ShopUnavailable(f"{vendor} did not answer in time.")
    return ShopUnavailable(f"{vendor} did not answer ({kind}).")


def _worth_repeating(error: BaseException) -> bool:
    if isinstance(error, SlowDown):
        return (error.retry_after or 0.0) <= LONGEST_WAIT
    return isinstance(error, NeverSent)


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, ShopUnavailable) else None
    return max(asked or 0.0, FIRST_WAIT * 2.0 ** (state.attempt_number - 1))


def _seconds(headers: Mapping[str, str]) -> float | None:
    """``Retry-After`` in seconds; a date in it is left alone."""
    try:
        return max(float(headers.get("retry-after", "")), 0.0)
    except ValueError:
        return None


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _json(content: bytes) -> Any:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        return None
