"""The shop's databases: the demo shop is filled once for each engine, then copied for every test."""

from __future__ import annotations

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shop.demo.shop import open_demo
from shop.memory import FixedClock
from shop.sql.database import Database
from tests.support.postgres import Cluster

SEED = 20418
pytest.register_assert_rewrite(
    *(f"tests.shop.contract.{name}" for name in ("goods", "orders", "returns", "suite"))
)


async def fill(url: str) -> None:
    """Makes the tables and fills them for the fixed clock's day."""
    database = Database(url)
    await database.create_tables()
    await open_demo(database, FixedClock(), SEED)
    await database.close()


def run_apart(url: str) -> None:
    """In a thread of its own: the fixture may be asked for inside a running event loop."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, fill(url)).result()


@pytest.fixture(scope="session")
def shop_sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled file to copy."""
    template = tmp_path_factory.mktemp("shop") / "template.db"
    run_apart(f"sqlite:///{template}")
    return template


@pytest.fixture(scope="session")
def shop_postgresql_template(postgresql_cluster: Cluster) -> Iterator[str]:
    """The name of a filled database to copy; each worker has its own."""
    name = f"shop_{uuid.uuid4().hex[:16]}"
    run_apart(postgresql_cluster.create(name))
    yield name
    postgresql_cluster.drop(name)


@pytest.fixture
def shop_sqlite_url(shop_sqlite_template: Path, tmp_path: Path) -> str:
    """A filled SQLite database of the test's own."""
    copy = tmp_path / "shop.db"
    shutil.copy(shop_sqlite_template, copy)
    return f"sqlite:///{copy}"


@pytest.fixture
def shop_postgresql_url(postgresql_cluster: Cluster, shop_postgresql_template: str) -> Iterator[str]:
    """A filled PostgreSQL database of the test's own."""
    name = f"test_{uuid.uuid4().hex[:16]}"
    yield postgresql_cluster.create(name, shop_postgresql_template)
    postgresql_cluster.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """A filled database of the test's own, on each engine in turn."""
    database = Database(request.getfixturevalue(f"shop_{request.param}_url"))
    yield database
    await database.close()


@pytest.fixture
def clock() -> FixedClock:
    """Stands on the day for which the shop is filled."""
    return FixedClock()
