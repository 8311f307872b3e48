"""What the shipped fakes of vendors share: a real HTTP server on loopback that can misbehave on order."""

from __future__ import annotations

import asyncio
import json
import time
from abc import ABC, abstractmethod
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self, TextIO, TypeVar

from aiohttp import web

LARGEST_REQUEST_BYTES = 60_000_000
ANY = "*"

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to misbehave; made by its class methods.

    Attributes:
        status: HTTP status to answer; None for no answer of this kind.
        body: JSON to answer; a string goes out as it is.
        headers: Headers of the answer.
        accepted: The message goes out all the same: only the answer is missing or wrong.
        hangs: Never answer.
        drops: Close the connection without an answer.
        seconds: Wait this long first; alone, the call then goes through.
    """

    status: int | None = None
    body: Mapping[str, Any] | str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    accepted: bool = False
    hangs: bool = False
    drops: bool = False
    seconds: float = 0.0

    @classmethod
    def answer(
        cls,
        status: int,
        body: Mapping[str, Any] | str = "",
        headers: Mapping[str, str] | None = None,
        *,
        accepted: bool = False,
    ) -> Self:
        """Answers this, whatever was asked."""
        return cls(status=status, body=body, headers=headers or {}, accepted=accepted)

    @classmethod
    def hang(cls, *, accepted: bool = False) -> Self:
        """Never answers."""
        return cls(hangs=True, accepted=accepted)

    @classmethod
    def drop(cls, *, accepted: bool = False) -> Self:
        """Closes the connection without an answer."""
        return cls(drops=True, accepted=accepted)

    @classmethod
    def delay(cls, seconds: float) -> Self:
        """Answers rightly, but late."""
        return cls(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Call:
    """One request that reached the fake.

    Attributes:
        at: Unix time, seconds.
        method: The vendor's name for the call.
        arguments: What was given.
    """

    at: float
    method: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """One message that went out, in words that all vendors share.

    Attributes:
        at: Unix time, seconds.
        to: The vendor's identifier of the person.
        text: The words.
        id: The vendor's identifier of the message.
        image: Address of an image.
        buttons: ``(title, payload)`` of each button.
        file: Name of a file that was uploaded.
        file_bytes: Its size.
    """

    at: float
    to: str
    text: str
    id: str
    image: str | None = None
    buttons: tuple[tuple[str, str], ...] = ()
    file: str | None = None
    file_bytes: int = 0


class FakeVendor(ABC):
    """A vendor's HTTP API on a free loopback port.

    ``async with FakeVendor() as fake:`` then ``fake.url``; every call is in ``fake.calls``, every
    message that went out in ``fake.sent``.

    Args:
        port: 0 for a free one.
        log: A file to which each message that goes out is appended as a line of JSON.
    """

    def __init__(self, port: int = 0, log: Path | None = None) -> None:
        self.calls: list[Call] = []
        self.sent: list[Sent] = []
        self._port = port
        self._log_path = log
        self._log: TextIO | None = None
        self._faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._always: dict[str, Fault] = {}
        self._changed = asyncio.Condition()
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The address to give as the vendor's API."""
        return f"http://127.0.0.1:{self._port}"

    def fail(self, *faults: Fault, method: str = ANY) -> None:
        """Misbehaves in the next calls (of one method, or of those that send)."""
        self._faults[method].extend(faults)

    def fail_always(self, fault: Fault | None, method: str = ANY) -> None:
        """Misbehaves in every call until told None."""
        if fault is None:
            self._always.pop(method, None)
        else:
            self._always[method] = fault

    async def wait_for_sent(self, count: int, seconds: float = 30.0) -> list[Sent]:
        """Waits until so many messages went out (``TimeoutError``)."""
        return await self._wait(lambda: self.sent if len(self.sent) >= count else None, seconds)

    async def wait_for_call(self, method: str, count: int = 1, seconds: float = 30.0) -> list[Call]:
        """Waits until a method was called so many times (``TimeoutError``)."""

        def enough() -> list[Call] | None:
            calls = [call for call in self.calls if call.method == method]
            return calls if len(calls) >= count else None

        return await self._wait(enough, seconds)

    async def _wait(self, find: Callable[[], list[Found] | None], seconds: float) -> list[Found]:
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: find() is not None)
            return find() or []

    async def start(self) -> Self:
        """Listens."""
        app = web.Application(client_max_size=LARGEST_REQUEST_BYTES)
        self.add_routes(app.router)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = int(self._runner.addresses[0][1])
        if self._log_path is not None:
            self._log = self._log_path.open("a", encoding="utf-8", buffering=1)
        return self

    async def stop(self) -> None:
        """Stops, and lets go of whoever is left hanging."""
        self._closing.set()
        if self._runner is not None:
            await self._runner.cleanup()
        if self._log is not None:
            self._log.close()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *exception: object) -> None:
        await self.stop()

    @abstractmethod
    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Adds the vendor's routes."""

    async def record(self, method: str, arguments: Mapping[str, Any]) -> None:
        """Notes a call."""
        self.calls.append(Call(time.time(), method, arguments))
        await self._tell()

    async def deliver(self, sent: Sent) -> None:
        """Notes a message that went out."""
        self.sent.append(sent)
        if self._log is not None:
            self._log.write(json.dumps(asdict(sent), ensure_ascii=False) + "\n")
        await self._tell()

    def next_fault(self, method: str, *, sends: bool) -> Fault | None:
        """How to misbehave in this call, if at all."""
        for key in (method, ANY) if sends else (method,):
            if self._faults[key]:
                return self._faults[key].popleft()
            if key in self._always:
                return self._always[key]
        return None

    async def misbehave(self, request: web.Request, fault: Fault) -> web.Response | None:
        """Does it; None where the call then goes through."""
        if fault.seconds:
            await asyncio.sleep(fault.seconds)
        if fault.hangs:
            await self._closing.wait()
        if fault.hangs or fault.drops:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=499)
        if fault.status is None:
            return None
        text = fault.body if isinstance(fault.body, str) else json.dumps(fault.body)
        return web.Response(
            status=fault.status, text=text, content_type="application/json", headers=fault.headers
        )

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


async def serve(fake: FakeVendor) -> None:
    """Runs a fake by itself until cancelled, and says where."""
    async with fake:
        print(fake.url, flush=True)  # noqa: T201 - a program's output
        await asyncio.Event().wait()
