"""Where outgoing webhooks may not go: our own network, by whatever name."""

from __future__ import annotations

import asyncio

import httpcore
import pytest

from desk.errors import ForbiddenAddress
from desk.webhooks.addresses import AddressRules, GuardedNetwork, is_public
from tests.desk.harness import Desk

FORBIDDEN = [
    "http://example.com/",
    "https://localhost/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://10.1.2.3/",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.64.0.1/",
    "https://[64:ff9b::7f00:1]/",
    "https://0.0.0.0/",
    "https://user:password@example.com/",
    "https://printer.local/",
    "https://example.com:99999/",
    "https://[::1",
]


@pytest.mark.parametrize("url", FORBIDDEN)
async def test_own_addresses_are_refused_when_they_are_typed(desk: Desk, url: str) -> None:
    async with desk.signed_in("Ada", "admin") as admin:
        refused = await admin.post("/api/webhooks-out", json={"url": url, "events": ["case.taken"]})
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "forbidden_address")


async def test_a_name_that_leads_inside_is_refused_when_it_is_called() -> None:
    network = GuardedNetwork(AddressRules())
    with pytest.raises(ForbiddenAddress):
        await network.connect_tcp("localhost", 443, timeout=5)
    with pytest.raises(ForbiddenAddress):
        await network.connect_unix_socket("/var/run/docker.sock")


async def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    class Backend(httpcore.AsyncMockBackend):
        hosts: list[str] = []  # noqa: RUF012

        async def connect_tcp(self, host: str, *rest: object, **more: object) -> httpcore.AsyncNetworkStream:
            self.hosts.append(host)
            return await super().connect_tcp(host, 443)

    async def twice_different(*_: object, **__: object) -> list[object]:
        return [(2, 1, 6, "", ("93.184.215.14", 443))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", twice_different)
    backend = Backend([])
    await GuardedNetwork(AddressRules(), backend).connect_tcp("example.com", 443)
    assert backend.hosts == ["93.184.215.14"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [("93.184.215.14", True), ("2606:2800:21f:cb07::1", True), ("fe80::1%eth0", False), ("224.0.0.1", False)],
)
def test_what_is_public(address: str, expected: bool) -> None:
    assert is_public(address) is expected
