from __future__ import annotations

import asyncio
from asyncio import StreamReader as Reader
from asyncio import StreamWriter as Writer
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import httpx
import pytest

from connectors.wire import ERRORS, AiohttpTransport, Wire, translated

Serve = Callable[[Reader, Writer], Awaitable[None]]
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
SECRET = "123456:SECRET"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    timeout = httpx.Timeout(0.3, pool=0.2)
    async with httpx.AsyncClient(transport=AiohttpTransport(Wire(2)), timeout=timeout) as opened:
        yield opened


async def _served(serve: Serve) -> tuple[asyncio.Server, str]:
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    return server, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot{SECRET}/x"


async def _drops(reader: Reader, writer: Writer) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.transport.abort()


async def _hangs(reader: Reader, writer: Writer) -> None:
    await reader.read()
    writer.close()


async def _babbles(reader: Reader, writer: Writer) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"SMTP 200 who?\r\n\r\n")
    writer.close()


async def _breaks_off(reader: Reader, writer: Writer) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(OK[:-1])
    writer.close()


@pytest.mark.parametrize(
    ("serve", "expected"),
    [
        (_drops, httpx.TransportError),
        (_hangs, httpx.ReadTimeout),
        (_babbles, httpx.RemoteProtocolError),
        (_breaks_off, httpx.ReadError),
    ],
)
async def test_what_may_have_arrived_never_says_that_it_was_not_sent(
    client: httpx.AsyncClient, serve: Serve, expected: type[Exception]
) -> None:
    server, url = await _served(serve)
    async with server:
        with pytest.raises(expected) as caught:
            await client.post(url, json={})
    assert not isinstance(caught.value, NEVER_SENT)
    assert SECRET not in f"{caught.value!r} {caught.value.__cause__!r}"


async def test_says_that_it_was_not_sent(client: httpx.AsyncClient, unused_tcp_port: int) -> None:
    with pytest.raises(httpx.ConnectError):
        await client.post(f"http://127.0.0.1:{unused_tcp_port}/bot{SECRET}/x", json={})


async def test_a_full_pool_says_that_it_was_not_sent(client: httpx.AsyncClient) -> None:
    server, url = await _served(_hangs)
    async with server:
        patient = [asyncio.ensure_future(client.post(url, timeout=httpx.Timeout(5))) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(NEVER_SENT):
            await client.post(url)
        for waiting in patient:
            waiting.cancel()
        await asyncio.gather(*patient, return_exceptions=True)


async def test_an_address_that_is_none_shows_no_token(client: httpx.AsyncClient) -> None:
    with pytest.raises(httpx.UnsupportedProtocol) as caught:
        await client.post(f"ftp://127.0.0.1/bot{SECRET}/x")
    assert SECRET not in f"{caught.value!r} {caught.value.__cause__!r}"


async def test_sends_what_was_asked_and_keeps_the_connection(client: httpx.AsyncClient) -> None:
    connections: list[str] = []

    async def answers(reader: Reader, writer: Writer) -> None:
        connections.append("opened")
        while head := await reader.readuntil(b"\r\n\r\n"):
            assert head.count(b"ontent-") == 2
            assert b"ransfer-" not in head
            assert await reader.readexactly(13) == '{"text":"è"}'.encode()
            writer.write(OK)

    server, url = await _served(answers)
    for _ in range(3):
        assert (await client.post(url, json={"text": "è"})).text == "hi"
    assert connections == ["opened"]
    server.close()


def test_each_error_of_the_library_has_one_meaning() -> None:
    def kinds(kind: type[BaseException]) -> set[type[BaseException]]:
        return {kind}.union(*(kinds(narrower) for narrower in kind.__subclasses__()))

    for kind in kinds(aiohttp.ClientError):
        if not kind.__module__.startswith("aiohttp"):
            continue
        with pytest.raises(httpx.TransportError) as caught, translated():
            raise kind.__new__(kind)
        before = issubclass(kind, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
        proxy = issubclass(kind, aiohttp.ClientHttpProxyError)
        assert isinstance(caught.value, NEVER_SENT) == (before or proxy), kind
    assert set(ERRORS) <= kinds(aiohttp.ClientError) | {aiohttp.ServerTimeoutError}
