"""What the shipped fakes of vendors share: a real HTTP server on loopback that can misbehave on order."""

from __future__ import annotations

import asyncio
import json
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, Self

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to misbehave.

    Attributes:
        status: HTTP status to answer.
        body: JSON to answer; a string goes out as it is.
        headers: Of the answer.
        hangs: Never answer.
        drops: Close the connection without an answer.
        after: Do first what was asked, and misbehave only then.
    """

    status: int = 500
    body: Any = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    hangs: bool = False
    drops: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One request that reached the fake.

    Attributes:
        method: HTTP's.
        path: With its query.
        headers: By name in lower case.
        body: The JSON in it; None where there is none.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any


class FakeApi(ABC):
    """A vendor's API on a free loopback port: ``async with FakeApi() as fake:`` then ``fake.url``.

    Args:
        port: 0 for a free one.

    Attributes:
        calls: What was asked, in order.
    """

    def __init__(self, port: int = 0) -> None:
        self.calls: list[Call] = []
        self._port = port
        self._faults: deque[Fault] = deque()
        self._always: Fault | None = None
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The address to give as the vendor's."""
        return f"http://127.0.0.1:{self._port}"

    def fail(self, *faults: Fault) -> None:
        """Misbehaves in the next calls."""
        self._faults.extend(faults)

    def fail_always(self, fault: Fault | None) -> None:
        """Misbehaves in every call until told None."""
        self._always = fault

    @abstractmethod
    async def answer(self, request: web.Request, body: Any) -> web.Response:
        """What the vendor would answer."""

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        text = await request.text()
        body = json.loads(text) if text else None
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.calls.append(Call(request.method, request.path_qs, headers, body))
        fault = self._faults.popleft() if self._faults else self._always
        if fault is None:
            return await self.answer(request, body)
        if fault.after:
            await self.answer(request, body)
        return await self._misbehave(request, fault)

    async def _misbehave(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.hangs:
            await self._closing.wait()
        if fault.hangs or fault.drops:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=499)
        text = fault.body if isinstance(fault.body, str) else json.dumps(fault.body)
        return web.Response(status=fault.status, text=text, headers=fault.headers)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=1_000_000)
        app.router.add_route("*", "/{path:.*}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = int(self._runner.addresses[0][1])
        return self

    async def __aexit__(self, *exception: object) -> None:
        self._closing.set()
        if self._runner is not None:
            await self._runner.cleanup()


def fixture(package: str, name: str) -> Any:
    """A JSON file shipped with a back end, in the shape that the vendor's documentation shows."""
    return json.loads(resources.files(package).joinpath("fixtures", f"{name}.json").read_text("utf-8"))


def reply(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """An answer in JSON."""
    return web.json_response(body, status=status, headers=headers or {})
