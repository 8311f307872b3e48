"""What a back end is given when it is opened."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from shop.ports import Clock, Shop
from shop.settings import ShopSettings
from shop.sql.database import Database


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every back end may use.

    Attributes:
        settings: Which shop, and how patiently it is asked.
        database: Ours, with its tables made: for what a back end can't keep itself (see ``shop.sql``).
        clock: Tells the time.
        env_file: A file of ``NAME=value`` lines to read the back end's own settings from, besides the
            environment.
    """

    settings: ShopSettings
    database: Database
    clock: Clock
    env_file: Path | None


Opener = Callable[[Surroundings], Awaitable[Shop]]
"""Opens a back end; raises ``BadShopSettings`` where its settings are incomplete.

It opens also while its vendor can't be reached: a shop that is down must not keep the desk from starting.
"""
