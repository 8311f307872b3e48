"""Attempts: any sequence of spending, giving back and waiting keeps within the limit, on every store."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop.identity import LIMIT, WINDOW
from shop.memory import MemoryAttempts
from shop.memory.clock import EPOCH
from shop.ports import Attempts
from shop.sql.attempts import SqlAttempts
from shop.sql.database import Database

KEYS = [("contact",), ("order",), ("contact", "order"), ("order", "contact")]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["spend", "spend", "spend", "right"]), st.sampled_from(KEYS), st.integers(0, 25)
    ),
    max_size=40,
)


async def play(attempts: Attempts, steps: list[tuple[str, tuple[str, ...], int]]) -> list[int | None]:
    """What each attempt was told; checks the promise on the way."""
    now, told = EPOCH, []
    wrong: dict[str, list[datetime]] = {"contact": [], "order": []}
    for kind, keys, minutes in steps:
        now += timedelta(minutes=minutes)
        left = await attempts.spend(keys, now)
        told.append(left)
        within = {key: sum(time > now - WINDOW for time in wrong[key]) for key in keys}
        assert (left is None) == any(count >= LIMIT for count in within.values())
        free_at = await attempts.free_at(keys, now)
        if left is None:
            assert free_at is not None
            assert now < free_at <= now + WINDOW
            continue
        assert left == LIMIT - 1 - max(within.values())
        if kind == "right":
            await attempts.give_back(keys)
        else:
            for key in keys:
                wrong[key].append(now)
    return told


@given(STEPS)
@settings(max_examples=60, deadline=None)
def test_the_model_in_memory(steps: list[tuple[str, tuple[str, ...], int]]) -> None:
    asyncio.run(play(MemoryAttempts(), steps))


@given(STEPS)
@settings(max_examples=25, deadline=None)
def test_the_database_says_the_same(
    shop_sqlite_url_for_class: str, steps: list[tuple[str, tuple[str, ...], int]]
) -> None:
    async def both() -> None:
        database = Database(shop_sqlite_url_for_class)
        attempts = SqlAttempts(database)
        await attempts.forget(EPOCH + timedelta(days=9999))
        assert await play(attempts, steps) == await play(MemoryAttempts(), steps)
        await database.close()

    asyncio.run(both())


@pytest.fixture(scope="session")
def shop_sqlite_url_for_class(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One database for all examples: hypothesis runs them within one test."""
    url = f"sqlite:///{tmp_path_factory.mktemp('attempts') / 'shop.db'}"

    async def make() -> None:
        database = Database(url)
        await database.create_tables()
        await database.close()

    asyncio.run(make())
    return url


async def test_all_keys_or_none(database: Database) -> None:
    attempts = SqlAttempts(database)
    for _ in range(LIMIT):
        await attempts.spend(["b"], EPOCH)
    assert await attempts.spend(["a", "b"], EPOCH) is None
    assert await attempts.spend(["a"], EPOCH) == LIMIT - 1


async def test_in_parallel_and_in_any_order_of_keys(database: Database) -> None:
    attempts = SqlAttempts(database)
    asked = [attempts.spend(["a", "b"] if number % 2 else ["b", "a"], EPOCH) for number in range(40)]
    told = await asyncio.gather(*asked)
    assert sorted(left for left in told if left is not None) == [0, 1, 2, 3, 4]


async def test_giving_back_in_parallel_loses_none(database: Database) -> None:
    attempts = SqlAttempts(database)

    async def right() -> None:
        if await attempts.spend(["a"], EPOCH) is not None:
            await attempts.give_back(["a"])

    for _ in range(5):
        await asyncio.gather(*(right() for _ in range(8)))
    assert await attempts.spend(["a"], EPOCH) == LIMIT - 1


async def test_what_no_longer_counts_is_forgotten(database: Database) -> None:
    attempts = SqlAttempts(database)
    await attempts.spend(["a"], EPOCH)
    await attempts.grant("giulia", "20401", EPOCH + timedelta(hours=24))
    await attempts.forget(EPOCH + timedelta(minutes=59))
    assert await attempts.spend(["a"], EPOCH) == LIMIT - 2
    await attempts.forget(EPOCH + timedelta(hours=23))
    assert await attempts.granted("giulia", "20401", EPOCH + timedelta(hours=23))
    await attempts.forget(EPOCH + timedelta(hours=24))
    assert not await attempts.granted("giulia", "20401", EPOCH)
