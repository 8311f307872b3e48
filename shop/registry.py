"""Which back ends there are, and how the one that is configured is opened.

A back end is one folder with ``opening.py``, which has ``open_backend``, and one line here.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from shop.backend import Opener, Surroundings
from shop.caching import CachedShop
from shop.clock import SystemClock
from shop.errors import BadShopSettings
from shop.identity import Identity
from shop.patience import PatientShop
from shop.ports import Clock, Shop
from shop.settings import ShopSettings
from shop.sql.attempts import SqlAttempts
from shop.sql.database import Database

BACKENDS = {
    "demo": "shop.demo.opening",
    "shopify": "shop.shopify.opening",
    "woocommerce": "shop.woocommerce.opening",
}
"""By name; imported only when used."""


@dataclass(frozen=True, slots=True)
class OpenShop:
    """A shop in use.

    Attributes:
        shop: Asked patiently, and not twice within seconds.
        identity: Who may see what: whatever is shown of an order goes through it.
        database: Ours.
    """

    shop: Shop
    identity: Identity
    database: Database

    async def close(self) -> None:
        """Lets go of every connection."""
        await self.shop.close()
        await self.database.close()


async def open_shop(
    settings: ShopSettings, clock: Clock | None = None, env_file: Path | None = Path(".env")
) -> OpenShop:
    """Opens the shop that is configured.

    Args:
        settings: Which, and how patiently it is asked.
        clock: Tells the time; the system's where None.
        env_file: Where the back end's own settings are besides the environment.

    Raises:
        BadShopSettings: There is no such back end, or its settings are incomplete.
        ShopUnavailable: Our own database can't be reached.
    """
    opener = _opener(settings.backend)
    clock = clock or SystemClock()
    database = Database(settings.database_url.get_secret_value())
    try:
        await database.create_tables()
        attempts = SqlAttempts(database)
        await attempts.forget(clock.now())
        backend = await opener(Surroundings(settings, database, clock, env_file))
    except BaseException:
        await database.close()
        raise
    shop = _surrounded(backend, settings)
    identity = Identity(shop.orders, shop.gift_cards, attempts, clock, region=settings.phone_region)
    return OpenShop(shop, identity, database)


def _opener(name: str) -> Opener:
    module = BACKENDS.get(name)
    if module is None:
        raise BadShopSettings(f"SPORTELLO_SHOP_BACKEND: there is no {name!r}, only {', '.join(BACKENDS)}.")
    return cast("Opener", import_module(module).open_backend)


def _surrounded(backend: Shop, settings: ShopSettings) -> Shop:
    patient: Shop = PatientShop(backend, settings.timeout, settings.tries)
    return CachedShop(patient, settings.cache_seconds) if settings.cache_seconds else patient
