"""The metadata of the shop's tables."""

from __future__ import annotations

from columns import named_metadata

metadata = named_metadata()
"""Every table's name begins with ``shop_``, so that they may live in the desk's database."""
