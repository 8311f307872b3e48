"""The worked back end of ``docs/howto/add-a-shop-back-end.md`` keeps the contract as it stands."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

import shop
from shop import registry
from shop.errors import BadShopSettings, ShopUnavailable
from shop.memory import FixedClock
from shop.ports import Shop
from shop.registry import OpenShop, open_shop
from shop.settings import ShopSettings
from tests.shop.contract.suite import Examples, ShopContract, Stage

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "add-a-shop-back-end.md"
PEOPLE = "Giulia Ferri;giulia@posta.example;320 555 0101;Via dei Serragli 41;50123;Firenze"
EXPORT = f"""\
number;line;state;placed_at;name;email;phone;street;postcode;city;sku;title;pieces;price;shipping;tracking_number;sent_at;arrived_at
A-101;1;new;2026-01-14T08:00:00+00:00;{PEOPLE};GIG-M;Abito Giglio;1;119.00;0;;;
A-102;1;sent;2026-01-12T08:00:00+00:00;{PEOPLE};ARN;Vaso Arno;1;42.00;5.90;0123;2026-01-13T18:00:00+00:00;
A-103;1;arrived;2026-01-07T08:00:00+00:00;{PEOPLE};ARN;Vaso Arno;2;42.00;0;0456;2026-01-08T18:00:00+00:00;2026-01-10T11:00:00+00:00
A-103;2;arrived;2026-01-07T08:00:00+00:00;{PEOPLE};TRE;Tre veglie;1;24.00;0;0456;2026-01-08T18:00:00+00:00;2026-01-10T11:00:00+00:00
"""  # noqa: E501
HAS = Examples(
    received="A-101", shipped="A-102", delivered="A-103", several="A-103",
    email="giulia@posta.example", phone="+393205550101",
    product="", sku="", words="", category="", discount="", gift_card="", place="",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _worked_back_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Writes the page's files into a folder that counts as one of ``shop``."""
    folder = tmp_path / "exported"
    folder.mkdir()
    for name, code in re.findall(
        r"```python file=(\S+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL
    ):
        (folder / name).write_text(code, encoding="utf-8")
    monkeypatch.setattr(shop, "__path__", [*shop.__path__, str(tmp_path)])
    line = re.search(r'^"(exported)": "([\w.]+)",$', PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert line is not None
    monkeypatch.setitem(registry.BACKENDS, line[1], line[2])
    monkeypatch.setenv("SPORTELLO_SHOP_EXPORT_FILE", str(tmp_path / "orders.csv"))
    (tmp_path / "orders.csv").write_text(EXPORT, encoding="utf-8")
    importlib.invalidate_caches()
    yield
    for module in [name for name in sys.modules if name.startswith("shop.exported")]:
        del sys.modules[module]


async def opened(tmp_path: Path, clock: FixedClock) -> OpenShop:
    """As the desk opens it, but believing nothing for any time."""
    settings = ShopSettings(
        _env_file=None, backend="exported", database_url=f"sqlite:///{tmp_path / 'shop.db'}", cache_seconds=0
    )
    return await open_shop(settings, clock, None)


class TestExported(ShopContract):
    @pytest.fixture
    async def stage(self, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Stage]:
        one = await opened(tmp_path, clock)
        yield Stage(one.shop, clock, HAS)
        await one.close()


async def test_an_export_that_is_gone_is_a_shop_that_is_away(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "orders.csv").unlink()
    one = await opened(tmp_path, clock)
    there: Shop = one.shop
    with pytest.raises(ShopUnavailable):
        await there.orders.find("A-101")
    assert await there.check() == ["The export orders.csv is not there."]
    await one.close()


async def test_a_state_nobody_told_us_of_is_not_guessed(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "orders.csv").write_text(EXPORT.replace(";sent;", ";teleported;"), encoding="utf-8")
    one = await opened(tmp_path, clock)
    with pytest.raises(ShopUnavailable):
        await one.shop.orders.find("A-102")
    await one.close()


async def test_without_its_setting_it_does_not_open(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPORTELLO_SHOP_EXPORT_FILE")
    with pytest.raises(BadShopSettings, match="SPORTELLO_SHOP_EXPORT_FILE"):
        await opened(tmp_path, clock)
