"""What tests of back ends over HTTP share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from shop.remote.rules import Rules, parse_rules
from shop.sql.database import Database

RULES: dict[str, Any] = {
    "changeable_hours": 2,
    "policies": {"return_days": 30, "home_collection_fee": "4.90"},
    "delivery": {"standard": [2, 4], "express": [1, 1]},
    "opening_hours": [{"weekday": 0, "opens": "09:00", "closes": "18:00"}],
    "pickup_points": [
        {"id": "shop", "name": "Bottega", "street": "Via del Lume 12", "postcode": "50125", "city": "Firenze",
         "province": "FI", "takes_returns": True, "kind": "shop"},
    ],
    "traits": {"hygiene": ["INT-*"]},
}  # fmt: skip


def rules(**changes: Any) -> Rules:
    """The rules, with changes."""
    return parse_rules({**RULES, **changes})


@asynccontextmanager
async def empty_database(folder: Path) -> AsyncIterator[Database]:
    """Our tables, in a file of the test's own."""
    database = Database(f"sqlite:///{folder / 'own.db'}")
    await database.create_tables()
    yield database
    await database.close()


class Pauses:
    """Counts the seconds that were to be waited, and waits none."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        """Notes them."""
        self.seconds.append(seconds)
