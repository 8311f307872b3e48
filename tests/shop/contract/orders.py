"""Orders, found and changed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC

import pytest

from shop.contacts import normal_email, normal_phone
from shop.errors import AlreadyDone, BadInput, NotAllowed, NotFound, TooLate
from shop.ports import Ability
from shop.records import (
    Money,
    Order,
    OrderState,
    PostalAddress,
    RefundState,
)
from tests.shop.contract.stage import NOWHERE, Stage, needs, outcome


def elsewhere(order: Order) -> PostalAddress:
    """Another address in the same country."""
    assert order.address is not None
    return replace(order.address, street="Borgo Pinti 7", extra="scala B")


class OrdersContract:
    """Orders, found and changed."""

    async def test_found_however_the_number_is_typed(self, stage: Stage) -> None:
        number = stage.examples.received
        found = await stage.shop.orders.find(number)
        assert found.number == number
        for typed in (number.lower(), f" #{number} ", number.replace("-", "")):
            assert await stage.shop.orders.find(typed) == found

    async def test_what_there_is_not(self, stage: Stage) -> None:
        with pytest.raises(NotFound):
            await stage.shop.orders.find(NOWHERE)

    @needs(Ability.CANCEL)
    async def test_what_there_is_not_is_not_cancelled(self, stage: Stage) -> None:
        with pytest.raises(NotFound):
            await stage.shop.orders.cancel(NOWHERE)

    async def test_an_order_is_whole(self, stage: Stage) -> None:
        for number in (stage.examples.received, stage.examples.shipped, stage.examples.delivered):
            order = await stage.shop.orders.find(number)
            assert order.lines
            assert len({line.id for line in order.lines}) == len(order.lines)
            assert order.placed_at.tzinfo is not None
            assert order.placed_at.astimezone(UTC) <= stage.clock.now()
            assert order.goods == Money.sum(line.total for line in order.lines)
            assert order.customer.email == normal_email(order.customer.email or "")
            assert order.customer.phone == (normal_phone(order.customer.phone or "") or None)

    async def test_a_parcel_tells_its_journey_in_order(self, stage: Stage) -> None:
        order = await stage.shop.orders.find(stage.examples.shipped)
        parcel = order.parcels[0]
        assert parcel.tracking_number
        times = [event.at for event in parcel.journey]
        assert times == sorted(times)
        assert all(time.tzinfo is not None for time in times)
        assert {part.line_id for part in parcel.contents} <= {line.id for line in order.lines}

    @needs(Ability.ORDERS_BY_CONTACT)
    async def test_the_orders_of_a_contact(self, stage: Stage) -> None:
        orders = stage.shop.orders
        by_email = await orders.of_contact(email=stage.examples.email)
        assert stage.examples.received in {order.number for order in by_email}
        assert {order.customer.email for order in by_email} == {stage.examples.email}
        placed = [order.placed_at for order in by_email]
        assert placed == sorted(placed, reverse=True)
        by_phone = await orders.of_contact(phone=stage.examples.phone)
        assert {order.customer.phone for order in by_phone} == {stage.examples.phone}
        assert len(await orders.of_contact(email=stage.examples.email, limit=1)) == 1

    @needs(Ability.ORDERS_BY_CONTACT)
    @pytest.mark.parametrize("email", ["nobody@posta.example", "%", "_@posta.example", "' or 1=1 --", ""])
    async def test_nobody_has_no_orders(self, stage: Stage, email: str) -> None:
        assert await stage.shop.orders.of_contact(email=email) == []
        assert await stage.shop.orders.of_contact() == []

    @needs(Ability.CANCEL)
    async def test_cancelling_once(self, stage: Stage) -> None:
        number = stage.examples.received
        cancelled = await stage.shop.orders.cancel(number)
        assert cancelled.state is OrderState.CANCELLED
        assert (await stage.shop.orders.find(number)).state is OrderState.CANCELLED
        with pytest.raises(AlreadyDone):
            await stage.shop.orders.cancel(number)

    @needs(Ability.CANCEL, Ability.REFUNDS)
    async def test_cancelling_owes_the_money_back_once(self, stage: Stage) -> None:
        number = stage.examples.received
        order = await stage.shop.orders.find(number)
        await asyncio.gather(*(outcome(stage.shop.orders.cancel, number) for _ in range(5)))
        refunds = await stage.shop.refunds.of_order(number)
        assert [refund.amount for refund in refunds] == [order.total]
        assert refunds[0].state in {RefundState.PENDING, RefundState.SENT}

    @needs(Ability.CANCEL)
    async def test_of_many_who_cancel_one_does(self, stage: Stage) -> None:
        number = stage.examples.received
        found = await asyncio.gather(*(outcome(stage.shop.orders.cancel, number) for _ in range(8)))
        assert found.count("done") == 1
        assert set(found) == {"done", "already_done"}

    @needs(Ability.CANCEL)
    async def test_what_has_left_is_not_cancelled(self, stage: Stage) -> None:
        with pytest.raises(TooLate) as refused:
            await stage.shop.orders.cancel(stage.examples.shipped)
        assert refused.value.reason == (await stage.shop.orders.find(stage.examples.shipped)).state

    @needs(Ability.CHANGE_ADDRESS)
    async def test_sending_it_elsewhere(self, stage: Stage) -> None:
        number = stage.examples.received
        wanted = elsewhere(await stage.shop.orders.find(number))
        await stage.shop.orders.change_address(number, wanted)
        assert (await stage.shop.orders.find(number)).address == wanted

    @needs(Ability.CHANGE_ADDRESS)
    async def test_not_to_what_can_not_be_an_address(self, stage: Stage) -> None:
        before = await stage.shop.orders.find(stage.examples.received)
        with pytest.raises(BadInput) as refused:
            await stage.shop.orders.change_address(before.number, replace(elsewhere(before), postcode="x"))
        assert refused.value.field == "postcode"
        abroad = replace(elsewhere(before), country="FR", postcode="75001")
        with pytest.raises(NotAllowed):
            await stage.shop.orders.change_address(before.number, abroad)
        assert await stage.shop.orders.find(before.number) == before

    @needs(Ability.CHANGE_ADDRESS)
    async def test_not_after_it_has_left(self, stage: Stage) -> None:
        order = await stage.shop.orders.find(stage.examples.shipped)
        with pytest.raises(TooLate):
            await stage.shop.orders.change_address(order.number, elsewhere(order))
