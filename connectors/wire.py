"""aiohttp's way of sending, with httpx's errors, and for who wants it httpx's way of asking.

For a call on loopback httpx takes 4 ms of processor time with its own transport, 1 ms with this one, and the
wire alone 0.3; a shopper's message needs two calls. ``docs/performance.md`` has the figures.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager

import aiohttp
import httpx
from yarl import URL

KEEP_ALIVE_SECONDS = 20.0

Headers = Mapping[str, str] | Sequence[tuple[str, str]]
Content = bytes | Mapping[str, str] | None

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


class Wire:
    """Connections that are kept open, and requests over them; its errors are httpx's transport errors.

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

    async def request(
        self, method: str, url: URL, headers: Headers, data: Content, timeout: aiohttp.ClientTimeout
    ) -> aiohttp.ClientResponse:
        """Sends a request; the answer's body is still to be read."""
        with translated():
            return await self._opened().request(
                method,
                url,
                headers=headers,
                data=data or None,
                allow_redirects=False,
                timeout=timeout,
                proxy=self._proxy,
            )

    async def call(
        self,
        method: str,
        url: URL,
        headers: Headers,
        data: Content,
        timeout: aiohttp.ClientTimeout,
        limit: int | None = None,
    ) -> tuple[int, bytes]:
        """Sends a request and reads its answer.

        Args:
            method: As in HTTP.
            url: Where to.
            headers: Sent as they are.
            data: Bytes, or fields of a form.
            timeout: Of aiohttp's kinds.
            limit: Bytes after which reading stops: one more tells that there is more.

        Returns:
            Status and body.
        """
        response = await self.request(method, url, headers, data, timeout)
        try:
            with translated():
                return response.status, await _read(response, limit)
        finally:
            response.release()

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

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()


class AiohttpTransport(httpx.AsyncBaseTransport):
    """The wire for whoever asks in httpx's way."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request; raises one of httpx's transport errors."""
        response = await self._wire.request(
            request.method,
            URL(str(request.url), encoded=True),
            request.headers.multi_items(),
            await request.aread(),
            _timeout(request.extensions.get("timeout", {})),
        )
        return httpx.Response(response.status, headers=response.raw_headers, stream=Body(response))

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._wire.close()


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


async def _read(response: aiohttp.ClientResponse, limit: int | None) -> bytes:
    if limit is None:
        return await response.read()
    content = bytearray()
    async for chunk in response.content.iter_any():
        content += chunk
        if len(content) > limit:
            break
    return bytes(content)


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
