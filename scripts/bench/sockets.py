"""A browser's socket, as light as can be: the load must not weigh more than what it measures.

Engine.IO 4 and Socket.IO 5 over a web socket; frames are handed on as text, and whoever listens parses those
it needs.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import aiohttp

Heard = Callable[[str], None]
ACK_SECONDS = 30.0
_PING, _PONG = "2", "3"
_EVENT, _ACK, _CONNECTED, _REFUSED = "42", "43", "40", "44"


class Refused(Exception):
    """The server did not let us in."""


class Socket:
    """One connection to one namespace.

    Args:
        session: Whose cookies go with it.
        url: Of the desk, http.
        namespace: ``/`` for visitors, ``/console`` for agents.
        heard: Called with each event's JSON, in the order in which they come.
    """

    def __init__(self, session: aiohttp.ClientSession, url: str, namespace: str, heard: Heard) -> None:
        self._session = session
        self._url = f"{url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket"
        self._prefix = "" if namespace == "/" else f"{namespace},"
        self._heard = heard
        self._acks: dict[int, asyncio.Future[Any]] = {}
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._listening: asyncio.Task[None] | None = None
        self._connected: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def connect(self, headers: Mapping[str, str] | None = None) -> None:
        """Opens it (``Refused``)."""
        self._socket = await self._session.ws_connect(self._url, headers=headers, max_msg_size=0)
        self._listening = asyncio.create_task(self._listen(self._socket))
        await self._send(f"{_CONNECTED}{self._prefix}")
        await asyncio.wait_for(self._connected, ACK_SECONDS)

    async def emit(self, event: str, body: object) -> None:
        """Sends an event and waits for nothing."""
        await self._send(f"{_EVENT}{self._prefix}{json.dumps([event, body])}")

    async def request(self, event: str, body: object) -> Any:
        """Sends an event and waits for its answer (``TimeoutError``)."""
        number = len(self._acks) + 1
        answer = self._acks[number] = asyncio.get_running_loop().create_future()
        await self._send(f"{_EVENT}{self._prefix}{number}{json.dumps([event, body])}")
        return await asyncio.wait_for(answer, ACK_SECONDS)

    async def close(self) -> None:
        """Closes it."""
        if self._socket:
            await self._socket.close()
        if self._listening:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening

    async def _send(self, text: str) -> None:
        if self._socket is None:
            raise RuntimeError("It has not been connected.")
        await self._socket.send_str(text)

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                await self._take(message.data)

    async def _take(self, text: str) -> None:
        if text == _PING:
            await self._send(_PONG)
            return
        kind, rest = text[:2], text[2:].removeprefix(self._prefix)
        if kind == _EVENT:
            self._heard(rest)
        elif kind == _ACK:
            number, bracket, answer = rest.partition("[")
            (body,) = json.loads(bracket + answer) or [None]
            self._acks[int(number)].set_result(body)
        elif kind == _CONNECTED and not self._connected.done():
            self._connected.set_result(None)
        elif kind == _REFUSED and not self._connected.done():
            self._connected.set_exception(Refused(rest))
