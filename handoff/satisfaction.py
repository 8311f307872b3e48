"""How a shopper found the help they got."""

from __future__ import annotations

INTENT = "satisfaction"
