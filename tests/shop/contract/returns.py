"""Returns, withdrawals and exchanges."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from shop.errors import BadInput, NotAllowed, NotFound, ShopError
from shop.ports import Ability
from shop.records import (
    Reason,
    ReturnKind,
    ReturnLine,
    ReturnReason,
    ReturnRequest,
)
from tests.shop.contract.stage import NOWHERE, Stage, needs, outcome


def a_return(stage: Stage, key: str = "form-1", **fields: object) -> ReturnRequest:
    """Of one piece of the delivered order's first line."""
    line = ReturnLine("", 1, ReturnReason.TOO_SMALL)
    made = ReturnRequest(key, stage.examples.delivered, ReturnKind.RETURN, (line,))
    return replace(made, **fields)  # type: ignore[arg-type]


async def with_line(stage: Stage, request: ReturnRequest) -> ReturnRequest:
    """With the id that the back end gives to the order's first line."""
    order = await stage.shop.orders.find(request.order_number)
    lines = tuple(replace(line, line_id=line.line_id or order.lines[0].id) for line in request.lines)
    return replace(request, lines=lines)


class ReturnsContract:
    """Returns, withdrawals and exchanges."""

    @needs(Ability.RETURNS)
    async def test_a_return_is_begun_and_told_again(self, stage: Stage) -> None:
        begun = await stage.shop.returns.open(await with_line(stage, a_return(stage)))
        assert begun.number
        assert begun.send_back_by > stage.clock.now().date()
        assert begun in await stage.shop.returns.of_order(stage.examples.delivered)

    @needs(Ability.RETURNS)
    async def test_the_same_key_begins_one(self, stage: Stage) -> None:
        request = await with_line(stage, a_return(stage))
        begun = await asyncio.gather(*(stage.shop.returns.open(request) for _ in range(5)))
        assert len({one.number for one in begun}) == 1

    @needs(Ability.RETURNS)
    async def test_a_piece_comes_back_once(self, stage: Stage) -> None:
        order = await stage.shop.orders.find(stage.examples.delivered)
        requests = [await with_line(stage, a_return(stage, key=f"form-{number}")) for number in range(6)]
        found = await asyncio.gather(*(outcome(stage.shop.returns.open, one) for one in requests))
        assert found.count("done") == order.lines[0].quantity
        assert set(found) <= {"done", "already_done", "bad_input"}
        verdicts = await stage.shop.returns.eligibility(order.number, ReturnKind.RETURN)
        assert verdicts[0].reason is Reason.ALREADY_RETURNED

    @needs(Ability.RETURNS)
    async def test_of_several_pieces_some_come_back(self, stage: Stage) -> None:
        number = stage.examples.several
        before = (await stage.shop.returns.eligibility(number, ReturnKind.RETURN))[0]
        assert before.quantity > 1
        one = await stage.shop.returns.open(await with_line(stage, a_return(stage, order_number=number)))
        assert [line.quantity for line in one.lines] == [1]
        told = await stage.shop.returns.of_order(number)
        assert [line.quantity for begun in told for line in begun.lines] == [1]
        left = (await stage.shop.returns.eligibility(number, ReturnKind.RETURN))[0]
        assert (left.allowed, left.quantity) == (True, before.quantity - 1)
        too_many = await with_line(stage, a_return(stage, key="form-2", order_number=number))
        lines = (replace(too_many.lines[0], quantity=before.quantity),)
        with pytest.raises(BadInput):
            await stage.shop.returns.open(replace(too_many, lines=lines))
        rest = replace(too_many, lines=(replace(too_many.lines[0], quantity=left.quantity),))
        assert (await stage.shop.returns.open(rest)).lines[0].quantity == left.quantity

    @needs(Ability.RETURNS)
    async def test_every_line_has_a_verdict(self, stage: Stage) -> None:
        order = await stage.shop.orders.find(stage.examples.delivered)
        for kind in ReturnKind:
            verdicts = await stage.shop.returns.eligibility(order.number, kind)
            assert [verdict.line_id for verdict in verdicts] == [line.id for line in order.lines]

    @needs(Ability.RETURNS)
    async def test_what_has_not_arrived_does_not_come_back(self, stage: Stage) -> None:
        request = await with_line(stage, a_return(stage, order_number=stage.examples.shipped))
        with pytest.raises(NotAllowed) as refused:
            await stage.shop.returns.open(request)
        assert refused.value.reason == Reason.NOT_DELIVERED
        assert await stage.shop.returns.of_order(stage.examples.shipped) == []

    @needs(Ability.RETURNS)
    async def test_unlikely_requests(self, stage: Stage) -> None:
        whole = await with_line(stage, a_return(stage))
        line = whole.lines[0]
        bad: list[tuple[ReturnRequest, type[ShopError]]] = [
            (replace(whole, lines=()), BadInput),
            (replace(whole, lines=(line, line)), BadInput),
            (replace(whole, lines=(replace(line, quantity=0),)), BadInput),
            (replace(whole, lines=(replace(line, quantity=99),)), BadInput),
            (replace(whole, lines=(replace(line, line_id="nothing"),)), NotFound),
            (replace(whole, order_number=NOWHERE), NotFound),
            (replace(whole, kind=ReturnKind.EXCHANGE), BadInput),
            (replace(whole, note="x" * 501), BadInput),
        ]
        for request, error in bad:
            with pytest.raises(error):
                await stage.shop.returns.open(request)
        assert await stage.shop.returns.of_order(stage.examples.delivered) == []

    @needs(Ability.RETURNS, Ability.CATALOGUE)
    async def test_an_exchange_is_for_something_that_exists(self, stage: Stage) -> None:
        whole = await with_line(stage, a_return(stage, kind=ReturnKind.EXCHANGE))
        line = whole.lines[0]
        with pytest.raises(NotFound):
            await stage.shop.returns.open(replace(whole, lines=(replace(line, exchange_for="NO-SUCH"),)))
        wanted = replace(whole, lines=(replace(line, exchange_for=stage.examples.sku),))
        assert (await stage.shop.returns.open(wanted)).lines[0].exchange_for == stage.examples.sku

    @needs(Ability.REFUNDS)
    async def test_no_refund_is_an_empty_answer(self, stage: Stage) -> None:
        assert await stage.shop.refunds.of_order(stage.examples.shipped) == []
