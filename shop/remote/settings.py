"""What every back end that is reached over HTTP needs to know."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field

from shop.settings import ShopModel

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class RemoteSettings(ShopModel):
    """What no shop's API tells."""

    rules: Path | None = Field(
        None,
        description="A TOML file with the shop's rules that its API does not tell: days for returns, opening"
        " hours, delivery days, pick-up points.",
    )


def check_address(url: str) -> str:
    """The address without its last slash; raises ``ValueError`` unless it is https, or this machine's."""
    parts = urlsplit(url.strip())
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not safe or not parts.hostname:
        raise ValueError("it must begin with https://")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("it must be an address without credentials and parameters")
    return url.strip().rstrip("/")
