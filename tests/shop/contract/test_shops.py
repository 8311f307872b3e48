"""The contract, kept by the shop in memory and by the demo shop on each database."""

from __future__ import annotations

import time

import pytest

from shop.caching import CachedShop
from shop.demo.memory import demo_in_memory
from shop.demo.shop import DemoShop
from shop.memory import FixedClock
from shop.patience import PatientShop
from shop.sql.database import Database
from tests.shop.contract.suite import Examples, ShopContract, Stage

DEMO = Examples(
    received="BL-20401",
    shipped="BL-20406",
    delivered="BL-20414",
    several="BL-20431",
    email="giulia.ferri@posta.example",
    phone="+393205550101",
    product="giglio",
    sku="GIGLIO-S-WHITE",
    words="abito giglio",
    category="dresses",
    discount="BENVENUTO10",
    gift_card="LUME-7Q2M-4KXA-9T3D",
    place="Firenze",
)


class TestMemory(ShopContract):
    @pytest.fixture
    def stage(self, clock: FixedClock) -> Stage:
        return Stage(demo_in_memory(clock), clock, DEMO)


class TestDemo(ShopContract):
    @pytest.fixture
    def stage(self, database: Database, clock: FixedClock) -> Stage:
        return Stage(DemoShop(database, clock), clock, DEMO)


class TestSurrounded(ShopContract):
    """A cache and patience change nothing of what a shop keeps to."""

    @pytest.fixture
    def stage(self, clock: FixedClock) -> Stage:
        patient = PatientShop(demo_in_memory(clock), timeout=5, tries=2)
        return Stage(CachedShop(patient, 15, time.monotonic), clock, DEMO)
