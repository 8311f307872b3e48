"""WooCommerce's errors, each of them ours, and none that tells a secret."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import pytest

from shop.errors import BadInput, NotFound, ShopError, ShopUnavailable
from shop.remote.testing import Fault
from shop.woocommerce import testing
from shop.woocommerce.errors import BAD_INPUT, NOT_FOUND, REFUSED_KEY, error_of
from shop.woocommerce.testing import KEY, SECRET
from tests.shop.woocommerce.support import scene, settings

CODES = {*NOT_FOUND, *REFUSED_KEY, *BAD_INPUT, None, "rest_no_route", "x" * 500, "internal_server_error"}


@pytest.mark.parametrize("status", [*range(300, 309), *range(400, 452), *range(500, 512), 520, 530])
def test_every_status_and_code_is_an_error_of_ours(status: int) -> None:
    for code in CODES:
        error = error_of(status, {"code": code})
        assert isinstance(error, ShopError)
        assert len(str(error)) < 200
        if code in NOT_FOUND:
            assert isinstance(error, NotFound)
        elif code in BAD_INPUT or status in {400, 422}:
            assert isinstance(error, BadInput)
        else:
            assert isinstance(error, ShopUnavailable)


def test_every_code_that_the_fake_speaks_is_known() -> None:
    spoken = set(re.findall(r'_error\("(\w+)"', Path(testing.__file__).read_text(encoding="utf-8")))
    unknown = spoken - NOT_FOUND - REFUSED_KEY - BAD_INPUT
    assert unknown == {
        "rest_no_route",
        "woocommerce_rest_shipping_zone_invalid",
        "rest_setting_setting_invalid",
    }


@pytest.mark.parametrize("body", [None, [], "x", {"code": 7}])
def test_odd_bodies(body: Any) -> None:
    assert isinstance(error_of(500, body), ShopUnavailable)
    assert (error_of(200, body) is None) == (body is not None)


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        (Fault(401, {"code": "woocommerce_rest_cannot_view", "message": "x"}), "key"),
        (Fault(404, {"code": "rest_no_route"}), "SPORTELLO_SHOP_WOOCOMMERCE_URL"),
        (Fault(301, headers={"Location": "https://other.example"}), "redirects"),
        (Fault(500, "<p>There has been a critical error</p>"), "trouble"),
        (Fault(200, "<html>maintenance</html>"), "JSON"),
        (Fault(200, {"id": 1}), "read"),
        (Fault(200, "[" * 100_000), "JSON"),
        (Fault(drops=True), "answer"),
    ],
)
async def test_a_shop_in_trouble_is_not_seen(tmp_path: Path, fault: Fault, word: str) -> None:
    async with scene(tmp_path) as made:
        made.fake.fail_always(fault)
        with pytest.raises(ShopUnavailable, match=word):
            await made.shop.orders.find("BL-20401")


async def test_a_shop_that_hangs(tmp_path: Path) -> None:
    async with scene(tmp_path, timeout=0.05) as made:
        made.fake.fail_always(Fault(hangs=True))
        with pytest.raises(ShopUnavailable, match="in time"):
            await made.shop.orders.find("BL-20401")


async def test_a_wrong_key_is_found_by_the_check(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        assert await made.shop.check() == []
    async with scene(tmp_path, key="ck_wrong") as made:
        findings = await made.shop.check()
        assert len(findings) == 4
        assert all("key" in one and "ck_wrong" not in one for one in findings)


async def test_a_key_that_may_only_read(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        made.fake.read_only = True
        with pytest.raises(ShopUnavailable, match="may not do this"):
            await made.shop.orders.cancel("BL-20401")
        assert made.fake.order("BL-20401")["status"] == "processing"


async def test_key_and_secret_are_shown_nowhere(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with scene(tmp_path) as made:
        await made.shop.orders.of_contact(email="giulia.ferri@posta.example")
        made.fake.fail_always(Fault(drops=True))
        with pytest.raises(ShopUnavailable) as failed:
            await made.shop.orders.find("BL-20401")
        shown = " ".join(
            [
                caplog.text,
                repr(failed.value),
                repr(settings(made.fake.url)),
                repr(made.shop),
                repr(vars(made.shop)),
            ]
        )
        for hidden in (KEY, SECRET, "giulia.ferri"):
            assert hidden not in shown
        for call in made.fake.calls:
            assert KEY not in call.path
            assert SECRET not in call.path
