"""httpx's way of asking over aiohttp's way of sending.

httpx's own transport takes 4 ms of processor time for a call on loopback, this one takes 1; a shopper's
message needs two calls. ``docs/performance.md`` has the figures.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager

import aiohttp
import httpx
from yarl import URL

KEEP_ALIVE_SECONDS = 20.0

# In this order: the first kind that fits decides, and some kinds are kinds of others.
ERRORS: dict[type[BaseException], type[httpx.TransportError]] = {
    aiohttp.ConnectionTimeoutError: httpx.ConnectTimeout,
    aiohttp.ServerTimeoutError: httpx.ReadTimeout,
    aiohttp.ClientProxyConnectionError: httpx.ProxyError,
    aiohttp.ClientHttpProxyError: httpx.ProxyError,
    aiohttp.ClientConnectorError: httpx.ConnectError,
    aiohttp.ServerDisconnectedError: httpx.RemoteProtocolError,
    aiohttp.ClientPayloadError: httpx.ReadError,
    aiohttp.InvalidURL: httpx.UnsupportedProtocol,
    aiohttp.NonHttpUrlClientError: httpx.UnsupportedProtocol,
    aiohttp.ClientResponseError: httpx.RemoteProtocolError,
    aiohttp.ClientConnectionError: httpx.ReadError,
    aiohttp.ClientError: httpx.RemoteProtocolError,
}
"""Only what certainly happened before a request was sent may say so: whoever sends relies on it."""


class AiohttpTransport(httpx.AsyncBaseTransport):
    """Sends requests over connections that are kept open.

    Args:
        connections: How many may be open at once.
        trust: Whose certificates are trusted; those of the system if None.
        proxy: Address of a proxy.
    """

    def __init__(
        self, connections: int, trust: ssl.SSLContext | None = None, proxy: str | None = None
    ) -> None:
        self._connections = connections
        self._trust = trust
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request; raises one of httpx's transport errors."""
        content = await request.aread()
        with translated():
            response = await self._opened().request(
                request.method,
                URL(str(request.url), encoded=True),
                headers=request.headers.multi_items(),
                data=content or None,
                allow_redirects=False,
                timeout=_timeout(request.extensions.get("timeout", {})),
                proxy=self._proxy,
            )
        return httpx.Response(response.status, headers=response.raw_headers, stream=Body(response))

    def _opened(self) -> aiohttp.ClientSession:
        """The session; it wants a running loop, which there is not when we are made."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._connections, keepalive_timeout=KEEP_ALIVE_SECONDS, ssl=self._trust or True
            )
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False
            )
        return self._session

    async def aclose(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()


class Body(httpx.AsyncByteStream):
    """The body of an answer, as it comes in."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with translated():
            async for chunk in self._response.content.iter_any():
                yield chunk

    async def aclose(self) -> None:
        """Gives the connection back; one with something left to read is closed."""
        self._response.release()


@contextmanager
def translated() -> Iterator[None]:
    """Turns aiohttp's errors into httpx's."""
    try:
        yield
    except tuple(ERRORS) as error:
        kind = next(kind for cause, kind in ERRORS.items() if isinstance(error, cause))
        # Not chained: aiohttp's errors quote the URL, and a vendor's may hold a token.
        raise kind(f"{type(error).__name__} on the way.") from None


def _timeout(given: Mapping[str, float | None]) -> aiohttp.ClientTimeout:
    connect, pool = given.get("connect"), given.get("pool")
    return aiohttp.ClientTimeout(
        total=None,
        # aiohttp's covers both the wait for a free connection and opening one.
        connect=None if connect is None or pool is None else connect + pool,
        sock_connect=connect,
        sock_read=given.get("read"),
    )
