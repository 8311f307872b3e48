"""Calls Shopify's Admin GraphQL API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shop.errors import ShopUnavailable
from shop.remote.wire import Pause, Wire
from shop.shopify.errors import error_of, slow_down, user_error
from shop.shopify.settings import ShopifySettings

VERSION = "2026-07"
"""Served by Shopify for a year at least; what changes with it is in ``queries`` and ``models``."""
VENDOR = "Shopify"
_USER_ERRORS = ("userErrors", "orderCancelUserErrors")


class ShopifyClient:
    """The API of one shop.

    Args:
        settings: Address and token.
        timeout: Seconds for one call.
        pause: Waits; asyncio's, unless a test counts.
    """

    def __init__(self, settings: ShopifySettings, timeout: float, pause: Pause | None = None) -> None:
        self._url = f"{settings.shopify_url}/admin/api/{VERSION}/graphql.json"
        headers = {
            "X-Shopify-Access-Token": settings.shopify_token.get_secret_value(),
            "Content-Type": "application/json",
        }
        waits = {"pause": pause} if pause else {}
        self._wire = Wire(VENDOR, headers, timeout, judge=slow_down, **waits)

    async def ask(self, query: str, /, **variables: object) -> Mapping[str, Any]:
        """The ``data`` of an answer."""
        answer = await self._wire.call("POST", self._url, body={"query": query, "variables": variables})
        error = error_of(answer)
        if error is not None:
            raise error
        data: Mapping[str, Any] = answer.body["data"]
        return data

    async def change(self, mutation: str, name: str, /, **variables: object) -> Mapping[str, Any]:
        """Makes a mutation and gives its payload.

        Raises:
            ShopError: What its user errors mean, see ``shop.shopify.errors``.
        """
        payload = (await self.ask(mutation, **variables)).get(name)
        if not isinstance(payload, dict):
            raise ShopUnavailable("Shopify did not say what became of a change.")
        for kind in _USER_ERRORS:
            error = user_error(payload.get(kind) or [])
            if error is not None:
                raise error
        return payload

    async def close(self) -> None:
        """Closes the connections."""
        await self._wire.close()


def nodes(data: Mapping[str, Any], name: str) -> list[Any]:
    """The nodes of a connection."""
    connection = data.get(name)
    found = connection.get("nodes") if isinstance(connection, dict) else None
    if not isinstance(found, list):
        raise ShopUnavailable("Shopify answered something that is no list.")
    return found
