"""What goes wrong on the way to a vendor, and what is then repeated."""

from __future__ import annotations

import logging
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from shop.errors import ShopUnavailable
from shop.remote import wire
from shop.remote.testing import FakeApi, Fault, reply
from shop.remote.wire import NeverSent, SlowDown, Wire, trouble
from tests.shop.remote.support import Pauses

SECRET = "s3cret-key"


class Echo(FakeApi):
    async def answer(self, request: web.Request, body: Any) -> web.Response:
        return reply({"ok": True})


def a_wire(pauses: Pauses, timeout: float = 5.0) -> Wire:
    return Wire("Vendor", {"Authorization": SECRET}, timeout, pauses)


def kinds(of: type[aiohttp.ClientError]) -> set[type[aiohttp.ClientError]]:
    return {of, *(kind for one in of.__subclasses__() for kind in kinds(one))}


@pytest.mark.parametrize("kind", sorted(kinds(aiohttp.ClientError), key=str))
def test_every_error_of_the_library_is_ours(kind: type[aiohttp.ClientError]) -> None:
    error = trouble(kind.__new__(kind), "Vendor")
    assert isinstance(error, ShopUnavailable)
    before = issubclass(
        kind, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError | aiohttp.InvalidURL
    )
    assert isinstance(error, NeverSent) == before


async def test_what_never_arrived_is_sent_again_and_given_up() -> None:
    pauses = Pauses()
    asked = a_wire(pauses)
    with pytest.raises(NeverSent):
        await asked.call("POST", "http://127.0.0.1:9/x")
    assert pauses.seconds == [0.1, 0.2]
    await asked.close()


@pytest.mark.parametrize("fault", [Fault(drops=True), Fault(drops=True, after=True)])
async def test_what_may_have_been_done_is_not_sent_again(fault: Fault) -> None:
    pauses = Pauses()
    async with Echo() as fake:
        fake.fail_always(fault)
        asked = a_wire(pauses)
        with pytest.raises(ShopUnavailable) as failed:
            await asked.call("POST", f"{fake.url}/x", body={})
        assert not isinstance(failed.value, NeverSent)
        assert len(fake.calls) == 1
        assert pauses.seconds == []
        await asked.close()


async def test_a_vendor_that_hangs() -> None:
    async with Echo() as fake:
        fake.fail_always(Fault(hangs=True))
        asked = a_wire(Pauses(), timeout=0.05)
        with pytest.raises(ShopUnavailable, match="in time"):
            await asked.call("GET", f"{fake.url}/x")
        await asked.close()


async def test_slowing_down_for_as_long_as_one_waits_in_a_chat() -> None:
    pauses = Pauses()
    async with Echo() as fake:
        asked = a_wire(pauses)
        fake.fail(Fault(429, headers={"Retry-After": "1"}))
        assert (await asked.call("PUT", f"{fake.url}/x", body={})).body == {"ok": True}
        assert pauses.seconds == [1.0]
        fake.fail(Fault(429, headers={"Retry-After": "60"}))
        with pytest.raises(SlowDown) as refused:
            await asked.call("GET", f"{fake.url}/x")
        assert refused.value.retry_after == 60
        assert len(fake.calls) == 3
        await asked.close()


async def test_an_answer_that_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "LARGEST_ANSWER", 100)
    async with Echo() as fake:
        fake.fail(Fault(200, body="x" * 101))
        asked = a_wire(Pauses())
        with pytest.raises(ShopUnavailable, match="too large"):
            await asked.call("GET", f"{fake.url}/x")
        await asked.close()


async def test_credentials_go_nowhere_else(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with Echo() as fake, Echo() as stranger:
        fake.fail(Fault(302, headers={"Location": f"{stranger.url}/x"}))
        asked = a_wire(Pauses())
        assert (await asked.call("GET", f"{fake.url}/x", params={"q": "a b&c"})).status == 302
        assert stranger.calls == []
        assert fake.calls[0].headers["authorization"] == SECRET
        assert fake.calls[0].path == "/x?q=a+b%26c"
        assert SECRET not in repr(asked) + caplog.text
        await asked.close()
