"""Shopify's orders, refunds and returns: every state, and what changes behind our back."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import graphql
import pytest

from shop.errors import NotFound, ShopUnavailable, TooLate
from shop.memory import FixedClock
from shop.records import (
    OrderState,
    ParcelState,
    PaymentState,
    Reason,
    RefundState,
    ReturnKind,
    ReturnLine,
    ReturnReason,
    ReturnRequest,
    ReturnState,
)
from shop.shopify import queries, states
from shop.shopify.models import ShopifyOrder
from shop.shopify.refunds import TRANSACTIONS
from shop.shopify.testing import _schema
from tests.shop.remote.support import rules
from tests.shop.shopify.support import Scene, scene

FULFILMENTS = ("FULFILLED IN_PROGRESS ON_HOLD OPEN PARTIALLY_FULFILLED PENDING_FULFILLMENT REQUEST_DECLINED "
               "RESTOCKED SCHEDULED UNFULFILLED")  # fmt: skip
PAYMENTS = "AUTHORIZED EXPIRED PAID PARTIALLY_PAID PARTIALLY_REFUNDED PENDING REFUNDED VOIDED"
DISPLAY = ("ATTEMPTED_DELIVERY CANCELED CARRIER_PICKED_UP CONFIRMED DELAYED DELIVERED FAILURE FULFILLED "
           "IN_TRANSIT LABEL_PRINTED LABEL_PURCHASED LABEL_VOIDED MARKED_AS_FULFILLED NOT_DELIVERED "
           "OUT_FOR_DELIVERY PICKED_UP READY_FOR_PICKUP SUBMITTED")  # fmt: skip
RETURNS = "CANCELED CLOSED DECLINED OPEN REQUESTED"
TRANSACTION = "AWAITING_RESPONSE ERROR FAILURE PENDING SUCCESS UNKNOWN"


def test_every_documented_value_is_mapped() -> None:
    assert set(states.FULFILMENTS) == set(FULFILMENTS.split())
    assert set(states.PAYMENTS) == set(PAYMENTS.split())
    assert set(states.PARCELS) == set(DISPLAY.split())
    assert set(states.RETURNS) == set(RETURNS.split())
    assert set(TRANSACTIONS) == set(TRANSACTION.split())
    assert set(states.OUR_RETURN_REASONS) == set(ReturnReason)
    schema = _schema()
    for name, known in (
        ("OrderCancelReason", states.CANCEL_REASONS),
        ("ReturnReason", states.RETURN_REASONS),
    ):
        kind = schema.type_map[name]
        assert isinstance(kind, graphql.GraphQLEnumType)
        assert set(kind.values) == set(known)


@pytest.mark.parametrize(
    "name", [name for name in vars(queries) if name.isupper() and not name.startswith("_")]
)
def test_every_question_fits_the_schema(name: str) -> None:
    text = getattr(queries, name)
    if name not in {"MONEY", "LINES"}:
        assert graphql.validate(_schema(), graphql.parse(text)) == []


def test_a_status_that_nobody_knows_is_not_guessed() -> None:
    order = ShopifyOrder.model_validate({"id": "1", "name": "#1", "displayFulfillmentStatus": "TELEPORTED"})
    with pytest.raises(ShopUnavailable, match="TELEPORTED"):
        states.order_state(order, [], rules(), FixedClock().now())


async def test_states_of_orders_on_the_way(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        raw = made.fake.order("BL-20406")
        for display, state in (
            ("LABEL_PRINTED", OrderState.READY),
            ("OUT_FOR_DELIVERY", OrderState.OUT_FOR_DELIVERY),
            ("DELIVERED", OrderState.DELIVERED),
            ("ATTEMPTED_DELIVERY", OrderState.SHIPPED),
            ("SOMETHING_NEW", OrderState.SHIPPED),
        ):
            raw["fulfillments"][0]["displayStatus"] = display
            assert (await made.shop.orders.find("BL-20406")).state is state


async def test_an_order_in_full(tmp_path: Path) -> None:
    async with scene(tmp_path, page=1) as made:
        order = await made.shop.orders.find("#bl 20401")
        assert [line.size for line in order.lines] == ["M", None]
        assert str(order.goods.amount) == "139.90"
        assert (order.customer.language, order.payment.method) == ("it", "card")
        assert order.payment.paid_at == order.placed_at
        parcel = (await made.shop.orders.find("BL-20406")).parcels[0]
        assert (parcel.carrier, parcel.state) == ("brt", ParcelState.IN_TRANSIT)
        assert parcel.tracking_url is not None
        assert [event.place for event in parcel.journey] == ["Prato", "Firenze"]


async def test_several_numbers_are_several_parcels_and_nothing_is_made_up(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        sent = made.fake.order("BL-20406")["fulfillments"][0]
        sent["trackingInfo"].append({"company": "Nave", "number": "??", "url": "javascript:alert(1)"})
        first, second = (await made.shop.orders.find("BL-20406")).parcels
        assert (first.contents, first.journey, second.tracking_number, second.tracking_url) == (
            (),
            (),
            None,
            None,
        )
        sent["status"] = "CANCELLED"
        assert (await made.shop.orders.find("BL-20406")).parcels == ()


async def test_pay_first_or_on_delivery(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        assert (await made.shop.orders.find("BL-20398")).state is OrderState.AWAITING_PAYMENT
        made.fake.order("BL-20398")["paymentGatewayNames"] = ["Cash on Delivery (COD)"]
        cash = await made.shop.orders.find("BL-20398")
        assert (cash.state, cash.payment.state) == (OrderState.PREPARING, PaymentState.ON_DELIVERY)


async def test_a_number_is_no_search(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        with pytest.raises(NotFound):
            await made.shop.orders.find('1" OR email:"giulia.ferri@posta.example')
        sent = made.fake.calls[-1].body["variables"]["query"]
        assert "email" not in sent.split('"')[0]
        assert sent.count('"') == 6


async def test_what_shopify_will_not_cancel(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        made.fake.user_errors["orderCancel"] = [{"field": None, "message": "fulfilling", "code": "INVALID"}]
        with pytest.raises(TooLate):
            await made.shop.orders.cancel("BL-20401")
        made.clock.advance(timedelta(hours=3))
        with pytest.raises(TooLate):
            await made.shop.orders.cancel("BL-20401")
        assert made.fake.order("BL-20401")["cancelledAt"] is None


async def test_money_is_sent_back_only_where_the_shop_wants_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        await made.shop.orders.cancel("BL-20401")
        cancel = next(call for call in made.fake.calls if "CancelOrder" in call.body["query"])
        assert cancel.body["variables"]["refundMethod"] == {"originalPaymentMethodsRefund": False}


async def test_refunds_as_recorded(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        found = (await made.shop.refunds.of_order("BL-20390"))[0]
        assert (found.state, found.reason, found.return_number) == (RefundState.SENT, "return", "BL-20390-R1")
        moved = made.fake.order("BL-20390")["refunds"][0]["transactions"]["nodes"]
        moved[0]["status"] = "FAILURE"
        assert (await made.shop.refunds.of_order("BL-20390"))[0].state is RefundState.FAILED
        moved.clear()
        nothing = (await made.shop.refunds.of_order("BL-20390"))[0]
        assert (nothing.state, nothing.sent_at) == (RefundState.PENDING, None)


def a_return(**fields: Any) -> ReturnRequest:
    line = ReturnLine("gid://shopify/LineItem/14", 1, ReturnReason.TOO_SMALL)
    return ReturnRequest(**{"key": "form-1", "order_number": "BL-20414", "kind": ReturnKind.RETURN,
                            "lines": (line,), **fields})  # fmt: skip


def theirs(made: Scene) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = made.fake.order("BL-20414")["returns"]
    return found


async def test_a_return_is_begun_in_shopify_once(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        begun = await asyncio.gather(*(made.shop.returns.open(a_return()) for _ in range(4)))
        assert len({one.number for one in begun}) == len(theirs(made)) == 1
        line = theirs(made)[0]["returnLineItems"]["nodes"][0]
        assert (line["returnReason"], line["quantity"]) == ("SIZE_TOO_SMALL", 1)
        assert begun[0].number in line["returnReasonNote"]


async def test_a_fault_is_for_a_person_to_approve_and_told_as_shopify_has_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        begun = await made.shop.returns.open(a_return(kind=ReturnKind.FAULT, note="rotto"))
        assert begun.state is ReturnState.REQUESTED
        assert "rotto" in theirs(made)[0]["returnLineItems"]["nodes"][0]["customerNote"]
        theirs(made)[0]["status"] = "DECLINED"
        assert (await made.shop.returns.of_order("BL-20414"))[0].state is ReturnState.REJECTED


async def test_shopify_is_down_in_between_and_the_same_key_makes_up_for_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        made.fake.user_errors["returnCreate"] = [{"field": None, "message": "x", "code": "INTERNAL_ERROR"}]
        with pytest.raises(ShopUnavailable):
            await made.shop.returns.open(a_return())
        assert theirs(made) == []
        assert (await made.shop.returns.open(a_return())).number == "RS-3001"
        assert len(theirs(made)) == 1


async def test_nobody_tells_shopify_while_somebody_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with scene(tmp_path) as made:
        answer, told, both = made.fake.answer, 0, asyncio.Event()

        async def slowly(request: Any, body: Any) -> Any:
            nonlocal told
            if "CreateReturn" in body["query"]:
                told += 1
                if told == 2:
                    both.set()
                # The first is held until a second is told as well, which must not happen.
                with suppress(TimeoutError):
                    async with asyncio.timeout(0.5):
                        await both.wait()
            return await answer(request, body)

        monkeypatch.setattr(made.fake, "answer", slowly)
        await asyncio.gather(*(made.shop.returns.open(a_return()) for _ in range(2)))
        assert len(theirs(made)) == 1


async def test_what_shopify_refuses_stands_with_us(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        made.fake.user_errors["returnCreate"] = [{"field": None, "message": "x", "code": "INVALID"}]
        begun = await made.shop.returns.open(a_return())
        assert begun.state is ReturnState.APPROVED
        assert (await made.shop.returns.of_order("BL-20414")) == [begun]


async def test_what_was_begun_in_shopify_counts(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        sent = made.fake.order("BL-20414")["fulfillments"][0]["fulfillmentLineItems"]["nodes"][0]
        line = {"fulfillmentLineItemId": sent["id"], "quantity": 2, "returnReason": "UNWANTED"}
        made.fake._return(
            {"orderId": "gid://shopify/Order/3", "returnLineItems": [line]}, "OPEN", "returnCreate"
        )
        told = await made.shop.returns.of_order("BL-20414")
        assert [(one.number, one.lines[0].reason) for one in told] == [
            ("BL-20414-R1", ReturnReason.CHANGED_MIND)
        ]
        verdicts = await made.shop.returns.eligibility("BL-20414", ReturnKind.RETURN)
        assert verdicts[0].reason is Reason.ALREADY_RETURNED
