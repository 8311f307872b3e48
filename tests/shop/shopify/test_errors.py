"""Shopify's errors, each of them ours; its points; and the token, which is shown nowhere."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from shop.errors import (
    AlreadyDone,
    BadInput,
    NotAllowed,
    NotFound,
    ShopError,
    ShopUnavailable,
    TooLate,
)
from shop.remote.testing import Fault
from shop.remote.wire import Answer, SlowDown
from shop.shopify.client import VERSION
from shop.shopify.errors import error_of, slow_down, user_error
from shop.shopify.testing import TOKEN
from tests.shop.shopify.support import scene, settings

TOP = [
    "ACCESS_DENIED",
    "SHOP_INACTIVE",
    "MAX_COST_EXCEEDED",
    "INTERNAL_SERVER_ERROR",
    "undefinedField",
    None,
    7,
]
USER_ERRORS: dict[str | None, type[ShopError]] = {
    "ALREADY_EXISTS": AlreadyDone,
    "BLANK": BadInput,
    "CREATION_FAILED": ShopUnavailable,
    "EQUAL_TO": BadInput,
    "FEATURE_NOT_ENABLED": ShopUnavailable,
    "GREATER_THAN": BadInput,
    "INCLUSION": BadInput,
    "INTERNAL_ERROR": ShopUnavailable,
    "INVALID": BadInput,
    "INVALID_STATE": TooLate,
    "NOTIFICATION_FAILED": ShopUnavailable,
    "NOT_A_NUMBER": BadInput,
    "NOT_EDITABLE": TooLate,
    "NOT_FOUND": NotFound,
    "NO_REFUND_PERMISSION": ShopUnavailable,
    "PRESENT": AlreadyDone,
    "TAKEN": AlreadyDone,
    "TOO_BIG": BadInput,
    "TOO_LONG": BadInput,
    "WRONG_LENGTH": BadInput,
    None: BadInput,
    "x " * 100: BadInput,
}


@pytest.mark.parametrize(
    "status", [*range(201, 206), *range(300, 309), *range(400, 452), *range(500, 512), 530]
)
def test_every_status_is_an_error_of_ours(status: int) -> None:
    bodies: tuple[Any, ...] = (None, {}, {"errors": "[API] secret words"}, [], "x")
    for body in bodies:
        error = error_of(Answer(status, {}, body))
        assert isinstance(error, ShopUnavailable)
        assert "secret" not in str(error)


@pytest.mark.parametrize("code", TOP)
def test_every_error_in_a_good_answer(code: Any) -> None:
    body = {"data": {"order": None}, "errors": [{"message": "words", "extensions": {"code": code}}]}
    assert isinstance(error_of(Answer(200, {}, body)), ShopUnavailable)


@pytest.mark.parametrize("body", [None, [], {}, {"data": None}, {"errors": "x"}, {"errors": [7]}])
def test_answers_without_data(body: Any) -> None:
    assert isinstance(error_of(Answer(200, {}, body)), ShopUnavailable)
    slow_down(Answer(200, {}, body))


@pytest.mark.parametrize(("code", "kind"), USER_ERRORS.items())
def test_every_user_error(code: str | None, kind: type[ShopError]) -> None:
    error = user_error([{"field": ["input", "zip"], "message": "words", "code": code}])
    assert type(error) is kind
    assert len(str(error)) < 120
    if isinstance(error, BadInput):
        assert error.field == "zip"
    assert user_error([]) is None
    assert isinstance(user_error(["odd"]), BadInput)
    assert issubclass(TooLate, NotAllowed)


async def test_an_empty_bucket_is_waited_for(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        made.fake.throttled = 1
        assert (await made.shop.orders.find("BL-20401")).number == "BL-20401"
        # 130 are asked for, 80 are there, 100 come back a second.
        assert made.pauses.seconds == [0.5]
        made.fake.throttled = 99
        with pytest.raises(SlowDown):
            await made.shop.orders.cancel("BL-20401")
        assert made.fake.order("BL-20401")["cancelledAt"] is None


@pytest.mark.parametrize(
    "fault",
    [
        Fault(200, {"errors": [{"extensions": {"code": "THROTTLED"}}],
                    "extensions": {"cost": {"requestedQueryCost": 900, "throttleStatus":
                                            {"currentlyAvailable": 0, "restoreRate": 100}}}}),
        Fault(429, headers={"Retry-After": "9"}),
    ],
)  # fmt: skip
async def test_a_long_wait_is_told_instead(tmp_path: Path, fault: Fault) -> None:
    async with scene(tmp_path) as made:
        made.fake.fail_always(fault)
        with pytest.raises(SlowDown) as refused:
            await made.shop.orders.find("BL-20401")
        assert refused.value.retry_after == 9
        assert made.pauses.seconds == []


@pytest.mark.parametrize(
    "fault",
    [
        Fault(500, "<html>"),
        Fault(503),
        Fault(200, "<html>"),
        Fault(200, {"data": {}}),
        Fault(200, {"data": {"orders": {"nodes": [{"name": "BL-20401"}]}}}),
        Fault(301, headers={"Location": "https://other.example"}),
        Fault(drops=True),
    ],
)
async def test_a_shop_in_trouble_is_not_seen(tmp_path: Path, fault: Fault) -> None:
    async with scene(tmp_path) as made:
        made.fake.fail_always(fault)
        with pytest.raises(ShopUnavailable):
            await made.shop.orders.find("BL-20401")


async def test_a_shop_that_hangs(tmp_path: Path) -> None:
    async with scene(tmp_path, timeout=0.05) as made:
        made.fake.fail_always(Fault(hangs=True))
        with pytest.raises(ShopUnavailable, match="in time"):
            await made.shop.orders.find("BL-20401")


async def test_a_question_that_the_api_does_not_know_is_refused(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        with pytest.raises(ShopUnavailable, match="refuses a query"):
            await made.shop._client.ask("query { shop { nothing } }")


async def test_token_and_scopes_are_checked(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        assert await made.shop.check() == []
        made.fake.scopes -= {"read_orders", "write_returns"}
        assert await made.shop.check() == ["Shopify's app lacks the scopes write_returns."]
    async with scene(tmp_path, token="shpat_wrong") as made:
        assert await made.shop.check() == ["Shopify does not accept SPORTELLO_SHOP_SHOPIFY_TOKEN."]


async def test_the_token_is_shown_nowhere(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with scene(tmp_path) as made:
        await made.shop.orders.of_contact(email="giulia.ferri@posta.example")
        await made.shop.gift_cards.balance("LUME-7Q2M-4KXA-9T3D")
        made.fake.fail_always(Fault(500, {"errors": TOKEN}))
        with pytest.raises(ShopUnavailable) as failed:
            await made.shop.orders.find("BL-20401")
        shown = caplog.text + repr(failed.value) + repr(settings(made.fake.url)) + repr(vars(made.shop))
        for hidden in (TOKEN, "giulia.ferri", "lume7q2m"):
            assert hidden not in shown
        assert {call.path for call in made.fake.calls} == {f"/admin/api/{VERSION}/graphql.json"}
