"""A WooCommerce shop under test: the fake, and our shop on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from shop.carriers.seventeentrack.settings import SeventeenTrackSettings
from shop.carriers.seventeentrack.testing import KEY as TRACK_KEY
from shop.carriers.seventeentrack.testing import FakeSeventeenTrack, event, track_info
from shop.carriers.seventeentrack.tracking import SeventeenTrack
from shop.memory import FixedClock
from shop.remote.rules import Rules
from shop.woocommerce.client import WoocommerceClient
from shop.woocommerce.settings import WoocommerceSettings
from shop.woocommerce.shop import WoocommerceShop
from shop.woocommerce.testing import KEY, SECRET, FakeWoocommerce
from tests.shop.remote.support import Pauses, empty_database, rules


@dataclass(frozen=True, slots=True)
class Scene:
    """What a test works with."""

    fake: FakeWoocommerce
    shop: WoocommerceShop
    clock: FixedClock
    pauses: Pauses
    carriers: FakeSeventeenTrack


def settings(url: str, key: str = KEY) -> WoocommerceSettings:
    """Address and key."""
    return WoocommerceSettings(
        _env_file=None,
        woocommerce_url=url,
        woocommerce_key=SecretStr(key),
        woocommerce_secret=SecretStr(SECRET),
    )


def delivered() -> dict[str, Any]:
    """A parcel that arrived on 7 January."""
    return track_info(
        "Delivered",
        "Delivered_Other",
        [
            event(
                datetime(2026, 1, 2, 18, tzinfo=UTC), "PickedUp", "InTransit_PickedUp", "Partita", "FIRENZE"
            ),
            event(
                datetime(2026, 1, 7, 11, tzinfo=UTC), "Delivered", "Delivered_Other", "Consegnata", "MILANO"
            ),
        ],
    )


@asynccontextmanager
async def scene(
    folder: Path, *, timeout: float = 60.0, key: str = KEY, given: Rules | None = None
) -> AsyncIterator[Scene]:
    """The fakes, and our shop on them."""
    clock, pauses = FixedClock(), Pauses()
    async with (
        FakeWoocommerce() as fake,
        FakeSeventeenTrack() as carriers,
        empty_database(folder) as database,
    ):
        carriers.known["AB123456789"] = delivered()
        known = SeventeenTrackSettings(
            _env_file=None, seventeentrack_key=SecretStr(TRACK_KEY), seventeentrack_url=carriers.url
        )
        shop = WoocommerceShop(
            WoocommerceClient(settings(fake.url, key), timeout, pauses),
            given or rules(),
            database,
            clock,
            SeventeenTrack(known, timeout, pause=pauses),
        )
        yield Scene(fake, shop, clock, pauses, carriers)
        await shop.close()
