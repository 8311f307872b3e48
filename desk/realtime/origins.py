"""Which websites' pages may open a socket here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from desk.settings import Settings


class Origins:
    """Decides by the ``Origin`` header, which browsers always send and scripts cannot change."""

    def __init__(self, settings: Settings) -> None:
        self._own = _origin(settings.public_url) if settings.public_url else None
        self._others = frozenset(settings.allowed_origins)

    def may_visit(self, origin: str | None, environ: Mapping[str, Any]) -> bool:
        """Whether a page may connect as a visitor: our own, and those that the settings name."""
        return bool({"*", origin} & self._others) or self.is_own(origin, environ)

    def is_own(self, origin: str | None, environ: Mapping[str, Any]) -> bool:
        """Whether a page is ours; a caller without an origin is no browser."""
        return origin in {None, self._own} or urlsplit(origin or "").netloc == environ.get("HTTP_HOST")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
