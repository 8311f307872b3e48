"""Caching, patience, and choosing the back end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from shop import registry
from shop.around import Call, SurroundedShop
from shop.caching import CachedShop
from shop.demo.memory import demo_in_memory
from shop.errors import AlreadyDone, BadShopSettings, NotFound, ShopUnavailable, Unsupported
from shop.memory import FixedClock
from shop.patience import PatientShop
from shop.ports import Ability, Shop
from shop.records import NewRequest, OrderState, RequestKind
from shop.registry import BACKENDS, open_shop
from shop.settings import ShopSettings, load_settings
from shop.sql.database import Database as SqlDatabase

NUMBER = "BL-20401"
REQUEST = NewRequest("k", RequestKind.COMPLAINT, "giulia")


class Trouble:
    """Between a shop and who asks: counts calls, and does first what it is told."""

    def __init__(self, clock: FixedClock) -> None:
        self.calls: list[str] = []
        self.first: list[Callable[[], Awaitable[None]]] = []
        self.shop: Shop = SurroundedShop(demo_in_memory(clock), self._meddle)

    async def _meddle(self, call: Call) -> Any:
        self.calls.append(call.name)
        if self.first:
            await self.first.pop(0)()
        return await call.run()

    def will_raise(self, *errors: BaseException) -> None:
        """One for each of the next calls."""
        for error in errors:
            self.first.append(_raising(error))

    def will_hang(self) -> None:
        """The next call never comes back."""
        self.first.append(asyncio.Event().wait)  # type: ignore[arg-type]


def _raising(error: BaseException) -> Callable[[], Awaitable[None]]:
    async def fail() -> None:
        raise error

    return fail


class Timer:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def trouble(clock: FixedClock) -> Trouble:
    """The demo shop in memory, with trouble on its way."""
    return Trouble(clock)


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries follow each other at once."""
    monkeypatch.setattr("shop.patience.FIRST_WAIT", 0)


async def test_the_same_question_is_asked_once_for_a_while(trouble: Trouble) -> None:
    timer = Timer()
    shop = CachedShop(trouble.shop, 15, timer)
    assert await shop.orders.find(NUMBER) == await shop.orders.find(NUMBER)
    assert trouble.calls == ["orders.find"]
    await shop.orders.find("BL-20402")
    timer.seconds = 15.1
    await shop.orders.find(NUMBER)
    assert trouble.calls == ["orders.find"] * 3


async def test_those_who_ask_at_once_wait_for_one_answer(trouble: Trouble) -> None:
    shop = CachedShop(trouble.shop, 15)
    await asyncio.gather(*(shop.catalogue.search("abito") for _ in range(9)))
    assert trouble.calls == ["catalogue.search"]


async def test_one_who_gives_up_takes_the_answer_from_nobody(trouble: Trouble) -> None:
    shop = CachedShop(trouble.shop, 15)
    going = asyncio.Event()
    trouble.first.append(going.wait)  # type: ignore[arg-type]
    one, other = (asyncio.ensure_future(shop.orders.find(NUMBER)) for _ in range(2))
    await asyncio.sleep(0)
    one.cancel()
    going.set()
    assert (await other).number == NUMBER
    assert trouble.calls == ["orders.find"]


async def test_a_failure_is_not_remembered(trouble: Trouble) -> None:
    shop = CachedShop(trouble.shop, 15)
    trouble.will_raise(ShopUnavailable())
    with pytest.raises(ShopUnavailable):
        await shop.orders.find(NUMBER)
    assert (await shop.orders.find(NUMBER)).number == NUMBER


async def test_what_one_changes_another_does_not_see(trouble: Trouble) -> None:
    shop = CachedShop(trouble.shop, 15)
    (await shop.catalogue.search("abito")).clear()
    assert await shop.catalogue.search("abito")


async def test_after_a_write_orders_are_asked_for_again(trouble: Trouble) -> None:
    shop = CachedShop(trouble.shop, 15)
    await shop.orders.find(NUMBER)
    await shop.catalogue.categories()
    await shop.orders.cancel(NUMBER)
    assert (await shop.orders.find(NUMBER)).state is OrderState.CANCELLED
    await shop.catalogue.categories()
    assert trouble.calls.count("catalogue.categories") == 1


async def test_after_a_write_that_failed_too(trouble: Trouble) -> None:
    """Nobody knows whether it was done."""
    shop = CachedShop(trouble.shop, 15)
    await shop.orders.find(NUMBER)
    trouble.will_raise(ShopUnavailable())
    with pytest.raises(ShopUnavailable):
        await shop.orders.cancel(NUMBER)
    await shop.orders.find(NUMBER)
    assert trouble.calls.count("orders.find") == 2


async def test_money_is_never_remembered(trouble: Trouble) -> None:
    shop = CachedShop(trouble.shop, 15)
    for _ in range(2):
        await shop.gift_cards.balance("LUME-7Q2M-4KXA-9T3D")
        await shop.discounts.check("BENVENUTO10")
    assert len(trouble.calls) == 4


@pytest.mark.usefixtures("no_waiting")
async def test_a_read_is_tried_again(trouble: Trouble) -> None:
    shop = PatientShop(trouble.shop, timeout=5, tries=2)
    trouble.will_raise(ShopUnavailable())
    assert (await shop.orders.find(NUMBER)).number == NUMBER


@pytest.mark.usefixtures("no_waiting")
async def test_and_then_the_shop_is_away(trouble: Trouble) -> None:
    shop = PatientShop(trouble.shop, timeout=5, tries=3)
    trouble.will_raise(*(OSError("connection reset") for _ in range(3)))
    with pytest.raises(ShopUnavailable):
        await shop.orders.find(NUMBER)
    assert len(trouble.calls) == 3


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("error", [KeyError("id"), ValueError("bad JSON"), RuntimeError(), TimeoutError()])
async def test_whatever_a_library_raises_is_a_shop_that_is_away(trouble: Trouble, error: Exception) -> None:
    shop = PatientShop(trouble.shop, timeout=5, tries=1)
    trouble.will_raise(error)
    with pytest.raises(ShopUnavailable) as raised:
        await shop.orders.find(NUMBER)
    assert raised.value.__cause__ is error


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("error", [NotFound(), Unsupported(Ability.CANCEL), AlreadyDone("cancelled")])
async def test_an_answer_is_not_a_failure(trouble: Trouble, error: Exception) -> None:
    shop = PatientShop(trouble.shop, timeout=5, tries=3)
    trouble.will_raise(error)
    with pytest.raises(type(error)):
        await shop.orders.find(NUMBER)
    assert len(trouble.calls) == 1


@pytest.mark.usefixtures("no_waiting")
async def test_a_shop_that_hangs_is_not_waited_for(trouble: Trouble) -> None:
    shop = PatientShop(trouble.shop, timeout=0.01, tries=2)
    trouble.will_hang()
    trouble.will_hang()
    with pytest.raises(ShopUnavailable, match=r"orders\.find"):
        await shop.orders.find(NUMBER)


@pytest.mark.usefixtures("no_waiting")
async def test_what_may_have_been_done_is_not_done_again(trouble: Trouble) -> None:
    shop = PatientShop(trouble.shop, timeout=5, tries=3)
    trouble.will_raise(ShopUnavailable())
    with pytest.raises(ShopUnavailable):
        await shop.orders.cancel(NUMBER)
    assert trouble.calls == ["orders.cancel"]


@pytest.mark.usefixtures("no_waiting")
async def test_what_carries_a_key_may_be_repeated(trouble: Trouble) -> None:
    shop = PatientShop(trouble.shop, timeout=5, tries=2)
    trouble.will_raise(ShopUnavailable())
    await shop.requests.open(REQUEST)
    assert trouble.calls == ["requests.open"] * 2


async def test_giving_up_is_no_failure_of_the_shop(trouble: Trouble) -> None:
    shop = PatientShop(trouble.shop, timeout=5, tries=3)
    trouble.will_hang()
    asking = asyncio.ensure_future(shop.orders.find(NUMBER))
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking


def settings_for(path: Path, **fields: Any) -> ShopSettings:
    """On a database of the test's own, whatever the environment says."""
    return ShopSettings(_env_file=None, database_url=f"sqlite:///{path / 'shop.db'}", **fields)


async def test_the_demo_shop_opens_by_itself(tmp_path: Path, clock: FixedClock) -> None:
    opened = await open_shop(settings_for(tmp_path), clock)
    assert opened.shop.name == "demo"
    assert (await opened.shop.orders.find("BL-20418")).state is OrderState.OUT_FOR_DELIVERY
    assert await opened.shop.check() == []
    await opened.close()


async def test_a_back_end_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(BadShopSettings, match="SPORTELLO_SHOP_BACKEND"):
        await open_shop(settings_for(tmp_path, backend="magento"))


async def test_a_back_end_that_fails_leaves_no_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[bool] = []

    class Database(SqlDatabase):
        async def close(self) -> None:
            closed.append(True)
            await super().close()

    async def failing(_: object) -> Shop:
        raise BadShopSettings

    monkeypatch.setattr(registry, "Database", Database)
    monkeypatch.setattr(registry, "_opener", lambda _: failing)
    with pytest.raises(BadShopSettings):
        await open_shop(settings_for(tmp_path))
    assert closed == [True]


def test_importing_the_registry_imports_no_back_end() -> None:
    source = Path(registry.__file__).read_text(encoding="utf-8")
    assert not [name for name in BACKENDS if f"import shop.{name}" in source or f"from shop.{name}" in source]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SPORTELLO_SHOP_DATABASE_URL", "mysql://root:geheim@host/shop"),
        ("SPORTELLO_SHOP_TIMEOUT", "0"),
        ("SPORTELLO_SHOP_TRIES", "geheim"),
        ("SPORTELLO_SHOP_PHONE_REGION", "Italia geheim"),
    ],
)
def test_a_bad_setting_is_named_and_not_shown(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadShopSettings) as raised:
        load_settings(ShopSettings, None)
    assert name in str(raised.value)
    assert "geheim" not in str(raised.value)


def test_the_database_is_not_shown() -> None:
    url = "postgresql://user:geheim@host/shop"
    settings = ShopSettings(_env_file=None, database_url=url)
    assert "geheim" not in repr(settings)


async def test_a_database_that_is_away_is_a_shop_that_is_away(tmp_path: Path) -> None:
    url = "postgresql://nobody@127.0.0.1:9/nothing"
    with pytest.raises(ShopUnavailable) as raised:
        await open_shop(ShopSettings(_env_file=None, database_url=url))
    assert "nobody" not in str(raised.value)
