"""Where webhooks may go: an address that an administrator types must not open our own network to the world.

Names are looked up when the connection is made, and the connection goes to the very address that was checked:
a name that answers differently the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpcore

from desk.errors import ForbiddenAddress

_EMBEDDED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2002::/16"))
"""IPv6 that stands for an IPv4 address: translated by somebody else, past the check of the latter."""


@dataclass(frozen=True, slots=True)
class AddressRules:
    """What a webhook's URL may be.

    Attributes:
        allow_private: Whether http, and addresses of the own network, are let through: for trying things out.
    """

    allow_private: bool = False

    def check_url(self, url: str) -> None:
        """What can be said before anybody is asked (``ForbiddenAddress``)."""
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname, parts.port
        except ValueError as error:
            raise ForbiddenAddress from error
        if not host or parts.username or parts.password:
            raise ForbiddenAddress
        if self.allow_private:
            return
        if (
            parts.scheme != "https"
            or host == "localhost"
            or host.endswith((".localhost", ".local", ".internal"))
        ):
            raise ForbiddenAddress
        if is_address(host) and not is_public(host):
            raise ForbiddenAddress

    def permits(self, address: str) -> bool:
        """Whether a connection may go to this address."""
        return self.allow_private or is_public(address)


def is_address(host: str) -> bool:
    """Whether a host is a number, and not a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet at large."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            parsed = parsed.ipv4_mapped
        elif any(parsed in network for network in _EMBEDDED):
            return False
    return parsed.is_global and not parsed.is_multicast


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Connects only where the rules permit.

    Args:
        rules: Where connections may go.
        backend: Makes them.
    """

    def __init__(self, rules: AddressRules, backend: httpcore.AsyncNetworkBackend | None = None) -> None:
        self._rules = rules
        self._backend = backend or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connects to a host, if none of its addresses is forbidden.

        Raises:
            ForbiddenAddress: One is.
            ConnectError: It has none.
        """
        addresses = await _addresses(host, port, timeout)
        if not all(self._rules.permits(address) for address in addresses):
            raise ForbiddenAddress
        return await self._backend.connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never."""
        raise ForbiddenAddress

    async def sleep(self, seconds: float) -> None:
        """Waits."""
        await self._backend.sleep(seconds)


async def _addresses(host: str, port: int, timeout: float | None) -> list[str]:
    try:
        async with asyncio.timeout(timeout):
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, TimeoutError) as error:
        raise httpcore.ConnectError("no such host") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
