"""Opens the demo shop."""

from __future__ import annotations

from shop.backend import Surroundings
from shop.demo.shop import DemoShop, open_demo


async def open_backend(surroundings: Surroundings) -> DemoShop:
    """Fills the demo shop's tables where this day has not filled them, and opens it."""
    return await open_demo(surroundings.database, surroundings.clock, surroundings.settings.demo_seed)
