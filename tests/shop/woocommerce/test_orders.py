"""WooCommerce's orders: every status, plugins' numbers, and what changes meanwhile."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from shop.errors import AlreadyDone, NotFound, ShopUnavailable, TooLate, Unsupported
from shop.memory import FixedClock
from shop.records import OrderState, ParcelState, PaymentState, RefundState, ReturnKind, Speed, Trait
from shop.remote.testing import Fault
from shop.woocommerce.models import WooOrder
from shop.woocommerce.statuses import CORE, NO_ORDERS, PLUGINS, order_state
from tests.shop.remote.support import rules
from tests.shop.woocommerce.support import scene

DOCUMENTED = {"pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed"}


def an_order(**fields: Any) -> WooOrder:
    return WooOrder(**{"id": 1, "number": "1", "status": "processing", **fields})


def test_every_documented_status_has_a_state() -> None:
    assert set(CORE) == DOCUMENTED
    for status in (*CORE, *PLUGINS):
        assert order_state(an_order(status=status), rules(), FixedClock().now()) in OrderState


def test_a_status_of_a_plugin_is_told_or_not_guessed() -> None:
    odd, now = an_order(status="in-lavorazione"), FixedClock().now()
    with pytest.raises(ShopUnavailable, match="in-lavorazione"):
        order_state(odd, rules(), now)
    assert order_state(odd, rules(statuses={"in-lavorazione": "ready"}), now) is OrderState.READY


async def test_what_nobody_promised_is_not_changed_in_chat(tmp_path: Path) -> None:
    async with scene(tmp_path, given=rules(changeable_hours=0)) as made:
        assert (await made.shop.orders.find("BL-20401")).state is OrderState.PREPARING
        with pytest.raises(TooLate):
            await made.shop.orders.cancel("BL-20401")
    async with scene(tmp_path) as made:
        made.clock.advance(timedelta(hours=2))
        with pytest.raises(TooLate):
            await made.shop.orders.cancel("BL-20401")


async def test_an_order_in_full(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        order = await made.shop.orders.find("BL-20401")
    assert order.customer.email == "giulia.ferri@posta.example"
    assert order.customer.phone == "+393205550101"
    assert [(line.size, line.colour, str(line.unit_price.amount)) for line in order.lines] == [
        ("M", "Bianco", "89.90"),
        (None, None, "25.00"),
    ]
    assert (str(order.goods.amount), str(order.shipping.amount), str(order.total.amount)) == (
        "139.90",
        "5.90",
        "145.80",
    )
    assert order.payment.state is PaymentState.PAID
    assert order.speed is Speed.STANDARD
    assert order.promised is not None
    assert order.address is not None
    assert order.address.street == "Via dei Servi 12"


async def test_the_id_of_another_order_is_not_its_number(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        with pytest.raises(NotFound):
            await made.shop.orders.find("727")
        made.fake.order("BL-20401")["number"] = "727"
        assert (await made.shop.orders.find("#727")).lines[0].sku == "GIGLIO-M-WHITE"


@pytest.mark.parametrize("status", sorted(NO_ORDERS))
async def test_baskets_are_no_orders(tmp_path: Path, status: str) -> None:
    async with scene(tmp_path) as made:
        made.fake.order("BL-20401")["status"] = status
        with pytest.raises(NotFound):
            await made.shop.orders.find("BL-20401")


async def test_a_contact_has_their_own_orders_only(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        made.fake.order("BL-20398")["billing"]["first_name"] = "giulia.ferri@posta.example"
        found = await made.shop.orders.of_contact(email="Giulia.Ferri@posta.example")
        assert [order.number for order in found] == ["BL-20401", "BL-20406"]


async def test_pages_are_turned_up_to_a_bound(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        made.fake.largest_page = 1
        found = await made.shop.orders.of_contact(email="marco.conti@posta.example")
        assert len(found) == 2
        assert len(made.fake.calls) == 2


async def test_parcels_say_what_plugins_know_and_carriers_the_rest(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        parcel = (await made.shop.orders.find("BL-20406")).parcels[0]
        assert (parcel.carrier, parcel.state, parcel.delivered_at) == ("brt", ParcelState.UNKNOWN, None)
        assert parcel.tracking_url is not None
        assert parcel.tracking_url.endswith("Nspediz=123456789012")
        arrived = await made.shop.orders.find("BL-20414")
        assert arrived.state is OrderState.DELIVERED
        assert [event.place for event in arrived.parcels[0].journey] == ["FIRENZE", "MILANO"]
        assert arrived.delivered_at is not None


async def test_an_aggregator_that_is_down_takes_nothing_away(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        made.carriers.fail_always(Fault(500))
        order = await made.shop.orders.find("BL-20414")
        assert order.state is OrderState.SHIPPED
        assert order.parcels[0].state is ParcelState.UNKNOWN


async def test_whether_days_are_over_is_not_guessed(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        made.carriers.known.clear()
        made.fake.order("BL-20414")["status"] = "delivered"
        with pytest.raises(Unsupported):
            await made.shop.returns.eligibility("BL-20414", ReturnKind.RETURN)


async def test_exceptions_to_returns_come_from_the_rules(tmp_path: Path) -> None:
    async with scene(tmp_path, given=rules(traits={"hygiene": ["GIGLIO-*"]})) as made:
        verdicts = await made.shop.returns.eligibility("BL-20414", ReturnKind.RETURN)
        assert verdicts[0].only_sealed
        assert Trait.HYGIENE in (await made.shop.catalogue.product("93")).traits


async def test_other_plugins(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        made.fake.order("BL-20406")["meta_data"] = [
            {"key": "ywot_tracking_code", "value": "ZA123456789IT"},
            {"key": "ywot_carrier_name", "value": "Poste Italiane"},
            {"key": "_wc_shipment_tracking_items", "value": "broken"},
            {"key": "_aftership_tracking_items", "value": [{"slug": "dhl", "tracking_number": "99"}, 7, {}]},
        ]
        parcels = (await made.shop.orders.find("BL-20406")).parcels
        assert [parcel.carrier for parcel in parcels] == ["dhl", "poste"]
        assert parcels[0].tracking_number is None


async def test_a_cancellation_owes_until_the_money_is_back(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        order = await made.shop.orders.cancel("BL-20401", reason="customer")
        assert (order.cancel_reason, order.cancelled_at) == ("customer", made.clock.now())
        assert (await made.shop.refunds.of_order("BL-20401"))[0].state is RefundState.PENDING
        raw = made.fake.order("BL-20401")
        raw["refunds"] = [{"id": 901, "reason": "", "total": "-145.80"}]
        made.fake.refunds["727"] = [{**made.fake.refunds["723"][0], "id": 901, "amount": "145.80"}]
        found = await made.shop.refunds.of_order("BL-20401")
        assert [(one.id, one.state) for one in found] == [("901", RefundState.SENT)]


async def test_what_is_not_paid_owes_nothing(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        assert (await made.shop.orders.find("BL-20398")).payment.state is PaymentState.PENDING
        await made.shop.orders.cancel("BL-20398")
        assert await made.shop.refunds.of_order("BL-20398") == []


async def test_refunds_as_recorded(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        assert (await made.shop.orders.find("BL-20390")).state is OrderState.RETURNED
        found = (await made.shop.refunds.of_order("BL-20390"))[0]
        assert (found.state, found.reason, str(found.amount.amount)) == (RefundState.SENT, "return", "30.90")
        made.fake.refunds["723"][0]["refunded_payment"] = False
        by_hand = (await made.shop.refunds.of_order("BL-20390"))[0]
        assert (by_hand.state, by_hand.sent_at) == (RefundState.PENDING, None)


async def test_an_answer_lost_after_the_deed(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        order = made.fake.order("BL-20401")
        order["number"] = "727"
        lost = Fault(drops=True, after=True)
        made.fake.fail(Fault(200, order), lost, lost)
        with pytest.raises(ShopUnavailable):
            await made.shop.orders.cancel("727")
        with pytest.raises(AlreadyDone):
            await made.shop.orders.cancel("727")
