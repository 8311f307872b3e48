"""Calls WooCommerce's REST API, page by page."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from shop.errors import ShopUnavailable
from shop.remote.wire import Answer, Pause, Wire
from shop.woocommerce.errors import error_of
from shop.woocommerce.settings import WoocommerceSettings

VERSION = "wc/v3"
VENDOR = "WooCommerce"
PAGE = 100
"""The most that WooCommerce gives at once."""


class WoocommerceClient:
    """The API of one shop.

    Args:
        settings: Address and key.
        timeout: Seconds for one call.
        pause: Waits; asyncio's, unless a test counts.
    """

    def __init__(self, settings: WoocommerceSettings, timeout: float, pause: Pause | None = None) -> None:
        self._root = f"{settings.woocommerce_url}/wp-json/{VERSION}"
        headers = {
            "Authorization": _basic(settings),
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        self._wire = Wire(VENDOR, headers, timeout, pause) if pause else Wire(VENDOR, headers, timeout)

    async def get(self, path: str, **params: str | int) -> Any:
        """One object, or one page of a list."""
        return (await self._call("GET", path, params=params)).body

    async def put(self, path: str, body: object) -> Any:
        """Changes an object; the same change again is the same."""
        return (await self._call("PUT", path, body=body)).body

    async def pages(self, path: str, most: int, **params: str | int) -> list[Any]:
        """A list, as many pages of it as ``most`` objects need."""
        found: list[Any] = []
        for page in range(1, -(-most // PAGE) + 1):
            answer = await self._call("GET", path, params={**params, "per_page": PAGE, "page": page})
            if not isinstance(answer.body, list):
                raise ShopUnavailable(f"{VENDOR} answered something that is no list.")
            found += answer.body
            if page >= _number(answer.headers.get("x-wp-totalpages")):
                break
        return found[:most]

    async def _call(
        self, method: str, path: str, params: Mapping[str, str | int] | None = None, body: object = None
    ) -> Answer:
        words = {name: str(value) for name, value in (params or {}).items()}
        answer = await self._wire.call(method, f"{self._root}/{path}", params=words, body=body)
        error = error_of(answer.status, answer.body)
        if error is not None:
            raise error
        return answer

    async def close(self) -> None:
        """Closes the connections."""
        await self._wire.close()


def _basic(settings: WoocommerceSettings) -> str:
    key, secret = settings.woocommerce_key, settings.woocommerce_secret
    pair = f"{key.get_secret_value()}:{secret.get_secret_value()}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 1
